#### tool

## python 
set -eu
if ! command -v python > /dev/null; then
  echo "python is missing; install it on the runner" >&2
  exit 1
fi
