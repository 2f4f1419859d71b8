#### tool

## osv-scanner 2.6.0
set -eu
mkdir -p "$HOME/.local/bin"
PATH="$HOME/.local/bin:$PATH"
export PATH
if ! command -v osv-scanner > /dev/null; then
  case "$(uname -m)" in
    x86_64)
      url=https://github.com/google/osv-scanner/releases/download/v2.6.0/osv-scanner_linux_amd64
      sum=ca69b3d3cd08f889a49dc0a383122f71cc528b83803671df5fd874d97485b108
      ;;
    aarch64 | arm64)
      url=https://github.com/google/osv-scanner/releases/download/v2.6.0/osv-scanner_linux_arm64
      sum=2c71403eb443d05891c4f268c3ad771cf4f16e5443463fd7851ef8f454d3c7e4
      ;;
    *)
      echo "osv-scanner 2.6.0 is not known for $(uname -m); install it on the runner" >&2
      exit 1
      ;;
  esac
  download="$(mktemp)"
  curl --fail --silent --show-error --location --retry 3 --output "$download" "$url"
  echo "$sum  $download" | sha256sum -c -
  install -m 755 "$download" "$HOME/.local/bin/osv-scanner"
  rm -f "$download"
fi
