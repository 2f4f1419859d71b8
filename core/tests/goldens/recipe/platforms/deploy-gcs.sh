#### deploy
# needs Google { project: None }
# needs gcloud 579.0.0

## Note that the deployment begins
set -eu
before="$HOME/.gatewright/shop/gcs"
mkdir -p "$before"
touch "$before/begun"

## Bring the files
set -eu
gcloud storage rsync out "gs://shop-site" --recursive --delete-unmatched-destination-objects
gcloud compute url-maps invalidate-cdn-cache shop-map --path '/*'

#### way back
# needs Token { variable: "UNLEASH_URL", of: "the keeper of the flag" }
# needs Token { variable: "UNLEASH_TOKEN", of: "the keeper of the flag" }
# needs curl

## Switch the feature off (after a failure)
set -eu
if [ -e "$HOME/.gatewright/shop/gcs/begun" ]; then
  curl --fail --silent --show-error --retry 3 \
    --request POST \
    --header "Authorization: $UNLEASH_TOKEN" \
    --output /dev/null \
    "$UNLEASH_URL/api/admin/projects/default/features/checkout-2/environments/gcs/off"
else
  echo 'the deployment did not begin; there is nothing to take back'
fi

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/shop/gcs"
