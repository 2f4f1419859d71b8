#### tool

## notation 
set -eu
if ! command -v notation > /dev/null; then
  echo "notation is missing; install it on the runner" >&2
  exit 1
fi
