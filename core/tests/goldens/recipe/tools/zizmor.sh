#### tool

## zizmor 1.32.0
set -eu
mkdir -p "$HOME/.local/bin"
PATH="$HOME/.local/bin:$PATH"
export PATH
if ! command -v zizmor > /dev/null; then
  python3 -m venv "$HOME/.local/share/zizmor"
  "$HOME/.local/share/zizmor/bin/pip" install --quiet --disable-pip-version-check "zizmor==1.32.0"
  ln -sf "$HOME/.local/share/zizmor/bin/zizmor" "$HOME/.local/bin/zizmor"
fi
