#### gate window

## Check the window
set -eu
zone=Europe/London
days=1234
if [ ! -e "${TZDIR:-/usr/share/zoneinfo}/$zone" ]; then
  echo "this machine does not know the time zone $zone; install tzdata" >&2
  exit 1
fi
holds() {
  now="$(TZ="$zone" date '+%w %H %M %Y%m%d')"
  echo "it is $now in $zone"
  day="${now%% *}"
  now="${now#* }"
  hour="${now%% *}"
  now="${now#* }"
  minute="${now%% *}"
  # A zero in front would make the numbers octal.
  minutes=$((${hour#0} * 60 + ${minute#0}))
  # How long ago it opened today, or yesterday before midnight.
  yesterday=$(((day + 6) % 7))
  set -- 1200
  for start in "$@"; do
    case "$days" in
      *"$day"*)
        if [ "$minutes" -ge "$start" ] && [ "$minutes" -lt $((start + 180)) ]; then
          return 0
        fi
        ;;
    esac
    case "$days" in
      *"$yesterday"*)
        if [ $((minutes + 1440)) -lt $((start + 180)) ]; then
          return 0
        fi
        ;;
    esac
  done
  return 1
}
if ! holds; then
  echo "the window 0 20 * * 1-4 is closed" >&2
  exit 1
fi

#### gate rollback_ready

## Check that the way back was tried
set -eu
# The days since 1970-01-01, on 2026-10-01 and now.
tested=20727
today=$(($(date +%s) / 86400))
if [ $((today - tested)) -gt 90 ]; then
  echo "the rollback slot-swap-back was last tried on 2026-10-01, more than 90 days ago" >&2
  exit 1
fi
echo "the rollback slot-swap-back was last tried on 2026-10-01"

#### deploy
# needs Azure { subscription: None }
# needs az 2.91.0
# needs zip
# needs curl
# info[LOS021] pipelines.main.stages.prod.jobs.deploy.steps[2].deploy: the app gets the files of all artifacts together, in one package

## Deploy to the slot staging
set -eu
package="$(mktemp -d)"
mkdir "$package/files"
cp -R "api-drop/." "$package/files"
cp -R "web-drop/." "$package/files"
(cd "$package/files" && zip -q -r ../package.zip .)
az webapp deploy \
  --resource-group contoso-rg \
  --name contoso-prod \
  --slot staging \
  --type zip \
  --src-path "$package/package.zip"
rm -rf "$package"

## Warm up the slot staging
set -eu
address="https://$(az webapp show \
  --resource-group contoso-rg \
  --name contoso-prod \
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

## Swap the slots
set -eu
before="$HOME/.gatewright/contoso-web/prod"
mkdir -p "$before"
az webapp deployment slot swap \
  --resource-group contoso-rg \
  --name contoso-prod \
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
    https://www.contoso.com/health)" || return 1
  case "$status" in
    2??) ;;
    *)
      echo "the answer has status $status"
      return 1
      ;;
  esac
}
deadline=$(($(date +%s) + 180))
until holds; do
  if [ "$(date +%s)" -ge "$deadline" ]; then
    echo "/health did not answer as expected in time" >&2
    exit 1
  fi
  sleep 5
done

#### notify
# needs Token { variable: "TEAMS_WEBHOOK_URL", of: "the channel that is told" }
# needs curl
# needs jq 1.8.1

## Tell people
# MESSAGE="contoso-web ${{ github.sha }} is live"
# RECEIVERS="#releases"
set -eu
body="$(mktemp)"
jq --null-input --arg text "$MESSAGE" --arg to "$RECEIVERS" '
  {
    type: "message",
    attachments: [{
      contentType: "application/vnd.microsoft.card.adaptive",
      content: { type: "AdaptiveCard", version: "1.4", body: [{ type: "TextBlock", text: $text, wrap: true }] }
    }]
  }
' > "$body"
if ! curl --fail --silent --show-error --retry 3 --max-time 30 --output /dev/null \
  --header 'Content-Type: application/json' --data "@$body" "$TEAMS_WEBHOOK_URL"; then
  echo "nobody was told: ${MESSAGE}" >&2
fi
rm "$body"

#### way back
# needs Azure { subscription: None }
# needs az 2.91.0

## Swap the slots back (after a failure)
set -eu
before="$HOME/.gatewright/contoso-web/prod"
if [ -s "$before/swapped" ]; then
  az webapp deployment slot swap \
    --resource-group contoso-rg \
    --name contoso-prod \
    --slot "$(cat "$before/swapped")" \
    --target-slot production
  rm "$before/swapped"
else
  # Nothing was swapped, but traffic may have been shifted.
  az webapp traffic-routing clear --resource-group contoso-rg --name contoso-prod
fi

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/contoso-web/prod"
