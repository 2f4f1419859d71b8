#### tool

## alembic 
set -eu
if ! command -v alembic > /dev/null; then
  echo "alembic is missing; install it on the runner" >&2
  exit 1
fi
