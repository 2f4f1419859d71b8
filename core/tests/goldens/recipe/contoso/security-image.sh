#### scan
# error[LOS047] pipelines.main.stages.security.jobs.image.steps[1].scan: nothing says which image is scanned

## Scan with trivy
set -eu
echo "nothing says which image is scanned: add 'target', or build the image in the same pipeline" >&2
exit 1
