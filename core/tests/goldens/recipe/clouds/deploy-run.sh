#### deploy
# needs Google { project: Some("shop-project") }
# needs gcloud 579.0.0
# needs jq 1.8.1
# needs curl

## Remember what runs
set -eu
before="$HOME/.gatewright/shop/run"
mkdir -p "$before"
gcloud run services describe api \
  --region europe-west1 \
  --project shop-project \
  --format json > "$before/service.json"
jq --raw-output '
  [.status.traffic[] | select((.percent // 0) > 0)] | max_by(.percent) | .revisionName
' "$before/service.json" > "$before/revision"
cat "$before/revision"

## Deploy without traffic
# IMAGE="ghcr.io/shop/api:${{ github.sha }}"
set -eu
gcloud run deploy api \
  --region europe-west1 \
  --project shop-project \
  --image "$IMAGE" \
  --no-traffic \
  --tag candidate \
  --quiet

## Ask the new revision
set -eu
before="$HOME/.gatewright/shop/run"
mkdir -p "$before"
gcloud run services describe api \
  --region europe-west1 \
  --project shop-project \
  --format json > "$before/new-service.json"
address="$(jq --raw-output '.status.traffic[] | select(.tag == "candidate") | .url' "$before/new-service.json")"
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
    echo "the new revision did not answer /ready as expected" >&2
    exit 1
  fi
  sleep 5
done

## Shift traffic
set -eu
before="$HOME/.gatewright/shop/run"
mkdir -p "$before"
touch "$before/shifted"
gcloud run services update-traffic api \
  --region europe-west1 \
  --project shop-project \
  --to-tags candidate=10
sleep 300
gcloud run services update-traffic api \
  --region europe-west1 \
  --project shop-project \
  --to-tags candidate=50
sleep 600
gcloud run services update-traffic api --region europe-west1 --project shop-project --to-latest

#### verify
# needs Google { project: Some("shop-project") }
# needs gcloud 579.0.0
# needs curl

## Verify
# ADDRESS_PATH="/health?x=$(id)"
# MESSAGE="/health?x=$(id) did not answer as expected in time"
set -eu
host="$(gcloud run services describe api \
  --region europe-west1 \
  --project shop-project \
  --format 'value(status.url)')"
host="${host#https://}"
answer="$(mktemp)"
holds() {
  status="$(curl --silent --show-error --max-time 10 \
    --output "$answer" \
    --write-out '%{http_code}' \
    "https://$host${ADDRESS_PATH}")" || return 1
  case "$status" in
    2??) ;;
    *)
      echo "the answer has status $status"
      return 1
      ;;
  esac
}
tries=5
until holds; do
  if [ "$tries" -le 1 ]; then
    echo "$MESSAGE" >&2
    exit 1
  fi
  tries=$((tries - 1))
  sleep 5
done

#### way back
# needs Google { project: Some("shop-project") }
# needs gcloud 579.0.0

## Shift traffic back (after a failure)
set -eu
before="$HOME/.gatewright/shop/run"
mkdir -p "$before"
if [ -e "$before/shifted" ]; then
  gcloud run services update-traffic api \
    --region europe-west1 \
    --project shop-project \
    --to-revisions "$(cat "$before/revision")=100"
  rm "$before/shifted"
else
  echo 'no traffic was shifted; there is nothing to shift back'
fi

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/shop/run"
