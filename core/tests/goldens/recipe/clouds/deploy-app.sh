#### deploy
# needs Azure { subscription: None }
# needs az 2.91.0
# needs zip

## Deploy
set -eu
package="$(mktemp -d)"
mkdir "$package/files"
cp -R "drop/." "$package/files"
(cd "$package/files" && zip -q -r ../package.zip .)
az webapp deploy --resource-group shop-rg --name shop --type zip --src-path "$package/package.zip"
rm -rf "$package"

#### verify
# needs Azure { subscription: None }
# needs az 2.91.0
# needs curl

## Verify
set -eu
host="$(az webapp show --resource-group shop-rg --name shop --query defaultHostName --output tsv)"
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
deadline=$(($(date +%s) + 120))
until holds; do
  if [ "$(date +%s)" -ge "$deadline" ]; then
    echo "health did not answer as expected in time" >&2
    exit 1
  fi
  sleep 5
done
