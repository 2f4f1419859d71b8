#### tool

## cargo 
set -eu
if ! command -v cargo > /dev/null; then
  echo "cargo is missing; install it on the runner" >&2
  exit 1
fi
