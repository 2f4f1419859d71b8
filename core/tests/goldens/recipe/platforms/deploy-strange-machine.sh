#### deploy
# error[LOS021] pipelines.main.stages.deploy.jobs.strange-machine.steps[1].deploy: `/srv/$(x)` is no plain word, and a shell on the machines would read it

## Deploy
# MESSAGE="'/srv/$(x)' is no plain word, and a shell on the machines would read it: use letters, digits and '._/:@-'"
set -eu
echo "$MESSAGE" >&2
exit 1
