#### migrate
# needs alembic
# warning[LOS052] pipelines.main.stages.change.jobs.only-look.steps[0].migrate: the tool takes back one change; when the migration makes several, give `undo` a command

## See whether it would work
# DATABASE_URL=secret db-url
# PGOPTIONS="-c lock_timeout=5000ms"
set -eu
alembic upgrade head --sql

#### migrate
# needs psql

## See whether it would work
# DATABASE_URL=secret db-url
set -eu
(echo 'BEGIN;' && cat change.sql && echo 'ROLLBACK;') | psql "$DATABASE_URL" --set ON_ERROR_STOP=1
