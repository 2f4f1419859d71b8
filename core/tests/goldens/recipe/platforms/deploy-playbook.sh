#### deploy
# needs Ssh { host: "a.example.com", user: None }
# needs Ssh { host: "b.example.com", user: None }
# needs ansible-playbook 2.19.14
# needs jq 1.8.1

## Play the playbook
# INVENTORY="a.example.com,b.example.com"
# VERSION="${{ github.ref_name }}"
# IMAGE="ghcr.io/shop/api:${{ github.ref_name }}"
# VALUE="it's $(x)"
set -eu
variables="$(mktemp)"
jq --null-input \
  --arg environment "playbook" \
  --arg version "$VERSION" \
  --arg image "$IMAGE" \
  --arg artifact drop \
  --arg serial 1 \
  --arg motd "$VALUE" \
  '$ARGS.named' \
  > "$variables"
ansible-playbook deploy/site.yml --inventory "${INVENTORY}," --extra-vars "@$variables"

#### way back
# error[LOS032] environments.playbook.rollback: a playbook knows its way back itself

## Go back (after a failure)
set -eu
echo "a playbook knows its way back itself: choose a method that the platform knows" >&2
exit 1

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/shop/playbook"
