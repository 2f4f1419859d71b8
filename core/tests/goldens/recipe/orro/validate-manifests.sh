#### scan
# needs trivy 0.74.0
# needs jq 1.8.1

## Scan with trivy
# reports {"sarif":"trivy-iac.sarif"}
# leaves trivy-iac.json
# leaves trivy-iac.sarif
set -eu
trivy config --format json --output trivy-iac.json .
trivy convert --format table trivy-iac.json
trivy convert --format sarif --output trivy-iac.sarif trivy-iac.json

## Hold the findings against the limits
set -eu
failed=no
found="$(jq '[.Results[]?.Misconfigurations[]? | select(.Status == "FAIL") | .Severity] | map(select(. == "HIGH")) | length' trivy-iac.json)"
echo "misconfigurations.high: ${found:?the report is empty}"
if [ "$found" -ne 0 ]; then
  echo "misconfigurations.high = 0 does not hold" >&2
  failed=yes
fi
if [ "$failed" = yes ]; then
  exit 1
fi
