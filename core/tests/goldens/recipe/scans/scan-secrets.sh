#### scan
# needs gitleaks 8.30.1

## Scan with gitleaks
# reports {"sarif":"gitleaks-secrets.sarif"}
# leaves gitleaks-secrets.sarif
set -eu
gitleaks git --redact --exit-code 1 --report-format sarif --report-path gitleaks-secrets.sarif .

#### scan
# needs gitleaks 8.30.1
# needs jq 1.8.1

## Scan with gitleaks
# reports {"sarif":"gitleaks-secrets.sarif"}
# leaves gitleaks-secrets.json
# leaves gitleaks-secrets.sarif
set -eu
gitleaks git --redact --exit-code 0 --report-format sarif --report-path gitleaks-secrets.sarif .
gitleaks git --redact --exit-code 0 --report-format json --report-path gitleaks-secrets.json .

## Hold the findings against the limits
set -eu
failed=no
found="$(jq '[.[].RuleID] | length' gitleaks-secrets.json)"
echo "secrets: ${found:?the report is empty}"
if [ "$found" -gt 2 ]; then
  echo "secrets <= 2 does not hold" >&2
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
gitleaks git --redact --exit-code 0 --report-format sarif --report-path gitleaks-secrets.sarif .

#### scan
# needs trufflehog 3.95.9
# needs jq 1.8.1

## Scan with trufflehog
# leaves trufflehog-secrets.json
set -eu
lines="$(mktemp)"
trufflehog git "file://." --no-update --json > "$lines"
jq --slurp 'map(select(has("SourceMetadata")) | del(.Raw, .RawV2, .Redacted))' "$lines" > trufflehog-secrets.json
rm "$lines"

## Hold the findings against the limits
set -eu
failed=no
found="$(jq '[.[] | if .Verified then "verified" else "unverified" end] | length' trufflehog-secrets.json)"
echo "secrets: ${found:?the report is empty}"
if [ "$found" -ne 0 ]; then
  echo "secrets = 0 does not hold" >&2
  failed=yes
fi
if [ "$failed" = yes ]; then
  exit 1
fi
