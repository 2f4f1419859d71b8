#### deploy
# needs Azure { subscription: Some("00000000-0000-0000-0000-000000000000") }
# needs az 2.91.0
# needs jq 1.8.1
# needs curl
# warning[LOS031] pipelines.main.stages.deploy.jobs.container-app-canary.steps[0].deploy: the commands wait at each step and measure nothing; put what must hold into a gate or a check after it

## Remember what runs
set -eu
before="$HOME/.gatewright/shop/container-app-canary"
mkdir -p "$before"
az containerapp show \
  --resource-group shop-rg \
  --name api \
  --subscription 00000000-0000-0000-0000-000000000000 \
  --output json \
  > "$before/app.json"
jq --raw-output '
  .properties as $app
  | [$app.configuration.ingress.traffic[]? | select(.weight > 0)] | max_by(.weight)
  | .revisionName // $app.latestReadyRevisionName // empty
' "$before/app.json" > "$before/revision"
jq --raw-output '.properties.template.containers[0].image' "$before/app.json" > "$before/image"
cat "$before/revision" "$before/image"

## Deploy without traffic
set -eu
before="$HOME/.gatewright/shop/container-app-canary"
mkdir -p "$before"
az containerapp revision set-mode \
  --resource-group shop-rg \
  --name api \
  --subscription 00000000-0000-0000-0000-000000000000 \
  --mode multiple
az containerapp ingress traffic set \
  --resource-group shop-rg \
  --name api \
  --subscription 00000000-0000-0000-0000-000000000000 \
  --revision-weight "$(cat "$before/revision")=100"
az containerapp update \
  --resource-group shop-rg \
  --name api \
  --subscription 00000000-0000-0000-0000-000000000000 \
  --image ghcr.io/shop/api:1.2.3 \
  --query properties.latestRevisionName \
  --output tsv \
  > "$before/new-revision"

## Ask the new revision
set -eu
before="$HOME/.gatewright/shop/container-app-canary"
mkdir -p "$before"
address="https://$(az containerapp revision show \
  --resource-group shop-rg \
  --name api \
  --subscription 00000000-0000-0000-0000-000000000000 \
  --revision "$(cat "$before/new-revision")" \
  --query properties.fqdn \
  --output tsv)"
answer="$(mktemp)"
holds() {
  status="$(curl --silent --show-error --max-time 10 \
    --output "$answer" \
    --write-out '%{http_code}' \
    "$address/health")" || return 1
  case "$status" in
    2??) ;;
    *)
      echo "the answer has status $status"
      return 1
      ;;
  esac
}
deadline=$(($(date +%s) + 600))
until holds; do
  if [ "$(date +%s)" -ge "$deadline" ]; then
    echo "the new revision did not answer /health as expected" >&2
    exit 1
  fi
  sleep 5
done

## Shift traffic
set -eu
before="$HOME/.gatewright/shop/container-app-canary"
mkdir -p "$before"
old="$(cat "$before/revision")"
new="$(cat "$before/new-revision")"
touch "$before/shifted"
az containerapp ingress traffic set \
  --resource-group shop-rg \
  --name api \
  --subscription 00000000-0000-0000-0000-000000000000 \
  --revision-weight "$new=10" "$old=90"
sleep 300
az containerapp ingress traffic set \
  --resource-group shop-rg \
  --name api \
  --subscription 00000000-0000-0000-0000-000000000000 \
  --revision-weight "$new=100" "$old=0"

#### way back
# needs Azure { subscription: Some("00000000-0000-0000-0000-000000000000") }
# needs az 2.91.0

## Go back to the last revision (after a failure)
set -eu
before="$HOME/.gatewright/shop/container-app-canary"
mkdir -p "$before"
if [ -e "$before/shifted" ]; then
  az containerapp ingress traffic set \
    --resource-group shop-rg \
    --name api \
    --subscription 00000000-0000-0000-0000-000000000000 \
    --revision-weight "$(cat "$before/revision")=100"
elif [ -e "$before/replaced" ]; then
  az containerapp update \
    --resource-group shop-rg \
    --name api \
    --subscription 00000000-0000-0000-0000-000000000000 \
    --image "$(cat "$before/image")" \
    --output none
else
  echo 'nothing was deployed; there is nothing to take back'
fi

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/shop/container-app-canary"
