#### tool

## sonar-scanner-npm 5.0.1
set -eu
mkdir -p "$HOME/.local/bin"
PATH="$HOME/.local/bin:$PATH"
export PATH
if ! command -v sonar-scanner-npm > /dev/null; then
  npm install --global --silent --prefix "$HOME/.local" @sonar/scan@5.0.1
fi
