#### deploy
# needs Azure { subscription: None }
# needs az 2.91.0
# needs kubelogin 0.2.18
# needs kubectl 1.36.4
# needs kustomize 5.8.1

## Connect to the cluster
set -eu
mkdir -p "$HOME/.gatewright/storefront/production"
export KUBECONFIG="$HOME/.gatewright/storefront/production/kubeconfig"
az aks get-credentials \
  --resource-group storefront \
  --name storefront-production \
  --overwrite-existing \
  --file "$KUBECONFIG"
kubelogin convert-kubeconfig --login azurecli --kubeconfig "$KUBECONFIG"

## Remember what runs
set -eu
export KUBECONFIG="$HOME/.gatewright/storefront/production/kubeconfig"
before="$HOME/.gatewright/storefront/production"
mkdir -p "$before"
kubectl get deployment/storefront --namespace storefront --ignore-not-found \
  --output 'jsonpath={.metadata.annotations.deployment\.kubernetes\.io/revision}' \
  > "$before/storefront"

## Apply the manifests
# IMAGE="ghcr.io/storefront/storefront@${{ jobs.image.outputs.digest }}"
set -eu
export KUBECONFIG="$HOME/.gatewright/storefront/production/kubeconfig"
(cd deploy/production && kustomize edit set image "ghcr.io/storefront/storefront=${IMAGE}")
rendered="$(mktemp)"
kustomize build deploy/production > "$rendered"
if ! grep -q -F "image: ${IMAGE}" "$rendered"; then
  echo "no container of the manifests has the image ${IMAGE}" >&2
  exit 1
fi
kubectl apply --namespace storefront --filename "$rendered"

## Wait until it runs
set -eu
export KUBECONFIG="$HOME/.gatewright/storefront/production/kubeconfig"
if ! kubectl rollout status deployment/storefront --namespace storefront --timeout 600s; then
  kubectl get events --namespace storefront --sort-by .lastTimestamp | tail -n 20
  exit 1
fi

#### verify
# needs curl

## Verify
set -eu
answer="$(mktemp)"
holds() {
  status="$(curl --silent --show-error --max-time 10 \
    --output "$answer" \
    --write-out '%{http_code}' \
    https://storefront.example/health)" || return 1
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
mkdir -p "$HOME/.gatewright/storefront/production"
export KUBECONFIG="$HOME/.gatewright/storefront/production/kubeconfig"
az aks get-credentials \
  --resource-group storefront \
  --name storefront-production \
  --overwrite-existing \
  --file "$KUBECONFIG"
kubelogin convert-kubeconfig --login azurecli --kubeconfig "$KUBECONFIG"

## Go back to the last revision (after a failure)
set -eu
export KUBECONFIG="$HOME/.gatewright/storefront/production/kubeconfig"
before="$HOME/.gatewright/storefront/production"
if [ -s "$before/storefront" ]; then
  kubectl rollout undo deployment/storefront --namespace storefront --to-revision "$(cat "$before/storefront")"
  kubectl rollout status deployment/storefront --namespace storefront --timeout 600s
else
  echo "nothing is known of what ran as deployment/storefront before; it stays as it is"
fi

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/storefront/production"
