#### deploy
# needs Aws { region: Some("eu-west-1"), account: None }
# needs aws 2.37.5
# needs jq 1.8.1

## Remember what runs
set -eu
export AWS_REGION=eu-west-1
before="$HOME/.gatewright/shop/code-deploy"
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
before="$HOME/.gatewright/shop/code-deploy"
mkdir -p "$before"
aws ecs describe-task-definition \
  --task-definition "$(cat "$before/task-definition")" \
  --query taskDefinition \
  --output json \
  > "$before/task.json"
jq --arg container api --arg image ghcr.io/shop/api:1.2.3 '
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

## Deploy by CodeDeploy
set -eu
export AWS_REGION=eu-west-1
before="$HOME/.gatewright/shop/code-deploy"
mkdir -p "$before"
jq --null-input --arg task "$(cat "$before/new-task-definition")" --arg container api '
  {
    version: 0.0,
    Resources: [{
      TargetService: {
        Type: "AWS::ECS::Service",
        Properties: {
          TaskDefinition: $task,
          LoadBalancerInfo: { ContainerName: $container, ContainerPort: 8080 }
        }
      }
    }]
  }
  | { revisionType: "AppSpecContent", appSpecContent: { content: tojson } }
' > "$before/revision.json"
aws deploy create-deployment \
  --application-name shop \
  --deployment-group-name shop-api \
  --deployment-config-name CodeDeployDefault.ECSCanary10Percent5Minutes \
  --revision "file://$before/revision.json" \
  --query deploymentId \
  --output text \
  > "$before/code-deployment"
aws deploy wait deployment-successful --deployment-id "$(cat "$before/code-deployment")"

#### way back
# needs Aws { region: Some("eu-west-1"), account: None }
# needs aws 2.37.5
# needs jq 1.8.1

## Stop CodeDeploy and go back (after a failure)
set -eu
export AWS_REGION=eu-west-1
before="$HOME/.gatewright/shop/code-deploy"
mkdir -p "$before"
status=none
if [ -s "$before/code-deployment" ]; then
  deployment="$(cat "$before/code-deployment")"
  status="$(aws deploy get-deployment \
    --deployment-id "$deployment" --query deploymentInfo.status --output text)"
fi
if [ "$status" = Succeeded ]; then
  jq --arg task "$(cat "$before/task-definition")" '
    .appSpecContent.content |= (fromjson | .Resources[0].TargetService.Properties.TaskDefinition = $task | tojson)
  ' "$before/revision.json" > "$before/old-revision.json"
  aws deploy create-deployment \
    --application-name shop \
    --deployment-group-name shop-api \
    --deployment-config-name CodeDeployDefault.ECSAllAtOnce \
    --revision "file://$before/old-revision.json" \
    --query deploymentId \
    --output text \
    > "$before/back"
  aws deploy wait deployment-successful --deployment-id "$(cat "$before/back")"
elif [ "$status" = none ] || [ "$status" = Failed ] || [ "$status" = Stopped ]; then
  echo "there is nothing to take back; CodeDeploy says: $status"
else
  aws deploy stop-deployment --deployment-id "$deployment" --auto-rollback-enabled
fi

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/shop/code-deploy"
