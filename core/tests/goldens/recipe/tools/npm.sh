#### tool

## npm 
set -eu
if ! command -v npm > /dev/null; then
  echo "npm is missing; install it on the runner" >&2
  exit 1
fi
