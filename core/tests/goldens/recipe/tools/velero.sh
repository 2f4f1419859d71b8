#### tool

## velero 
set -eu
if ! command -v velero > /dev/null; then
  echo "velero is missing; install it on the runner" >&2
  exit 1
fi
