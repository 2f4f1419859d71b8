#### deploy
# needs kubectl 1.36.4
# needs Cluster(Cluster { name: None, context: Some("prod"), provider: None })
# needs kustomize 5.8.1
# warning[LOS026] pipelines.main.stages.deploy.jobs.beside.steps[0].deploy: step 2 goes on by itself: `manual` is not asked between steps of one job
# warning[LOS026] pipelines.main.stages.deploy.jobs.beside.steps[0].deploy: step 2 has copies in proportion to its weight, not as many as it says
# info[LOS026] pipelines.main.stages.deploy.jobs.beside.steps[0].deploy: the share of traffic is the share of copies, so it is kept as finely as the number of copies allows

## Remember what runs
set -eu
before="$HOME/.gatewright/shop/beside"
mkdir -p "$before"
for workload in api web; do
  name="$workload"
  kubectl get "deployment/$name-stable" --namespace shop --context prod --ignore-not-found \
    --output 'jsonpath={.metadata.annotations.deployment\.kubernetes\.io/revision}' \
    > "$before/${workload##*/}"
done

## Bring the new version in beside the old one
set -eu
(cd k8s/overlays/beside && kustomize edit set image "ghcr.io/shop/api=ghcr.io/shop/api:1.4.0")
(cd k8s/overlays/beside && kustomize edit set image "ghcr.io/shop/web=ghcr.io/shop/web:1.4.0")
rendered="$(mktemp)"
kustomize build k8s/overlays/beside > "$rendered"
if ! grep -q -F "image: ghcr.io/shop/api:1.4.0" "$rendered"; then
  echo "no container of the manifests has the image ghcr.io/shop/api:1.4.0" >&2
  exit 1
fi
if ! grep -q -F "image: ghcr.io/shop/web:1.4.0" "$rendered"; then
  echo "no container of the manifests has the image ghcr.io/shop/web:1.4.0" >&2
  exit 1
fi
before="$HOME/.gatewright/shop/beside"
kubectl apply --namespace shop --context prod --selector '!slot' --filename "$rendered"
for workload in api web; do
  name="$workload"
  only=slot=canary
  if [ ! -s "$before/${workload##*/}" ]; then
    only='slot in (stable, canary)'
  fi
  kubectl apply --namespace shop --context prod --selector "app.kubernetes.io/name=$name,$only" --filename "$rendered"
done

## Give the new version 10 %
set -eu
before="$HOME/.gatewright/shop/beside"
for workload in api web; do
  name="$workload"
  if [ -s "$before/${workload##*/}" ]; then
    copies="$(kubectl get "deployment/$name-stable" --namespace shop --context prod --output 'jsonpath={.spec.replicas}')"
    kubectl scale "deployment/$name-canary" --namespace shop --context prod --replicas "$(((copies * 1000 + 9999) / 10000))"
    if ! kubectl rollout status "deployment/$name-canary" --namespace shop --context prod --timeout 600s; then
      kubectl get events --namespace shop --context prod --sort-by .lastTimestamp | tail -n 20
      exit 1
    fi
  fi
done
sleep 600

## Give the new version 50 %
set -eu
before="$HOME/.gatewright/shop/beside"
for workload in api web; do
  name="$workload"
  if [ -s "$before/${workload##*/}" ]; then
    copies="$(kubectl get "deployment/$name-stable" --namespace shop --context prod --output 'jsonpath={.spec.replicas}')"
    kubectl scale "deployment/$name-canary" --namespace shop --context prod --replicas "$(((copies * 5000 + 9999) / 10000))"
    if ! kubectl rollout status "deployment/$name-canary" --namespace shop --context prod --timeout 600s; then
      kubectl get events --namespace shop --context prod --sort-by .lastTimestamp | tail -n 20
      exit 1
    fi
  fi
done
sleep 300

## Let the new version take the old one's place
set -eu
(cd k8s/overlays/beside && kustomize edit set image "ghcr.io/shop/api=ghcr.io/shop/api:1.4.0")
(cd k8s/overlays/beside && kustomize edit set image "ghcr.io/shop/web=ghcr.io/shop/web:1.4.0")
rendered="$(mktemp)"
kustomize build k8s/overlays/beside > "$rendered"
if ! grep -q -F "image: ghcr.io/shop/api:1.4.0" "$rendered"; then
  echo "no container of the manifests has the image ghcr.io/shop/api:1.4.0" >&2
  exit 1
fi
if ! grep -q -F "image: ghcr.io/shop/web:1.4.0" "$rendered"; then
  echo "no container of the manifests has the image ghcr.io/shop/web:1.4.0" >&2
  exit 1
fi
before="$HOME/.gatewright/shop/beside"
for workload in api web; do
  name="$workload"
  if [ -s "$before/${workload##*/}" ]; then
    copies="$(kubectl get "deployment/$name-stable" --namespace shop --context prod --output 'jsonpath={.spec.replicas}')"
    kubectl scale "deployment/$name-canary" --namespace shop --context prod --replicas "$(((copies * 10000 + 9999) / 10000))"
    if ! kubectl rollout status "deployment/$name-canary" --namespace shop --context prod --timeout 600s; then
      kubectl get events --namespace shop --context prod --sort-by .lastTimestamp | tail -n 20
      exit 1
    fi
  fi
done
for workload in api web; do
  name="$workload"
  kubectl apply --namespace shop --context prod --selector "app.kubernetes.io/name=$name,slot=stable" --filename "$rendered"
  if ! kubectl rollout status "deployment/$name-stable" --namespace shop --context prod --timeout 1200s; then
    kubectl get events --namespace shop --context prod --sort-by .lastTimestamp | tail -n 20
    exit 1
  fi
  kubectl scale "deployment/$name-canary" --namespace shop --context prod --replicas 0
done

#### way back
# needs kubectl 1.36.4
# needs Cluster(Cluster { name: None, context: Some("prod"), provider: None })

## Take the traffic from the new version (after a failure)
set -eu
before="$HOME/.gatewright/shop/beside"
for workload in api web; do
  name="$workload"
  now="$(kubectl get "deployment/$name-stable" --namespace shop --context prod --ignore-not-found \
      --output 'jsonpath={.metadata.annotations.deployment\.kubernetes\.io/revision}')"
  if [ -s "$before/${workload##*/}" ] && [ "$now" != "$(cat "$before/${workload##*/}")" ]; then
    kubectl rollout undo "deployment/$name-stable" --namespace shop --context prod --to-revision "$(cat "$before/${workload##*/}")"
  fi
  kubectl scale "deployment/$name-canary" --namespace shop --context prod --replicas 0
  kubectl rollout status "deployment/$name-stable" --namespace shop --context prod --timeout 600s
done

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/shop/beside"
