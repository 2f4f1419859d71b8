#### migrate
# needs sqlx

## Take back the change: sqlx
# DATABASE_URL=secret db-url
set -eu
sqlx migrate revert --source migrations

#### migrate
# needs python

## Take back the change: django
# DATABASE_URL=secret db-url
# COMMAND="python manage.py migrate shop 0041; echo $(x)"
set -eu
(
  cd backend
  sh -c "$COMMAND"
)
