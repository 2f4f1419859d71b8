#### tool

## flyway 
set -eu
if ! command -v flyway > /dev/null; then
  echo "flyway is missing; install it on the runner" >&2
  exit 1
fi
