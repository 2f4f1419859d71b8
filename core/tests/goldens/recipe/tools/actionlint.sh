#### tool

## actionlint 1.7.12
set -eu
mkdir -p "$HOME/.local/bin"
PATH="$HOME/.local/bin:$PATH"
export PATH
if ! command -v actionlint > /dev/null; then
  case "$(uname -m)" in
    x86_64)
      url=https://github.com/rhysd/actionlint/releases/download/v1.7.12/actionlint_1.7.12_linux_amd64.tar.gz
      sum=8aca8db96f1b94770f1b0d72b6dddcb1ebb8123cb3712530b08cc387b349a3d8
      ;;
    aarch64 | arm64)
      url=https://github.com/rhysd/actionlint/releases/download/v1.7.12/actionlint_1.7.12_linux_arm64.tar.gz
      sum=325e971b6ba9bfa504672e29be93c24981eeb1c07576d730e9f7c8805afff0c6
      ;;
    *)
      echo "actionlint 1.7.12 is not known for $(uname -m); install it on the runner" >&2
      exit 1
      ;;
  esac
  download="$(mktemp)"
  curl --fail --silent --show-error --location --retry 3 --output "$download" "$url"
  echo "$sum  $download" | sha256sum -c -
  tar -xzf "$download" -C "$HOME/.local/bin" actionlint
  rm -f "$download"
fi
