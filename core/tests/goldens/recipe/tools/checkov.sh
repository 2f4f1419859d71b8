#### tool

## checkov 3.3.30
set -eu
mkdir -p "$HOME/.local/bin"
PATH="$HOME/.local/bin:$PATH"
export PATH
if ! command -v checkov > /dev/null; then
  python3 -m venv "$HOME/.local/share/checkov"
  "$HOME/.local/share/checkov/bin/pip" install --quiet --disable-pip-version-check "checkov==3.3.30"
  ln -sf "$HOME/.local/share/checkov/bin/checkov" "$HOME/.local/bin/checkov"
fi
