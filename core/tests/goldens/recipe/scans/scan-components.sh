#### scan
# needs grype 0.119.0
# needs jq 1.8.1

## Scan with grype
# TARGET="my $(app)"
# reports {"sarif":"grype-sca.sarif"}
# leaves grype-sca.json
# leaves grype-sca.sarif
set -eu
grype "dir:${TARGET}" --output table --output "json=grype-sca.json" --output "sarif=grype-sca.sarif"

## Hold the findings against the limits
set -eu
failed=no
found="$(jq '[.matches[].vulnerability.severity] | length' grype-sca.json)"
echo "vulnerabilities: ${found:?the report is empty}"
if [ "$found" -ne 0 ]; then
  echo "vulnerabilities = 0 does not hold" >&2
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
# reports {"sarif":"snyk-sca.sarif"}
# leaves snyk-sca.json
# leaves snyk-sca.sarif
set -eu
status=0
snyk test . --json-file-output="snyk-sca.json" --sarif-file-output="snyk-sca.sarif" || status=$?
if [ "$status" -gt 1 ]; then
  exit "$status"
fi

## Hold the findings against the limits
set -eu
failed=no
found="$(jq '[[.] | flatten | .[].vulnerabilities[]?.severity] | map(select(. == "high")) | length' snyk-sca.json)"
echo "vulnerabilities.high: ${found:?the report is empty}"
if [ "$found" -ne 0 ]; then
  echo "vulnerabilities.high = 0 does not hold" >&2
  failed=yes
fi
if [ "$failed" = yes ]; then
  exit 1
fi

#### scan
# needs osv-scanner 2.6.0
# needs jq 1.8.1

## Scan with osv-scanner
# reports {"sarif":"osv-scanner-sca.sarif"}
# leaves osv-scanner-sca.json
# leaves osv-scanner-sca.sarif
set -eu
status=0
osv-scanner scan source --recursive --format json --output-file osv-scanner-sca.json . || status=$?
if [ "$status" -gt 1 ]; then
  exit "$status"
fi
status=0
osv-scanner scan source \
  --recursive \
  --format sarif \
  --output-file osv-scanner-sca.sarif \
  . \
  || status=$?
if [ "$status" -gt 1 ]; then
  exit "$status"
fi

## Hold the findings against the limits
set -eu
failed=no
found="$(jq '[.results[]?.packages[]?.groups[]?.max_severity | tonumber? // 0
| if . >= 9 then "critical" elif . >= 7 then "high" elif . >= 4 then "medium" else "low" end] | map(select(. == "critical")) | length' osv-scanner-sca.json)"
echo "vulnerabilities.critical: ${found:?the report is empty}"
if [ "$found" -ne 0 ]; then
  echo "vulnerabilities.critical = 0 does not hold" >&2
  failed=yes
fi
if [ "$failed" = yes ]; then
  exit 1
fi

#### scan
# needs docker
# needs jq 1.8.1

## Scan with dependency-check
# reports {"sarif":"dependency-check-sca-report/dependency-check-report.sarif"}
# leaves dependency-check-sca-report/dependency-check-report.json
# leaves dependency-check-sca-report/dependency-check-report.sarif
set -eu
mkdir -p dependency-check-sca-report "$HOME/.cache/dependency-check"
docker run --rm \
  --user "$(id -u):$(id -g)" \
  --volume "$PWD:/source:ro" \
  --volume "$PWD/dependency-check-sca-report:/report" \
  --volume "$HOME/.cache/dependency-check:/usr/share/dependency-check/data" \
  --env NVD_API_KEY \
  owasp/dependency-check:12.2.2 \
  --scan "/source/." \
  --format JSON \
  --format SARIF \
  --out /report

## Hold the findings against the limits
set -eu
failed=no
found="$(jq '[.dependencies[].vulnerabilities[]?.severity] | map(select(. == "HIGH")) | length' dependency-check-sca-report/dependency-check-report.json)"
echo "vulnerabilities.high: ${found:?the report is empty}"
if [ "$found" -ne 0 ]; then
  echo "vulnerabilities.high = 0 does not hold" >&2
  failed=yes
fi
if [ "$failed" = yes ]; then
  exit 1
fi

#### scan
# needs npm
# needs jq 1.8.1

## Scan with npm-audit
# leaves npm-audit-sca.json
set -eu
npm audit --json --prefix web > npm-audit-sca.json || true
if ! jq --exit-status 'has("vulnerabilities")' npm-audit-sca.json > /dev/null; then
  cat npm-audit-sca.json >&2
  exit 1
fi

## Hold the findings against the limits
set -eu
failed=no
found="$(jq '[.vulnerabilities[].severity] | map(select(. == "moderate")) | length' npm-audit-sca.json)"
echo "vulnerabilities.medium: ${found:?the report is empty}"
if [ "$found" -gt 2 ]; then
  echo "vulnerabilities.medium <= 2 does not hold" >&2
  failed=yes
fi
if [ "$failed" = yes ]; then
  exit 1
fi

#### scan
# needs pip-audit 2.10.1
# needs jq 1.8.1
# warning[LOS047] pipelines.main.stages.scan.jobs.components.steps[5].scan: `pip-audit` does not say how bad a weakness is; each counts as what the condition names

## Scan with pip-audit
# leaves pip-audit-sca.json
set -eu
rm -f pip-audit-sca.json
pip-audit --requirement requirements.txt \
  --format json \
  --output pip-audit-sca.json \
  || test -s pip-audit-sca.json

## Hold the findings against the limits
set -eu
failed=no
found="$(jq '[.dependencies[].vulns[]? | "any"] | map(select(. == "any")) | length' pip-audit-sca.json)"
echo "vulnerabilities.high: ${found:?the report is empty}"
if [ "$found" -ne 0 ]; then
  echo "vulnerabilities.high = 0 does not hold" >&2
  failed=yes
fi
if [ "$failed" = yes ]; then
  exit 1
fi

#### scan
# needs cargo
# needs jq 1.8.1

## Scan with cargo-audit
# leaves cargo-audit-sca.json
set -eu
command -v cargo-audit > /dev/null || cargo install cargo-audit --locked --version 0.22.2
cargo audit --json --file "./Cargo.lock" > cargo-audit-sca.json || test -s cargo-audit-sca.json

## Hold the findings against the limits
set -eu
failed=no
found="$(jq '[.vulnerabilities.list[] | "any"] | length' cargo-audit-sca.json)"
echo "vulnerabilities: ${found:?the report is empty}"
if [ "$found" -ne 0 ]; then
  echo "vulnerabilities = 0 does not hold" >&2
  failed=yes
fi
if [ "$failed" = yes ]; then
  exit 1
fi
