#### tool

## syft 1.52.0
set -eu
mkdir -p "$HOME/.local/bin"
PATH="$HOME/.local/bin:$PATH"
export PATH
if ! command -v syft > /dev/null; then
  case "$(uname -m)" in
    x86_64)
      url=https://github.com/anchore/syft/releases/download/v1.52.0/syft_1.52.0_linux_amd64.tar.gz
      sum=caeedb81fb0491615f1ebd1761e4145d41ee86dd2cc7bf80669f9f5ad9d6133d
      ;;
    aarch64 | arm64)
      url=https://github.com/anchore/syft/releases/download/v1.52.0/syft_1.52.0_linux_arm64.tar.gz
      sum=c46d5e4c28e12aa4c5becfaa343ef1c7f89045b6b895f2c21d471c62db09c706
      ;;
    *)
      echo "syft 1.52.0 is not known for $(uname -m); install it on the runner" >&2
      exit 1
      ;;
  esac
  download="$(mktemp)"
  curl --fail --silent --show-error --location --retry 3 --output "$download" "$url"
  echo "$sum  $download" | sha256sum -c -
  tar -xzf "$download" -C "$HOME/.local/bin" syft
  rm -f "$download"
fi
