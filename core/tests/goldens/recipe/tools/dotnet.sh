#### tool

## dotnet 
set -eu
if ! command -v dotnet > /dev/null; then
  echo "dotnet is missing; install it on the runner" >&2
  exit 1
fi
