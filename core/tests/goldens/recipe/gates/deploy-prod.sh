#### gate window

## Check the window
set -eu
zone=Europe/London
days=1234
if [ ! -e "${TZDIR:-/usr/share/zoneinfo}/$zone" ]; then
  echo "this machine does not know the time zone $zone; install tzdata" >&2
  exit 1
fi
holds() {
  now="$(TZ="$zone" date '+%w %H %M %Y%m%d')"
  echo "it is $now in $zone"
  day="${now%% *}"
  now="${now#* }"
  hour="${now%% *}"
  now="${now#* }"
  minute="${now%% *}"
  date="${now#* }"
  # A zero in front would make the numbers octal.
  minutes=$((${hour#0} * 60 + ${minute#0}))
  if [ "$date" -ge 20261220 ] && [ "$date" -le 20270103 ]; then
    echo 'nothing is changed from 2026-12-20 to 2027-01-03'
    return 1
  fi
  # How long ago it opened today, or yesterday before midnight.
  yesterday=$(((day + 6) % 7))
  set -- 1200
  for start in "$@"; do
    case "$days" in
      *"$day"*)
        if [ "$minutes" -ge "$start" ] && [ "$minutes" -lt $((start + 180)) ]; then
          return 0
        fi
        ;;
    esac
    case "$days" in
      *"$yesterday"*)
        if [ $((minutes + 1440)) -lt $((start + 180)) ]; then
          return 0
        fi
        ;;
    esac
  done
  return 1
}
if ! holds; then
  echo "the window 0 20 * * 1-4 is closed" >&2
  exit 1
fi

#### gate window

## Check the window
set -eu
zone=UTC
days=5
holds() {
  now="$(TZ="$zone" date '+%w %H %M %Y%m%d')"
  echo "it is $now in $zone"
  day="${now%% *}"
  now="${now#* }"
  hour="${now%% *}"
  now="${now#* }"
  minute="${now%% *}"
  date="${now#* }"
  # A zero in front would make the numbers octal.
  minutes=$((${hour#0} * 60 + ${minute#0}))
  case "$date" in
    ????01?? | ????02?? | ????03?? | ????04?? | ????05?? | ????06??) ;;
    *) return 1 ;;
  esac
  # How long ago it opened today, or yesterday before midnight.
  yesterday=$(((day + 6) % 7))
  set -- 1350 1410
  for start in "$@"; do
    case "$days" in
      *"$day"*)
        if [ "$minutes" -ge "$start" ] && [ "$minutes" -lt $((start + 240)) ]; then
          return 0
        fi
        ;;
    esac
    case "$days" in
      *"$yesterday"*)
        if [ $((minutes + 1440)) -lt $((start + 240)) ]; then
          return 0
        fi
        ;;
    esac
  done
  return 1
}
deadline=$(($(date +%s) + 86400))
until holds; do
  if [ "$(date +%s)" -ge "$deadline" ]; then
    echo "the window 30 22,23 * 1-6 5 is closed" >&2
    exit 1
  fi
  sleep 60
done

#### gate quality
# needs curl
# needs jq 1.8.1
# info[LOS011] environments.prod.gates[4]: `error_rate` is asked by the names that are usual; declare it under `signals` to ask otherwise
# info[LOS011] environments.prod.gates[4]: `latency.p95` is asked by the names that are usual; declare it under `signals` to ask otherwise

## Hold the measurements against the limits
# QUERY="sum(rate(http_requests_total{job=\"api\",code=~\"5..\"}[5m])) / sum(rate(http_requests_total{job=\"api\"}[5m]))"
# QUERY_2="histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{job=\"api\"}[5m])))"
# QUERY_3="100 * sum(rate(errors{service=\"api\",env=\"prod\"}[10m]))"
set -eu
answer="$(mktemp)"
holds() {
  curl --fail --silent --show-error --max-time 30 --get \
    --data-urlencode "query=${QUERY}" \
    --output "$answer" \
    "http://prometheus.example.com:9090/api/v1/query" \
    || return 1
  value="$(jq --raw-output '.data.result[0].value[1] // empty' "$answer")"
  echo "error_rate: ${value:-no answer} (must be < 1%)"
  jq --null-input --exit-status --arg value "$value" '
    ($value | tonumber | select(isnan | not)) < 0.01
  ' > /dev/null 2>&1 || return 1
  curl --fail --silent --show-error --max-time 30 --get \
    --data-urlencode "query=${QUERY_2}" \
    --output "$answer" \
    "http://prometheus.example.com:9090/api/v1/query" \
    || return 1
  value="$(jq --raw-output '.data.result[0].value[1] // empty' "$answer")"
  echo "latency.p95: ${value:-no answer} (must be < 500ms)"
  jq --null-input --exit-status --arg value "$value" '
    ($value | tonumber | select(isnan | not)) < 0.5
  ' > /dev/null 2>&1 || return 1
  curl --fail --silent --show-error --max-time 30 --get \
    --data-urlencode "query=${QUERY_3}" \
    --output "$answer" \
    "http://prometheus.example.com:9090/api/v1/query" \
    || return 1
  value="$(jq --raw-output '.data.result[0].value[1] // empty' "$answer")"
  echo "checkout-errors: ${value:-no answer} (must be <= 0.5%)"
  jq --null-input --exit-status --arg value "$value" '
    ($value | tonumber | select(isnan | not)) <= 0.5
  ' > /dev/null 2>&1 || return 1
}
if ! holds; then
  echo "the measurements do not hold" >&2
  exit 1
fi

#### gate quality
# needs Aws { region: Some("eu-west-1"), account: None }
# needs aws 2.37.5
# needs jq 1.8.1

## Hold the measurements against the limits
# DIMENSIONS="{\"Service\":\"a'p\\\"i\"}"
set -eu
answer="$(mktemp)"
holds() {
  queries="$(jq --null-input --compact-output \
    --arg namespace Shop --arg metric Errors --arg statistic Average \
    --argjson dimensions "$DIMENSIONS" '
    [{
      Id: "m1",
      MetricStat: {
        Metric: {
          Namespace: $namespace,
          MetricName: $metric,
          Dimensions: ($dimensions | to_entries | map({ Name: .key, Value: .value }))
        },
        Period: 60,
        Stat: $statistic
      }
    }]
  ')"
  aws cloudwatch get-metric-data \
    --region eu-west-1 \
    --metric-data-queries "$queries" \
    --start-time "$(($(date +%s) - 600))" \
    --end-time "$(date +%s)" \
    --output json \
    > "$answer" \
    || return 1
  value="$(jq --raw-output '.MetricDataResults[0].Values[0] // empty' "$answer")"
  echo "checkout-errors: ${value:-no answer} (must be <= 0.5%)"
  jq --null-input --exit-status --arg value "$value" '
    ($value | tonumber | select(isnan | not)) <= 0.5
  ' > /dev/null 2>&1 || return 1
}
deadline=$(($(date +%s) + 600))
until holds; do
  if [ "$(date +%s)" -ge "$deadline" ]; then
    echo "the measurements do not hold" >&2
    exit 1
  fi
  sleep 60
done

#### gate quality
# needs Token { variable: "DD_APP_KEY", of: "Datadog" }
# needs curl
# needs jq 1.8.1

## Hold the measurements against the limits
# QUERY="avg:errors{service:api}"
# DD_API_KEY=secret dd-api
set -eu
answer="$(mktemp)"
holds() {
  curl --fail --silent --show-error --max-time 30 --get \
    --header "DD-API-KEY: $DD_API_KEY" \
    --header "DD-APPLICATION-KEY: $DD_APP_KEY" \
    --data-urlencode "query=${QUERY}" \
    --data "from=$(($(date +%s) - 600))" \
    --data "to=$(date +%s)" \
    --output "$answer" \
    "https://api.datadoghq.eu/api/v1/query" \
    || return 1
  value="$(jq --raw-output '.series[0].pointlist[-1][1] // empty' "$answer")"
  echo "checkout-errors: ${value:-no answer} (must be <= 0.5%)"
  jq --null-input --exit-status --arg value "$value" '
    ($value | tonumber | select(isnan | not)) <= 0.5
  ' > /dev/null 2>&1 || return 1
}
if ! holds; then
  echo 'the measurements do not hold; the gate only warns'
fi

#### gate quality
# needs Azure { subscription: None }
# needs az 2.91.0
# needs jq 1.8.1

## Hold the measurements against the limits
# QUERY="AppRequests | summarize avg(x)"
set -eu
answer="$(mktemp)"
holds() {
  az monitor log-analytics query \
    --workspace 00000000-0000-0000-0000-000000000000 \
    --analytics-query "$QUERY" \
    --output json \
    > "$answer" \
    || return 1
  value="$(jq --raw-output '[.[0][]? | tonumber?][0] // empty' "$answer")"
  echo "checkout-errors: ${value:-no answer} (must be <= 0.5%)"
  jq --null-input --exit-status --arg value "$value" '
    ($value | tonumber | select(isnan | not)) <= 0.5
  ' > /dev/null 2>&1 || return 1
}
if ! holds; then
  echo "the measurements do not hold" >&2
  exit 1
fi

#### gate quality
# needs Azure { subscription: None }
# needs az 2.91.0
# needs jq 1.8.1
# info[LOS011] environments.prod.gates[8]: `exceptions` is asked by the names that are usual; declare it under `signals` to ask otherwise

## Hold the measurements against the limits
# QUERY="exceptions | where timestamp > ago(5m) | count"
set -eu
answer="$(mktemp)"
holds() {
  az monitor app-insights query \
    --app shop \
    --resource-group shop-rg \
    --analytics-query "$QUERY" \
    --output json \
    > "$answer" \
    || return 1
  value="$(jq --raw-output '.tables[0].rows[0][0] // empty' "$answer")"
  echo "exceptions: ${value:-no answer} (must be < 10)"
  jq --null-input --exit-status --arg value "$value" '
    ($value | tonumber | select(isnan | not)) < 10
  ' > /dev/null 2>&1 || return 1
}
if ! holds; then
  echo "the measurements do not hold" >&2
  exit 1
fi

#### gate quality
# error[LOS011] environments.prod.gates[9]: it is not known how `loki` is asked for a number

## Hold the measurements against the limits
set -eu
echo "it is not known how 'loki' is asked for a number: name a Prometheus, an Azure Monitor, a CloudWatch or a Datadog as the provider" >&2
exit 1

#### gate quality
# error[LOS011] environments.prod.gates[10]: `error_rate < 2x baseline` needs to know how it usually is, which one question does not tell

## Hold the measurements against the limits
set -eu
echo "'error_rate < 2x baseline' needs to know how it usually is, which one question does not tell: compare with a fixed value" >&2
exit 1

#### gate quality
# error[LOS011] environments.prod.gates[11]: there is no question for `cpu`

## Hold the measurements against the limits
set -eu
echo "there is no question for 'cpu': declare it under 'signals', with its query for 'prometheus'" >&2
exit 1

#### gate bake
# needs curl
# needs jq 1.8.1
# info[LOS013] environments.prod.gates[12]: `error_rate` is asked by the names that are usual; declare it under `signals` to ask otherwise

## Watch for a while
# QUERY="sum(rate(http_requests_total{job=\"api\",code=~\"5..\"}[5m])) / sum(rate(http_requests_total{job=\"api\"}[5m]))"
set -eu
answer="$(mktemp)"
holds() {
  curl --fail --silent --show-error --max-time 30 --get \
    --data-urlencode "query=${QUERY}" \
    --output "$answer" \
    "http://prometheus.example.com:9090/api/v1/query" \
    || return 1
  value="$(jq --raw-output '.data.result[0].value[1] // empty' "$answer")"
  echo "error_rate: ${value:-no answer} (must be < 1%)"
  jq --null-input --exit-status --arg value "$value" '
    ($value | tonumber | select(isnan | not)) < 0.01
  ' > /dev/null 2>&1 || return 1
}
end=$(($(date +%s) + 900))
while [ "$(date +%s)" -lt "$end" ]; do
  if ! holds; then
    echo 'the measurements do not hold' >&2
    exit 1
  fi
  sleep 30
done

#### gate bake

## Wait for a while
set -eu
sleep 900

#### gate budget
# needs curl
# needs jq 1.8.1

## Ask for the error budget
# QUERY="avg(good)"
set -eu
answer="$(mktemp)"
holds() {
  curl --fail --silent --show-error --max-time 30 --get \
    --data-urlencode "query=${QUERY}" \
    --output "$answer" \
    "http://prometheus.example.com:9090/api/v1/query" \
    || return 1
  value="$(jq --raw-output '.data.result[0].value[1] // empty' "$answer")"
  echo "good: ${value:-no answer} (must be >= 99.92%)"
  jq --null-input --exit-status --arg value "$value" '
    ($value | tonumber | select(isnan | not)) >= 0.9992
  ' > /dev/null 2>&1 || return 1
}
if ! holds; then
  echo "not enough of the error budget is left" >&2
  exit 1
fi

#### gate change_ticket
# needs Token { variable: "SERVICENOW_URL", of: "ServiceNow" }
# needs Token { variable: "SERVICENOW_USER", of: "ServiceNow" }
# needs Token { variable: "SERVICENOW_PASSWORD", of: "ServiceNow" }
# needs curl
# needs jq 1.8.1
# needs git

## Ask for the change ticket
# ALLOWED="In 'progress'"
set -eu
# The ticket is the one that CHANGE_TICKET names, or that the message of the commit does.
ticket="${CHANGE_TICKET:-}"
if [ -z "$ticket" ]; then
  ticket="$(git log -1 --format=%B | grep -E -o 'CHG[0-9]+' | head -n 1)"
fi
if [ -z "$ticket" ]; then
  echo 'neither CHANGE_TICKET nor the message of the commit names a ticket' >&2
  exit 1
fi
answer="$(mktemp)"
holds() {
  curl --fail --silent --show-error --max-time 30 --get \
    --user "$SERVICENOW_USER:$SERVICENOW_PASSWORD" \
    --data-urlencode "sysparm_query=number=$ticket" \
    --data 'sysparm_fields=state&sysparm_display_value=true' \
    --output "$answer" "$SERVICENOW_URL/api/now/table/change_request" || return 1
  state="$(jq --raw-output '.result[0].state // empty' "$answer")"
  echo "$ticket is in the state $state"
  if [ "$state" = Scheduled ]; then
    return 0
  fi
  if [ "$state" = "$ALLOWED" ]; then
    return 0
  fi
  return 1
}
if ! holds; then
  echo "the change ticket does not allow it" >&2
  exit 1
fi

#### gate change_ticket
# needs Token { variable: "JIRA_URL", of: "Jira" }
# needs Token { variable: "JIRA_USER", of: "Jira" }
# needs Token { variable: "JIRA_TOKEN", of: "Jira" }
# needs curl
# needs jq 1.8.1
# needs git

## Ask for the change ticket
set -eu
# The ticket is the one that CHANGE_TICKET names, or that the message of the commit does.
ticket="${CHANGE_TICKET:-}"
if [ -z "$ticket" ]; then
  ticket="$(git log -1 --format=%B | grep -E -o 'OPS-[0-9]+' | head -n 1)"
fi
if [ -z "$ticket" ]; then
  echo 'neither CHANGE_TICKET nor the message of the commit names a ticket' >&2
  exit 1
fi
answer="$(mktemp)"
holds() {
  curl --fail --silent --show-error --max-time 30 \
    --user "$JIRA_USER:$JIRA_TOKEN" \
    --output "$answer" "$JIRA_URL/rest/api/2/issue/$ticket?fields=status" || return 1
  state="$(jq --raw-output '.fields.status.name // empty' "$answer")"
  echo "$ticket is in the state $state"
  if [ "$state" = Approved ]; then
    return 0
  fi
  if [ "$state" = Implementing ]; then
    return 0
  fi
  return 1
}
deadline=$(($(date +%s) + 7200))
until holds; do
  if [ "$(date +%s)" -ge "$deadline" ]; then
    echo "the change ticket does not allow it" >&2
    exit 1
  fi
  sleep 60
done

#### gate change_ticket
# needs Token { variable: "AZURE_DEVOPS_EXT_PAT", of: "Azure Boards" }
# needs az 2.91.0
# needs curl
# needs jq 1.8.1
# needs git

## Ask for the change ticket
set -eu
# The ticket is the one that CHANGE_TICKET names, or that the message of the commit does.
ticket="${CHANGE_TICKET:-}"
if [ -z "$ticket" ]; then
  ticket="$(git log -1 --format=%B | grep -E -o 'AB#[0-9]+' | head -n 1)"
fi
if [ -z "$ticket" ]; then
  echo 'neither CHANGE_TICKET nor the message of the commit names a ticket' >&2
  exit 1
fi
answer="$(mktemp)"
holds() {
  az boards work-item show --id "${ticket#AB#}" --output json > "$answer" || return 1
  state="$(jq --raw-output '.fields["System.State"] // empty' "$answer")"
  echo "$ticket is in the state $state"
  if [ "$state" = Approved ]; then
    return 0
  fi
  if [ "$state" = Active ]; then
    return 0
  fi
  return 1
}
if ! holds; then
  echo "the change ticket does not allow it" >&2
  exit 1
fi

#### gate change_ticket
# error[LOS009] environments.prod.gates[18]: it is not known how the system of the change record is asked

## Ask for the change ticket
set -eu
echo "it is not known how the system of the change record is asked: name 'servicenow', 'jira' or 'azure_boards', or use an approval" >&2
exit 1

#### gate rollback_ready

## Check that the way back was tried
set -eu
# The days since 1970-01-01, on 2026-10-01 and now.
tested=20727
today=$(($(date +%s) / 86400))
if [ $((today - tested)) -gt 90 ]; then
  echo "the rollback tried was last tried on 2026-10-01, more than 90 days ago" >&2
  exit 1
fi
echo "the rollback tried was last tried on 2026-10-01"

#### gate policy
# needs opa 1.20.2
# needs jq 1.8.1
# needs git

## Ask the policy
set -eu
input="$(mktemp)"
jq --null-input \
  --arg commit "$(git rev-parse HEAD)" --arg author "$(git log -1 --format=%ae)" '
  { delivery: "shop", environment: "prod", commit: $commit, author: $author }
' > "$input"
decision="$(opa eval --format raw --fail --data policy --input "$input" data.release.allow)"
if [ "$decision" != true ]; then
  echo "the policy says $decision" >&2
  exit 1
fi

#### gate policy
# needs conftest 0.70.1

## Ask the policy
# POLICY="my policy"
set -eu
conftest test --policy "$POLICY" --all-namespaces .

#### gate policy
# needs kubectl 1.36.4
# needs Cluster(Cluster { name: None, context: Some("prod"), provider: None })

## Ask the policy
set -eu
kubectl apply --namespace shop --context prod --dry-run=server --recursive --filename k8s

#### gate policy
# error[LOS010] environments.prod.gates[23]: it is not known how `cedar` is asked

## Ask the policy
set -eu
echo "it is not known how 'cedar' is asked: use 'opa', 'gatekeeper' or 'kyverno'" >&2
exit 1

#### deploy
# needs kubectl 1.36.4
# needs Cluster(Cluster { name: None, context: Some("prod"), provider: None })

## Remember what runs
set -eu
before="$HOME/.gatewright/shop/prod"
mkdir -p "$before"
kubectl get deployment/api --namespace shop --context prod --ignore-not-found \
  --output 'jsonpath={.metadata.annotations.deployment\.kubernetes\.io/revision}' \
  > "$before/api"

## Set the image
set -eu
kubectl set image deployment/api "api=ghcr.io/shop/api:1" --namespace shop --context prod

## Wait until it runs
set -eu
if ! kubectl rollout status deployment/api --namespace shop --context prod --timeout 600s; then
  kubectl get events --namespace shop --context prod --sort-by .lastTimestamp | tail -n 20
  exit 1
fi

#### way back
# info[LOS032] environments.prod.rollback: the rollback `tried` starts by a person; the commands only say so

## Say who decides about the way back (after a failure)
set -eu
echo "a person decides whether the rollback 'tried' starts"
