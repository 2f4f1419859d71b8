#### tool

## gpg 
set -eu
if ! command -v gpg > /dev/null; then
  echo "gpg is missing; install it on the runner" >&2
  exit 1
fi
