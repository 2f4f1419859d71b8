//! Measurements that conditions name, with the user's own queries.

use crate::model::Entries;
use crate::model::Extensions;
use crate::model::macros::{record, words};
use crate::model::scalar::Duration;

record! {
    /// A measurement that conditions name, with a query for each system it is kept in. Queries may hold `{{service}}`,
    /// `{{environment}}`, `{{version}}` and `{{lookback}}`, which are filled in where the signal is used.
    pub struct SignalDefinition : Default {
        of "a signal";
        /// What is measured, in a sentence.
        pub summary: Option<String>,
        /// What the number counts; a plain number when left out.
        pub unit: Option<SignalUnit>,
        /// Which direction is good.
        pub better: Option<Better>,
        /// How far back one measurement looks. The longer, the later a change is noticed.
        pub lookback: Option<Duration>,
        /// How late a measurement can be seen, when it is not as the provider says.
        pub lag: Option<Duration>,
        /// How far back a baseline looks.
        pub baseline: Option<Duration>,
        /// In the language of Prometheus.
        pub prometheus: Option<PrometheusQuery>,
        /// For Azure Monitor, in Kusto's language.
        pub azure_monitor: Option<AzureMonitorQuery>,
        /// For Amazon CloudWatch.
        pub cloudwatch: Option<CloudWatchQuery>,
        /// For Datadog.
        pub datadog: Option<DatadogQuery>,
        /// For other systems, in their words.
        pub extensions: Extensions,
    }
}

words! {
    /// What the number of a signal counts.
    pub enum SignalUnit {
        of "a unit of a signal";
        /// A share between 0 and 1.
        Fraction = "fraction",
        /// A share between 0 and 100.
        Percent = "percent",
        /// Seconds.
        Seconds = "seconds",
        /// Thousandths of a second.
        Milliseconds = "milliseconds",
        /// Bytes.
        Bytes = "bytes",
        /// Times in each second.
        PerSecond = "per_second",
        /// A plain number.
        Count = "count",
    }
}

words! {
    /// Which direction of a signal is good.
    pub enum Better {
        of "a direction";
        /// Less is good, as with errors.
        Lower = "lower",
        /// More is good, as with successes.
        Higher = "higher",
    }
}

record! {
    /// A query in the language of Prometheus.
    pub struct PrometheusQuery {
        of "a Prometheus query";
        short query;
        /// The query; it must give a single number.
        pub query: String,
        /// Address of another Prometheus than the usual one.
        pub address: Option<String>,
    }
}

record! {
    /// A query for Azure Monitor.
    pub struct AzureMonitorQuery {
        of "an Azure Monitor query";
        short query;
        /// The query in Kusto's language; it must give a single number.
        pub query: String,
        /// Log Analytics workspace other than the usual one.
        pub workspace: Option<String>,
    }
}

record! {
    /// A query for Amazon CloudWatch: an expression, or one measurement.
    pub struct CloudWatchQuery : Default {
        of "a CloudWatch query";
        short expression;
        /// Expression over measurements.
        pub expression: Option<String>,
        /// Namespace of the measurement, such as `AWS/ApplicationELB`.
        pub namespace: Option<String>,
        /// Name of the measurement.
        pub metric: Option<String>,
        /// How many values become one, such as `Average` or `p95`.
        pub statistic: Option<String>,
        /// Dimensions that choose the measurement.
        pub dimensions: Entries<String, String>,
        /// How much time one value stands for.
        pub period: Option<Duration>,
    }
}

record! {
    /// A query for Datadog.
    pub struct DatadogQuery {
        of "a Datadog query";
        short query;
        /// The query, or a formula over `queries`; it must give a single number.
        pub query: String,
        /// Queries that the formula joins, by the name they have in it.
        pub queries: Entries<String, String>,
    }
}
