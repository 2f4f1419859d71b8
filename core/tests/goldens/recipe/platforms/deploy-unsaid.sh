#### deploy
# error[LOS021] pipelines.main.stages.deploy.jobs.unsaid.steps[0].deploy: nothing says where to deploy to

## Deploy
set -eu
echo "nothing says where to deploy to: name one of the declared environments in the job or the step" >&2
exit 1

#### verify
# error[LOS022] pipelines.main.stages.deploy.jobs.unsaid.steps[1].verify: nothing says under which address to ask

## Verify
set -eu
echo "nothing says under which address to ask: give the environment a 'url', or the check a whole one" >&2
exit 1
