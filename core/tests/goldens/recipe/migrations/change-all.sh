#### migrate
# needs flyway
# warning[LOS052] pipelines.main.stages.change.jobs.all.steps[0].migrate: the tool takes back one change; when the migration makes several, give `undo` a command

## Look at what would change
# FLYWAY_URL=secret db-url
set -eu
flyway -locations=filesystem:db/sql info
flyway -locations=filesystem:db/sql -ignoreMigrationPatterns='*:pending' validate

## Change the database: flyway
# FLYWAY_URL=secret db-url
set -eu
before="$HOME/.gatewright/shop/none"
mkdir -p "$before"
flyway -locations=filesystem:db/sql migrate
touch "$before/migration-flyway"

## Take back the change: flyway (after a failure)
# FLYWAY_URL=secret db-url
set -eu
before="$HOME/.gatewright/shop/none"
if [ -e "$before/migration-flyway" ]; then
  flyway -locations=filesystem:db/sql undo
  rm "$before/migration-flyway"
else
  echo 'the database was not changed; there is nothing to take back'
fi

#### migrate
# needs liquibase

## Look at what would change
# LIQUIBASE_COMMAND_URL=secret db-url
set -eu
liquibase validate --changelog-file changelog.xml
liquibase update-sql --changelog-file changelog.xml

## Change the database: liquibase
# LIQUIBASE_COMMAND_URL=secret db-url
set -eu
before="$HOME/.gatewright/shop/none"
mkdir -p "$before"
liquibase update --changelog-file changelog.xml
touch "$before/migration-liquibase"

## Take back the change: liquibase (after a failure)
# LIQUIBASE_COMMAND_URL=secret db-url
set -eu
before="$HOME/.gatewright/shop/none"
if [ -e "$before/migration-liquibase" ]; then
  liquibase execute-sql --sql-file db/undo.sql
  rm "$before/migration-liquibase"
else
  echo 'the database was not changed; there is nothing to take back'
fi

#### migrate
# needs npm

## Look at what would change
# DATABASE_URL=secret db-url
# FOLDER="my app"
set -eu
(
  cd "$FOLDER"
  npx prisma validate
)

## Change the database: prisma
# DATABASE_URL=secret db-url
# FOLDER="my app"
set -eu
before="$HOME/.gatewright/shop/none"
mkdir -p "$before"
(
  cd "$FOLDER"
  npx prisma migrate deploy
)
touch "$before/migration-prisma"

#### migrate
# needs alembic
# needs pg_dump
# needs curl
# warning[LOS052] pipelines.main.stages.change.jobs.all.steps[3].migrate: the tool takes back one change; when the migration makes several, give `undo` a command

## Back up first
# DATABASE_URL=secret db-url
set -eu
pg_dump "$DATABASE_URL" --format custom --file before-alembic.dump
pg_restore --list before-alembic.dump > /dev/null

## Look at what would change
# DATABASE_URL=secret db-url
# PGOPTIONS="-c lock_timeout=5000ms"
set -eu
alembic current --verbose
alembic heads --verbose

## Change the database: alembic
# DATABASE_URL=secret db-url
# PGOPTIONS="-c lock_timeout=5000ms"
set -eu
before="$HOME/.gatewright/shop/none"
mkdir -p "$before"
timeout 600 alembic upgrade head
touch "$before/migration-alembic"

## Verify
# COMMAND="psql --command 'select 1'"
set -eu
sh -c "$COMMAND"

## Verify
set -eu
answer="$(mktemp)"
holds() {
  status="$(curl --silent --show-error --max-time 10 \
    --output "$answer" \
    --write-out '%{http_code}' \
    https://shop.example.com/health)" || return 1
  case "$status" in
    2??) ;;
    *)
      echo "the answer has status $status"
      return 1
      ;;
  esac
}
deadline=$(($(date +%s) + 60))
until holds; do
  if [ "$(date +%s)" -ge "$deadline" ]; then
    echo "https://shop.example.com/health did not answer as expected in time" >&2
    exit 1
  fi
  sleep 5
done

## Take back the change: alembic (after a failure)
# DATABASE_URL=secret db-url
# PGOPTIONS="-c lock_timeout=5000ms"
set -eu
before="$HOME/.gatewright/shop/none"
if [ -e "$before/migration-alembic" ]; then
  alembic downgrade -1
  rm "$before/migration-alembic"
else
  echo 'the database was not changed; there is nothing to take back'
fi

#### migrate
# needs dotnet

## Look at what would change
# DATABASE_URL=secret db-url
set -eu
dotnet ef migrations list --project src/Shop --connection "$DATABASE_URL"

## Change the database: ef
# DATABASE_URL=secret db-url
set -eu
before="$HOME/.gatewright/shop/none"
mkdir -p "$before"
dotnet ef database update --project src/Shop --connection "$DATABASE_URL"
touch "$before/migration-ef"

#### migrate

## Look at what would change
# DATABASE_URL=secret db-url
set -eu
bin/rails db:migrate:status

## Change the database: rails
# DATABASE_URL=secret db-url
set -eu
before="$HOME/.gatewright/shop/none"
mkdir -p "$before"
bin/rails db:migrate
touch "$before/migration-rails"

#### migrate
# needs python

## Look at what would change
# DATABASE_URL=secret db-url
set -eu
(
  cd backend
  python manage.py migrate --plan
)

## Change the database: django
# DATABASE_URL=secret db-url
set -eu
before="$HOME/.gatewright/shop/none"
mkdir -p "$before"
(
  cd backend
  python manage.py migrate --no-input
)
touch "$before/migration-django"

## Take back the change: django (after a failure)
# DATABASE_URL=secret db-url
# COMMAND="python manage.py migrate shop 0041; echo $(x)"
set -eu
before="$HOME/.gatewright/shop/none"
if [ -e "$before/migration-django" ]; then
  (
    cd backend
    sh -c "$COMMAND"
  )
  rm "$before/migration-django"
else
  echo 'the database was not changed; there is nothing to take back'
fi

#### migrate
# needs sqlx

## Look at what would change
# DATABASE_URL=secret db-url
set -eu
sqlx migrate run --source migrations --dry-run

## Change the database: sqlx
# DATABASE_URL=secret db-url
set -eu
before="$HOME/.gatewright/shop/none"
mkdir -p "$before"
sqlx migrate run --source migrations
touch "$before/migration-sqlx"

#### migrate
# needs migrate

## Change the database: migrate
# DATABASE_URL=secret db-url
# MIGRATIONS="b c"
set -eu
before="$HOME/.gatewright/shop/none"
mkdir -p "$before"
migrate -path a -database "$DATABASE_URL" up
migrate -path "$MIGRATIONS" -database "$DATABASE_URL" up
touch "$before/migration-migrate"

#### migrate
# needs goose

## Look at what would change
# GOOSE_DBSTRING=secret db-url
set -eu
goose -dir migrations validate
goose -dir migrations status

## Change the database: goose
# GOOSE_DBSTRING=secret db-url
set -eu
before="$HOME/.gatewright/shop/none"
mkdir -p "$before"
goose -dir migrations up
touch "$before/migration-goose"

#### migrate
# needs dbmate

## Look at what would change
# DATABASE_URL=secret db-url
set -eu
dbmate --migrations-dir db/migrations status

## Change the database: dbmate
# DATABASE_URL=secret db-url
set -eu
before="$HOME/.gatewright/shop/none"
mkdir -p "$before"
dbmate --migrations-dir db/migrations up
touch "$before/migration-dbmate"

#### migrate
# needs npm

## Look at what would change
# DATABASE_URL=secret db-url
set -eu
npx knex migrate:list

## Change the database: knex
# DATABASE_URL=secret db-url
set -eu
before="$HOME/.gatewright/shop/none"
mkdir -p "$before"
npx knex migrate:latest
touch "$before/migration-knex"

#### migrate
# needs psql
# needs velero
# info[LOS052] pipelines.main.stages.change.jobs.all.steps[12].migrate: how old the last backup is cannot be told; one is made in any case

## Back up first
# DATABASE_URL=secret db-url
set -eu
velero backup create "nightly-$(date -u +%Y%m%d%H%M%S)" --wait

## Change the database: sql
# DATABASE_URL=secret db-url
set -eu
before="$HOME/.gatewright/shop/none"
mkdir -p "$before"
psql "$DATABASE_URL" --single-transaction --set ON_ERROR_STOP=1 --file change.sql
touch "$before/migration-sql"

## Take back the change: sql (after a failure)
# DATABASE_URL=secret db-url
set -eu
before="$HOME/.gatewright/shop/none"
if [ -e "$before/migration-sql" ]; then
  psql "$DATABASE_URL" --single-transaction --set ON_ERROR_STOP=1 --file undo.sql
  rm "$before/migration-sql"
else
  echo 'the database was not changed; there is nothing to take back'
fi

#### migrate
# warning[LOS052] pipelines.main.stages.change.jobs.all.steps[13].migrate: nothing says which secret holds the address of the database; the tool must find it by itself

## Change the database: own
# COMMAND="./change-it --now; echo \"$(x)\""
set -eu
before="$HOME/.gatewright/shop/none"
mkdir -p "$before"
timeout 300 sh -c "$COMMAND"
touch "$before/migration-own"
