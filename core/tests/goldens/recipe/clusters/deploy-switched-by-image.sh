#### deploy
# needs kubectl 1.36.4
# needs Cluster(Cluster { name: None, context: Some("prod"), provider: None })
# info[LOS025] pipelines.main.stages.deploy.jobs.switched-by-image.steps[0].deploy: before the switch only the readiness of the new copies is asked; the old ones run on until the next deployment

## Remember what runs
set -eu
before="$HOME/.gatewright/shop/switched-by-image"
mkdir -p "$before"
kubectl get service/api --namespace shop --context prod --ignore-not-found \
  --output 'jsonpath={.spec.selector.slot}' \
  > "$before/api"

## Set the image of what is not at work
set -eu
before="$HOME/.gatewright/shop/switched-by-image"
name=api
slot=blue
if [ "$(cat "$before/api")" = blue ]; then
  slot=green
fi
kubectl set image "deployment/$name-$slot" "api=ghcr.io/shop/api:1.4.0" \
  --namespace shop --context prod

## Wait until it runs
set -eu
before="$HOME/.gatewright/shop/switched-by-image"
name=api
slot=blue
if [ "$(cat "$before/api")" = blue ]; then
  slot=green
fi
if ! kubectl rollout status "deployment/$name-$slot" --namespace shop --context prod --timeout 600s; then
  kubectl get events --namespace shop --context prod --sort-by .lastTimestamp | tail -n 20
  exit 1
fi

## Switch to the new version
set -eu
before="$HOME/.gatewright/shop/switched-by-image"
name=api
slot=blue
if [ "$(cat "$before/api")" = blue ]; then
  slot=green
fi
kubectl patch service "$name" --namespace shop --context prod --type merge --patch "{\"spec\":{\"selector\":{\"slot\":\"$slot\"}}}"

#### way back
# needs kubectl 1.36.4
# needs Cluster(Cluster { name: None, context: Some("prod"), provider: None })

## Switch back to the old version (after a failure)
set -eu
before="$HOME/.gatewright/shop/switched-by-image"
if [ -s "$before/api" ]; then
  name=api
  slot="$(cat "$before/api")"
  kubectl patch service "$name" --namespace shop --context prod --type merge --patch "{\"spec\":{\"selector\":{\"slot\":\"$slot\"}}}"
else
  echo "nothing is known of what ran as api before; it stays as it is"
fi

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/shop/switched-by-image"
