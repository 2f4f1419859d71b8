#### tool

## docker 
set -eu
if ! command -v docker > /dev/null; then
  echo "docker is missing; install it on the runner" >&2
  exit 1
fi
