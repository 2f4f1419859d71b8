#### notify
# needs curl
# needs jq 1.8.1

## Tell people
# SLACK_WEBHOOK_URL=secret slack-webhook
# MESSAGE="api ${{ github.sha }} is \"live\"; see $(dashboard)\nand rejoice"
# RECEIVERS="#releases"
set -eu
body="$(mktemp)"
jq --null-input --arg text "$MESSAGE" --arg to "$RECEIVERS" '
  { text: $text }
' > "$body"
if ! curl --fail --silent --show-error --retry 3 --max-time 30 --output /dev/null \
  --header 'Content-Type: application/json' --data "@$body" "$SLACK_WEBHOOK_URL"; then
  echo "nobody was told: ${MESSAGE}" >&2
fi
rm "$body"

#### notify
# needs Token { variable: "TEAMS_WEBHOOK_URL", of: "the channel that is told" }
# needs curl
# needs jq 1.8.1

## Tell people
# MESSAGE="done"
# RECEIVERS="#releases"
set -eu
body="$(mktemp)"
jq --null-input --arg text "$MESSAGE" --arg to "$RECEIVERS" '
  {
    type: "message",
    attachments: [{
      contentType: "application/vnd.microsoft.card.adaptive",
      content: { type: "AdaptiveCard", version: "1.4", body: [{ type: "TextBlock", text: $text, wrap: true }] }
    }]
  }
' > "$body"
if ! curl --fail --silent --show-error --retry 3 --max-time 30 --output /dev/null \
  --header 'Content-Type: application/json' --data "@$body" "$TEAMS_WEBHOOK_URL"; then
  echo "nobody was told: ${MESSAGE}" >&2
fi
rm "$body"

#### notify
# needs curl
# needs jq 1.8.1

## Tell people
# PAGERDUTY_ROUTING_KEY=secret pagerduty-key
# MESSAGE="it failed"
set -eu
body="$(mktemp)"
jq --null-input --arg text "$MESSAGE" --arg to on-call '
  { routing_key: env.PAGERDUTY_ROUTING_KEY, payload: { summary: $text, source: $to } }
' > "$body"
if ! curl --fail --silent --show-error --retry 3 --max-time 30 --output /dev/null \
  --header 'Content-Type: application/json' --data "@$body" https://events.pagerduty.com/v2/change/enqueue; then
  echo "nobody was told: ${MESSAGE}" >&2
fi
rm "$body"

#### notify
# needs curl
# needs jq 1.8.1

## Tell people
# PAGERDUTY_ROUTING_KEY=secret pagerduty-key
# MESSAGE="it failed"
set -eu
body="$(mktemp)"
jq --null-input --arg text "$MESSAGE" --arg to on-call '
  {
    routing_key: env.PAGERDUTY_ROUTING_KEY,
    event_action: "trigger",
    payload: { summary: $text, source: $to, severity: "critical" }
  }
' > "$body"
if ! curl --fail --silent --show-error --retry 3 --max-time 30 --output /dev/null \
  --header 'Content-Type: application/json' --data "@$body" https://events.pagerduty.com/v2/enqueue; then
  echo "nobody was told: ${MESSAGE}" >&2
fi
rm "$body"

#### notify
# needs Token { variable: "SMTP_URL", of: "the mail server" }
# needs Token { variable: "SMTP_USER", of: "the mail server" }
# needs Token { variable: "SMTP_PASSWORD", of: "the mail server" }
# needs Token { variable: "MAIL_FROM", of: "the mail server" }
# needs curl

## Tell people
# RECEIVER="b'c@example.com"
# RECEIVERS="a@example.com, b'c@example.com"
# MESSAGE="done; $(x)"
set -eu
mail="$(mktemp)"
printf 'From: %s\nTo: %s\nSubject: shop\n\n%s\n' "$MAIL_FROM" "$RECEIVERS" "$MESSAGE" > "$mail"
if ! curl --fail --silent --show-error --max-time 30 \
  --url "$SMTP_URL" \
  --user "$SMTP_USER:$SMTP_PASSWORD" \
  --mail-from "$MAIL_FROM" \
  --mail-rcpt a@example.com \
  --mail-rcpt "$RECEIVER" \
  --upload-file "$mail"; then
  echo "nobody was told: ${MESSAGE}" >&2
fi
rm "$mail"

#### notify
# needs Token { variable: "WEBHOOK_URL", of: "the channel that is told" }
# needs curl
# needs jq 1.8.1

## Tell people
# MESSAGE="shop: the job people of pipelines.main ran"
set -eu
body="$(mktemp)"
jq --null-input --arg text "$MESSAGE" --arg to hook '
  { text: $text, to: $to }
' > "$body"
if ! curl --fail --silent --show-error --retry 3 --max-time 30 --output /dev/null \
  --header 'Content-Type: application/json' --data "@$body" "$WEBHOOK_URL"; then
  echo "nobody was told: ${MESSAGE}" >&2
fi
rm "$body"

#### wait

## Wait
set -eu
sleep 90

#### wait
# needs curl
# needs jq 1.8.1
# info[LOS022] pipelines.main.stages.tell.jobs.people.steps[7].wait: `error_rate` is asked by the names that are usual; declare it under `signals` to ask otherwise
# info[LOS022] pipelines.main.stages.tell.jobs.people.steps[7].wait: `latency.p99` is asked by the names that are usual; declare it under `signals` to ask otherwise

## Verify the measurements
# QUERY="sum(rate(http_requests_total{job=\"api\",code=~\"5..\"}[5m])) / sum(rate(http_requests_total{job=\"api\"}[5m]))"
# PROMETHEUS_TOKEN=secret prometheus-token
# QUERY_2="histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket{job=\"api\"}[5m])))"
set -eu
answer="$(mktemp)"
holds() {
  curl --fail --silent --show-error --max-time 30 --get \
    --header "Authorization: Bearer $PROMETHEUS_TOKEN" \
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
    --header "Authorization: Bearer $PROMETHEUS_TOKEN" \
    --data-urlencode "query=${QUERY_2}" \
    --output "$answer" \
    "http://prometheus.example.com:9090/api/v1/query" \
    || return 1
  value="$(jq --raw-output '.data.result[0].value[1] // empty' "$answer")"
  echo "latency.p99: ${value:-no answer} (must be < 500ms)"
  jq --null-input --exit-status --arg value "$value" '
    ($value | tonumber | select(isnan | not)) < 0.5
  ' > /dev/null 2>&1 || return 1
}
deadline=$(($(date +%s) + 600))
until holds; do
  if [ "$(date +%s)" -ge "$deadline" ]; then
    echo "the conditions did not hold in time" >&2
    exit 1
  fi
  sleep 5
done
