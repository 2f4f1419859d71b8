#### scan
# needs semgrep 1.185.0
# needs jq 1.8.1

## Scan with semgrep
# reports {"sarif":"semgrep-sast.sarif"}
# leaves semgrep-sast.json
# leaves semgrep-sast.sarif
set -eu
semgrep scan \
  --config p/default \
  --metrics off \
  --json-output="semgrep-sast.json" \
  --sarif-output="semgrep-sast.sarif" \
  .

## Hold the findings against the limits
set -eu
failed=no
found="$(jq '[.results[].extra.severity] | map(select(. == "HIGH" or . == "ERROR")) | length' semgrep-sast.json)"
echo "vulnerabilities.high: ${found:?the report is empty}"
if [ "$found" -ne 0 ]; then
  echo "vulnerabilities.high = 0 does not hold" >&2
  failed=yes
fi
if [ "$failed" = yes ]; then
  exit 1
fi

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

#### scan
# needs gitleaks 8.30.1

## Scan with gitleaks
# reports {"sarif":"gitleaks-secrets.sarif"}
# leaves gitleaks-secrets.sarif
set -eu
gitleaks git --redact --exit-code 1 --report-format sarif --report-path gitleaks-secrets.sarif .
