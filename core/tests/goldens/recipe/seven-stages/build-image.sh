#### build_image
# needs Registry { host: "ghcr.io" }
# needs docker

## Build the image
# TAG="ghcr.io/storefront/storefront:${{ github.sha }}"
set -eu
if ! docker buildx inspect gatewright > /dev/null 2>&1; then
  docker buildx create --name gatewright
fi
docker buildx build \
  --builder gatewright \
  --tag "$TAG" \
  --cache-from "type=registry,ref=ghcr.io/storefront/storefront:buildcache" \
  --cache-to "type=registry,ref=ghcr.io/storefront/storefront:buildcache,mode=max" \
  --push \
  .

#### scan
# needs Registry { host: "ghcr.io" }
# needs trivy 0.74.0
# needs jq 1.8.1

## Scan with trivy
# TARGET="ghcr.io/storefront/storefront:${{ github.sha }}"
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
# needs Registry { host: "ghcr.io" }
# needs syft 1.52.0

## List the components
# TARGET="ghcr.io/storefront/storefront:${{ github.sha }}"
# leaves sbom.spdx.json
set -eu
syft scan "${TARGET}" --output "spdx-json=sbom.spdx.json"

#### sign
# needs Sigstore
# needs docker
# needs cosign 3.1.3
# needs Registry { host: "ghcr.io" }

## Sign the image
# IMAGE="ghcr.io/storefront/storefront@${{ steps.image.outputs.digest }}"
set -eu
cosign sign --yes "$IMAGE"

#### attest
# needs Sigstore
# needs docker
# needs cosign 3.1.3
# needs Registry { host: "ghcr.io" }
# needs jq 1.8.1
# needs git
# warning[LOS051] pipelines.main.stages.build.jobs.image.steps[5].attest: a job that states its own provenance reaches level 1; more is for the platform's own attestations

## Attest the image
# IMAGE="ghcr.io/storefront/storefront@${{ steps.image.outputs.digest }}"
set -eu
predicate="$(mktemp)"
source="$(git remote get-url origin)"
commit="$(git rev-parse HEAD)"
builder="${GITHUB_SERVER_URL:-${CI_SERVER_URL:-${SYSTEM_COLLECTIONURI:-${JENKINS_URL:-unknown}}}}"
run="${GITHUB_RUN_ID:-${CI_JOB_ID:-${BUILD_BUILDID:-${BUILD_TAG:-unknown}}}}"
jq --null-input \
  --arg source "$source" --arg commit "$commit" --arg builder "$builder" --arg run "$run" '
  {
    buildDefinition: {
      buildType: "https://slsa.dev/container-based-build/v0.1",
      externalParameters: { source: $source },
      resolvedDependencies: [{ uri: ("git+" + $source), digest: { gitCommit: $commit } }]
    },
    runDetails: {
      builder: { id: $builder },
      metadata: { invocationId: $run }
    }
  }
' > "$predicate"
cosign attest --yes --type slsaprovenance1 --predicate "$predicate" "$IMAGE"
