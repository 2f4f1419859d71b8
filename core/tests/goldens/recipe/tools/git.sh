#### tool

## git 
set -eu
if ! command -v git > /dev/null; then
  echo "git is missing; install it on the runner" >&2
  exit 1
fi
