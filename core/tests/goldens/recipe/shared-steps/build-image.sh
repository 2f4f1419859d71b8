#### sbom
# needs syft 1.52.0

## List the components
# TARGET="${{ steps.image.outputs.image }}"
# leaves sbom.spdx.json
set -eu
syft scan "dir:${TARGET}" --output "spdx-json=sbom.spdx.json"
