#### scan
# needs Registry { host: "mcr.microsoft.com" }
# needs trivy 0.74.0
# needs jq 1.8.1

## Scan with trivy
# reports {"sarif":"trivy-image.sarif"}
# leaves trivy-image.json
# leaves trivy-image.sarif
set -eu
trivy image \
  --scanners vuln \
  --format json \
  --output trivy-image.json \
  mcr.microsoft.com/dotnet/aspnet:8.0
trivy convert --format table trivy-image.json
trivy convert --format sarif --output trivy-image.sarif trivy-image.json

## Hold the findings against the limits
set -eu
failed=no
found="$(jq '[.Results[]?.Vulnerabilities[]?.Severity] | map(select(. == "CRITICAL")) | length' trivy-image.json)"
echo "vulnerabilities.critical: ${found:?the report is empty}"
if [ "$found" -ne 0 ]; then
  echo "vulnerabilities.critical = 0 does not hold" >&2
  failed=yes
fi
if [ "$failed" = yes ]; then
  exit 1
fi
