#### tool

## kubectl-argo-rollouts 1.9.1
set -eu
mkdir -p "$HOME/.local/bin"
PATH="$HOME/.local/bin:$PATH"
export PATH
if ! command -v kubectl-argo-rollouts > /dev/null; then
  case "$(uname -m)" in
    x86_64) file=kubectl-argo-rollouts-linux-amd64 ;;
    aarch64 | arm64) file=kubectl-argo-rollouts-linux-arm64 ;;
    *)
      echo "kubectl-argo-rollouts 1.9.1 is not known for $(uname -m); install it on the runner" >&2
      exit 1
      ;;
  esac
  release=https://github.com/argoproj/argo-rollouts/releases/download/v1.9.1
  download="$(mktemp -d)"
  curl --fail --silent --show-error --location --retry 3 --output "$download/$file" "$release/$file"
  curl --fail --silent --show-error --location --retry 3 --output "$download/sums" "$release/argo-rollouts-checksums.txt"
  (cd "$download" && grep " $file\$" sums > sum && sha256sum -c sum)
  install -m 755 "$download/$file" "$HOME/.local/bin/kubectl-argo-rollouts"
  rm -rf "$download"
fi
