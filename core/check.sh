#!/usr/bin/env bash
# The command line as cargo installs it, in an empty root. GATEWRIGHT_PROFILE=release installs what users get.
set -euo pipefail
cd "$(dirname "$0")"
profile=${GATEWRIGHT_PROFILE:-dev}
scratch=$(mktemp --directory)
trap 'rm -rf "$scratch"' EXIT

echo "== cargo install into an empty root ($profile) …"
PATH=$scratch/root/bin:$PATH
cargo install --quiet --path . --features cli --locked --no-track --profile "$profile" --root "$scratch/root"
test "$(command -v gatewright)" = "$scratch/root/bin/gatewright"
scenarios=$PWD/tests/scenarios
goldens=$PWD/tests/goldens
schema=$(cd ../docs/schema && pwd)/delivery.json
cd "$scratch"

gatewright --version | grep '^gatewright [0-9]' > /dev/null
gatewright check "$scenarios/start.yaml" >/dev/null
status=0
(cd "$scenarios" && gatewright check broken.yaml --today 2026-11-21) > broken.txt || status=$?
test "$status" = 1
diff <(cat "$goldens/check/broken.txt"; echo) broken.txt
gatewright render svg "$scenarios/start.yaml" -o pictures 2>/dev/null
cmp pictures/delivery.svg "$goldens/svg/start/delivery.svg"
gatewright render svg "$scenarios/start.yaml" -o pictures --diff 2>/dev/null
gatewright write - < "$scenarios/start.yaml" > delivery.yaml
gatewright write --check delivery.yaml
gatewright schema | cmp - "$schema"
for shell in bash zsh fish; do gatewright completions $shell >/dev/null; done
echo '   the installed program checks, renders, compares and writes'
