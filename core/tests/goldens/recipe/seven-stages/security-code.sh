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
# needs gitleaks 8.30.1

## Scan with gitleaks
# reports {"sarif":"gitleaks-secrets.sarif"}
# leaves gitleaks-secrets.sarif
set -eu
gitleaks git --redact --exit-code 1 --report-format sarif --report-path gitleaks-secrets.sarif .
