#### deploy
# needs kubectl 1.36.4
# needs Cluster(Cluster { name: None, context: Some("prod"), provider: None })

## Remember what runs
set -eu
before="$HOME/.gatewright/shop/beside-by-image"
mkdir -p "$before"
name=api
kubectl get "deployment/$name-stable" --namespace shop --context prod --ignore-not-found \
  --output 'jsonpath={.metadata.annotations.deployment\.kubernetes\.io/revision}' \
  > "$before/api"

## Bring the new version in beside the old one
set -eu
kubectl set image "deployment/api-canary" "api=ghcr.io/shop/api:1.4.0" \
  --namespace shop --context prod

## Give the new version 2.5 %
# ROUTE="shop $(route)"
set -eu
before="$HOME/.gatewright/shop/beside-by-image"
name=api
if [ -s "$before/api" ]; then
  copies="$(kubectl get "deployment/$name-stable" --namespace shop --context prod --output 'jsonpath={.spec.replicas}')"
  kubectl scale "deployment/$name-canary" --namespace shop --context prod --replicas "$(((copies * 250 + 9999) / 10000))"
  if ! kubectl rollout status "deployment/$name-canary" --namespace shop --context prod --timeout 600s; then
    kubectl get events --namespace shop --context prod --sort-by .lastTimestamp | tail -n 20
    exit 1
  fi
  kubectl patch httproute "$ROUTE" --namespace shop --context prod --type json --patch '[{"op":"replace","path":"/spec/rules/0/backendRefs/0/weight","value":9750},{"op":"replace","path":"/spec/rules/0/backendRefs/1/weight","value":250}]'
fi
sleep 600

## Let the new version take the old one's place
# ROUTE="shop $(route)"
set -eu
before="$HOME/.gatewright/shop/beside-by-image"
name=api
if [ -s "$before/api" ]; then
  copies="$(kubectl get "deployment/$name-stable" --namespace shop --context prod --output 'jsonpath={.spec.replicas}')"
  kubectl scale "deployment/$name-canary" --namespace shop --context prod --replicas "$(((copies * 10000 + 9999) / 10000))"
  if ! kubectl rollout status "deployment/$name-canary" --namespace shop --context prod --timeout 600s; then
    kubectl get events --namespace shop --context prod --sort-by .lastTimestamp | tail -n 20
    exit 1
  fi
  kubectl patch httproute "$ROUTE" --namespace shop --context prod --type json --patch '[{"op":"replace","path":"/spec/rules/0/backendRefs/0/weight","value":0},{"op":"replace","path":"/spec/rules/0/backendRefs/1/weight","value":100}]'
fi
kubectl set image "deployment/api-stable" "api=ghcr.io/shop/api:1.4.0" \
  --namespace shop --context prod
name=api
if ! kubectl rollout status "deployment/$name-stable" --namespace shop --context prod --timeout 1200s; then
  kubectl get events --namespace shop --context prod --sort-by .lastTimestamp | tail -n 20
  exit 1
fi
kubectl patch httproute "$ROUTE" --namespace shop --context prod --type json --patch '[{"op":"replace","path":"/spec/rules/0/backendRefs/0/weight","value":100},{"op":"replace","path":"/spec/rules/0/backendRefs/1/weight","value":0}]'
kubectl scale "deployment/$name-canary" --namespace shop --context prod --replicas 0

#### way back
# needs kubectl 1.36.4
# needs Cluster(Cluster { name: None, context: Some("prod"), provider: None })

## Take the traffic from the new version (after a failure)
# ROUTE="shop $(route)"
set -eu
before="$HOME/.gatewright/shop/beside-by-image"
name=api
now="$(kubectl get "deployment/$name-stable" --namespace shop --context prod --ignore-not-found \
    --output 'jsonpath={.metadata.annotations.deployment\.kubernetes\.io/revision}')"
if [ -s "$before/api" ] && [ "$now" != "$(cat "$before/api")" ]; then
  kubectl rollout undo "deployment/$name-stable" --namespace shop --context prod --to-revision "$(cat "$before/api")"
fi
kubectl patch httproute "$ROUTE" --namespace shop --context prod --type json --patch '[{"op":"replace","path":"/spec/rules/0/backendRefs/0/weight","value":100},{"op":"replace","path":"/spec/rules/0/backendRefs/1/weight","value":0}]'
kubectl scale "deployment/$name-canary" --namespace shop --context prod --replicas 0
kubectl rollout status "deployment/$name-stable" --namespace shop --context prod --timeout 600s

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/shop/beside-by-image"
