#### build_image
# needs Registry { host: "ghcr.io" }
# needs docker

## Build the image
set -eu
docker buildx build --tag ghcr.io/shop/api:1.2.3 --tag ghcr.io/shop/api:latest --push .

#### sbom
# needs Registry { host: "ghcr.io" }
# needs syft 1.52.0

## List the components
# leaves parts.cdx.json
set -eu
syft scan "ghcr.io/shop/api:1.2.3" --output "cyclonedx-json=parts.cdx.json"

#### sign
# needs Sigstore
# needs docker
# needs cosign 3.1.3
# needs Registry { host: "ghcr.io" }

## Sign the image
set -eu
digest="$(docker buildx imagetools inspect ghcr.io/shop/api:1.2.3 --format '{{.Manifest.Digest}}')"
cosign sign --yes "ghcr.io/shop/api@$digest"

#### attest
# needs Sigstore
# needs docker
# needs cosign 3.1.3
# needs Registry { host: "ghcr.io" }
# needs jq 1.8.1
# needs git
# warning[LOS051] pipelines.main.stages.image.jobs.simple.steps[4].attest: a job that states its own provenance reaches level 1; more is for the platform's own attestations

## Attest the image
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
digest="$(docker buildx imagetools inspect ghcr.io/shop/api:1.2.3 --format '{{.Manifest.Digest}}')"
cosign attest --yes --type slsaprovenance1 --predicate "$predicate" "ghcr.io/shop/api@$digest"

#### attest
# needs Sigstore
# needs docker
# needs cosign 3.1.3
# needs Registry { host: "ghcr.io" }

## Attest the image
set -eu
digest="$(docker buildx imagetools inspect ghcr.io/shop/api:1.2.3 --format '{{.Manifest.Digest}}')"
cosign attest --yes --type cyclonedx --predicate parts.cdx.json "ghcr.io/shop/api@$digest"

#### verify
# needs Registry { host: "ghcr.io" }
# needs cosign 3.1.3

## Check the signature
set -eu
if [ -n "${GITHUB_REPOSITORY:-}" ]; then
  issuer=https://token.actions.githubusercontent.com
  signer="^$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/"
elif [ -n "${CI_PROJECT_URL:-}" ]; then
  issuer="$CI_SERVER_URL"
  signer="^$CI_PROJECT_URL//"
else
  echo 'this system has no identity that signs without a key' >&2
  exit 1
fi
cosign verify ghcr.io/shop/api:1.2.3 \
  --certificate-oidc-issuer "$issuer" \
  --certificate-identity-regexp "$signer" \
  --output text

## Verify
set -eu
sh -c true
