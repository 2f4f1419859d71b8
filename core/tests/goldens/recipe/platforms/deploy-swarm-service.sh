#### deploy
# needs docker

## Remember what runs
set -eu
before="$HOME/.gatewright/shop/swarm-service"
mkdir -p "$before"
docker stack services shop --format '{{.Name}} {{.Image}}' > "$before/services" || true
cat "$before/services"
while read -r service _; do
  docker service inspect "$service" --format '{{.Spec.Name}} {{if .UpdateStatus}}{{.UpdateStatus.StartedAt}}{{end}}' < /dev/null
done < "$before/services" > "$before/updates"

## Deploy the stack
set -eu
docker service update --image ghcr.io/shop/api:1.2.3 --with-registry-auth --detach=false "shop_api"

## Wait until it runs
set -eu
before="$HOME/.gatewright/shop/swarm-service"
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
# needs docker

## Take the services back (after a failure)
set -eu
before="$HOME/.gatewright/shop/swarm-service"
mkdir -p "$before"
touch "$before/services"
while read -r service image; do
  case "$service" in
    "shop_api" | "api") ;;
    *) continue ;;
  esac
  now="$(docker service inspect "$service" --format '{{.Spec.TaskTemplate.ContainerSpec.Image}}' < /dev/null)"
  # The engine adds the digest.
  if [ "${now%%@*}" != "${image%%@*}" ]; then
    docker service rollback --detach=false "$service" < /dev/null
  fi
done < "$before/services"

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/shop/swarm-service"
