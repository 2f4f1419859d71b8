#### deploy
# needs Aws { region: Some("eu-west-1"), account: None }
# needs aws 2.37.5
# needs jq 1.8.1
# warning[LOS025] pipelines.main.stages.deploy.jobs.ecs-file.steps[0].deploy: the strategy `blue-green` is not carried out by the commands: the service replaces its tasks a few at a time; name a CodeDeploy application and group

## Remember what runs
set -eu
export AWS_REGION=eu-west-1
before="$HOME/.gatewright/shop/ecs-file"
mkdir -p "$before"
aws ecs describe-services \
  --cluster shop \
  --services api \
  --query 'services[0].taskDefinition' \
  --output text \
  > "$before/task-definition"
cat "$before/task-definition"

## Make a new task definition
set -eu
export AWS_REGION=eu-west-1
before="$HOME/.gatewright/shop/ecs-file"
mkdir -p "$before"
jq --arg container app --arg image ghcr.io/shop/api:1.2.3 '
  del(.taskDefinitionArn, .revision, .status, .requiresAttributes, .compatibilities, .registeredAt, .registeredBy, .deregisteredAt)
  | if any(.containerDefinitions[]; .name == $container) then . else error("no container " + $container) end
  | (.containerDefinitions[] | select(.name == $container) | .image) = $image
' deploy/task.json > "$before/new-task.json"
aws ecs register-task-definition \
  --cli-input-json "file://$before/new-task.json" \
  --query taskDefinition.taskDefinitionArn \
  --output text \
  > "$before/new-task-definition"
cat "$before/new-task-definition"

## Update the service
set -eu
export AWS_REGION=eu-west-1
before="$HOME/.gatewright/shop/ecs-file"
mkdir -p "$before"
task="$(cat "$before/new-task-definition")"
aws ecs update-service \
  --cluster shop \
  --service api \
  --task-definition "$task" \
  --query service.deployments \
  --no-cli-pager
aws ecs wait services-stable --cluster shop --services api
running="$(aws ecs describe-services \
  --cluster shop \
  --services api \
  --query 'services[0].taskDefinition' \
  --output text)"
if [ "$running" != "$task" ]; then
  echo "the service went back to $running" >&2
  exit 1
fi
