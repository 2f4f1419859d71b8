#!/usr/bin/env bash
# Builds the wheel into .tools/wheels. GATEWRIGHT_PROFILE: `dev` unless said.
set -euo pipefail
cd "$(dirname "$0")"
profile=${GATEWRIGHT_PROFILE:-dev}
tools=$(cd .. && pwd)/.tools/python
wheels=$tools/../wheels

if ! cmp --silent requirements-dev.txt "$tools/requirements.txt"; then
    echo '== Python: tools into .tools/python (once) …'
    rm -rf "$tools"
    python3 -m venv "$tools"
    "$tools/bin/python" -m pip install --quiet --disable-pip-version-check --only-binary=:all: --requirement requirements-dev.txt
    cp requirements-dev.txt "$tools/requirements.txt"
fi

echo "== Python: the wheel ($profile) …"
rm -rf "$wheels"
"$tools/bin/maturin" build --quiet --profile "$profile" --auditwheel skip --out "$wheels"
