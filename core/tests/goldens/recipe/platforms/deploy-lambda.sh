#### deploy
# needs Aws { region: Some("eu-west-1"), account: None }
# needs aws 2.37.5
# needs zip
# warning[LOS031] pipelines.main.stages.deploy.jobs.lambda.steps[1].deploy: the commands wait at each step and measure nothing; put what must hold into a gate or a check after it

## Remember what runs
set -eu
export AWS_REGION=eu-west-1
before="$HOME/.gatewright/shop/lambda"
mkdir -p "$before"
aws lambda get-alias \
  --function-name api \
  --name live \
  --query FunctionVersion \
  --output text \
  > "$before/version"
cat "$before/version"

## Update the code
set -eu
export AWS_REGION=eu-west-1
before="$HOME/.gatewright/shop/lambda"
mkdir -p "$before"
package="$(mktemp -d)"
mkdir "$package/files"
cp -R "drop/." "$package/files"
(cd "$package/files" && zip -q -r ../package.zip .)
aws lambda update-function-code \
  --function-name api \
  --zip-file "fileb://$package/package.zip" \
  --query CodeSha256
rm -rf "$package"
aws lambda wait function-updated-v2 --function-name api
aws lambda publish-version --function-name api --query Version --output text > "$before/new-version"
cat "$before/new-version"

## Move the alias
set -eu
export AWS_REGION=eu-west-1
before="$HOME/.gatewright/shop/lambda"
mkdir -p "$before"
new="$(cat "$before/new-version")"
touch "$before/shifted"
aws lambda update-alias \
  --function-name api \
  --name live \
  --routing-config "{\"AdditionalVersionWeights\": {\"$new\": 0.1}}" \
  --query RoutingConfig
sleep 300
aws lambda update-alias \
  --function-name api \
  --name live \
  --function-version "$new" \
  --routing-config 'AdditionalVersionWeights={}' \
  --query FunctionVersion

#### way back
# needs Aws { region: Some("eu-west-1"), account: None }
# needs aws 2.37.5

## Move the alias back (after a failure)
set -eu
export AWS_REGION=eu-west-1
before="$HOME/.gatewright/shop/lambda"
mkdir -p "$before"
if [ -e "$before/shifted" ]; then
  aws lambda update-alias \
    --function-name api \
    --name live \
    --function-version "$(cat "$before/version")" \
    --routing-config 'AdditionalVersionWeights={}' \
    --query FunctionVersion
else
  echo 'the alias was not moved; there is nothing to take back'
fi

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/shop/lambda"
