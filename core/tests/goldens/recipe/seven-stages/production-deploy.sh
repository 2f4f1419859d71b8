#### deploy
# needs Azure { subscription: None }
# needs az 2.91.0
# needs kubelogin 0.2.18
# needs kubectl 1.36.4
# needs kustomize 5.8.1
# info[LOS026] pipelines.main.stages.production.jobs.deploy.steps[1].deploy: the share of traffic is the share of copies, so it is kept as finely as the number of copies allows

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
name=storefront
kubectl get "deployment/$name-stable" --namespace storefront --ignore-not-found \
  --output 'jsonpath={.metadata.annotations.deployment\.kubernetes\.io/revision}' \
  > "$before/storefront"

## Bring the new version in beside the old one
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
before="$HOME/.gatewright/storefront/production"
kubectl apply --namespace storefront --selector '!slot' --filename "$rendered"
name=storefront
only=slot=canary
if [ ! -s "$before/storefront" ]; then
  only='slot in (stable, canary)'
fi
kubectl apply --namespace storefront --selector "app.kubernetes.io/name=$name,$only" --filename "$rendered"

## Give the new version 25 %
set -eu
export KUBECONFIG="$HOME/.gatewright/storefront/production/kubeconfig"
before="$HOME/.gatewright/storefront/production"
name=storefront
if [ -s "$before/storefront" ]; then
  copies="$(kubectl get "deployment/$name-stable" --namespace storefront --output 'jsonpath={.spec.replicas}')"
  kubectl scale "deployment/$name-canary" --namespace storefront --replicas "$(((copies * 2500 + 9999) / 10000))"
  if ! kubectl rollout status "deployment/$name-canary" --namespace storefront --timeout 600s; then
    kubectl get events --namespace storefront --sort-by .lastTimestamp | tail -n 20
    exit 1
  fi
fi
sleep 180

## Give the new version 50 %
set -eu
export KUBECONFIG="$HOME/.gatewright/storefront/production/kubeconfig"
before="$HOME/.gatewright/storefront/production"
name=storefront
if [ -s "$before/storefront" ]; then
  copies="$(kubectl get "deployment/$name-stable" --namespace storefront --output 'jsonpath={.spec.replicas}')"
  kubectl scale "deployment/$name-canary" --namespace storefront --replicas "$(((copies * 5000 + 9999) / 10000))"
  if ! kubectl rollout status "deployment/$name-canary" --namespace storefront --timeout 600s; then
    kubectl get events --namespace storefront --sort-by .lastTimestamp | tail -n 20
    exit 1
  fi
fi
sleep 180

## Let the new version take the old one's place
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
before="$HOME/.gatewright/storefront/production"
name=storefront
if [ -s "$before/storefront" ]; then
  copies="$(kubectl get "deployment/$name-stable" --namespace storefront --output 'jsonpath={.spec.replicas}')"
  kubectl scale "deployment/$name-canary" --namespace storefront --replicas "$(((copies * 10000 + 9999) / 10000))"
  if ! kubectl rollout status "deployment/$name-canary" --namespace storefront --timeout 600s; then
    kubectl get events --namespace storefront --sort-by .lastTimestamp | tail -n 20
    exit 1
  fi
fi
name=storefront
kubectl apply --namespace storefront --selector "app.kubernetes.io/name=$name,slot=stable" --filename "$rendered"
if ! kubectl rollout status "deployment/$name-stable" --namespace storefront --timeout 960s; then
  kubectl get events --namespace storefront --sort-by .lastTimestamp | tail -n 20
  exit 1
fi
kubectl scale "deployment/$name-canary" --namespace storefront --replicas 0

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

## Take the traffic from the new version (after a failure)
set -eu
export KUBECONFIG="$HOME/.gatewright/storefront/production/kubeconfig"
before="$HOME/.gatewright/storefront/production"
name=storefront
now="$(kubectl get "deployment/$name-stable" --namespace storefront --ignore-not-found \
    --output 'jsonpath={.metadata.annotations.deployment\.kubernetes\.io/revision}')"
if [ -s "$before/storefront" ] && [ "$now" != "$(cat "$before/storefront")" ]; then
  kubectl rollout undo "deployment/$name-stable" --namespace storefront --to-revision "$(cat "$before/storefront")"
fi
kubectl scale "deployment/$name-canary" --namespace storefront --replicas 0
kubectl rollout status "deployment/$name-stable" --namespace storefront --timeout 600s

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/storefront/production"
