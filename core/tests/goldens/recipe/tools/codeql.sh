#### tool

## codeql 2.26.4
set -eu
mkdir -p "$HOME/.local/bin"
PATH="$HOME/.local/bin:$PATH"
export PATH
if ! command -v codeql > /dev/null; then
  release=https://github.com/github/codeql-action/releases/download/codeql-bundle-v2.26.4
  download="$(mktemp -d)"
  file=codeql-bundle-linux64.tar.gz
  curl --fail --silent --show-error --location --retry 3 --output "$download/$file" "$release/$file"
  curl --fail --silent --show-error --location --retry 3 --output "$download/sum" "$release/$file.checksum.txt"
  (cd "$download" && sha256sum -c sum)
  mkdir -p "$HOME/.local/share"
  tar -xzf "$download/$file" -C "$HOME/.local/share"
  ln -sf "$HOME/.local/share/codeql/codeql" "$HOME/.local/bin/codeql"
  rm -rf "$download"
fi
