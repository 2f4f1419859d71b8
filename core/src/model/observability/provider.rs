//! Where measurements, logs and traces are kept.

use crate::model::macros::{one_of, record};
use crate::model::scalar::{Duration, Id};
use crate::model::{Extensions, SecretReference};

record! {
    /// A system that keeps measurements, logs or traces.
    pub struct MonitoringProvider {
        of "a monitoring provider";
        /// Region its data is in; personal data in logs counts as data there.
        pub region: Option<String>,
        /// How late a measurement can be seen. It adds to the time until a bad release is noticed.
        pub lag: Option<Duration>,
        /// How long an answer takes.
        pub answers_in: Option<Duration>,
        /// Environment it runs in, when it is one's own. What watches should not fall with what it watches.
        pub environment: Option<Id>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
        one_of kind: MonitoringKind,
    }
}

impl MonitoringProvider {
    /// A system of a kind, nothing else said.
    pub fn new(kind: impl Into<MonitoringKind>) -> Self {
        Self {
            region: None,
            lag: None,
            answers_in: None,
            environment: None,
            extensions: Extensions::new(),
            kind: kind.into(),
        }
    }
}

one_of! {
    /// The kinds of systems that keep measurements, logs or traces.
    pub enum MonitoringKind {
        of "a monitoring provider";
        /// Prometheus, or what speaks its language.
        "prometheus" => Prometheus(Prometheus),
        /// Azure Monitor with Application Insights and Log Analytics.
        "azure_monitor" => AzureMonitor(AzureMonitor),
        /// Amazon CloudWatch.
        "cloudwatch" => CloudWatch(CloudWatch),
        /// Datadog.
        "datadog" => Datadog(Datadog),
        /// Google Cloud Monitoring.
        "google_cloud" => GoogleCloud(GoogleCloudMonitoring),
        /// New Relic.
        "new_relic" => NewRelic(NewRelic),
        /// Dynatrace.
        "dynatrace" => Dynatrace(Dynatrace),
        /// Grafana, for looking at what others keep.
        "grafana" => Grafana(Grafana),
        /// Grafana Loki, for logs.
        "loki" => Loki(Loki),
        /// Elasticsearch or OpenSearch, for logs.
        "elastic" => Elastic(Elastic),
        /// Any collector of OpenTelemetry, such as Jaeger or Tempo.
        "opentelemetry" => OpenTelemetry(OpenTelemetry),
    }
}

record! {
    /// Prometheus, or what speaks its language.
    pub struct Prometheus : Default {
        of "a Prometheus";
        short address;
        /// Address such as `http://prometheus.monitoring:9090`.
        pub address: Option<String>,
        /// Secret to log in with.
        pub token: Option<SecretReference>,
        /// How often it measures.
        pub every: Option<Duration>,
        /// Namespace that rules and monitors are put into.
        pub namespace: Option<String>,
    }
}

record! {
    /// Azure Monitor.
    pub struct AzureMonitor : Default {
        of "an Azure Monitor";
        /// Log Analytics workspace.
        pub workspace: Option<String>,
        /// Application Insights component.
        pub application_insights: Option<String>,
        /// Resource group of both.
        pub resource_group: Option<String>,
        /// Subscription.
        pub subscription: Option<String>,
    }
}

record! {
    /// Amazon CloudWatch.
    pub struct CloudWatch : Default {
        of "a CloudWatch";
        /// Namespace of one's own measurements.
        pub namespace: Option<String>,
        /// Account, when it is not that of the environment.
        pub account: Option<String>,
    }
}

record! {
    /// Datadog.
    pub struct Datadog : Default {
        of "a Datadog";
        /// Site, such as `datadoghq.eu`.
        pub site: Option<String>,
        /// Key for sending.
        pub api_key: Option<SecretReference>,
        /// Key for asking.
        pub app_key: Option<SecretReference>,
    }
}

record! {
    /// Google Cloud Monitoring.
    pub struct GoogleCloudMonitoring : Default {
        of "a Google Cloud Monitoring";
        /// Project that measurements are in.
        pub project: Option<String>,
    }
}

record! {
    /// New Relic.
    pub struct NewRelic : Default {
        of "a New Relic";
        /// Account number.
        pub account: Option<String>,
        /// Key.
        pub api_key: Option<SecretReference>,
    }
}

record! {
    /// Dynatrace.
    pub struct Dynatrace : Default {
        of "a Dynatrace";
        /// Address of the environment.
        pub address: Option<String>,
        /// Token.
        pub token: Option<SecretReference>,
    }
}

record! {
    /// Grafana.
    pub struct Grafana : Default {
        of "a Grafana";
        short address;
        /// Address.
        pub address: Option<String>,
        /// Folder that dashboards are put into.
        pub folder: Option<String>,
        /// Token.
        pub token: Option<SecretReference>,
    }
}

record! {
    /// Grafana Loki.
    pub struct Loki : Default {
        of "a Loki";
        short address;
        /// Address.
        pub address: Option<String>,
        /// Tenant.
        pub tenant: Option<String>,
    }
}

record! {
    /// Elasticsearch or OpenSearch.
    pub struct Elastic : Default {
        of "an Elasticsearch";
        short address;
        /// Address.
        pub address: Option<String>,
        /// Pattern of the indexes.
        pub index: Option<String>,
        /// Secret to log in with.
        pub api_key: Option<SecretReference>,
    }
}

record! {
    /// A collector of OpenTelemetry.
    pub struct OpenTelemetry : Default {
        of "an OpenTelemetry collector";
        short address;
        /// Address it listens on.
        pub address: Option<String>,
    }
}
