#### deploy
# needs Ssh { host: "box.example.com", user: Some("deploy") }
# needs docker

## Remember what runs
# DOCKER_HOST="ssh://deploy@box.example.com"
# IMAGE="ghcr.io/shop/api:1.2.3"
# VERSION="1.2.3"
set -eu
before="$HOME/.gatewright/shop/compose"
mkdir -p "$before"
docker compose \
  --file compose.yaml \
  --project-name shop \
  --project-directory /srv/shop \
  images \
  --format json \
  > "$before/images.json"

## Deploy the project
# DOCKER_HOST="ssh://deploy@box.example.com"
# IMAGE="ghcr.io/shop/api:1.2.3"
# VERSION="1.2.3"
set -eu
before="$HOME/.gatewright/shop/compose"
mkdir -p "$before"
docker compose --file compose.yaml --project-name shop --project-directory /srv/shop pull
touch "$before/replaced"
docker compose \
  --file compose.yaml \
  --project-name shop \
  --project-directory /srv/shop \
  up \
  --detach \
  --wait \
  --wait-timeout 600 \
  --remove-orphans

#### way back
# needs Ssh { host: "box.example.com", user: Some("deploy") }
# needs docker
# needs jq 1.8.1

## Go back to the last image (after a failure)
# DOCKER_HOST="ssh://deploy@box.example.com"
set -eu
before="$HOME/.gatewright/shop/compose"
if [ -e "$before/replaced" ]; then
  IMAGE="$(jq --raw-output --exit-status --arg name ghcr.io/shop/api '
    first(.[] | select(.Repository == $name) | .Repository + ":" + .Tag)
  ' "$before/images.json")"
  VERSION="${IMAGE##*:}"
  export IMAGE VERSION
  docker compose \
    --file compose.yaml \
    --project-name shop \
    --project-directory /srv/shop \
    up \
    --detach \
    --wait \
    --wait-timeout 600
else
  echo 'nothing was deployed; there is nothing to take back'
fi

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/shop/compose"
