#### deploy
# needs Google { project: Some("shop-project") }
# needs gcloud 579.0.0
# needs kubectl 1.36.4
# needs kustomize 5.8.1
# needs kubectl-argo-rollouts 1.9.1

## Connect to the cluster
set -eu
mkdir -p "$HOME/.gatewright/shop/overlay"
export KUBECONFIG="$HOME/.gatewright/shop/overlay/kubeconfig"
if ! command -v gke-gcloud-auth-plugin > /dev/null; then
  gcloud components install gke-gcloud-auth-plugin --quiet
  mkdir -p "$HOME/.local/bin"
  ln -sf "$(gcloud info --format='value(installation.sdk_root)')/bin/gke-gcloud-auth-plugin" "$HOME/.local/bin"
fi
gcloud container clusters get-credentials shop --location europe-west1 --project shop-project

## Remember what runs
set -eu
export KUBECONFIG="$HOME/.gatewright/shop/overlay/kubeconfig"
before="$HOME/.gatewright/shop/overlay"
mkdir -p "$before"
kubectl get rollouts.argoproj.io/api --namespace shop --ignore-not-found \
  --output 'jsonpath={.metadata.annotations.rollout\.argoproj\.io/revision}' \
  > "$before/api"

## Apply the manifests
set -eu
export KUBECONFIG="$HOME/.gatewright/shop/overlay/kubeconfig"
(cd k8s/overlays/prod && kustomize edit set image "ghcr.io/shop/api=ghcr.io/shop/api@sha256:0123456789abcdef")
rendered="$(mktemp)"
kustomize build k8s/overlays/prod > "$rendered"
if ! grep -q -F "image: ghcr.io/shop/api@sha256:0123456789abcdef" "$rendered"; then
  echo "no container of the manifests has the image ghcr.io/shop/api@sha256:0123456789abcdef" >&2
  exit 1
fi
kubectl apply --namespace shop --filename "$rendered"

## Wait until it runs
set -eu
export KUBECONFIG="$HOME/.gatewright/shop/overlay/kubeconfig"
if ! kubectl argo rollouts status api --namespace shop --timeout 1800s; then
  kubectl get events --namespace shop --sort-by .lastTimestamp | tail -n 20
  exit 1
fi

#### way back
# needs Google { project: Some("shop-project") }
# needs gcloud 579.0.0
# needs kubectl 1.36.4
# needs kubectl-argo-rollouts 1.9.1

## Connect to the cluster (after a failure)
set -eu
mkdir -p "$HOME/.gatewright/shop/overlay"
export KUBECONFIG="$HOME/.gatewright/shop/overlay/kubeconfig"
if ! command -v gke-gcloud-auth-plugin > /dev/null; then
  gcloud components install gke-gcloud-auth-plugin --quiet
  mkdir -p "$HOME/.local/bin"
  ln -sf "$(gcloud info --format='value(installation.sdk_root)')/bin/gke-gcloud-auth-plugin" "$HOME/.local/bin"
fi
gcloud container clusters get-credentials shop --location europe-west1 --project shop-project

## Abort and go back to the last revision (after a failure)
set -eu
export KUBECONFIG="$HOME/.gatewright/shop/overlay/kubeconfig"
before="$HOME/.gatewright/shop/overlay"
if [ -s "$before/api" ]; then
  now="$(kubectl get "rollouts.argoproj.io/api" --namespace shop \
    --output 'jsonpath={.metadata.annotations.rollout\.argoproj\.io/revision}')"
  if [ "$now" != "$(cat "$before/api")" ]; then
    kubectl argo rollouts abort api --namespace shop
    kubectl argo rollouts undo api --namespace shop --to-revision "$(cat "$before/api")"
    kubectl argo rollouts status api --namespace shop --timeout 600s
  fi
else
  echo "nothing is known of what ran as api before; it stays as it is"
fi

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/shop/overlay"
