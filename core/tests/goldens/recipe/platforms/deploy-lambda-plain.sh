#### deploy
# needs Aws { region: None, account: None }
# needs aws 2.37.5

## Update the code
set -eu
before="$HOME/.gatewright/shop/lambda-plain"
mkdir -p "$before"
aws lambda update-function-code \
  --function-name api \
  --image-uri ghcr.io/shop/api:1.2.3 \
  --query CodeSha256
aws lambda wait function-updated-v2 --function-name api
aws lambda publish-version --function-name api --query Version --output text > "$before/new-version"
cat "$before/new-version"

#### way back
# error[LOS032] environments.lambda-plain.rollback: without an `alias` the function has no version to go back to

## Go back (after a failure)
set -eu
echo "without an 'alias' the function has no version to go back to: choose a method that the platform knows" >&2
exit 1

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/shop/lambda-plain"
