#### tool

## pg_dump 
set -eu
if ! command -v pg_dump > /dev/null; then
  echo "pg_dump is missing; install it on the runner" >&2
  exit 1
fi
