#### tool

## kubectl 1.36.4
set -eu
mkdir -p "$HOME/.local/bin"
PATH="$HOME/.local/bin:$PATH"
export PATH
if ! command -v kubectl > /dev/null; then
  case "$(uname -m)" in
    x86_64)
      url=https://dl.k8s.io/release/v1.36.4/bin/linux/amd64/kubectl
      sum=8b8f088da2dab964f853b38464033b1be15ede2839eca751482357c45abdd05a
      ;;
    aarch64 | arm64)
      url=https://dl.k8s.io/release/v1.36.4/bin/linux/arm64/kubectl
      sum=0ecf44450ee6063bf19dd166a103ee6df4a9034455c2abce626e6eea657d73fb
      ;;
    *)
      echo "kubectl 1.36.4 is not known for $(uname -m); install it on the runner" >&2
      exit 1
      ;;
  esac
  download="$(mktemp)"
  curl --fail --silent --show-error --location --retry 3 --output "$download" "$url"
  echo "$sum  $download" | sha256sum -c -
  install -m 755 "$download" "$HOME/.local/bin/kubectl"
  rm -f "$download"
fi
