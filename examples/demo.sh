#!/usr/bin/env bash
# The tour of `make demo`: a real delivery, then one that went wrong on a hurried afternoon.
set -euo pipefail
cd "$(dirname "$0")/.."
gatewright=target/debug/gatewright
say() { printf '\n\033[1m== %s\033[0m\n' "$*"; }

say 'Contoso: an API and a front end, five stages, an approval before production'
sed -n '1,30p' core/tests/scenarios/contoso.yaml
echo '  … (the whole document: core/tests/scenarios/contoso.yaml)'

say 'gatewright check contoso.yaml: names bound, order proved, rules run'
"$gatewright" check core/tests/scenarios/contoso.yaml --deny never

say 'gatewright check broken.yaml: every problem in one go'
"$gatewright" check core/tests/scenarios/broken.yaml --deny never

say 'gatewright explain STR002: why it matters, and what it looks like'
"$gatewright" explain STR002

say 'gatewright write: the canonical form, comments kept (first lines)'
"$gatewright" write - < core/tests/scenarios/contoso.yaml | sed -n '1,40p'

say 'gatewright targets: what a plan can be rendered to'
"$gatewright" targets

say 'gatewright render github-actions start.yaml: a workflow as an expert would write it, and what makes its gate real'
rm -rf target/demo/start
"$gatewright" render github-actions core/tests/scenarios/start.yaml -o target/demo/start
sed -n '/^  deploy:/,/with:/p' target/demo/start/.github/workflows/main.yml
echo '  … (the whole file: target/demo/start/.github/workflows/main.yml)'

say 'gatewright adopt: the same workflow as a document again, and an account of every part of it'
(cd target/demo/start && ../../../"$gatewright" adopt --name hello-service) | sed -n '1,30p'

say 'gatewright render azure-pipelines start.yaml: the same delivery for Azure Pipelines (first lines)'
"$gatewright" render azure-pipelines core/tests/scenarios/start.yaml -o target/demo/azure --force
sed -n '1,40p' target/demo/azure/azure-pipelines.yml

say 'gatewright convert jenkins: the workflow as a Jenkinsfile, and what would not be the same, line by line'
"$gatewright" convert jenkins target/demo/start --deny never

say 'gatewright check: a way to production round its approval, step by step'
"$gatewright" check core/tests/rules/GAT001-asks-how-the-approval-ended.yaml --select GAT001 --deny never

say 'gatewright cover contoso.yaml: what the plan shows of SOC 2 (first lines)'
"$gatewright" cover core/tests/scenarios/contoso.yaml | sed -n '1,24p'

say 'gatewright schedule contoso.yaml: how long a release takes, and what decides it'
"$gatewright" schedule core/tests/scenarios/contoso.yaml

say 'gatewright capacity contoso.yaml: how many runners keep the promise, and what they cost'
"$gatewright" capacity core/tests/scenarios/contoso.yaml
"$gatewright" render gantt core/tests/scenarios/contoso.yaml -o target/demo 2>/dev/null

say 'gatewright cost contoso.yaml: what it costs, line by line'
"$gatewright" cost core/tests/scenarios/contoso.yaml

say 'gatewright render svg contoso.yaml: the plan, drawn; what a picture leaves out is said'
"$gatewright" render svg core/tests/scenarios/contoso.yaml -o target/demo
"$gatewright" render mermaid core/tests/scenarios/contoso.yaml -o target/demo 2>/dev/null
printf '\nOpen %s in a browser. delivery.mmd beside it is the same as text for a README.\n' "$PWD/target/demo/delivery.svg"

say 'gatewright render runbook contoso.yaml: what whoever is on call does first (first lines); what is not said is open'
for paper in runbook report; do "$gatewright" render "$paper" core/tests/scenarios/contoso.yaml -o target/demo 2>/dev/null; done
sed -n '/^## Go back/,/^## Recover/p' target/demo/runbook.md
printf '\nOpen %s in a browser: the page for those who decide.\n' "$PWD/target/demo/report.html"
