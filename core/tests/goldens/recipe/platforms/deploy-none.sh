#### deploy
# error[LOS021] pipelines.main.stages.deploy.jobs.none.steps[0].deploy: the environment `none` does not say what it runs on

## Deploy
set -eu
echo "the environment 'none' does not say what it runs on: add 'platform' to it" >&2
exit 1
