#### tool

## migrate 
set -eu
if ! command -v migrate > /dev/null; then
  echo "migrate is missing; install it on the runner" >&2
  exit 1
fi
