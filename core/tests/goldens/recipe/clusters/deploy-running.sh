#### deploy
# needs kubectl 1.36.4
# needs Cluster(Cluster { name: None, context: Some("prod"), provider: None })

## Remember what runs
set -eu
before="$HOME/.gatewright/shop/running"
mkdir -p "$before"
kubectl get deployment/api --namespace shop --context prod --ignore-not-found \
  --output 'jsonpath={.metadata.annotations.deployment\.kubernetes\.io/revision}' \
  > "$before/api"
kubectl get statefulset/db --namespace shop --context prod --ignore-not-found \
  --output 'jsonpath={.metadata.generation}' \
  > "$before/db"

## Set the image
set -eu
kubectl set image deployment/api "api=ghcr.io/shop/api:1.4.0" --namespace shop --context prod
kubectl set image deployment/web "web=ghcr.io/shop/web:1.4.0" --namespace shop --context prod

## Wait until it runs
set -eu
for workload in deployment/api deployment/web; do
  if ! kubectl rollout status "$workload" --namespace shop --context prod --timeout 600s; then
    kubectl get events --namespace shop --context prod --sort-by .lastTimestamp | tail -n 20
    exit 1
  fi
done

#### way back
# needs kubectl 1.36.4
# needs Cluster(Cluster { name: None, context: Some("prod"), provider: None })

## Go back to the last revision (after a failure)
set -eu
before="$HOME/.gatewright/shop/running"
if [ -s "$before/api" ]; then
  kubectl rollout undo deployment/api --namespace shop --context prod --to-revision 4
  kubectl rollout status deployment/api --namespace shop --context prod --timeout 600s
else
  echo "nothing is known of what ran as deployment/api before; it stays as it is"
fi
now="$(kubectl get statefulset/db --namespace shop --context prod --output 'jsonpath={.metadata.generation}')"
if [ -s "$before/db" ] && [ "$now" != "$(cat "$before/db")" ]; then
  kubectl rollout undo statefulset/db --namespace shop --context prod --to-revision 4
  kubectl rollout status statefulset/db --namespace shop --context prod --timeout 600s
fi

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/shop/running"
