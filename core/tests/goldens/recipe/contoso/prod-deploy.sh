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
