#### deploy
# error[LOS021] pipelines.main.stages.deploy.jobs.no-slots.steps[0].deploy: the strategy needs a slot, and the app has none

## Deploy
set -eu
echo "the strategy needs a slot, and the app has none: add 'slots' to the platform" >&2
exit 1
