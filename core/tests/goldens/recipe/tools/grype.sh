#### tool

## grype 0.119.0
set -eu
mkdir -p "$HOME/.local/bin"
PATH="$HOME/.local/bin:$PATH"
export PATH
if ! command -v grype > /dev/null; then
  case "$(uname -m)" in
    x86_64)
      url=https://github.com/anchore/grype/releases/download/v0.119.0/grype_0.119.0_linux_amd64.tar.gz
      sum=3fa2dc4b924621ab65404cf08d0b8438d896d80ab949c9d5a4ca283c36004c9b
      ;;
    aarch64 | arm64)
      url=https://github.com/anchore/grype/releases/download/v0.119.0/grype_0.119.0_linux_arm64.tar.gz
      sum=29f0ec7c549ddb0e2b6a0ca714851f7399438afc399b80c12808e065edc9a8f8
      ;;
    *)
      echo "grype 0.119.0 is not known for $(uname -m); install it on the runner" >&2
      exit 1
      ;;
  esac
  download="$(mktemp)"
  curl --fail --silent --show-error --location --retry 3 --output "$download" "$url"
  echo "$sum  $download" | sha256sum -c -
  tar -xzf "$download" -C "$HOME/.local/bin" grype
  rm -f "$download"
fi
