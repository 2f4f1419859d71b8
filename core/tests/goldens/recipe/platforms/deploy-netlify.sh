#### deploy
# needs Token { variable: "NETLIFY_AUTH_TOKEN", of: "Netlify" }
# needs netlify 27.10.2

## Note that the deployment begins
set -eu
before="$HOME/.gatewright/shop/netlify"
mkdir -p "$before"
touch "$before/begun"

## Bring the files
# SITE="my out"
set -eu
netlify deploy --prod --no-build --dir "$SITE" --site 0f0f-site

#### way back
# needs velero

## Restore the data (after a failure)
set -eu
if [ -e "$HOME/.gatewright/shop/netlify/begun" ]; then
  velero restore create --from-schedule nightly --existing-resource-policy update --wait
else
  echo 'the deployment did not begin; there is nothing to take back'
fi

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/shop/netlify"
