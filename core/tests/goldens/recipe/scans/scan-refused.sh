#### scan
# error[LOS047] pipelines.main.stages.scan.jobs.refused.steps[0].scan: it is not known how `acme-scan` scans for `sast`

## Scan with acme-scan
set -eu
echo "it is not known how 'acme-scan' scans for 'sast': name a tool that is known for it, or run it as a command" >&2
exit 1

#### scan
# error[LOS047] pipelines.main.stages.scan.jobs.refused.steps[1].scan: `trivy` does not say `coverage`

## Scan with trivy
set -eu
echo "'trivy' does not say 'coverage': choose a tool that measures it, or another condition" >&2
exit 1

#### scan
# error[LOS047] pipelines.main.stages.scan.jobs.refused.steps[2].scan: `vulnerabilities <= 2x baseline` cannot be told from a single report

## Scan with trivy
set -eu
echo "'vulnerabilities <= 2x baseline' cannot be told from a single report: compare with a plain number or a percentage" >&2
exit 1

#### scan
# error[LOS047] pipelines.main.stages.scan.jobs.refused.steps[3].scan: nothing says which address is scanned

## Scan with zap
set -eu
echo "nothing says which address is scanned: add 'target', or give the environment a 'url'" >&2
exit 1

#### scan
# error[LOS047] pipelines.main.stages.scan.jobs.refused.steps[4].scan: nothing says which language CodeQL looks at

## Scan with codeql
# MESSAGE="nothing says which language CodeQL looks at: add 'with: { language: … }'"
set -eu
echo "$MESSAGE" >&2
exit 1

#### scan
# error[LOS047] pipelines.main.stages.scan.jobs.refused.steps[5].scan: Docker Scout cannot hold `vulnerabilities.high <= 3`

## Scan with docker-scout
set -eu
echo "Docker Scout cannot hold 'vulnerabilities.high <= 3': use '= 0', or a tool that counts, such as 'trivy'" >&2
exit 1
