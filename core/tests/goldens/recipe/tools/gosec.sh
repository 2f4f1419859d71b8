#### tool

## gosec 2.29.0
set -eu
mkdir -p "$HOME/.local/bin"
PATH="$HOME/.local/bin:$PATH"
export PATH
if ! command -v gosec > /dev/null; then
  case "$(uname -m)" in
    x86_64)
      url=https://github.com/securego/gosec/releases/download/v2.29.0/gosec_2.29.0_linux_amd64.tar.gz
      sum=6431b119741c1f4a50fdfcf94e782e16b9e642afc8c7fa9b5d39d48bf3003095
      ;;
    aarch64 | arm64)
      url=https://github.com/securego/gosec/releases/download/v2.29.0/gosec_2.29.0_linux_arm64.tar.gz
      sum=c71244ec8d37488fd479d0d26990968fee03ece48b305d8224ac0c1ebd66e87c
      ;;
    *)
      echo "gosec 2.29.0 is not known for $(uname -m); install it on the runner" >&2
      exit 1
      ;;
  esac
  download="$(mktemp)"
  curl --fail --silent --show-error --location --retry 3 --output "$download" "$url"
  echo "$sum  $download" | sha256sum -c -
  tar -xzf "$download" -C "$HOME/.local/bin" gosec
  rm -f "$download"
fi
