#### deploy
# error[LOS018] pipelines.main.stages.deploy.jobs.nowhere.steps[0].deploy: nothing says which resource group the cluster is in

## Connect to the cluster
set -eu
echo "nothing says which resource group the cluster is in: add 'resource_group' to 'platform.kubernetes'" >&2
exit 1
