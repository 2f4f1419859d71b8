#### tool

## kustomize 5.8.1
set -eu
mkdir -p "$HOME/.local/bin"
PATH="$HOME/.local/bin:$PATH"
export PATH
if ! command -v kustomize > /dev/null; then
  case "$(uname -m)" in
    x86_64)
      url=https://github.com/kubernetes-sigs/kustomize/releases/download/kustomize/v5.8.1/kustomize_v5.8.1_linux_amd64.tar.gz
      sum=029a7f0f4e1932c52a0476cf02a0fd855c0bb85694b82c338fc648dcb53a819d
      ;;
    aarch64 | arm64)
      url=https://github.com/kubernetes-sigs/kustomize/releases/download/kustomize/v5.8.1/kustomize_v5.8.1_linux_arm64.tar.gz
      sum=0953ea3e476f66d6ddfcd911d750f5167b9365aa9491b2326398e289fef2c142
      ;;
    *)
      echo "kustomize 5.8.1 is not known for $(uname -m); install it on the runner" >&2
      exit 1
      ;;
  esac
  download="$(mktemp)"
  curl --fail --silent --show-error --location --retry 3 --output "$download" "$url"
  echo "$sum  $download" | sha256sum -c -
  tar -xzf "$download" -C "$HOME/.local/bin" kustomize
  rm -f "$download"
fi
