#### deploy
# needs Azure { subscription: None }
# needs az 2.91.0
# needs curl

## Deploy to the slot staging
# IMAGE="ghcr.io/shop/api:${{ github.sha }}"
set -eu
az webapp config container set \
  --resource-group shop-rg \
  --name shop \
  --slot staging \
  --container-image-name "$IMAGE" \
  --output none
az webapp restart --resource-group shop-rg --name shop --slot staging

## Warm up the slot staging
set -eu
address="https://$(az webapp show \
  --resource-group shop-rg \
  --name shop \
  --slot staging \
  --query defaultHostName \
  --output tsv)"
answer="$(mktemp)"
holds() {
  status="$(curl --silent --show-error --max-time 10 \
    --output "$answer" \
    --write-out '%{http_code}' \
    "$address/ready")" || return 1
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
    echo "the slot staging did not answer /ready as expected" >&2
    exit 1
  fi
  sleep 5
done

## Shift traffic
set -eu
az webapp traffic-routing set --resource-group shop-rg --name shop --distribution "staging=10"
sleep 300
az webapp traffic-routing set --resource-group shop-rg --name shop --distribution "staging=50"
sleep 600

## Swap the slots
set -eu
before="$HOME/.gatewright/shop/traffic"
mkdir -p "$before"
az webapp deployment slot swap \
  --resource-group shop-rg \
  --name shop \
  --slot staging \
  --target-slot production
echo staging > "$before/swapped"
az webapp traffic-routing clear --resource-group shop-rg --name shop

#### way back
# needs Azure { subscription: None }
# needs az 2.91.0

## Swap the slots back (after a failure)
set -eu
before="$HOME/.gatewright/shop/traffic"
if [ -s "$before/swapped" ]; then
  az webapp deployment slot swap \
    --resource-group shop-rg \
    --name shop \
    --slot "$(cat "$before/swapped")" \
    --target-slot production
  rm "$before/swapped"
else
  # Nothing was swapped, but traffic may have been shifted.
  az webapp traffic-routing clear --resource-group shop-rg --name shop
fi

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/shop/traffic"
