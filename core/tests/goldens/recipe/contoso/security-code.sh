#### scan
# needs Token { variable: "SONAR_TOKEN", of: "SonarQube" }
# needs Token { variable: "SONAR_HOST_URL", of: "SonarQube" }
# needs sonar-scanner-npm 5.0.1
# needs curl
# needs jq 1.8.1

## Scan with sonarqube
set -eu
sonar-scanner-npm -Dsonar.projectBaseDir="." -Dsonar.qualitygate.wait=true
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
  "$server/api/measures/component?component=$project&metricKeys=coverage$of"
found="$(jq --exit-status '.component.measures[0].value | tonumber' "$answer")"
echo "coverage: ${found:?the report is empty}"
if ! jq --null-input --exit-status "$found >= 80" > /dev/null; then
  echo "coverage >= 80% does not hold" >&2
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
# needs gitleaks 8.30.1

## Scan with gitleaks
# reports {"sarif":"gitleaks-secrets.sarif"}
# leaves gitleaks-secrets.sarif
set -eu
gitleaks git --redact --exit-code 1 --report-format sarif --report-path gitleaks-secrets.sarif .
