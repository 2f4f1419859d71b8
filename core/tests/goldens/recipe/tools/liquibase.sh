#### tool

## liquibase 
set -eu
if ! command -v liquibase > /dev/null; then
  echo "liquibase is missing; install it on the runner" >&2
  exit 1
fi
