#### tool

## wrangler 4.164.0
set -eu
mkdir -p "$HOME/.local/bin"
PATH="$HOME/.local/bin:$PATH"
export PATH
if ! command -v wrangler > /dev/null; then
  npm install --global --silent --prefix "$HOME/.local" wrangler@4.164.0
fi
