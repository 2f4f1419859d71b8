#### deploy
# needs Ssh { host: "manager.example.com", user: Some("deploy") }
# needs docker

## Note that the deployment begins
set -eu
before="$HOME/.gatewright/shop/swarm"
mkdir -p "$before"
touch "$before/begun"

## Remember what runs
# DOCKER_HOST="ssh://deploy@manager.example.com"
set -eu
before="$HOME/.gatewright/shop/swarm"
mkdir -p "$before"
docker stack services shop --format '{{.Name}} {{.Image}}' > "$before/services" || true
cat "$before/services"
while read -r service _; do
  docker service inspect "$service" --format '{{.Spec.Name}} {{if .UpdateStatus}}{{.UpdateStatus.StartedAt}}{{end}}' < /dev/null
done < "$before/services" > "$before/updates"

## Deploy the stack
# DOCKER_HOST="ssh://deploy@manager.example.com"
# IMAGE="ghcr.io/shop/api:${{ github.sha }}"
# VERSION="${{ github.sha }}"
set -eu
docker stack deploy --compose-file stack.yml --with-registry-auth --detach=false shop

## Wait until it runs
# DOCKER_HOST="ssh://deploy@manager.example.com"
set -eu
before="$HOME/.gatewright/shop/swarm"
services="$(mktemp)"
docker stack services shop --format '{{.Name}}' > "$services"
deadline=$(($(date +%s) + 600))
while IFS= read -r service; do
  # How the update before this one ended does not count.
  update="$(docker service inspect "$service" --format '{{.Spec.Name}} {{if .UpdateStatus}}{{.UpdateStatus.StartedAt}}{{end}}' < /dev/null)"
  if grep -q -x -F -e "$update" "$before/updates"; then
    continue
  fi
  state=updating
  while [ "$state" = updating ]; do
    state="$(docker service inspect "$service" --format '{{if .UpdateStatus}}{{.UpdateStatus.State}}{{end}}' < /dev/null)"
    if [ "$state" = updating ] && [ "$(date +%s)" -ge "$deadline" ]; then
      echo "$service is still being updated" >&2
      exit 1
    fi
    sleep 2
  done
  echo "$service: ${state:-new or as it was}"
  case "$state" in
    '' | completed) ;;
    *)
      docker service ps "$service" --no-trunc < /dev/null
      exit 1
      ;;
  esac
done < "$services"

#### way back
# needs Ssh { host: "manager.example.com", user: Some("deploy") }
# needs docker
# needs Token { variable: "SLACK_WEBHOOK_URL", of: "the channel that is told" }
# needs curl
# needs jq 1.8.1
# warning[LOS032] rollbacks.swarm.steps.clean.steps[1]: `use` is no part of a way back by commands

## Take the services back (after a failure)
# DOCKER_HOST="ssh://deploy@manager.example.com"
set -eu
before="$HOME/.gatewright/shop/swarm"
mkdir -p "$before"
touch "$before/services"
while read -r service image; do
  now="$(docker service inspect "$service" --format '{{.Spec.TaskTemplate.ContainerSpec.Image}}' < /dev/null)"
  # The engine adds the digest.
  if [ "${now%%@*}" != "${image%%@*}" ]; then
    docker service rollback --detach=false "$service" < /dev/null
  fi
done < "$before/services"

## Go back: clean (after a failure)
# DEEP="true"
# COMMANDS="echo clean; echo $(date)"
set -eu
if [ -e "$HOME/.gatewright/shop/swarm/begun" ]; then
  sh -e -c "$COMMANDS"
else
  echo 'the deployment did not begin; there is nothing to take back'
fi

## Tell people (after a failure)
# MESSAGE="taken back"
# RECEIVERS="#ops"
set -eu
body="$(mktemp)"
jq --null-input --arg text "$MESSAGE" --arg to "$RECEIVERS" '
  { text: $text }
' > "$body"
if ! curl --fail --silent --show-error --retry 3 --max-time 30 --output /dev/null \
  --header 'Content-Type: application/json' --data "@$body" "$SLACK_WEBHOOK_URL"; then
  echo "nobody was told: ${MESSAGE}" >&2
fi
rm "$body"

## Ask a person: look (after a failure)
set -eu
if [ -e "$HOME/.gatewright/shop/swarm/begun" ]; then
  echo "a person does this: look at the dashboard"
else
  echo 'the deployment did not begin; there is nothing to take back'
fi

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/shop/swarm"
