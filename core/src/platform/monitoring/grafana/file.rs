//! What stands in a dashboard.

use crate::model::Entries;
use crate::plan::Plan;
use serde::Serialize;
use serde_json::{Value, json};

/// A dashboard.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Dashboard {
    pub(super) uid: String,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) tags: Vec<String>,
    pub(super) editable: bool,
    pub(super) graph_tooltip: u8,
    pub(super) time: Time,
    pub(super) refresh: &'static str,
    pub(super) schema_version: u8,
    pub(super) templating: Listed<Variable>,
    pub(super) annotations: Listed<Value>,
    pub(super) panels: Vec<Panel>,
}

/// What is shown of time.
#[derive(Debug, Serialize)]
pub(super) struct Time {
    pub(super) from: String,
    pub(super) to: &'static str,
}

/// A list under a key of its own.
#[derive(Debug, Serialize)]
pub(super) struct Listed<T> {
    pub(super) list: Vec<T>,
}

/// A choice at the top of a dashboard.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Variable {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) query: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) current: Option<Choice>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) options: Vec<Choice>,
}

/// A value that can be chosen.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Choice {
    pub(super) selected: bool,
    pub(super) text: String,
    pub(super) value: String,
}

/// Where data comes from.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Source {
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) uid: &'static str,
}

/// The Prometheus that is chosen.
pub(super) const PROMETHEUS: Source = Source {
    kind: "prometheus",
    uid: "${datasource}",
};

/// A part of a dashboard.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Panel {
    pub(super) id: usize,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) description: String,
    pub(super) grid_pos: Place,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) collapsed: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) panels: Option<Vec<Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) datasource: Option<Source>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) targets: Vec<Query>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) field_config: Option<Fields>,
    #[serde(skip_serializing_if = "Value::is_null")]
    pub(super) options: Value,
}

/// Where a part stands.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(super) struct Place {
    pub(super) h: usize,
    pub(super) w: usize,
    pub(super) x: usize,
    pub(super) y: usize,
}

/// What is asked.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Query {
    pub(super) ref_id: String,
    pub(super) datasource: Source,
    pub(super) editor_mode: &'static str,
    pub(super) expr: String,
    pub(super) legend_format: String,
    pub(super) range: bool,
    pub(super) instant: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) format: Option<&'static str>,
}

/// How numbers are shown.
#[derive(Debug, Serialize)]
pub(super) struct Fields {
    pub(super) defaults: Defaults,
    pub(super) overrides: Vec<Value>,
}

/// How all numbers of a part are shown.
#[derive(Debug, Default, Serialize)]
pub(super) struct Defaults {
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) unit: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) min: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) max: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) color: Option<Value>,
    pub(super) thresholds: Thresholds,
    #[serde(skip_serializing_if = "Value::is_null")]
    pub(super) custom: Value,
}

/// From where on a number has which colour.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Thresholds {
    pub(super) mode: &'static str,
    pub(super) steps: Vec<Step>,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            mode: "absolute",
            steps: vec![Step {
                value: None,
                color: "green",
            }],
        }
    }
}

/// A colour, and from where on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(super) struct Step {
    pub(super) value: Option<f64>,
    pub(super) color: &'static str,
}

/// A dashboard as an object of a cluster.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ConfigMap {
    api_version: &'static str,
    kind: &'static str,
    metadata: Metadata,
    data: Entries<String, String>,
}

/// The name of an object, and by what it is found.
#[derive(Debug, Serialize)]
struct Metadata {
    name: String,
    labels: Labels,
}

/// By what Grafana finds a dashboard.
#[derive(Debug, Serialize)]
struct Labels {
    grafana_dashboard: &'static str,
}

impl ConfigMap {
    /// The object of a dashboard.
    pub(super) fn of(plan: &Plan, name: &str, text: String) -> Self {
        let mut data = Entries::new();
        data.insert(format!("{name}.json"), text);
        Self {
            api_version: "v1",
            kind: "ConfigMap",
            metadata: Metadata {
                name: format!("{}-{name}", plan.delivery().name),
                labels: Labels { grafana_dashboard: "1" },
            },
            data,
        }
    }
}

/// The marks that every dashboard can have: those made in Grafana itself.
pub(super) fn own_marks() -> Value {
    json!({
        "name": "Annotations & Alerts",
        "type": "dashboard",
        "datasource": { "type": "grafana", "uid": "-- Grafana --" },
        "enable": true,
        "hide": true,
        "iconColor": "rgba(0, 211, 255, 1)",
        "builtIn": 1
    })
}
