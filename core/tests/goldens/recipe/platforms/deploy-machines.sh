#### deploy
# needs Ssh { host: "a.example.com", user: Some("deploy") }
# needs Ssh { host: "b.example.com", user: Some("deploy") }
# needs ssh
# needs rsync
# info[LOS024] pipelines.main.stages.deploy.jobs.machines.steps[1].deploy: one machine is changed at a time, whatever the batch is

## Deploy to one machine after the other
set -eu
before="$HOME/.gatewright/shop/machines"
mkdir -p "$before"
release="$(date -u +%Y%m%d%H%M%S)"
for host in deploy@a.example.com deploy@b.example.com; do
  ssh "$host" 'readlink /srv/shop/current || true' > "$before/$host"
  ssh "$host" "mkdir -p /srv/shop/releases/$release"
  rsync --archive --compress "drop/" "$host:/srv/shop/releases/$release/"
  ssh "$host" "ln -sfn /srv/shop/releases/$release /srv/shop/current"
  ssh "$host" 'sudo systemctl restart shop && systemctl is-active shop'
  ssh "$host" \
    'curl --fail --silent --show-error --retry 12 --retry-delay 5 --retry-all-errors \
    --output /dev/null http://localhost:8080/health'
  sleep 30
done

#### way back
# needs Ssh { host: "a.example.com", user: Some("deploy") }
# needs Ssh { host: "b.example.com", user: Some("deploy") }
# needs ssh
# needs rsync

## Go back to the last release (after a failure)
set -eu
before="$HOME/.gatewright/shop/machines"
for host in deploy@a.example.com deploy@b.example.com; do
  file="$before/$host"
  if [ -s "$file" ]; then
    ssh "$host" "ln -sfn $(cat "$file") /srv/shop/current"
    ssh "$host" 'sudo systemctl restart shop && systemctl is-active shop'
  else
    echo "nothing was changed on $host, or nothing ran there before"
  fi
done

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/shop/machines"
