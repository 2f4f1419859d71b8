#### scan
# needs trivy 0.74.0
# needs jq 1.8.1

## Scan with trivy
# reports {"sarif":"trivy-sca.sarif"}
# leaves trivy-sca.json
# leaves trivy-sca.sarif
set -eu
trivy filesystem --scanners vuln --format json --output trivy-sca.json .
trivy convert --format table trivy-sca.json
trivy convert --format sarif --output trivy-sca.sarif trivy-sca.json

## Hold the findings against the limits
set -eu
failed=no
found="$(jq '[.Results[]?.Vulnerabilities[]?.Severity] | map(select(. == "HIGH")) | length' trivy-sca.json)"
echo "vulnerabilities.high: ${found:?the report is empty}"
if [ "$found" -ne 0 ]; then
  echo "vulnerabilities.high = 0 does not hold" >&2
  failed=yes
fi
if [ "$failed" = yes ]; then
  exit 1
fi
