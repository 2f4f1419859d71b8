#### tool

## pip-audit 2.10.1
set -eu
mkdir -p "$HOME/.local/bin"
PATH="$HOME/.local/bin:$PATH"
export PATH
if ! command -v pip-audit > /dev/null; then
  python3 -m venv "$HOME/.local/share/pip-audit"
  "$HOME/.local/share/pip-audit/bin/pip" install --quiet --disable-pip-version-check "pip-audit==2.10.1"
  ln -sf "$HOME/.local/share/pip-audit/bin/pip-audit" "$HOME/.local/bin/pip-audit"
fi
