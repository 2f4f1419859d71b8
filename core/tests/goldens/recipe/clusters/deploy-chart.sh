#### deploy
# needs Aws { region: Some("eu-west-1"), account: None }
# needs aws 2.37.5
# needs kubectl 1.36.4
# needs helm 4.2.4
# needs jq 1.8.1
# info[LOS021] pipelines.main.stages.deploy.jobs.chart.steps[0].deploy: the chart gets its image by the values `image.repository` and `image.tag`, as charts usually do; of several workloads, each under its name

## Connect to the cluster
set -eu
mkdir -p "$HOME/.gatewright/shop/chart"
export KUBECONFIG="$HOME/.gatewright/shop/chart/kubeconfig"
aws eks update-kubeconfig --name shop --region eu-west-1 --kubeconfig "$KUBECONFIG"

## Remember what runs
set -eu
export KUBECONFIG="$HOME/.gatewright/shop/chart/kubeconfig"
before="$HOME/.gatewright/shop/chart"
mkdir -p "$before"
helm list --filter "^shop\$" --namespace shop --output json > "$before/helm.json"
jq --raw-output '.[0].revision // empty' "$before/helm.json" > "$before/helm"

## Install the chart
# VALUE="[\"a\",\"b\"]"
# VALUE_2="hello, $(world) 'you'"
set -eu
export KUBECONFIG="$HOME/.gatewright/shop/chart/kubeconfig"
helm upgrade shop ./chart \
  --install \
  --namespace shop \
  --repo https://charts.example.com/ \
  --version 1.2.3 \
  --values values.yaml \
  --values values-prod.yaml \
  --set-json "replicas=3" \
  --set-json "ingress.hosts=${VALUE}" \
  --set-literal "motd=${VALUE_2}" \
  --set-literal "image.repository=ghcr.io/shop/api" \
  --set-literal "image.tag=1.4.0" \
  --wait \
  --timeout 600s

#### way back
# needs Aws { region: Some("eu-west-1"), account: None }
# needs aws 2.37.5
# needs kubectl 1.36.4
# needs helm 4.2.4

## Connect to the cluster (after a failure)
set -eu
mkdir -p "$HOME/.gatewright/shop/chart"
export KUBECONFIG="$HOME/.gatewright/shop/chart/kubeconfig"
aws eks update-kubeconfig --name shop --region eu-west-1 --kubeconfig "$KUBECONFIG"

## Go back to the last release (after a failure)
set -eu
export KUBECONFIG="$HOME/.gatewright/shop/chart/kubeconfig"
before="$HOME/.gatewright/shop/chart"
if [ -s "$before/helm" ]; then
  helm rollback shop "$(cat "$before/helm")" --namespace shop --wait --timeout 600s
else
  echo 'no release is known from before; it stays as it is'
fi

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/shop/chart"
