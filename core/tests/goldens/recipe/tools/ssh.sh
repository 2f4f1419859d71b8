#### tool

## ssh 
set -eu
if ! command -v ssh > /dev/null; then
  echo "ssh is missing; install it on the runner" >&2
  exit 1
fi
