#### deploy
# error[LOS021] pipelines.main.stages.deploy.jobs.empty.steps[0].deploy: there are neither manifests nor an image to deploy

## Deploy
set -eu
echo "there are neither manifests nor an image to deploy: give the platform 'manifests', 'kustomize' or 'helm', or the deployment an 'image' or 'version'" >&2
exit 1
