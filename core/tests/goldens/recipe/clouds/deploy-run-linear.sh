#### deploy
# needs Google { project: None }
# needs gcloud 579.0.0
# needs jq 1.8.1
# needs curl

## Note that the deployment begins
set -eu
before="$HOME/.gatewright/shop/run-linear"
mkdir -p "$before"
touch "$before/begun"

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
# needs Git
# needs git

## Revert the commit (after a failure)
set -eu
if [ -e "$HOME/.gatewright/shop/run-linear/begun" ]; then
  commit="$(git rev-parse HEAD)"
  git fetch --deepen 50 origin "main"
  git checkout --detach "origin/main"
  # A merge is reverted to the side it was merged into.
  if git rev-parse --quiet --verify "$commit^2" > /dev/null; then
    set -- --mainline 1
  else
    set --
  fi
  git -c user.name='automatic rollback' -c user.email=rollback@localhost revert --no-edit "$@" "$commit"
  git push origin "HEAD:main"
else
  echo 'the deployment did not begin; there is nothing to take back'
fi

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/shop/run-linear"
