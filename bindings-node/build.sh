#!/usr/bin/env bash
# Builds the native part and puts it beside the package's own files. GATEWRIGHT_PROFILE: `release` unless said.
set -euo pipefail
cd "$(dirname "$0")"
profile=${GATEWRIGHT_PROFILE:-release}
# For tests together with the rest, as they are built: alone, its dependencies have other features, and all would be compiled again.
if [ "$profile" = dev ]; then what=(--workspace --all-features --lib); else what=(--package gatewright-node); fi
library=$(cargo build --quiet "${what[@]}" --profile "$profile" --message-format json |
    node --eval '
        const lines = require("node:fs").readFileSync(0, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
        const built = lines.find((line) => line.reason === "compiler-artifact" && line.target.name === "gatewright_node");
        console.log(built.filenames[0]);
    ')
target=gatewright.$(node --print 'process.platform + "-" + process.arch').node
# Under another name first: a process that runs with the old one keeps it.
cp "$library" "new.$target"
if [ "$(uname)" = Linux ]; then strip --strip-debug "new.$target"; fi
mv "new.$target" "$target"
