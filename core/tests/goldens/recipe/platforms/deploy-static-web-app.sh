#### deploy
# needs Token { variable: "SWA_CLI_DEPLOYMENT_TOKEN", of: "Azure Static Web Apps" }
# needs swa 2.0.10

## Note that the deployment begins
set -eu
before="$HOME/.gatewright/shop/static-web-app"
mkdir -p "$before"
touch "$before/begun"

## Bring the files
set -eu
swa deploy out --env production

#### way back
# needs Azure { subscription: None }
# needs Token { variable: "AZURE_APPCONFIG_NAME", of: "the keeper of the flag" }
# needs az 2.91.0
# needs jq 1.8.1

## Switch the feature off (after a failure)
set -eu
if [ -e "$HOME/.gatewright/shop/static-web-app/begun" ]; then
  az appconfig feature disable --name "$AZURE_APPCONFIG_NAME" \
    --feature "checkout" \
    --auth-mode login \
    --yes
else
  echo 'the deployment did not begin; there is nothing to take back'
fi

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/shop/static-web-app"
