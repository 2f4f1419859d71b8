#### scan
# needs semgrep 1.185.0
# needs jq 1.8.1

## Scan with semgrep
# VALUE="rules; x"
# reports {"sarif":"semgrep-sast.sarif"}
# leaves semgrep-sast.json
# leaves semgrep-sast.sarif
set -eu
semgrep scan \
  --config p/owasp-top-ten \
  --config "$VALUE" \
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
# needs Token { variable: "SONAR_TOKEN", of: "SonarQube" }
# needs Token { variable: "SONAR_HOST_URL", of: "SonarQube" }
# needs sonar-scanner-npm 5.0.1
# needs curl
# needs jq 1.8.1

## Scan with sonarqube
set -eu
sonar-scanner-npm -Dsonar.projectBaseDir="." -Dsonar.projectKey="shop" -Dsonar.qualitygate.wait=true
task="./.scannerwork/report-task.txt"
server="$(sed -n 's/^serverUrl=//p' "$task")"
project="$(sed -n 's/^projectKey=//p' "$task")"
# The page of the analysis names its branch or pull request after the project.
page="$(sed -n 's/^dashboardUrl=//p' "$task")"
case "$page" in
  *\&*) of="&${page#*&}" ;;
  *) of= ;;
esac
answer="$(mktemp)"
failed=no
curl --fail --silent --show-error \
  --user "$SONAR_TOKEN:" \
  --output "$answer" \
  "$server/api/measures/component?component=$project&metricKeys=coverage$of"
found="$(jq --exit-status '.component.measures[0].value | tonumber' "$answer")"
echo "coverage: ${found:?the report is empty}"
if ! jq --null-input --exit-status "$found >= 80" > /dev/null; then
  echo "coverage >= 80% does not hold" >&2
  failed=yes
fi
curl --fail --silent --show-error \
  --user "$SONAR_TOKEN:" \
  --output "$answer" \
  "$server/api/issues/search?components=$project&componentKeys=$project&impactSoftwareQualities=SECURITY&impactSeverities=HIGH&resolved=false&ps=1$of"
found="$(jq --exit-status '.total' "$answer")"
echo "vulnerabilities.high: ${found:?the report is empty}"
if [ "$found" -ne 0 ]; then
  echo "vulnerabilities.high = 0 does not hold" >&2
  failed=yes
fi
curl --fail --silent --show-error \
  --user "$SONAR_TOKEN:" \
  --output "$answer" \
  "$server/api/measures/component?component=$project&metricKeys=duplicated_lines_density$of"
found="$(jq --exit-status '.component.measures[0].value | tonumber' "$answer")"
echo "duplication: ${found:?the report is empty}"
if ! jq --null-input --exit-status "$found < 3" > /dev/null; then
  echo "duplication < 3% does not hold" >&2
  failed=yes
fi
if [ "$failed" = yes ]; then
  exit 1
fi

#### scan
# needs Token { variable: "SONAR_TOKEN", of: "SonarQube" }
# needs Token { variable: "SONAR_HOST_URL", of: "SonarQube" }
# needs sonar-scanner-npm 5.0.1
# needs curl
# needs jq 1.8.1

## Scan with sonarqube
set -eu
sonar-scanner-npm -Dsonar.projectBaseDir="."

#### scan
# needs codeql 2.26.4
# needs jq 1.8.1

## Scan with codeql
# reports {"sarif":"codeql-sast.sarif"}
# leaves codeql-sast.sarif
set -eu
database="$(mktemp -d)"
codeql database create "$database/db" --language javascript-typescript --source-root .
codeql database analyze "$database/db" --format sarif-latest --output codeql-sast.sarif
rm -rf "$database"

## Hold the findings against the limits
set -eu
failed=no
found="$(jq '[.runs[]
| ([.tool.driver, .tool.extensions[]?] | map(.rules[]?)
  | map({(.id): (.properties."security-severity" // "0" | tonumber)}) | add) as $scores
| .results[] | $scores[.ruleId] // 0 | select(. > 0)
| if . >= 9 then "critical" elif . >= 7 then "high" elif . >= 4 then "medium" else "low" end] | map(select(. == "high")) | length' codeql-sast.sarif)"
echo "vulnerabilities.high: ${found:?the report is empty}"
if [ "$found" -ne 0 ]; then
  echo "vulnerabilities.high = 0 does not hold" >&2
  failed=yes
fi
if [ "$failed" = yes ]; then
  exit 1
fi

#### scan
# needs bandit 1.9.4
# needs jq 1.8.1

## Scan with bandit
# reports {"sarif":"bandit-sast.sarif"}
# leaves bandit-sast.json
# leaves bandit-sast.sarif
set -eu
bandit --recursive src --format json --output bandit-sast.json --exit-zero
bandit --recursive src --format sarif --output bandit-sast.sarif --exit-zero

## Hold the findings against the limits
set -eu
failed=no
found="$(jq '[.results[].issue_severity] | map(select(. == "HIGH")) | length' bandit-sast.json)"
echo "vulnerabilities.high: ${found:?the report is empty}"
if [ "$found" -ne 0 ]; then
  echo "vulnerabilities.high = 0 does not hold" >&2
  failed=yes
fi
if [ "$failed" = yes ]; then
  exit 1
fi

#### scan
# needs gosec 2.29.0
# needs jq 1.8.1

## Scan with gosec
# reports {"sarif":"gosec-sast.sarif"}
# leaves gosec-sast.json
# leaves gosec-sast.sarif
set -eu
gosec -no-fail -fmt json -out gosec-sast.json "./..."
gosec -no-fail -fmt sarif -out gosec-sast.sarif "./..."

## Hold the findings against the limits
set -eu
failed=no
found="$(jq '[.Issues[].severity] | map(select(. == "HIGH")) | length' gosec-sast.json)"
echo "vulnerabilities.high: ${found:?the report is empty}"
if [ "$found" -ne 0 ]; then
  echo "vulnerabilities.high = 0 does not hold" >&2
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
# reports {"sarif":"snyk-sast.sarif"}
# leaves snyk-sast.sarif
set -eu
status=0
snyk code test . \
  --json-file-output="snyk-sast.json" \
  --sarif-file-output="snyk-sast.sarif" \
  || status=$?
if [ "$status" -gt 1 ]; then
  exit "$status"
fi

## Hold the findings against the limits
set -eu
failed=no
found="$(jq '[.runs[].results[]?.level] | map(select(. == "error")) | length' snyk-sast.sarif)"
echo "vulnerabilities.high: ${found:?the report is empty}"
if [ "$found" -ne 0 ]; then
  echo "vulnerabilities.high = 0 does not hold" >&2
  failed=yes
fi
if [ "$failed" = yes ]; then
  exit 1
fi
