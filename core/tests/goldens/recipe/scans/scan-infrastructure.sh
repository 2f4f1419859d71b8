#### scan
# needs checkov 3.3.30
# needs jq 1.8.1

## Scan with checkov
# reports {"sarif":"checkov-iac-report/report.sarif"}
# leaves checkov-iac-report/report.json
# leaves checkov-iac-report/report.sarif
set -eu
checkov --directory . \
  --soft-fail \
  --output cli \
  --output json \
  --output sarif \
  --output-file-path console,checkov-iac-report/report.json,checkov-iac-report/report.sarif

## Hold the findings against the limits
set -eu
failed=no
found="$(jq '[[.] | flatten | .[].results.failed_checks[]? | .severity // "any"] | length' checkov-iac-report/report.json)"
echo "misconfigurations: ${found:?the report is empty}"
if [ "$found" -ne 0 ]; then
  echo "misconfigurations = 0 does not hold" >&2
  failed=yes
fi
if [ "$failed" = yes ]; then
  exit 1
fi

#### scan
# needs docker
# needs jq 1.8.1

## Scan with kics
# reports {"sarif":"kics-iac-report/report.sarif"}
# leaves kics-iac-report/report.json
# leaves kics-iac-report/report.sarif
set -eu
mkdir -p kics-iac-report
docker run --rm \
  --user "$(id -u):$(id -g)" \
  --volume "$PWD:/source:ro" \
  --volume "$PWD/kics-iac-report:/report" \
  checkmarx/kics:v2.1.20@sha256:3e5a268eb8adda2e5a483c9359ddfc4cd520ab856a7076dc0b1d8784a37e2602 \
  scan \
  --path "/source/." \
  --report-formats json,sarif \
  --output-path /report \
  --output-name report \
  --ignore-on-exit results

## Hold the findings against the limits
set -eu
failed=no
found="$(jq '[.queries[] | .severity as $severity | .files[] | $severity] | map(select(. == "HIGH")) | length' kics-iac-report/report.json)"
echo "misconfigurations.high: ${found:?the report is empty}"
if [ "$found" -ne 0 ]; then
  echo "misconfigurations.high = 0 does not hold" >&2
  failed=yes
fi
if [ "$failed" = yes ]; then
  exit 1
fi

#### scan
# needs Token { variable: "SNYK_TOKEN", of: "Snyk" }
# needs snyk 1.1307.4
# needs jq 1.8.1

## Scan with snyk
# reports {"sarif":"snyk-iac.sarif"}
# leaves snyk-iac.json
# leaves snyk-iac.sarif
set -eu
status=0
snyk iac test . --json-file-output="snyk-iac.json" --sarif-file-output="snyk-iac.sarif" || status=$?
if [ "$status" -gt 1 ]; then
  exit "$status"
fi

## Hold the findings against the limits
set -eu
failed=no
found="$(jq '[[.] | flatten | .[].infrastructureAsCodeIssues[]?.severity] | map(select(. == "high")) | length' snyk-iac.json)"
echo "misconfigurations.high: ${found:?the report is empty}"
if [ "$found" -ne 0 ]; then
  echo "misconfigurations.high = 0 does not hold" >&2
  failed=yes
fi
if [ "$failed" = yes ]; then
  exit 1
fi
