#### tool

## dbmate 
set -eu
if ! command -v dbmate > /dev/null; then
  echo "dbmate is missing; install it on the runner" >&2
  exit 1
fi
