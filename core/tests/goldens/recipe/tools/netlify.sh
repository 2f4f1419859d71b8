#### tool

## netlify 27.10.2
set -eu
mkdir -p "$HOME/.local/bin"
PATH="$HOME/.local/bin:$PATH"
export PATH
if ! command -v netlify > /dev/null; then
  npm install --global --silent --prefix "$HOME/.local" netlify-cli@27.10.2
fi
