#### migrate
# needs python

## Look at what would change
# DATABASE_URL=secret DATABASE_URL
set -eu
python manage.py migrate --plan

## Change the database: schema
# DATABASE_URL=secret DATABASE_URL
set -eu
before="$HOME/.gatewright/bookings/none"
mkdir -p "$before"
timeout 1200 python manage.py migrate --no-input
touch "$before/migration-schema"

## Take back the change: schema (after a failure)
# DATABASE_URL=secret DATABASE_URL
# COMMAND="python manage.py migrate bookings zero --plan"
set -eu
before="$HOME/.gatewright/bookings/none"
if [ -e "$before/migration-schema" ]; then
  sh -c "$COMMAND"
  rm "$before/migration-schema"
else
  echo 'the database was not changed; there is nothing to take back'
fi
