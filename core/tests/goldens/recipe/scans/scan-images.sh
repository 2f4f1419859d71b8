#### scan
# needs Registry { host: "ghcr.io" }
# needs grype 0.119.0
# needs jq 1.8.1

## Scan with grype
# reports {"sarif":"out/grype.sarif"}
# leaves grype-image.json
# leaves out/grype.sarif
set -eu
grype ghcr.io/shop/api:1 \
  --output table \
  --output "json=grype-image.json" \
  --output "sarif=out/grype.sarif"

## Hold the findings against the limits
set -eu
failed=no
found="$(jq '[.matches[].vulnerability.severity] | map(select(. == "Critical")) | length' grype-image.json)"
echo "vulnerabilities.critical: ${found:?the report is empty}"
if [ "$found" -ne 0 ]; then
  echo "vulnerabilities.critical = 0 does not hold" >&2
  failed=yes
fi
if [ "$failed" = yes ]; then
  exit 1
fi

#### scan
# needs Registry { host: "ghcr.io" }
# needs Token { variable: "SNYK_TOKEN", of: "Snyk" }
# needs snyk 1.1307.4
# needs jq 1.8.1

## Scan with snyk
# reports {"sarif":"snyk-image.sarif"}
# leaves snyk-image.json
# leaves snyk-image.sarif
set -eu
status=0
snyk container test ghcr.io/shop/api:1 \
  --json-file-output="snyk-image.json" \
  --sarif-file-output="snyk-image.sarif" \
  || status=$?
if [ "$status" -gt 1 ]; then
  exit "$status"
fi

## Hold the findings against the limits
set -eu
failed=no
found="$(jq '[[.] | flatten | .[].vulnerabilities[]?.severity] | map(select(. == "critical")) | length' snyk-image.json)"
echo "vulnerabilities.critical: ${found:?the report is empty}"
if [ "$found" -ne 0 ]; then
  echo "vulnerabilities.critical = 0 does not hold" >&2
  failed=yes
fi
if [ "$failed" = yes ]; then
  exit 1
fi

#### scan
# needs Registry { host: "ghcr.io" }
# needs docker
# needs Registry { host: "docker.io" }

## Scan with docker-scout
# reports {"sarif":"docker-scout-image.sarif"}
# leaves docker-scout-image.sarif
set -eu
docker scout cves ghcr.io/shop/api:1 --format sarif --output docker-scout-image.sarif
docker scout cves ghcr.io/shop/api:1 --only-severity critical,high --exit-code
