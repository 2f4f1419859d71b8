#### scan
# needs docker
# needs jq 1.8.1

## Scan with zap
# leaves zap-dast-report/report.json
set -eu
mkdir -p zap-dast-report
chmod 777 zap-dast-report
rm -f zap-dast-report/report.json
status=0
docker run --rm \
  --volume "$PWD/zap-dast-report:/zap/wrk:rw" \
  ghcr.io/zaproxy/zaproxy:2.17.0 \
  zap-baseline.py \
  -t https://staging.example.com \
  -J report.json \
  -r report.html \
  || status=$?
if [ "$status" -gt 2 ] || [ ! -s zap-dast-report/report.json ]; then
  echo 'the scan itself failed' >&2
  exit 1
fi

## Hold the findings against the limits
set -eu
failed=no
found="$(jq '[.site[]?.alerts[]?.riskcode] | map(select(. == "3")) | length' zap-dast-report/report.json)"
echo "vulnerabilities.high: ${found:?the report is empty}"
if [ "$found" -ne 0 ]; then
  echo "vulnerabilities.high = 0 does not hold" >&2
  failed=yes
fi
if [ "$failed" = yes ]; then
  exit 1
fi

#### scan
# needs docker

## Scan with zap
# TARGET="https://x.example.com/?a=1&b=2"
# leaves zap-dast-report/report.json
set -eu
mkdir -p zap-dast-report
chmod 777 zap-dast-report
rm -f zap-dast-report/report.json
cp zap.conf zap-dast-report/rules.conf
status=0
docker run --rm \
  --volume "$PWD/zap-dast-report:/zap/wrk:rw" \
  ghcr.io/zaproxy/zaproxy:2.17.0 \
  zap-full-scan.py \
  -t "$TARGET" \
  -c rules.conf \
  -J report.json \
  -r report.html \
  || status=$?
if [ "$status" -gt 2 ] || [ ! -s zap-dast-report/report.json ]; then
  echo 'the scan itself failed' >&2
  exit 1
fi

#### scan
# needs nuclei 3.11.0
# needs jq 1.8.1

## Scan with nuclei
# reports {"sarif":"nuclei-dast.sarif"}
# leaves nuclei-dast.json
# leaves nuclei-dast.sarif
set -eu
lines="$(mktemp)"
nuclei -target https://staging.example.com \
  -disable-update-check \
  -jsonl-export "$lines" \
  -sarif-export nuclei-dast.sarif
jq --slurp . "$lines" > nuclei-dast.json

## Hold the findings against the limits
set -eu
failed=no
found="$(jq '[.[].info.severity] | map(select(. == "high")) | length' nuclei-dast.json)"
echo "vulnerabilities.high: ${found:?the report is empty}"
if [ "$found" -ne 0 ]; then
  echo "vulnerabilities.high = 0 does not hold" >&2
  failed=yes
fi
if [ "$failed" = yes ]; then
  exit 1
fi
