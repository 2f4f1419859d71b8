#### build_image
# needs Registry { host: "europe-west1-docker.pkg.dev" }
# needs docker

## Build the image
# TAG="europe-west1-docker.pkg.dev/hello-prod/app/hello:${{ github.sha }}"
set -eu
docker buildx build --tag "$TAG" --push .

#### deploy
# needs Google { project: Some("hello-prod") }
# needs gcloud 579.0.0
# needs jq 1.8.1
# needs curl

## Remember what runs
set -eu
before="$HOME/.gatewright/hello-service/production"
mkdir -p "$before"
gcloud run services describe hello \
  --region europe-west1 \
  --project hello-prod \
  --format json > "$before/service.json"
jq --raw-output '
  [.status.traffic[] | select((.percent // 0) > 0)] | max_by(.percent) | .revisionName
' "$before/service.json" > "$before/revision"
cat "$before/revision"

## Deploy without traffic
# IMAGE="europe-west1-docker.pkg.dev/hello-prod/app/hello:${{ github.sha }}"
set -eu
gcloud run deploy hello \
  --region europe-west1 \
  --project hello-prod \
  --image "$IMAGE" \
  --no-traffic \
  --tag candidate \
  --quiet

## Ask the new revision
set -eu
before="$HOME/.gatewright/hello-service/production"
mkdir -p "$before"
gcloud run services describe hello \
  --region europe-west1 \
  --project hello-prod \
  --format json > "$before/new-service.json"
address="$(jq --raw-output '.status.traffic[] | select(.tag == "candidate") | .url' "$before/new-service.json")"
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
    echo "the new revision did not answer /healthz as expected" >&2
    exit 1
  fi
  sleep 5
done

## Shift traffic
set -eu
before="$HOME/.gatewright/hello-service/production"
mkdir -p "$before"
touch "$before/shifted"
gcloud run services update-traffic hello --region europe-west1 --project hello-prod --to-latest

#### verify
# needs Google { project: Some("hello-prod") }
# needs gcloud 579.0.0
# needs curl

## Verify
set -eu
host="$(gcloud run services describe hello \
  --region europe-west1 \
  --project hello-prod \
  --format 'value(status.url)')"
host="${host#https://}"
answer="$(mktemp)"
holds() {
  status="$(curl --silent --show-error --max-time 10 \
    --output "$answer" \
    --write-out '%{http_code}' \
    "https://$host/healthz")" || return 1
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
    echo "/healthz did not answer as expected in time" >&2
    exit 1
  fi
  sleep 5
done

#### way back
# needs Google { project: Some("hello-prod") }
# needs gcloud 579.0.0

## Shift traffic back (after a failure)
set -eu
before="$HOME/.gatewright/hello-service/production"
mkdir -p "$before"
if [ -e "$before/shifted" ]; then
  gcloud run services update-traffic hello \
    --region europe-west1 \
    --project hello-prod \
    --to-revisions "$(cat "$before/revision")=100"
  rm "$before/shifted"
else
  echo 'no traffic was shifted; there is nothing to shift back'
fi

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/hello-service/production"
