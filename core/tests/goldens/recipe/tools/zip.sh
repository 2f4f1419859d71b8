#### tool

## zip 
set -eu
if ! command -v zip > /dev/null; then
  echo "zip is missing; install it on the runner" >&2
  exit 1
fi
