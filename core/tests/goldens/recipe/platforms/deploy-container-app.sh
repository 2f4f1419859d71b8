#### deploy
# needs Azure { subscription: None }
# needs az 2.91.0
# needs jq 1.8.1
# needs curl

## Remember what runs
set -eu
before="$HOME/.gatewright/shop/container-app"
mkdir -p "$before"
az containerapp show --resource-group shop-rg --name api --output json > "$before/app.json"
jq --raw-output '
  .properties as $app
  | [$app.configuration.ingress.traffic[]? | select(.weight > 0)] | max_by(.weight)
  | .revisionName // $app.latestReadyRevisionName // empty
' "$before/app.json" > "$before/revision"
jq --raw-output '.properties.template.containers[0].image' "$before/app.json" > "$before/image"
cat "$before/revision" "$before/image"

## Deploy
# IMAGE="ghcr.io/shop/api:${{ github.sha }}"
set -eu
before="$HOME/.gatewright/shop/container-app"
mkdir -p "$before"
touch "$before/replaced"
az containerapp update \
  --resource-group shop-rg \
  --name api \
  --image "$IMAGE" \
  --query properties.latestRevisionName \
  --output tsv \
  > "$before/new-revision"

## Wait until it runs
set -eu
before="$HOME/.gatewright/shop/container-app"
mkdir -p "$before"
holds() {
  health="$(az containerapp revision show \
    --resource-group shop-rg \
    --name api \
    --revision "$(cat "$before/new-revision")" \
    --query properties.healthState \
    --output tsv)"
  echo "the new revision is $health"
  [ "$health" = Healthy ] || return 1
}
deadline=$(($(date +%s) + 600))
until holds; do
  if [ "$(date +%s)" -ge "$deadline" ]; then
    echo "the new revision did not become well" >&2
    exit 1
  fi
  sleep 10
done

#### verify
# needs Azure { subscription: None }
# needs az 2.91.0
# needs curl

## Verify
set -eu
host="$(az containerapp show \
  --resource-group shop-rg \
  --name api \
  --query properties.configuration.ingress.fqdn \
  --output tsv)"
answer="$(mktemp)"
holds() {
  status="$(curl --silent --show-error --max-time 10 \
    --output "$answer" \
    --write-out '%{http_code}' \
    "https://$host/health")" || return 1
  case "$status" in
    2??) ;;
    *)
      echo "the answer has status $status"
      return 1
      ;;
  esac
}
deadline=$(($(date +%s) + 60))
until holds; do
  if [ "$(date +%s)" -ge "$deadline" ]; then
    echo "/health did not answer as expected in time" >&2
    exit 1
  fi
  sleep 5
done

#### way back
# needs Azure { subscription: None }
# needs az 2.91.0

## Go back to the last revision (after a failure)
set -eu
before="$HOME/.gatewright/shop/container-app"
mkdir -p "$before"
if [ -e "$before/shifted" ]; then
  az containerapp ingress traffic set \
    --resource-group shop-rg \
    --name api \
    --revision-weight "$(cat "$before/revision")=100"
elif [ -e "$before/replaced" ]; then
  az containerapp update \
    --resource-group shop-rg \
    --name api \
    --image "$(cat "$before/image")" \
    --output none
else
  echo 'nothing was deployed; there is nothing to take back'
fi

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/shop/container-app"
