#### tool

## goose 
set -eu
if ! command -v goose > /dev/null; then
  echo "goose is missing; install it on the runner" >&2
  exit 1
fi
