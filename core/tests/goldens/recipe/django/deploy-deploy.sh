#### deploy
# needs Azure { subscription: None }
# needs az 2.91.0
# needs zip
# needs curl

## Deploy to the slot staging
set -eu
package="$(mktemp -d)"
mkdir "$package/files"
cp -R "site/." "$package/files"
(cd "$package/files" && zip -q -r ../package.zip .)
az webapp deploy \
  --resource-group bookings-production \
  --name bookings \
  --slot staging \
  --type zip \
  --src-path "$package/package.zip"
rm -rf "$package"

## Warm up the slot staging
set -eu
address="https://$(az webapp show \
  --resource-group bookings-production \
  --name bookings \
  --slot staging \
  --query defaultHostName \
  --output tsv)"
answer="$(mktemp)"
holds() {
  status="$(curl --silent --show-error --max-time 10 \
    --output "$answer" \
    --write-out '%{http_code}' \
    "$address/healthz")" || return 1
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
    echo "the slot staging did not answer /healthz as expected" >&2
    exit 1
  fi
  sleep 5
done

## Swap the slots
set -eu
before="$HOME/.gatewright/bookings/production"
mkdir -p "$before"
az webapp deployment slot swap \
  --resource-group bookings-production \
  --name bookings \
  --slot staging \
  --target-slot production
echo staging > "$before/swapped"

#### verify
# needs curl

## Verify
set -eu
answer="$(mktemp)"
holds() {
  status="$(curl --silent --show-error --max-time 10 \
    --output "$answer" \
    --write-out '%{http_code}' \
    https://bookings.example.com/healthz)" || return 1
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
    echo "/healthz did not answer as expected in time" >&2
    exit 1
  fi
  sleep 5
done

#### notify
# needs curl
# needs jq 1.8.1

## Tell people
# SLACK_WEBHOOK_URL=secret SLACK_WEBHOOK
# MESSAGE="bookings ${{ github.sha }} is live: ${{ inputs.reason }}"
# RECEIVERS="#releases"
set -eu
body="$(mktemp)"
jq --null-input --arg text "$MESSAGE" --arg to "$RECEIVERS" '
  { text: $text }
' > "$body"
if ! curl --fail --silent --show-error --retry 3 --max-time 30 --output /dev/null \
  --header 'Content-Type: application/json' --data "@$body" "$SLACK_WEBHOOK_URL"; then
  echo "nobody was told: ${MESSAGE}" >&2
fi
rm "$body"

#### way back
# needs Azure { subscription: None }
# needs az 2.91.0

## Swap the slots back (after a failure)
set -eu
before="$HOME/.gatewright/bookings/production"
if [ -s "$before/swapped" ]; then
  az webapp deployment slot swap \
    --resource-group bookings-production \
    --name bookings \
    --slot "$(cat "$before/swapped")" \
    --target-slot production
  rm "$before/swapped"
else
  # Nothing was swapped, but traffic may have been shifted.
  az webapp traffic-routing clear --resource-group bookings-production --name bookings
fi

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/bookings/production"
