#### tool

## bandit 1.9.4
set -eu
mkdir -p "$HOME/.local/bin"
PATH="$HOME/.local/bin:$PATH"
export PATH
if ! command -v bandit > /dev/null; then
  python3 -m venv "$HOME/.local/share/bandit"
  "$HOME/.local/share/bandit/bin/pip" install --quiet --disable-pip-version-check "bandit[sarif]==1.9.4"
  ln -sf "$HOME/.local/share/bandit/bin/bandit" "$HOME/.local/bin/bandit"
fi
