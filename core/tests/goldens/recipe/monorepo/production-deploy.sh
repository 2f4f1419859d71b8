#### gate bake
# needs Token { variable: "PROMETHEUS_URL", of: "Prometheus" }
# needs curl
# needs jq 1.8.1
# info[LOS013] environments.production.gates[1]: `error_rate` is asked by the names that are usual; declare it under `signals` to ask otherwise

## Watch for a while
# QUERY="sum(rate(http_requests_total{job=\"acme-platform\",code=~\"5..\"}[5m])) / sum(rate(http_requests_total{job=\"acme-platform\"}[5m]))"
set -eu
answer="$(mktemp)"
holds() {
  curl --fail --silent --show-error --max-time 30 --get \
    --data-urlencode "query=${QUERY}" \
    --output "$answer" \
    "$PROMETHEUS_URL/api/v1/query" \
    || return 1
  value="$(jq --raw-output '.data.result[0].value[1] // empty' "$answer")"
  echo "error_rate: ${value:-no answer} (must be < 1%)"
  jq --null-input --exit-status --arg value "$value" '
    ($value | tonumber | select(isnan | not)) < 0.01
  ' > /dev/null 2>&1 || return 1
}
end=$(($(date +%s) + 900))
while [ "$(date +%s)" -lt "$end" ]; do
  if ! holds; then
    echo 'the measurements do not hold' >&2
    exit 1
  fi
  sleep 60
done

#### deploy
# needs Aws { region: None, account: None }
# needs aws 2.37.5
# needs kubectl 1.36.4
# needs helm 4.2.4
# needs jq 1.8.1

## Connect to the cluster
set -eu
mkdir -p "$HOME/.gatewright/acme-platform/production"
export KUBECONFIG="$HOME/.gatewright/acme-platform/production/kubeconfig"
aws eks update-kubeconfig --name acme-prod --kubeconfig "$KUBECONFIG"

## Remember what runs
set -eu
export KUBECONFIG="$HOME/.gatewright/acme-platform/production/kubeconfig"
before="$HOME/.gatewright/acme-platform/production"
mkdir -p "$before"
helm list --filter "^acme-platform\$" --namespace production --output json > "$before/helm.json"
jq --raw-output '.[0].revision // empty' "$before/helm.json" > "$before/helm"

## Install the chart
set -eu
export KUBECONFIG="$HOME/.gatewright/acme-platform/production/kubeconfig"
helm upgrade acme-platform deploy/chart \
  --install \
  --namespace production \
  --values deploy/production.yaml \
  --wait \
  --timeout 600s

#### verify
# needs curl

## Verify
set -eu
answer="$(mktemp)"
holds() {
  status="$(curl --silent --show-error --max-time 10 \
    --output "$answer" \
    --write-out '%{http_code}' \
    https://shop.acme.example/health)" || return 1
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
    echo "https://shop.acme.example/health did not answer as expected in time" >&2
    exit 1
  fi
  sleep 5
done

#### way back
# needs Aws { region: None, account: None }
# needs aws 2.37.5
# needs kubectl 1.36.4
# needs helm 4.2.4

## Connect to the cluster (after a failure)
set -eu
mkdir -p "$HOME/.gatewright/acme-platform/production"
export KUBECONFIG="$HOME/.gatewright/acme-platform/production/kubeconfig"
aws eks update-kubeconfig --name acme-prod --kubeconfig "$KUBECONFIG"

## Go back to the last release (after a failure)
set -eu
export KUBECONFIG="$HOME/.gatewright/acme-platform/production/kubeconfig"
before="$HOME/.gatewright/acme-platform/production"
if [ -s "$before/helm" ]; then
  helm rollback acme-platform "$(cat "$before/helm")" --namespace production --wait --timeout 600s
else
  echo 'no release is known from before; it stays as it is'
fi

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/acme-platform/production"
