#!/usr/bin/env bash
# Everything that must hold for the npm package. Tools go into ignored folders; GATEWRIGHT_PROFILE=release builds for speed.
set -euo pipefail
cd "$(dirname "$0")"
here=$PWD
export GATEWRIGHT_PROFILE=${GATEWRIGHT_PROFILE:-dev}
node=gatewright.$(node --print 'process.platform + "-" + process.arch').node

for name in LICENSE-MIT LICENSE-APACHE; do
    cmp "$name" "../$name"
done

echo "== Node: the native part ($GATEWRIGHT_PROFILE) …"
./build.sh

if ! cmp --silent package-lock.json node_modules/.lock; then
    echo '== Node: TypeScript into bindings-node/node_modules (once) …'
    npm ci --ignore-scripts --no-audit --no-fund --silent
    cp package-lock.json node_modules/.lock
fi
if grep --quiet '"resolved"' package-lock.json; then
    echo 'package-lock.json says where packages are fetched from; run npm install again' >&2
    exit 1
fi

echo '== Node: tests …'
node --expose-gc --test --test-reporter=dot test/*.test.cjs test/*.test.mjs

echo '== Node: types …'
node_modules/.bin/tsc --project test/types

scratch=$(mktemp --directory)
trap 'rm -rf "$scratch"' EXIT

echo '== Node: the tarball, in an empty folder …'
npm pack --silent --pack-destination "$scratch" >/dev/null
mkdir "$scratch/empty"
cd "$scratch/empty"
echo '{ "private": true }' > package.json
npm install --offline --ignore-scripts --no-audit --no-fund --silent "$scratch"/gatewright-*.tgz
for name in "$node" LICENSE-MIT LICENSE-APACHE README.md; do
    test -s "node_modules/gatewright/$name"
done
cp "$here/test/smoke.mjs" "$here/test/smoke.cjs" .
node smoke.mjs
node smoke.cjs
npx --no-install gatewright rules >/dev/null

echo '== Node: the examples, with the package as it is installed …'
cp -r "$here/../examples/typescript" "$scratch/empty/examples"
mkdir -p node_modules/@types
ln -s "$here/node_modules/@types/node" node_modules/@types/node
ln -s "$here/node_modules/undici-types" node_modules/undici-types
cd examples
"$here/node_modules/.bin/tsc"
scenarios=$here/../core/tests/scenarios
node build/build_in_code.js >/dev/null
node build/hundred_services.js >/dev/null
node build/check_in_hook.js "$scenarios/start.yaml" >/dev/null
node build/check_in_hook.js "$scenarios/broken.yaml" >/dev/null && { echo 'check_in_hook should have failed on broken.yaml' >&2; exit 1; }
node build/upload_sarif.js "$scratch/all.sarif" "$scenarios"/*.yaml >/dev/null
grep --quiet '"ruleId": "STR002"' "$scratch/all.sarif"
node build/size_runners.js "$scenarios/contoso.yaml" | grep "runners keep the promise" > /dev/null
node build/draw_for_docs.js "$scratch/pictures" "$scenarios/start.yaml" >/dev/null
node build/write_papers.js "$scratch/papers" "$scenarios/contoso.yaml" > "$scratch/papers.txt"
grep --quiet 'runbook.md: 3 open' "$scratch/papers.txt"
printf '{"success_rate": [0.999, 0.998], "latency.p95": [0.2, 0.3]}' > "$scratch/metrics.json"
node build/rehearse_rollout.js "$scenarios/orro.yaml" "$scratch/metrics.json" | grep '^promote$' > /dev/null
mkdir -p "$scratch/repository/.github/workflows"
printf 'on: push\njobs:\n  Unit_Tests:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/setup-node@v7 # kept\n        with:\n          node-version: 20\n          registry-url: https://registry.npmjs.org\n      - run: npm test\n' > "$scratch/repository/.github/workflows/ci.yml"
node build/update_workflows.js "$scratch/repository" >/dev/null
grep -q 'node-version: 22' "$scratch/repository/.github/workflows/ci.yml" && grep -q 'uses: actions/setup-node@v7 # kept' "$scratch/repository/.github/workflows/ci.yml"
printf 'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v5\n      - uses: some/action@v1\n      - run: npm test\n' > "$scratch/repository/.github/workflows/ci.yml"
node build/convert_pipelines.js "$scratch/repository" gitlab-ci "$scratch/converted" >/dev/null && { echo 'convert_pipelines should have failed on an action of GitHub' >&2; exit 1; }
grep -q 'npm test' "$scratch/converted/.gitlab-ci.yml" && grep -q 'LOS042.*ci.yml:7' "$scratch/converted/CONVERSION.md"
cmp "$scratch/pictures/start/delivery.svg" "$here/../core/tests/goldens/svg/start/delivery.svg"
sed 's/price: 99 USD/price: 120 USD/' "$scenarios/contoso.yaml" > "$scratch/dearer.yaml"
node build/comment_on_change.js "$scenarios/contoso.yaml" "$scratch/dearer.yaml" | grep '+21.00 USD a month' > /dev/null
node build/recovery.js "$scenarios/orro.yaml" >"$scratch/recovery.txt" && { echo 'recovery should have failed on orro.yaml' >&2; exit 1; }
grep -q 'promise 6h20m' "$scratch/recovery.txt"
echo '   the TypeScript examples ran'
