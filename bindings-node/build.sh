#!/usr/bin/env bash
# Builds the native part and puts it beside the package's own files. GATEWRIGHT_PROFILE: `release` unless said.
set -euo pipefail
cd "$(dirname "$0")"
profile=${GATEWRIGHT_PROFILE:-release}
library=$(cargo build --quiet --package gatewright-node --profile "$profile" --message-format json |
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
