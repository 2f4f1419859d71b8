#### tool

## semgrep 1.185.0
set -eu
mkdir -p "$HOME/.local/bin"
PATH="$HOME/.local/bin:$PATH"
export PATH
if ! command -v semgrep > /dev/null; then
  python3 -m venv "$HOME/.local/share/semgrep"
  "$HOME/.local/share/semgrep/bin/pip" install --quiet --disable-pip-version-check "semgrep==1.185.0"
  ln -sf "$HOME/.local/share/semgrep/bin/semgrep" "$HOME/.local/bin/semgrep"
fi
