#### tool

## curl 
set -eu
if ! command -v curl > /dev/null; then
  echo "curl is missing; install it on the runner" >&2
  exit 1
fi
