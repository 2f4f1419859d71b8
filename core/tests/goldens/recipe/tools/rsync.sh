#### tool

## rsync 
set -eu
if ! command -v rsync > /dev/null; then
  echo "rsync is missing; install it on the runner" >&2
  exit 1
fi
