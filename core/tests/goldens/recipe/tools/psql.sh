#### tool

## psql 
set -eu
if ! command -v psql > /dev/null; then
  echo "psql is missing; install it on the runner" >&2
  exit 1
fi
