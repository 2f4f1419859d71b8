#### tool

## snyk 1.1307.4
set -eu
mkdir -p "$HOME/.local/bin"
PATH="$HOME/.local/bin:$PATH"
export PATH
if ! command -v snyk > /dev/null; then
  npm install --global --silent --prefix "$HOME/.local" snyk@1.1307.4
fi
