#### deploy
# needs kubectl 1.36.4
# needs Cluster(Cluster { name: None, context: Some("prod"), provider: None })
# needs kustomize 5.8.1
# info[LOS025] pipelines.main.stages.deploy.jobs.switched.steps[0].deploy: before the switch only the readiness of the new copies is asked; the old ones run on until the next deployment

## Remember what runs
set -eu
before="$HOME/.gatewright/shop/switched"
mkdir -p "$before"
for workload in service/api service/web; do
  kubectl get "$workload" --namespace shop --context prod --ignore-not-found \
    --output 'jsonpath={.spec.selector.slot}' \
    > "$before/${workload##*/}"
done

## Apply what is not at work
set -eu
(cd k8s/overlays/switched && kustomize edit set image "ghcr.io/shop/api=ghcr.io/shop/api:1.4.0")
(cd k8s/overlays/switched && kustomize edit set image "ghcr.io/shop/web=ghcr.io/shop/web:1.4.0")
rendered="$(mktemp)"
kustomize build k8s/overlays/switched > "$rendered"
if ! grep -q -F "image: ghcr.io/shop/api:1.4.0" "$rendered"; then
  echo "no container of the manifests has the image ghcr.io/shop/api:1.4.0" >&2
  exit 1
fi
if ! grep -q -F "image: ghcr.io/shop/web:1.4.0" "$rendered"; then
  echo "no container of the manifests has the image ghcr.io/shop/web:1.4.0" >&2
  exit 1
fi
before="$HOME/.gatewright/shop/switched"
kubectl apply --namespace shop --context prod --selector '!slot' --filename "$rendered"
for workload in api web; do
  name="$workload"
  slot=blue
  if [ "$(cat "$before/${workload##*/}")" = blue ]; then
    slot=green
  fi
  only="slot=$slot"
  if [ ! -s "$before/${workload##*/}" ]; then
    only='slot in (blue, live)'
  fi
  kubectl apply --namespace shop --context prod --selector "app.kubernetes.io/name=$name,$only" --filename "$rendered"
done

## Wait until it runs
set -eu
before="$HOME/.gatewright/shop/switched"
for workload in api web; do
  name="$workload"
  slot=blue
  if [ "$(cat "$before/${workload##*/}")" = blue ]; then
    slot=green
  fi
  if ! kubectl rollout status "deployment/$name-$slot" --namespace shop --context prod --timeout 600s; then
    kubectl get events --namespace shop --context prod --sort-by .lastTimestamp | tail -n 20
    exit 1
  fi
done

## Switch to the new version
set -eu
before="$HOME/.gatewright/shop/switched"
for workload in api web; do
  name="$workload"
  slot=blue
  if [ "$(cat "$before/${workload##*/}")" = blue ]; then
    slot=green
  fi
  kubectl patch service "$name" --namespace shop --context prod --type merge --patch "{\"spec\":{\"selector\":{\"slot\":\"$slot\"}}}"
done

#### way back
# needs kubectl 1.36.4
# needs Cluster(Cluster { name: None, context: Some("prod"), provider: None })

## Switch back to the old version (after a failure)
set -eu
before="$HOME/.gatewright/shop/switched"
for workload in api web; do
  if [ -s "$before/${workload##*/}" ]; then
    name="$workload"
    slot="$(cat "$before/${workload##*/}")"
    kubectl patch service "$name" --namespace shop --context prod --type merge --patch "{\"spec\":{\"selector\":{\"slot\":\"$slot\"}}}"
  else
    echo "nothing is known of what ran as $workload before; it stays as it is"
  fi
done

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/shop/switched"
