#### tool

## gcloud 579.0.0
set -eu
mkdir -p "$HOME/.local/bin"
PATH="$HOME/.local/bin:$PATH"
export PATH
if ! command -v gcloud > /dev/null; then
  case "$(uname -m)" in
    x86_64)
      url=https://dl.google.com/dl/cloudsdk/channels/rapid/downloads/google-cloud-cli-579.0.0-linux-x86_64.tar.gz
      sum=a9a7fbe51cda37cf6142b1bbcff12227550e60a6c67e8cf84644fb301371c4de
      ;;
    *)
      echo "gcloud 579.0.0 is not known for $(uname -m); install it on the runner" >&2
      exit 1
      ;;
  esac
  download="$(mktemp)"
  curl --fail --silent --show-error --location --retry 3 --output "$download" "$url"
  echo "$sum  $download" | sha256sum -c -
  mkdir -p "$HOME/.local/share"
  tar -xzf "$download" -C "$HOME/.local/share"
  ln -sf "$HOME/.local/share/google-cloud-sdk/bin/gcloud" "$HOME/.local/bin/gcloud"
  rm -f "$download"
fi
