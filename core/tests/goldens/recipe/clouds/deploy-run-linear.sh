#### deploy
# needs Google { project: None }
# needs gcloud 579.0.0
# needs jq 1.8.1
# needs curl

## Remember what runs
set -eu
before="$HOME/.gatewright/shop/run-linear"
mkdir -p "$before"
gcloud run services describe api --region europe-west1 --format json > "$before/service.json"
jq --raw-output '
  [.status.traffic[] | select((.percent // 0) > 0)] | max_by(.percent) | .revisionName
' "$before/service.json" > "$before/revision"
cat "$before/revision"

## Deploy without traffic
set -eu
gcloud run deploy api \
  --region europe-west1 \
  --image ghcr.io/shop/api:1.2.3 \
  --no-traffic \
  --tag candidate \
  --quiet

## Ask the new revision
set -eu
before="$HOME/.gatewright/shop/run-linear"
mkdir -p "$before"
gcloud run services describe api --region europe-west1 --format json > "$before/new-service.json"
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
before="$HOME/.gatewright/shop/run-linear"
mkdir -p "$before"
touch "$before/shifted"
gcloud run services update-traffic api --region europe-west1 --to-tags candidate=25
sleep 120
gcloud run services update-traffic api --region europe-west1 --to-tags candidate=50
sleep 120
gcloud run services update-traffic api --region europe-west1 --to-tags candidate=75
sleep 120
gcloud run services update-traffic api --region europe-west1 --to-latest

#### way back
# error[LOS032] environments.run-linear.rollback: `git_revert` is no way back on `cloud_run`

## Go back (after a failure)
set -eu
echo "'git_revert' is no way back on 'cloud_run': choose a method that the platform knows" >&2
exit 1

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/shop/run-linear"
