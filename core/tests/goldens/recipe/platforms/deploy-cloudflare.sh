#### deploy
# needs Token { variable: "CLOUDFLARE_API_TOKEN", of: "Cloudflare" }
# needs Token { variable: "CLOUDFLARE_ACCOUNT_ID", of: "Cloudflare" }
# needs wrangler 4.164.0

## Note that the deployment begins
set -eu
before="$HOME/.gatewright/shop/cloudflare"
mkdir -p "$before"
touch "$before/begun"

## Bring the files
set -eu
wrangler pages deploy out --project-name shop --branch main --commit-dirty=true

#### way back
# needs Git
# needs git

## Revert the commit (after a failure)
# BRANCH="release/1 $(x)"
set -eu
if [ -e "$HOME/.gatewright/shop/cloudflare/begun" ]; then
  commit="$(git rev-parse HEAD)"
  git fetch --deepen 50 origin "${BRANCH}"
  git checkout --detach "origin/${BRANCH}"
  # A merge is reverted to the side it was merged into.
  if git rev-parse --quiet --verify "$commit^2" > /dev/null; then
    set -- --mainline 1
  else
    set --
  fi
  git -c user.name='automatic rollback' -c user.email=rollback@localhost revert --no-edit "$@" "$commit"
  git push origin "HEAD:${BRANCH}"
else
  echo 'the deployment did not begin; there is nothing to take back'
fi

## Forget what ran before (always)
set -eu
rm -rf "$HOME/.gatewright/shop/cloudflare"
