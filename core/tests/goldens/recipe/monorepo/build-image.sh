#### build_image
# needs Registry { host: "registry.acme.example" }
# needs docker

## Build the image
# TAG="registry.acme.example/${{ inputs.service }}:${{ github.sha }}"
# PUSH="${{ inputs.push }}"
# CONTEXT="services/${{ inputs.service }}"
set -eu
case "$PUSH" in
  true) output=--push ;;
  *) output=--load ;;
esac
docker buildx build --tag "$TAG" "$output" "$CONTEXT"

#### scan
# needs Registry { host: "registry.acme.example" }
# needs trivy 0.74.0
# needs jq 1.8.1

## Scan with trivy
# TARGET="registry.acme.example/${{ inputs.service }}:${{ github.sha }}"
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

#### sbom
# needs Registry { host: "registry.acme.example" }
# needs syft 1.52.0

## List the components
# TARGET="registry.acme.example/${{ inputs.service }}:${{ github.sha }}"
# leaves sbom.cdx.json
set -eu
syft scan "${TARGET}" --output "cyclonedx-json=sbom.cdx.json"

#### sign
# needs Sigstore
# needs docker
# needs cosign 3.1.3
# needs Registry { host: "registry.acme.example" }

## Sign the image
# NAME="registry.acme.example/${{ inputs.service }}"
# IMAGE="registry.acme.example/${{ inputs.service }}:${{ github.sha }}"
set -eu
digest="$(docker buildx imagetools inspect "$IMAGE" --format '{{.Manifest.Digest}}')"
cosign sign --yes "${NAME}@$digest"
