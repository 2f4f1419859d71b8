#### build_image
# needs docker

## Build the image
# TAG="ghcr.io/shop/api:${{ github.sha }}"
set -eu
docker buildx build --tag "$TAG" --load .

#### scan
# needs Registry { host: "ghcr.io" }
# needs trivy 0.74.0
# needs jq 1.8.1

## Scan with trivy
# TARGET="ghcr.io/shop/api:${{ github.sha }}"
# reports {"sarif":"trivy-image.sarif"}
# leaves trivy-image.json
# leaves trivy-image.sarif
set -eu
trivy image --scanners vuln --format json --output trivy-image.json "$TARGET"
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
found="$(jq '[.Results[]?.Vulnerabilities[]?.Severity] | map(select(. == "HIGH")) | length' trivy-image.json)"
echo "vulnerabilities.high: ${found:?the report is empty}"
if [ "$found" -gt 3 ]; then
  echo "vulnerabilities.high <= 3 does not hold" >&2
  failed=yes
fi
if [ "$failed" = yes ]; then
  exit 1
fi

#### scan
# needs trivy 0.74.0

## Scan with trivy
# reports {"sarif":"trivy-sca.sarif"}
# leaves trivy-sca.json
# leaves trivy-sca.sarif
set -eu
trivy filesystem \
  --scanners vuln \
  --severity HIGH \
  --severity CRITICAL \
  --ignore-unfixed \
  --ignorefile .trivyignore \
  --format json \
  --output trivy-sca.json \
  .
trivy convert --format table trivy-sca.json
trivy convert --format sarif --output trivy-sca.sarif trivy-sca.json

#### scan
# needs trivy 0.74.0
# needs jq 1.8.1
# info[LOS047] pipelines.main.stages.scan.jobs.trivy.steps[3].scan: trivy took tfsec up and is used for it

## Scan with tfsec
# reports {"sarif":"tfsec-iac.sarif"}
# leaves tfsec-iac.json
# leaves tfsec-iac.sarif
set -eu
trivy config --format json --output tfsec-iac.json infra
trivy convert --format table tfsec-iac.json
trivy convert --format sarif --output tfsec-iac.sarif tfsec-iac.json

## Hold the findings against the limits
set -eu
failed=no
found="$(jq '[.Results[]?.Misconfigurations[]? | select(.Status == "FAIL") | .Severity] | map(select(. == "HIGH")) | length' tfsec-iac.json)"
echo "misconfigurations.high: ${found:?the report is empty}"
if [ "$found" -ne 0 ]; then
  echo "misconfigurations.high = 0 does not hold" >&2
  failed=yes
fi
if [ "$failed" = yes ]; then
  exit 1
fi

#### scan
# needs trivy 0.74.0
# needs jq 1.8.1

## Scan with trivy
# reports {"sarif":"trivy-license.sarif"}
# leaves trivy-license.json
# leaves trivy-license.sarif
set -eu
trivy filesystem --scanners license --format json --output trivy-license.json .
trivy convert --format table trivy-license.json
trivy convert --format sarif --output trivy-license.sarif trivy-license.json

## Hold the findings against the limits
set -eu
failed=no
found="$(jq '[.Results[]?.Licenses[]?.Category] | map(select(. == "forbidden")) | length' trivy-license.json)"
echo "licenses.forbidden: ${found:?the report is empty}"
if [ "$found" -ne 0 ]; then
  echo "licenses.forbidden = 0 does not hold" >&2
  failed=yes
fi
if [ "$failed" = yes ]; then
  exit 1
fi

#### scan
# needs trivy 0.74.0
# needs jq 1.8.1

## Scan with trivy
# reports {"sarif":"trivy-secrets.sarif"}
# leaves trivy-secrets.json
# leaves trivy-secrets.sarif
set -eu
trivy filesystem --scanners secret --format json --output trivy-secrets.json .
trivy convert --format table trivy-secrets.json
trivy convert --format sarif --output trivy-secrets.sarif trivy-secrets.json

## Hold the findings against the limits
set -eu
failed=no
found="$(jq '[.Results[]?.Secrets[]?.Severity] | length' trivy-secrets.json)"
echo "secrets: ${found:?the report is empty}"
if [ "$found" -ge 1 ]; then
  echo "secrets < 1 does not hold" >&2
  failed=yes
fi
if [ "$failed" = yes ]; then
  exit 1
fi
