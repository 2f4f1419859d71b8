#!/usr/bin/env bash
# Everything that must hold for the Python package. Tools go into ignored folders; GATEWRIGHT_PROFILE=release builds for speed.
set -euo pipefail
cd "$(dirname "$0")"
root=$(cd .. && pwd)
tools=$root/.tools/python
empty=$root/.tools/python-empty
wheels=$root/.tools/wheels
pip() { "$1/bin/python" -m pip "${@:2}" --quiet --disable-pip-version-check; }

for name in LICENSE-MIT LICENSE-APACHE; do
    cmp "$name" "../$name"
done

./build.sh

echo '== Python: the wheel in an empty environment …'
rm -rf "$empty"
python3 -m venv "$empty"
pip "$empty" install --no-index "$wheels"/gatewright-*.whl
"$empty/bin/python" -I tests/smoke.py
"$empty/bin/gatewright" rules >/dev/null

echo '== Python: tests …'
pip "$tools" install --no-index --force-reinstall --no-deps "$wheels"/gatewright-*.whl
"$tools/bin/python" -m pytest "$@"

echo '== Python: types …'
"$tools/bin/python" tests/check_types.py "$tools/mypy" "$root"/examples/python/*.py
# The package itself, where it is installed: its own sources are checked, not only what they promise.
"$tools/bin/python" -m mypy --no-error-summary --config-file pyproject.toml --cache-dir "$tools/mypy" --package gatewright

echo '== Python: the examples, with the package as it is installed …'
scratch=$(mktemp --directory)
trap 'rm -rf "$scratch"' EXIT
scenarios=$root/core/tests/scenarios
cd ../examples/python
"$empty/bin/python" -B build_in_code.py >/dev/null
"$empty/bin/python" -B hundred_services.py >/dev/null
"$empty/bin/python" -B check_in_hook.py "$scenarios/start.yaml" >/dev/null
"$empty/bin/python" -B check_in_hook.py "$scenarios/broken.yaml" >/dev/null && { echo 'check_in_hook should have failed on broken.yaml' >&2; exit 1; }
"$empty/bin/python" -B upload_sarif.py "$scratch/all.sarif" "$scenarios"/*.yaml >/dev/null
grep --quiet '"ruleId": "STR002"' "$scratch/all.sarif"
"$empty/bin/python" -B size_runners.py "$scenarios/contoso.yaml" | grep "runners keep the promise" > /dev/null
"$empty/bin/python" -B draw_for_docs.py "$scratch/pictures" "$scenarios/start.yaml" >/dev/null
"$empty/bin/python" -B write_papers.py "$scratch/papers" "$scenarios/contoso.yaml" > "$scratch/papers.txt"
grep --quiet 'runbook.md: 3 open' "$scratch/papers.txt"
printf '{"success_rate": [0.999, 0.998], "latency.p95": [0.2, 0.3]}' > "$scratch/metrics.json"
"$empty/bin/python" -B rehearse_rollout.py "$scenarios/orro.yaml" "$scratch/metrics.json" | grep '^promote$' > /dev/null
mkdir -p "$scratch/repository/.github/workflows"
printf 'on: push\njobs:\n  Unit_Tests:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/setup-node@v7 # kept\n        with:\n          node-version: 20\n          registry-url: https://registry.npmjs.org\n      - run: npm test\n' > "$scratch/repository/.github/workflows/ci.yml"
"$empty/bin/python" -B update_workflows.py "$scratch/repository" >/dev/null
grep -q 'node-version: 22' "$scratch/repository/.github/workflows/ci.yml" && grep -q 'uses: actions/setup-node@v7 # kept' "$scratch/repository/.github/workflows/ci.yml"
printf 'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v5\n      - uses: some/action@v1\n      - run: npm test\n' > "$scratch/repository/.github/workflows/ci.yml"
"$empty/bin/python" -B convert_pipelines.py "$scratch/repository" gitlab-ci "$scratch/converted" >/dev/null && { echo 'convert_pipelines should have failed on an action of GitHub' >&2; exit 1; }
grep -q 'npm test' "$scratch/converted/.gitlab-ci.yml" && grep -q 'LOS042.*ci.yml:7' "$scratch/converted/CONVERSION.md"
cmp "$scratch/pictures/start/delivery.svg" "$root/core/tests/goldens/svg/start/delivery.svg"
sed 's/price: 99 USD/price: 120 USD/' "$scenarios/contoso.yaml" > "$scratch/dearer.yaml"
"$empty/bin/python" -B comment_on_change.py "$scenarios/contoso.yaml" "$scratch/dearer.yaml" | grep '+21.00 USD a month' > /dev/null
"$empty/bin/python" -B recovery.py "$scenarios/orro.yaml" >"$scratch/recovery.txt" && { echo 'recovery should have failed on orro.yaml' >&2; exit 1; }
grep -q 'promise 6h20m' "$scratch/recovery.txt"
echo '   the Python examples ran'
