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
  -t https://contoso-staging.azurewebsites.net \
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
