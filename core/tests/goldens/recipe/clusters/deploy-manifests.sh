#### deploy
# needs Azure { subscription: None }
# needs az 2.91.0
# needs kubelogin 0.2.18
# needs kubectl 1.36.4
# needs kustomize 5.8.1

## Connect to the cluster
set -eu
mkdir -p "$HOME/.gatewright/shop/manifests"
export KUBECONFIG="$HOME/.gatewright/shop/manifests/kubeconfig"
az aks get-credentials \
  --resource-group shop-rg \
  --name shop \
  --overwrite-existing \
  --file "$KUBECONFIG"
kubelogin convert-kubeconfig --login azurecli --kubeconfig "$KUBECONFIG"

## Remember what runs
set -eu
export KUBECONFIG="$HOME/.gatewright/shop/manifests/kubeconfig"
before="$HOME/.gatewright/shop/manifests"
mkdir -p "$before"
for workload in deployment/api deployment/web; do
  kubectl get "$workload" --namespace shop --ignore-not-found \
    --output 'jsonpath={.metadata.annotations.deployment\.kubernetes\.io/revision}' \
    > "$before/${workload##*/}"
done

## Apply the manifests
# IMAGE="ghcr.io/shop/api:${{ github.sha }}"
# IMAGE_2="ghcr.io/shop/web:${{ github.sha }}"
set -eu
export KUBECONFIG="$HOME/.gatewright/shop/manifests/kubeconfig"
overlay="$(mktemp -d)"
cp -R k8s/base "$overlay"
cp -R k8s/extra.yaml "$overlay"
(cd "$overlay" && kustomize create --autodetect --recursive)
(cd "$overlay" && kustomize edit set image "ghcr.io/shop/api=${IMAGE}")
(cd "$overlay" && kustomize edit set image "ghcr.io/shop/web=${IMAGE_2}")
rendered="$(mktemp)"
kustomize build "$overlay" > "$rendered"
if ! grep -q -F "image: ${IMAGE}" "$rendered"; then
  echo "no container of the manifests has the image ${IMAGE}" >&2
  exit 1
fi
if ! grep -q -F "image: ${IMAGE_2}" "$rendered"; then
  echo "no container of the manifests has the image ${IMAGE_2}" >&2
  exit 1
fi
kubectl apply --namespace shop --filename "$rendered"

## Wait until it runs
set -eu
export KUBECONFIG="$HOME/.gatewright/shop/manifests/kubeconfig"
for workload in deployment/api deployment/web; do
  if ! kubectl rollout status "$workload" --namespace shop --timeout 600s; then
    kubectl get events --namespace shop --sort-by .lastTimestamp | tail -n 20
    exit 1
  fi
done

#### verify
# needs curl

## Verify
# HEADER="Accept: application/json"
# CONTAINS="\"ok\": true"
set -eu
answer="$(mktemp)"
holds() {
  status="$(curl --silent --show-error --max-time 10 \
    --output "$answer" \
    --write-out '%{http_code}' \
    --header "${HEADER}" \
    https://shop.example.com/health)" || return 1
  case "$status" in
    200) ;;
    *)
      echo "the answer has status $status"
      return 1
      ;;
  esac
  grep -q -F -e "$CONTAINS" "$answer" || return 1
}
deadline=$(($(date +%s) + 120))
until holds; do
  if [ "$(date +%s)" -ge "$deadline" ]; then
    echo "/health did not answer as expected in time" >&2
    exit 1
  fi
  sleep 10
done

#### way back
# needs Azure { subscription: None }
# needs az 2.91.0
# needs kubelogin 0.2.18
# needs kubectl 1.36.4

## Connect to the cluster (after a failure)
set -eu
mkdir -p "$HOME/.gatewright/shop/manifests"
export KUBECONFIG="$HOME/.gatewright/shop/manifests/kubeconfig"
az aks get-credentials \
  --resource-group shop-rg \
  --name shop \
  --overwrite-existing \
  --file "$KUBECONFIG"
kubelogin convert-kubeconfig --login azurecli --kubeconfig "$KUBECONFIG"

## Go back to the last revision (after a failure)
set -eu
export KUBECONFIG="$HOME/.gatewright/shop/manifests/kubeconfig"
before="$HOME/.gatewright/shop/manifests"
for workload in deployment/api deployment/web; do
  if [ -s "$before/${workload##*/}" ]; then
    kubectl rollout undo "$workload" --namespace shop --to-revision "$(cat "$before/${workload##*/}")"
    kubectl rollout status "$workload" --namespace shop --timeout 600s
  else
    echo "nothing is known of what ran as $workload before; it stays as it is"
  fi
done

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/shop/manifests"
