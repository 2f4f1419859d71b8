//! What stands in files of rules and of their tests.

use crate::model::Entries;
use serde::Serialize;

/// Labels and annotations.
pub(super) type Pairs = Entries<String, String>;

/// A file of rules.
#[derive(Debug, Default, Serialize)]
pub(super) struct Rules {
    pub(super) groups: Vec<Group>,
}

/// Rules that are looked at together.
#[derive(Debug, Serialize)]
pub(super) struct Group {
    pub(super) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) interval: Option<String>,
    pub(super) rules: Vec<Rule>,
}

/// A rule.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Rule {
    /// One that keeps a number under a name.
    Recording(Recording),
    /// One that tells someone.
    Alert(Alert),
}

/// A number that is kept under a name.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Recording {
    pub(super) record: String,
    pub(super) expr: String,
    #[serde(skip_serializing_if = "says_nothing")]
    pub(super) labels: Pairs,
}

/// True for no pairs.
fn says_nothing(pairs: &Pairs) -> bool {
    pairs.is_empty()
}

/// A condition and whom it concerns.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Alert {
    #[serde(rename = "alert")]
    pub(super) name: String,
    pub(super) expr: String,
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    pub(super) hold: Option<String>,
    pub(super) labels: Pairs,
    pub(super) annotations: Pairs,
}

/// A file of tests.
#[derive(Debug, Serialize)]
pub(super) struct Tests {
    pub(super) rule_files: Vec<String>,
    pub(super) evaluation_interval: &'static str,
    #[serde(rename = "tests")]
    pub(super) list: Vec<Test>,
}

/// What is measured, and who is told of it.
#[derive(Debug, Serialize)]
pub(super) struct Test {
    pub(super) name: String,
    pub(super) interval: &'static str,
    pub(super) input_series: Vec<Series>,
    #[serde(rename = "alert_rule_test")]
    pub(super) checks: Vec<Check>,
}

/// What is measured.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Series {
    pub(super) series: String,
    pub(super) values: String,
}

/// Who is told at a moment.
#[derive(Debug, Serialize)]
pub(super) struct Check {
    pub(super) eval_time: String,
    pub(super) alertname: String,
    pub(super) exp_alerts: Vec<Expected>,
}

/// An alert that is expected.
#[derive(Debug, Serialize)]
pub(super) struct Expected {
    pub(super) exp_labels: Pairs,
    pub(super) exp_annotations: Pairs,
}

/// The name of a series with its labels: `up{job="web"}`.
pub(super) fn series(name: &str, labels: &Pairs) -> String {
    let labels: Vec<String> = labels.iter().map(|(key, value)| format!("{key}=\"{}\"", quoted(value))).collect();
    if labels.is_empty() {
        name.to_owned()
    } else {
        format!("{name}{{{}}}", labels.join(","))
    }
}

/// A text as it stands between quotes.
fn quoted(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

/// A text that no template is seen in.
pub(super) fn literal(text: &str) -> String {
    text.replace("{{", "{{ `{{` }}")
}
