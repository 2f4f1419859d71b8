#### deploy
# needs Azure { subscription: Some("00000000-0000-0000-0000-000000000000") }
# needs az 2.91.0
# needs zip
# needs curl

## Deploy to the slot staging
# ARTIFACT="my files; $(x)"
set -eu
package="$(mktemp -d)"
mkdir "$package/files"
cp -R "${ARTIFACT}/." "$package/files"
(cd "$package/files" && zip -q -r ../package.zip .)
az webapp deploy \
  --resource-group shop-rg \
  --name shop \
  --subscription 00000000-0000-0000-0000-000000000000 \
  --slot staging \
  --type zip \
  --src-path "$package/package.zip"
rm -rf "$package"

## Warm up the slot staging
# HEALTH="/ready?deep=1"
# MESSAGE="the slot staging did not answer /ready?deep=1 as expected"
set -eu
address="https://$(az webapp show \
  --resource-group shop-rg \
  --name shop \
  --subscription 00000000-0000-0000-0000-000000000000 \
  --slot staging \
  --query defaultHostName \
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
    echo "the slot staging did not answer /health as expected" >&2
    exit 1
  fi
  sleep 5
done
answer="$(mktemp)"
holds() {
  status="$(curl --silent --show-error --max-time 10 \
    --output "$answer" \
    --write-out '%{http_code}' \
    "$address${HEALTH}")" || return 1
  case "$status" in
    204) ;;
    *)
      echo "the answer has status $status"
      return 1
      ;;
  esac
}
deadline=$(($(date +%s) + 600))
until holds; do
  if [ "$(date +%s)" -ge "$deadline" ]; then
    echo "$MESSAGE" >&2
    exit 1
  fi
  sleep 5
done

## Swap the slots
set -eu
before="$HOME/.gatewright/shop/slots"
mkdir -p "$before"
az webapp deployment slot swap \
  --resource-group shop-rg \
  --name shop \
  --subscription 00000000-0000-0000-0000-000000000000 \
  --slot staging \
  --target-slot production
echo staging > "$before/swapped"

#### way back
# needs Azure { subscription: Some("00000000-0000-0000-0000-000000000000") }
# needs az 2.91.0

## Swap the slots back (after a failure)
set -eu
before="$HOME/.gatewright/shop/slots"
if [ -s "$before/swapped" ]; then
  az webapp deployment slot swap \
    --resource-group shop-rg \
    --name shop \
    --subscription 00000000-0000-0000-0000-000000000000 \
    --slot "$(cat "$before/swapped")" \
    --target-slot production
  rm "$before/swapped"
else
  # Nothing was swapped, but traffic may have been shifted.
  az webapp traffic-routing clear \
    --resource-group shop-rg \
    --name shop \
    --subscription 00000000-0000-0000-0000-000000000000
fi

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/shop/slots"
