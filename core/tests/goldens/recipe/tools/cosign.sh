#### tool

## cosign 3.1.3
set -eu
mkdir -p "$HOME/.local/bin"
PATH="$HOME/.local/bin:$PATH"
export PATH
if ! command -v cosign > /dev/null; then
  case "$(uname -m)" in
    x86_64)
      url=https://github.com/sigstore/cosign/releases/download/v3.1.3/cosign-linux-amd64
      sum=4629c757b7618056f8ddd7e2625ae9fdd94c0372a65049520bc7d9df9efc7f71
      ;;
    aarch64 | arm64)
      url=https://github.com/sigstore/cosign/releases/download/v3.1.3/cosign-linux-arm64
      sum=c5d324e091826b0d7a78eb16fef316450b4eb9aaec045611c08ba06f5e73220a
      ;;
    *)
      echo "cosign 3.1.3 is not known for $(uname -m); install it on the runner" >&2
      exit 1
      ;;
  esac
  download="$(mktemp)"
  curl --fail --silent --show-error --location --retry 3 --output "$download" "$url"
  echo "$sum  $download" | sha256sum -c -
  install -m 755 "$download" "$HOME/.local/bin/cosign"
  rm -f "$download"
fi
