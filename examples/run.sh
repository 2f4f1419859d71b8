#!/usr/bin/env bash
# Runs every Rust example and the policies in Rego, as CI does. The Python and TypeScript ones are run by the checks of their packages.
set -euo pipefail
cd "$(dirname "$0")/.."
# Together with the rest, as the tests are built: alone, their dependencies have other features, and all would be compiled again.
cargo build --quiet --workspace --all-features --bins
run() { "${CARGO_TARGET_DIR:-target}/debug/$1" "${@:2}"; }
run build_in_code >/dev/null
run hundred_services >/dev/null
run check_in_build core/tests/scenarios/start.yaml core/tests/scenarios/contoso.yaml >/dev/null
run check_in_build core/tests/scenarios/broken.yaml >/dev/null && { echo 'check_in_build should have failed on broken.yaml' >&2; exit 1; }
run upload_sarif core/tests/scenarios/*.yaml | python3 -c 'import json, sys; log = json.load(sys.stdin); assert log["version"] == "2.1.0" and log["runs"][0]["results"]'
run size_runners core/tests/scenarios/contoso.yaml | grep 'runners keep the promise' > /dev/null
scratch=$(mktemp --directory)
trap 'rm -rf "$scratch"' EXIT
run draw_for_docs "$scratch" core/tests/scenarios/start.yaml >/dev/null
cmp "$scratch/start/delivery.svg" core/tests/goldens/svg/start/delivery.svg
mkdir -p "$scratch/repository/.github/workflows"
printf 'on: push\njobs:\n  Unit_Tests:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/setup-node@v7 # kept\n        with:\n          node-version: 20\n          registry-url: https://registry.npmjs.org\n      - run: npm test\n' > "$scratch/repository/.github/workflows/ci.yml"
run update_workflows "$scratch/repository" >/dev/null
grep -q 'node-version: 22' "$scratch/repository/.github/workflows/ci.yml" && grep -q 'uses: actions/setup-node@v7 # kept' "$scratch/repository/.github/workflows/ci.yml"
printf 'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v5\n      - uses: some/action@v1\n      - run: npm test\n' > "$scratch/repository/.github/workflows/ci.yml"
run convert_pipelines "$scratch/repository" gitlab-ci "$scratch/converted" >/dev/null && { echo 'convert_pipelines should have failed on an action of GitHub' >&2; exit 1; }
grep -q 'npm test' "$scratch/converted/.gitlab-ci.yml" && grep -q 'LOS042.*ci.yml:7' "$scratch/converted/CONVERSION.md"
sed 's/price: 99 USD/price: 120 USD/' core/tests/scenarios/contoso.yaml > "$scratch/dearer.yaml"
run comment_on_change core/tests/scenarios/contoso.yaml "$scratch/dearer.yaml" | grep '+21.00 USD a month' > /dev/null
sed 's/not_author: true, //' core/tests/scenarios/contoso.yaml > "$scratch/weaker.yaml"
run comment_on_change core/tests/scenarios/contoso.yaml "$scratch/weaker.yaml" >/dev/null && { echo 'comment_on_change should have failed on a weaker gate' >&2; exit 1; }
run recovery core/tests/scenarios/orro.yaml > "$scratch/recovery.txt" && { echo 'recovery should have failed on orro.yaml' >&2; exit 1; }
grep -q 'promise 6h20m' "$scratch/recovery.txt"
printf '{"success_rate": [0.999, 0.998], "latency.p95": [0.2, 0.3]}' > "$scratch/metrics.json"
run rehearse_rollout core/tests/scenarios/orro.yaml "$scratch/metrics.json" | grep '^promote$' > /dev/null
run write_papers "$scratch/papers" core/tests/scenarios/contoso.yaml > "$scratch/papers.txt"
grep -q 'runbook.md: 3 open' "$scratch/papers.txt"
cmp "$scratch/papers/contoso/report.html" core/tests/goldens/report/contoso/report.html
grep -q '2.0 (before: 1.9)' "$scratch/papers/contoso/notices/before.md"
run gatewright check core/tests/scenarios/start.yaml --policy examples/policies/house.rego > "$scratch/house.txt" && { echo 'the policies of the house should have failed on start.yaml' >&2; exit 1; }
grep -q '`hello` has no owner' "$scratch/house.txt"
echo '   9 Rust examples and the policies of a house ran'
