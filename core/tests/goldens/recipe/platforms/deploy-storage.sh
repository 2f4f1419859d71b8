#### deploy
# needs Azure { subscription: None }
# needs az 2.91.0
# warning[LOS021] pipelines.main.stages.deploy.jobs.storage.steps[0].deploy: the cache of the CDN is not cleared; its endpoint is not known

## Note that the deployment begins
set -eu
before="$HOME/.gatewright/shop/storage"
mkdir -p "$before"
touch "$before/begun"

## Bring the files
set -eu
az storage blob upload-batch \
  --account-name shopsite \
  --destination '$web' \
  --source out \
  --overwrite \
  --auth-mode login

#### way back
# needs Token { variable: "LAUNCHDARKLY_ACCESS_TOKEN", of: "the keeper of the flag" }
# needs Token { variable: "LAUNCHDARKLY_PROJECT", of: "the keeper of the flag" }
# needs curl

## Switch the feature off (after a failure)
# FLAG="new checkout"
set -eu
if [ -e "$HOME/.gatewright/shop/storage/begun" ]; then
  body='{ "environmentKey": "storage", "instructions": [{ "kind": "turnFlagOff" }] }'
  curl --fail --silent --show-error --retry 3 \
    --request PATCH \
    --header "Authorization: $LAUNCHDARKLY_ACCESS_TOKEN" \
    --header 'Content-Type: application/json; domain-model=launchdarkly.semanticpatch' \
    --data "$body" \
    --output /dev/null \
    "https://app.launchdarkly.com/api/v2/flags/$LAUNCHDARKLY_PROJECT/${FLAG}"
else
  echo 'the deployment did not begin; there is nothing to take back'
fi

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/shop/storage"
