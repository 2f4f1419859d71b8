#### deploy
# needs Aws { region: Some("eu-west-1"), account: None }
# needs aws 2.37.5
# needs jq 1.8.1

## Remember what runs
set -eu
export AWS_REGION=eu-west-1
before="$HOME/.gatewright/parcels/staging"
mkdir -p "$before"
aws ecs describe-services \
  --cluster parcels-staging \
  --services parcels \
  --query 'services[0].taskDefinition' \
  --output text \
  > "$before/task-definition"
cat "$before/task-definition"

## Make a new task definition
# IMAGE="ghcr.io/parcels/parcels:${{ github.sha }}"
set -eu
export AWS_REGION=eu-west-1
before="$HOME/.gatewright/parcels/staging"
mkdir -p "$before"
aws ecs describe-task-definition \
  --task-definition "$(cat "$before/task-definition")" \
  --query taskDefinition \
  --output json \
  > "$before/task.json"
jq --arg container parcels --arg image "$IMAGE" '
  del(.taskDefinitionArn, .revision, .status, .requiresAttributes, .compatibilities, .registeredAt, .registeredBy, .deregisteredAt)
  | if any(.containerDefinitions[]; .name == $container) then . else error("no container " + $container) end
  | (.containerDefinitions[] | select(.name == $container) | .image) = $image
' "$before/task.json" > "$before/new-task.json"
aws ecs register-task-definition \
  --cli-input-json "file://$before/new-task.json" \
  --query taskDefinition.taskDefinitionArn \
  --output text \
  > "$before/new-task-definition"
cat "$before/new-task-definition"

## Update the service
set -eu
export AWS_REGION=eu-west-1
before="$HOME/.gatewright/parcels/staging"
mkdir -p "$before"
task="$(cat "$before/new-task-definition")"
aws ecs update-service \
  --cluster parcels-staging \
  --service parcels \
  --task-definition "$task" \
  --query service.deployments \
  --no-cli-pager
aws ecs wait services-stable --cluster parcels-staging --services parcels
running="$(aws ecs describe-services \
  --cluster parcels-staging \
  --services parcels \
  --query 'services[0].taskDefinition' \
  --output text)"
if [ "$running" != "$task" ]; then
  echo "the service went back to $running" >&2
  exit 1
fi

#### verify
# needs curl

## Verify
set -eu
answer="$(mktemp)"
holds() {
  status="$(curl --silent --show-error --max-time 10 \
    --output "$answer" \
    --write-out '%{http_code}' \
    https://staging.parcels.example/health)" || return 1
  case "$status" in
    2??) ;;
    *)
      echo "the answer has status $status"
      return 1
      ;;
  esac
}
deadline=$(($(date +%s) + 300))
until holds; do
  if [ "$(date +%s)" -ge "$deadline" ]; then
    echo "/health did not answer as expected in time" >&2
    exit 1
  fi
  sleep 5
done

#### way back
# needs Aws { region: Some("eu-west-1"), account: None }
# needs aws 2.37.5
# needs jq 1.8.1

## Go back to the last task definition (after a failure)
set -eu
export AWS_REGION=eu-west-1
before="$HOME/.gatewright/parcels/staging"
mkdir -p "$before"
if [ -s "$before/new-task-definition" ]; then
  task="$(cat "$before/task-definition")"
  aws ecs update-service \
    --cluster parcels-staging \
    --service parcels \
    --task-definition "$task" \
    --query service.deployments \
    --no-cli-pager
  aws ecs wait services-stable --cluster parcels-staging --services parcels
  running="$(aws ecs describe-services \
    --cluster parcels-staging \
    --services parcels \
    --query 'services[0].taskDefinition' \
    --output text)"
  if [ "$running" != "$task" ]; then
    echo "the service went back to $running" >&2
    exit 1
  fi
else
  echo 'nothing was deployed; there is nothing to take back'
fi

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/parcels/staging"
