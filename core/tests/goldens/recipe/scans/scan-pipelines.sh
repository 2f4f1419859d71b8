#### scan
# needs zizmor 1.32.0
# needs jq 1.8.1

## Scan with zizmor
# reports {"sarif":"zizmor-pipeline.sarif"}
# leaves zizmor-pipeline.json
# leaves zizmor-pipeline.sarif
set -eu
zizmor --no-exit-codes --no-progress --format json . > zizmor-pipeline.json
zizmor --no-exit-codes --no-progress --format sarif . > zizmor-pipeline.sarif

## Hold the findings against the limits
set -eu
failed=no
found="$(jq '[.[].determinations.severity] | map(select(. == "High")) | length' zizmor-pipeline.json)"
echo "misconfigurations.high: ${found:?the report is empty}"
if [ "$found" -ne 0 ]; then
  echo "misconfigurations.high = 0 does not hold" >&2
  failed=yes
fi
if [ "$failed" = yes ]; then
  exit 1
fi

#### scan
# needs actionlint 1.7.12
# needs jq 1.8.1

## Scan with actionlint
# leaves actionlint-pipeline.json
set -eu
status=0
actionlint -format '{{json .}}' > actionlint-pipeline.json || status=$?
if [ "$status" -gt 1 ]; then
  exit "$status"
fi

## Hold the findings against the limits
set -eu
failed=no
found="$(jq '[.[].kind] | length' actionlint-pipeline.json)"
echo "misconfigurations: ${found:?the report is empty}"
if [ "$found" -ne 0 ]; then
  echo "misconfigurations = 0 does not hold" >&2
  failed=yes
fi
if [ "$failed" = yes ]; then
  exit 1
fi
