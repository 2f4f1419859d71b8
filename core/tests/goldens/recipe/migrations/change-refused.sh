#### migrate
# error[LOS052] pipelines.main.stages.change.jobs.refused.steps[0].migrate: it is not known how `acme` changes a database

## Change the database
set -eu
echo "it is not known how 'acme' changes a database: add 'command' to the migration" >&2
exit 1

#### migrate
# warning[LOS052] pipelines.main.stages.change.jobs.refused.steps[1].migrate: nothing says which secret holds the address of the database; the tool must find it by itself
# error[LOS052] pipelines.main.stages.change.jobs.refused.steps[1].migrate: it is not known how the backup before the migration `nothing` is made

## Back up first
set -eu
echo "it is not known how the backup before the migration 'nothing' is made: make it by a command in a step of its own" >&2
exit 1

## Change the database: nothing
set -eu
before="$HOME/.gatewright/shop/none"
mkdir -p "$before"
sh -c make
touch "$before/migration-nothing"

#### migrate
# error[LOS052] pipelines.main.stages.change.jobs.refused.steps[2].migrate: the tool cannot only look whether it would work

## Change the database
set -eu
echo "the tool cannot only look whether it would work: leave 'dry_run' out, or try it on a copy" >&2
exit 1

#### migrate
# error[LOS052] pipelines.main.stages.change.jobs.refused.steps[3].migrate: nothing says how the migration `prisma` is taken back

## Change the database
set -eu
echo "nothing says how the migration 'prisma' is taken back: add 'undo' to it" >&2
exit 1
