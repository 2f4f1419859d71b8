#### deploy
# needs Azure { subscription: None }
# needs az 2.91.0
# needs kubelogin 0.2.18
# needs kubectl 1.36.4
# needs kustomize 5.8.1
# info[LOS025] pipelines.main.stages.staging.jobs.to-staging.steps[1].deploy: before the switch only the readiness of the new copies is asked; the old ones run on until the next deployment

## Connect to the cluster
set -eu
mkdir -p "$HOME/.gatewright/tickets/staging"
export KUBECONFIG="$HOME/.gatewright/tickets/staging/kubeconfig"
az aks get-credentials \
  --resource-group tickets \
  --name tickets-staging \
  --overwrite-existing \
  --file "$KUBECONFIG"
kubelogin convert-kubeconfig --login azurecli --kubeconfig "$KUBECONFIG"

## Remember what runs
set -eu
export KUBECONFIG="$HOME/.gatewright/tickets/staging/kubeconfig"
before="$HOME/.gatewright/tickets/staging"
mkdir -p "$before"
kubectl get service/shop --namespace tickets --ignore-not-found \
  --output 'jsonpath={.spec.selector.slot}' \
  > "$before/shop"

## Apply what is not at work
# IMAGE="ghcr.io/tickets/shop@${{ jobs.build.outputs.digest }}"
set -eu
export KUBECONFIG="$HOME/.gatewright/tickets/staging/kubeconfig"
(cd deploy/overlays/staging && kustomize edit set image "ghcr.io/tickets/shop=${IMAGE}")
rendered="$(mktemp)"
kustomize build deploy/overlays/staging > "$rendered"
if ! grep -q -F "image: ${IMAGE}" "$rendered"; then
  echo "no container of the manifests has the image ${IMAGE}" >&2
  exit 1
fi
before="$HOME/.gatewright/tickets/staging"
kubectl apply --namespace tickets --selector '!slot' --filename "$rendered"
name=shop
slot=blue
if [ "$(cat "$before/shop")" = blue ]; then
  slot=green
fi
only="slot=$slot"
if [ ! -s "$before/shop" ]; then
  only='slot in (blue, live)'
fi
kubectl apply --namespace tickets --selector "app.kubernetes.io/name=$name,$only" --filename "$rendered"

## Wait until it runs
set -eu
export KUBECONFIG="$HOME/.gatewright/tickets/staging/kubeconfig"
before="$HOME/.gatewright/tickets/staging"
name=shop
slot=blue
if [ "$(cat "$before/shop")" = blue ]; then
  slot=green
fi
if ! kubectl rollout status "deployment/$name-$slot" --namespace tickets --timeout 600s; then
  kubectl get events --namespace tickets --sort-by .lastTimestamp | tail -n 20
  exit 1
fi

## Switch to the new version
set -eu
export KUBECONFIG="$HOME/.gatewright/tickets/staging/kubeconfig"
before="$HOME/.gatewright/tickets/staging"
name=shop
slot=blue
if [ "$(cat "$before/shop")" = blue ]; then
  slot=green
fi
kubectl patch service "$name" --namespace tickets --type merge --patch "{\"spec\":{\"selector\":{\"slot\":\"$slot\"}}}"

#### verify
# needs curl

## Verify
set -eu
answer="$(mktemp)"
holds() {
  status="$(curl --silent --show-error --max-time 10 \
    --output "$answer" \
    --write-out '%{http_code}' \
    https://staging.tickets.example/health)" || return 1
  case "$status" in
    2??) ;;
    *)
      echo "the answer has status $status"
      return 1
      ;;
  esac
}
deadline=$(($(date +%s) + 120))
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
mkdir -p "$HOME/.gatewright/tickets/staging"
export KUBECONFIG="$HOME/.gatewright/tickets/staging/kubeconfig"
az aks get-credentials \
  --resource-group tickets \
  --name tickets-staging \
  --overwrite-existing \
  --file "$KUBECONFIG"
kubelogin convert-kubeconfig --login azurecli --kubeconfig "$KUBECONFIG"

## Switch back to the old version (after a failure)
set -eu
export KUBECONFIG="$HOME/.gatewright/tickets/staging/kubeconfig"
before="$HOME/.gatewright/tickets/staging"
if [ -s "$before/shop" ]; then
  name=shop
  slot="$(cat "$before/shop")"
  kubectl patch service "$name" --namespace tickets --type merge --patch "{\"spec\":{\"selector\":{\"slot\":\"$slot\"}}}"
else
  echo "nothing is known of what ran as shop before; it stays as it is"
fi

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/tickets/staging"
