#### deploy
# error[LOS021] pipelines.main.stages.deploy.jobs.nowhere.steps[0].deploy: nothing says who serves the site

## Deploy
set -eu
echo "nothing says who serves the site: add 'provider' to the platform" >&2
exit 1
