#### build_image
# needs Registry { host: "${{ env.REGISTRY }}" }
# needs docker
# warning[LOS046] pipelines.main.stages.image.jobs.full.steps[0].build_image: the secret `NPM_TOKEN` is mounted instead of given as an argument; the Dockerfile must read it from `/run/secrets`

## Build the image
# ARG="${{ github.ref_name }}"
# SECRET=secret npm-token
# LABEL="org.opencontainers.image.title=Shop's \"API\"; $(rm -rf /)"
# TAG="${{ env.REGISTRY }}/shop/api:${{ github.sha }}"
# CACHE="${{ env.REGISTRY }}/shop/api:buildcache"
# PUSH="${{ github.ref == 'refs/heads/main' }}"
# CONTEXT="services/my api"
set -eu
docker run --privileged --rm tonistiigi/binfmt:qemu-v9.2.2 --install all
if ! docker buildx inspect gatewright > /dev/null 2>&1; then
  docker buildx create --name gatewright
fi
case "$PUSH" in
  true) output=--push ;;
  *) output=--output=type=cacheonly ;;
esac
docker buildx build \
  --builder gatewright \
  --file services/api/Dockerfile \
  --target runtime \
  --platform "linux/amd64,linux/arm64" \
  --build-arg "VERSION=${ARG}" \
  --build-arg "CONFIGURATION=Release" \
  --secret "id=NPM_TOKEN,env=SECRET" \
  --label "${LABEL}" \
  --tag "$TAG" \
  --cache-from "type=registry,ref=${CACHE}" \
  --cache-to "type=registry,ref=${CACHE},mode=max" \
  "$output" \
  "$CONTEXT"

#### sbom
# needs trivy 0.74.0

## List the components
# leaves sbom.spdx.json
set -eu
trivy filesystem --format spdx-json --output "sbom.spdx.json" .

#### sign
# needs Token { variable: "COSIGN_PASSWORD", of: "the key that signs" }
# needs docker
# needs cosign 3.1.3
# needs Registry { host: "ghcr.io" }

## Sign the image
# COSIGN_PRIVATE_KEY=secret cosign-key
set -eu
cosign sign --yes --key env://COSIGN_PRIVATE_KEY ghcr.io/shop/api@sha256:0123
