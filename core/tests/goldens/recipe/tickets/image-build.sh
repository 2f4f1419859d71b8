#### build_image
# needs Registry { host: "ghcr.io" }
# needs docker

## Build the image
# TAG="ghcr.io/tickets/shop:${{ github.sha }}"
set -eu
if ! docker buildx inspect gatewright > /dev/null 2>&1; then
  docker buildx create --name gatewright
fi
docker buildx build \
  --builder gatewright \
  --tag "$TAG" \
  --cache-from "type=registry,ref=ghcr.io/tickets/shop:buildcache" \
  --cache-to "type=registry,ref=ghcr.io/tickets/shop:buildcache,mode=max" \
  --push \
  shop

#### scan
# needs Registry { host: "ghcr.io" }
# needs trivy 0.74.0
# needs jq 1.8.1

## Scan with trivy
# TARGET="ghcr.io/tickets/shop@${{ steps.image.outputs.digest }}"
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
if [ "$failed" = yes ]; then
  exit 1
fi
