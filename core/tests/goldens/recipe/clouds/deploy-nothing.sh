#### deploy
# error[LOS021] pipelines.main.stages.deploy.jobs.nothing.steps[0].deploy: nothing says what to deploy

## Deploy
set -eu
echo "nothing says what to deploy: name 'artifacts', an 'image' or a 'version'" >&2
exit 1
