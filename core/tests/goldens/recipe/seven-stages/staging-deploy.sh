#### deploy
# needs Azure { subscription: None }
# needs az 2.91.0
# needs kubelogin 0.2.18
# needs kubectl 1.36.4
# needs kustomize 5.8.1

## Connect to the cluster
set -eu
mkdir -p "$HOME/.gatewright/storefront/staging"
export KUBECONFIG="$HOME/.gatewright/storefront/staging/kubeconfig"
az aks get-credentials \
  --resource-group storefront \
  --name storefront-staging \
  --overwrite-existing \
  --file "$KUBECONFIG"
kubelogin convert-kubeconfig --login azurecli --kubeconfig "$KUBECONFIG"

## Remember what runs
set -eu
export KUBECONFIG="$HOME/.gatewright/storefront/staging/kubeconfig"
before="$HOME/.gatewright/storefront/staging"
mkdir -p "$before"
kubectl get deployment/storefront --namespace storefront --ignore-not-found \
  --output 'jsonpath={.metadata.annotations.deployment\.kubernetes\.io/revision}' \
  > "$before/storefront"

## Apply the manifests
# IMAGE="ghcr.io/storefront/storefront@${{ jobs.image.outputs.digest }}"
set -eu
export KUBECONFIG="$HOME/.gatewright/storefront/staging/kubeconfig"
overlay="$(mktemp -d)"
cp -R deploy/base "$overlay"
(cd "$overlay" && kustomize create --autodetect --recursive)
(cd "$overlay" && kustomize edit set image "ghcr.io/storefront/storefront=${IMAGE}")
rendered="$(mktemp)"
kustomize build "$overlay" > "$rendered"
if ! grep -q -F "image: ${IMAGE}" "$rendered"; then
  echo "no container of the manifests has the image ${IMAGE}" >&2
  exit 1
fi
kubectl apply --namespace storefront --filename "$rendered"

## Wait until it runs
set -eu
export KUBECONFIG="$HOME/.gatewright/storefront/staging/kubeconfig"
if ! kubectl rollout status deployment/storefront --namespace storefront --timeout 600s; then
  kubectl get events --namespace storefront --sort-by .lastTimestamp | tail -n 20
  exit 1
fi

#### verify
# needs curl
# needs Registry { host: "ghcr.io" }
# needs cosign 3.1.3

## Check the signature
# IMAGE="ghcr.io/storefront/storefront@${{ jobs.image.outputs.digest }}"
set -eu
if [ -n "${GITHUB_REPOSITORY:-}" ]; then
  issuer=https://token.actions.githubusercontent.com
  signer="^$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/"
elif [ -n "${CI_PROJECT_URL:-}" ]; then
  issuer="$CI_SERVER_URL"
  signer="^$CI_PROJECT_URL//"
else
  echo 'this system has no identity that signs without a key' >&2
  exit 1
fi
cosign verify "$IMAGE" \
  --certificate-oidc-issuer "$issuer" \
  --certificate-identity-regexp "$signer" \
  --output text

## Verify
set -eu
answer="$(mktemp)"
holds() {
  status="$(curl --silent --show-error --max-time 10 \
    --output "$answer" \
    --write-out '%{http_code}' \
    https://staging.storefront.example/health)" || return 1
  case "$status" in
    2??) ;;
    *)
      echo "the answer has status $status"
      return 1
      ;;
  esac
}
deadline=$(($(date +%s) + 300))
until holds; do
  if [ "$(date +%s)" -ge "$deadline" ]; then
    echo "/health did not answer as expected in time" >&2
    exit 1
  fi
  sleep 5
done

#### way back
# needs Azure { subscription: None }
# needs az 2.91.0
# needs kubelogin 0.2.18
# needs kubectl 1.36.4

## Connect to the cluster (after a failure)
set -eu
mkdir -p "$HOME/.gatewright/storefront/staging"
export KUBECONFIG="$HOME/.gatewright/storefront/staging/kubeconfig"
az aks get-credentials \
  --resource-group storefront \
  --name storefront-staging \
  --overwrite-existing \
  --file "$KUBECONFIG"
kubelogin convert-kubeconfig --login azurecli --kubeconfig "$KUBECONFIG"

## Go back to the last revision (after a failure)
set -eu
export KUBECONFIG="$HOME/.gatewright/storefront/staging/kubeconfig"
before="$HOME/.gatewright/storefront/staging"
if [ -s "$before/storefront" ]; then
  kubectl rollout undo deployment/storefront --namespace storefront --to-revision "$(cat "$before/storefront")"
  kubectl rollout status deployment/storefront --namespace storefront --timeout 600s
else
  echo "nothing is known of what ran as deployment/storefront before; it stays as it is"
fi

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/storefront/staging"
