#### deploy
# needs kubectl 1.36.4
# needs Cluster(Cluster { name: None, context: Some("prod"), provider: None })
# needs kustomize 5.8.1

## Remember what runs
set -eu
before="$HOME/.gatewright/shop/flagged"
mkdir -p "$before"
kubectl get deployment/api --namespace shop --context prod --ignore-not-found \
  --output 'jsonpath={.metadata.annotations.deployment\.kubernetes\.io/revision}' \
  > "$before/api"

## Apply the manifests
set -eu
overlay="$(mktemp -d)"
cp -R k8s "$overlay"
(cd "$overlay" && kustomize create --autodetect --recursive)
(cd "$overlay" && kustomize edit set image "ghcr.io/shop/api=ghcr.io/shop/api:1.4.0")
rendered="$(mktemp)"
kustomize build "$overlay" > "$rendered"
if ! grep -q -F "image: ghcr.io/shop/api:1.4.0" "$rendered"; then
  echo "no container of the manifests has the image ghcr.io/shop/api:1.4.0" >&2
  exit 1
fi
kubectl apply --namespace shop --context prod --filename "$rendered"

## Wait until it runs
set -eu
if ! kubectl wait canary/api --namespace shop --context prod --for condition=promoted --timeout 1200s; then
  kubectl get events --namespace shop --context prod --sort-by .lastTimestamp | tail -n 20
  exit 1
fi

#### way back
# info[LOS032] environments.flagged.rollback: the rollback `person` starts by a person; the commands only say so

## Say who decides about the way back (after a failure)
# MESSAGE="on-call decide whether the rollback 'person' starts: look at the $(dashboard) first"
set -eu
echo "$MESSAGE"
