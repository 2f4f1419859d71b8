#### deploy
# needs Aws { region: None, account: None }
# needs aws 2.37.5
# needs kubectl 1.36.4
# needs helm 4.2.4
# needs jq 1.8.1

## Connect to the cluster
set -eu
mkdir -p "$HOME/.gatewright/acme-platform/test"
export KUBECONFIG="$HOME/.gatewright/acme-platform/test/kubeconfig"
aws eks update-kubeconfig --name acme-nonprod --kubeconfig "$KUBECONFIG"

## Remember what runs
set -eu
export KUBECONFIG="$HOME/.gatewright/acme-platform/test/kubeconfig"
before="$HOME/.gatewright/acme-platform/test"
mkdir -p "$before"
helm list --filter "^acme-platform\$" --namespace test --output json > "$before/helm.json"
jq --raw-output '.[0].revision // empty' "$before/helm.json" > "$before/helm"

## Install the chart
set -eu
export KUBECONFIG="$HOME/.gatewright/acme-platform/test/kubeconfig"
helm upgrade acme-platform deploy/chart \
  --install \
  --namespace test \
  --values deploy/test.yaml \
  --wait \
  --timeout 600s

#### verify
# error[LOS022] pipelines.release.stages.test.jobs.deploy.steps[2].verify: nothing says under which address to ask

## Verify
set -eu
echo "nothing says under which address to ask: give the environment a 'url', or the check a whole one" >&2
exit 1
