//! Questions for the signals that everyone has, by the names that are usual.

use crate::model::scalar::SignalName;

/// A signal and its question. One that ends in `.` stands for a family of percentiles, whose number is `{{quantile}}` as a
/// fraction and `{{percentile}}` as a percentage.
type Question = (&'static str, &'static str);

/// For Prometheus, by the names of its own client libraries and of kube-state-metrics.
pub(super) const PROMETHEUS: &[Question] = &[
    (
        "error_rate",
        "sum(rate(http_requests_total{job=\"{{service}}\",code=~\"5..\"}[{{lookback}}])) / sum(rate(http_requests_total{job=\"{{service}}\"}[{{lookback}}]))",
    ),
    (
        "success_rate",
        "sum(rate(http_requests_total{job=\"{{service}}\",code!~\"5..\"}[{{lookback}}])) / sum(rate(http_requests_total{job=\"{{service}}\"}[{{lookback}}]))",
    ),
    (
        "latency.",
        "histogram_quantile({{quantile}}, sum by (le) (rate(http_request_duration_seconds_bucket{job=\"{{service}}\"}[{{lookback}}])))",
    ),
    ("throughput", "sum(rate(http_requests_total{job=\"{{service}}\"}[{{lookback}}]))"),
    ("requests", "sum(increase(http_requests_total{job=\"{{service}}\"}[{{lookback}}]))"),
    ("availability", "avg(avg_over_time(up{job=\"{{service}}\"}[{{lookback}}]))"),
    ("health", "min(up{job=\"{{service}}\"})"),
    (
        "restarts",
        "sum(increase(kube_pod_container_status_restarts_total{container=\"{{service}}\"}[{{lookback}}]))",
    ),
];

/// For Application Insights, in Kusto's language.
pub(super) const APPLICATION_INSIGHTS: &[Question] = &[
    (
        "error_rate",
        "requests | where timestamp > ago({{lookback}}) | summarize 1.0 * countif(success == false) / count()",
    ),
    (
        "success_rate",
        "requests | where timestamp > ago({{lookback}}) | summarize 1.0 * countif(success == true) / count()",
    ),
    (
        "latency.",
        "requests | where timestamp > ago({{lookback}}) | summarize percentile(duration, {{percentile}}) / 1000",
    ),
    ("requests", "requests | where timestamp > ago({{lookback}}) | count"),
    ("exceptions", "exceptions | where timestamp > ago({{lookback}}) | count"),
    (
        "availability",
        "availabilityResults | where timestamp > ago({{lookback}}) | summarize 1.0 * countif(success == true) / count()",
    ),
];

/// The question for a built-in signal.
pub(super) fn built_in(questions: &[Question], signal: &SignalName) -> Option<String> {
    let (name, question) = questions.iter().find(|(name, _)| match name.strip_suffix('.') {
        Some(family) => signal.root() == family && signal.detail().is_some(),
        None => *name == signal.as_str(),
    })?;
    if !name.ends_with('.') {
        return Some((*question).to_owned());
    }
    let digits = signal.detail()?.strip_prefix('p')?;
    if digits.is_empty() || digits.len() > 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (whole, part) = digits.split_at_checked(2)?;
    let percentile = if part.is_empty() {
        whole.to_owned()
    } else {
        format!("{whole}.{part}")
    };
    Some(
        question
            .replace("{{quantile}}", &format!("0.{digits}"))
            .replace("{{percentile}}", &percentile),
    )
}
