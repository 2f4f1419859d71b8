#### tool

## swa 2.0.10
set -eu
mkdir -p "$HOME/.local/bin"
PATH="$HOME/.local/bin:$PATH"
export PATH
if ! command -v swa > /dev/null; then
  npm install --global --silent --prefix "$HOME/.local" @azure/static-web-apps-cli@2.0.10
fi
