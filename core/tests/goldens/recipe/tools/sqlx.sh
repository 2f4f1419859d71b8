#### tool

## sqlx 
set -eu
if ! command -v sqlx > /dev/null; then
  echo "sqlx is missing; install it on the runner" >&2
  exit 1
fi
