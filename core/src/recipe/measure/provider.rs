//! Systems that keep measurements, and how each is asked for a number.

use super::Refusal;
use crate::analysis::signals::{Query, Subject, System, question};
use crate::model::scalar::{Duration, SignalName};
use crate::model::{AzureMonitor, CloudWatch, CloudWatchQuery, Datadog, EnvValue, Id, MonitoringKind, Prometheus, SignalDefinition};
use crate::recipe::duration::seconds;
use crate::recipe::tool::{AWS, AZ, CURL};
use crate::recipe::{Login, Need, Script, Site};

/// A system that is asked.
pub(super) struct Provider<'p> {
    kind: Kind<'p>,
    region: Option<String>,
    /// What stands for `{{service}}`, `{{environment}}` and `{{version}}` in queries.
    service: String,
    environment: String,
    version: String,
}

enum Kind<'p> {
    Prometheus(Prometheus),
    Azure(AzureMonitor),
    CloudWatch(&'p CloudWatch),
    Datadog(&'p Datadog),
}

impl<'p> Provider<'p> {
    /// The provider of an id, the one whose kind is called so, or the only one.
    pub(super) fn of(site: &Site<'p>, named: Option<&Id>) -> Result<Self, Refusal> {
        let providers = site
            .plan
            .delivery()
            .observability
            .as_ref()
            .map(|observability| &observability.providers);
        let declared = match (named, providers) {
            (Some(id), Some(providers)) => providers.get(id),
            (None, Some(providers)) if providers.len() == 1 => providers.values().next(),
            _ => None,
        };
        let kind = match (declared.map(|provider| &provider.kind), named.map(Id::as_str)) {
            (Some(MonitoringKind::Prometheus(prometheus)), _) => Kind::Prometheus(prometheus.clone()),
            (Some(MonitoringKind::AzureMonitor(azure)), _) => Kind::Azure(azure.clone()),
            (Some(MonitoringKind::CloudWatch(cloudwatch)), _) => Kind::CloudWatch(cloudwatch),
            (Some(MonitoringKind::Datadog(datadog)), _) => Kind::Datadog(datadog),
            (Some(other), _) => {
                return Err((
                    format!("it is not known how `{}` is asked for a number", other.key()),
                    String::from("name a Prometheus, an Azure Monitor, a CloudWatch or a Datadog as the provider"),
                ));
            }
            (None, Some("prometheus") | None) => Kind::Prometheus(Prometheus::default()),
            (None, Some(other)) => {
                return Err((
                    format!("nothing is known of the provider `{other}`"),
                    String::from("declare it under `observability.providers`"),
                ));
            }
        };
        let services = &site.plan.delivery().services;
        let service = match services.keys().collect::<Vec<_>>().as_slice() {
            [one] => one.to_string(),
            _ => site.plan.delivery().name.to_string(),
        };
        Ok(Self {
            kind,
            region: site.environment.and_then(|view| view.environment.region.clone()),
            service,
            environment: site.environment.map(|view| view.id.to_string()).unwrap_or_default(),
            version: String::new(),
        })
    }

    /// The question for a signal, and whether it is the user's own.
    pub(super) fn query(
        &self,
        signal: &SignalName,
        declared: Option<&SignalDefinition>,
        lookback: Duration,
    ) -> Result<(Query, bool), Refusal> {
        let subject = Subject {
            service: &self.service,
            environment: &self.environment,
            version: &self.version,
        };
        let asked = question(signal, declared, self.system(), subject, lookback).ok_or_else(|| {
            (
                format!("there is no question for `{signal}`"),
                format!("declare it under `signals`, with its query for `{}`", self.name()),
            )
        })?;
        Ok((asked.query, asked.own))
    }

    const fn system(&self) -> System {
        match &self.kind {
            Kind::Prometheus(_) => System::Prometheus,
            Kind::Azure(azure) => System::AzureMonitor {
                application_insights: azure.application_insights.is_some(),
            },
            Kind::CloudWatch(_) => System::CloudWatch,
            Kind::Datadog(_) => System::Datadog,
        }
    }

    const fn name(&self) -> &'static str {
        match self.kind {
            Kind::Prometheus(_) => "prometheus",
            Kind::Azure(_) => "azure_monitor",
            Kind::CloudWatch(_) => "cloudwatch",
            Kind::Datadog(_) => "datadog",
        }
    }

    pub(super) fn needs(&self) -> Vec<Need> {
        let token = |variable, of| Need::Login(Login::Token { variable, of });
        match &self.kind {
            Kind::Prometheus(prometheus) => {
                let mut needs = vec![Need::Tool(&CURL)];
                if prometheus.address.is_none() {
                    needs.insert(0, token("PROMETHEUS_URL", "Prometheus"));
                }
                needs
            }
            Kind::Azure(azure) => {
                let subscription = azure.subscription.clone();
                vec![Need::Login(Login::Azure { subscription }), Need::Tool(&AZ)]
            }
            Kind::CloudWatch(cloudwatch) => {
                let login = Login::Aws {
                    region: self.region.clone(),
                    account: cloudwatch.account.clone(),
                };
                vec![Need::Login(login), Need::Tool(&AWS)]
            }
            Kind::Datadog(datadog) => {
                let mut needs = vec![Need::Tool(&CURL)];
                if datadog.api_key.is_none() {
                    needs.insert(0, token("DD_API_KEY", "Datadog"));
                }
                if datadog.app_key.is_none() {
                    needs.insert(0, token("DD_APP_KEY", "Datadog"));
                }
                needs
            }
        }
    }

    /// Adds lines that ask, and put the number into `value`; it is empty when there is none.
    pub(super) fn ask(&self, script: &mut Script, query: &Query, lookback: Duration) {
        match (&self.kind, query) {
            (Kind::Prometheus(prometheus), Query::Text(query)) => {
                let query = script.part("QUERY", query);
                let address = match &prometheus.address {
                    Some(address) => script.part("PROMETHEUS", address.trim_end_matches('/')),
                    None => String::from("$PROMETHEUS_URL"),
                };
                let mut header = String::new();
                if let Some(token) = &prometheus.token {
                    let variable = script.variable("PROMETHEUS_TOKEN", EnvValue::Secret(token.clone()));
                    header = format!("\n--header \"Authorization: Bearer ${variable}\"");
                }
                script.command(&format!(
                    "curl --fail --silent --show-error --max-time 30 --get{header}
                     --data-urlencode \"query={query}\"
                     --output \"$answer\"
                     \"{address}/api/v1/query\"
                     || return 1"
                ));
                script.lines("value=\"$(jq --raw-output '.data.result[0].value[1] // empty' \"$answer\")\"");
            }
            (Kind::Azure(azure), Query::Text(query)) => {
                let query = script.word("QUERY", query);
                if let Some(app) = &azure.application_insights {
                    let app = script.word("APPLICATION_INSIGHTS", app);
                    let group = azure.resource_group.as_ref().map(|group| script.word("MONITORING_GROUP", group));
                    let group = group.map(|group| format!("\n--resource-group {group}")).unwrap_or_default();
                    script.command(&format!(
                        "az monitor app-insights query
                         --app {app}{group}
                         --analytics-query {query}
                         --output json
                         > \"$answer\"
                         || return 1"
                    ));
                    script.lines("value=\"$(jq --raw-output '.tables[0].rows[0][0] // empty' \"$answer\")\"");
                } else {
                    let workspace = script.word("WORKSPACE", azure.workspace.as_deref().unwrap_or_default());
                    script.command(&format!(
                        "az monitor log-analytics query
                         --workspace {workspace}
                         --analytics-query {query}
                         --output json
                         > \"$answer\"
                         || return 1"
                    ));
                    script.lines("value=\"$(jq --raw-output '[.[0][]? | tonumber?][0] // empty' \"$answer\")\"");
                }
            }
            (Kind::CloudWatch(cloudwatch), Query::CloudWatch(query)) => {
                let period = query.period.unwrap_or(lookback);
                cloudwatch_query(script, cloudwatch, query, seconds(period));
                let region = self.region.as_ref().map(|region| script.word("REGION", region));
                let region = region.map(|region| format!("\n--region {region}")).unwrap_or_default();
                script.command(&format!(
                    "aws cloudwatch get-metric-data{region}
                     --metric-data-queries \"$queries\"
                     --start-time \"$(($(date +%s) - {}))\"
                     --end-time \"$(date +%s)\"
                     --output json
                     > \"$answer\"
                     || return 1",
                    seconds(lookback)
                ));
                script.lines("value=\"$(jq --raw-output '.MetricDataResults[0].Values[0] // empty' \"$answer\")\"");
            }
            (Kind::Datadog(datadog), Query::Text(query)) => {
                let query = script.part("QUERY", query);
                let site = script.part("DATADOG_SITE", datadog.site.as_deref().unwrap_or("datadoghq.com"));
                if let Some(key) = &datadog.api_key {
                    script.set("DD_API_KEY", EnvValue::Secret(key.clone()));
                }
                if let Some(key) = &datadog.app_key {
                    script.set("DD_APP_KEY", EnvValue::Secret(key.clone()));
                }
                script.command(&format!(
                    "curl --fail --silent --show-error --max-time 30 --get
                     --header \"DD-API-KEY: $DD_API_KEY\"
                     --header \"DD-APPLICATION-KEY: $DD_APP_KEY\"
                     --data-urlencode \"query={query}\"
                     --data \"from=$(($(date +%s) - {}))\"
                     --data \"to=$(date +%s)\"
                     --output \"$answer\"
                     \"https://api.{site}/api/v1/query\"
                     || return 1",
                    seconds(lookback)
                ));
                script.lines("value=\"$(jq --raw-output '.series[0].pointlist[-1][1] // empty' \"$answer\")\"");
            }
            _ => script.lines("value=''"),
        }
    }
}

/// Adds lines that put a question for CloudWatch into `queries`.
fn cloudwatch_query(script: &mut Script, cloudwatch: &CloudWatch, query: &CloudWatchQuery, period: u64) {
    if let Some(expression) = &query.expression {
        let expression = script.word("QUERY", expression);
        script.lines(&format!(
            "queries=\"$(jq --null-input --compact-output --arg expression {expression} '
               [{{ Id: \"m1\", Expression: $expression, Period: {period} }}]
             ')\""
        ));
        return;
    }
    let namespace = query.namespace.as_ref().or(cloudwatch.namespace.as_ref());
    let namespace = script.word("METRIC_NAMESPACE", namespace.map_or("", String::as_str));
    let metric = script.word("METRIC", query.metric.as_deref().unwrap_or_default());
    let statistic = script.word("STATISTIC", query.statistic.as_deref().unwrap_or("Average"));
    let dimensions = serde_json::to_string(&query.dimensions).unwrap_or_default();
    let dimensions = script.word("DIMENSIONS", &dimensions);
    script.lines(&format!(
        "queries=\"$(jq --null-input --compact-output \\
           --arg namespace {namespace} --arg metric {metric} --arg statistic {statistic} \\
           --argjson dimensions {dimensions} '
           [{{
             Id: \"m1\",
             MetricStat: {{
               Metric: {{
                 Namespace: $namespace,
                 MetricName: $metric,
                 Dimensions: ($dimensions | to_entries | map({{ Name: .key, Value: .value }}))
               }},
               Period: {period},
               Stat: $statistic
             }}
           }}]
         ')\""
    ));
}
