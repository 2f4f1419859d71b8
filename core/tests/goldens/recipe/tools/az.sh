#### tool

## az 2.91.0
set -eu
mkdir -p "$HOME/.local/bin"
PATH="$HOME/.local/bin:$PATH"
export PATH
if ! command -v az > /dev/null; then
  python3 -m venv "$HOME/.local/share/azure-cli"
  "$HOME/.local/share/azure-cli/bin/pip" install --quiet --disable-pip-version-check azure-cli==2.91.0
  ln -sf "$HOME/.local/share/azure-cli/bin/az" "$HOME/.local/bin/az"
fi
