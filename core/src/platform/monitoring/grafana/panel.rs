//! Parts of dashboards: what is asked, how it is shown, and where it stands.

use super::file::{
    Choice, Dashboard, Defaults, Fields, Listed, PROMETHEUS, Panel, Place, Query, Step, Thresholds, Time, Variable, own_marks,
};
use crate::analysis::signals::{declared, limit};
use crate::model::scalar::{Comparison, Condition, SignalName};
use crate::model::{Delivery, PanelKind, SignalUnit};
use serde_json::{Value, json};

/// What is more than nothing, and too little to be seen.
const LITTLE: f64 = 1e-9;

/// How wide a dashboard is.
const WIDTH: usize = 24;

/// A dashboard in the making.
#[derive(Default)]
pub(super) struct Board {
    panels: Vec<Panel>,
    next: Place,
}

/// What one part shows, before it has a place.
pub(super) struct Shown {
    pub(super) title: String,
    pub(super) about: String,
    pub(super) kind: PanelKind,
    /// Questions, and what their answers are called.
    pub(super) asked: Vec<(String, String)>,
    pub(super) unit: &'static str,
    pub(super) thresholds: Thresholds,
    /// Between which numbers everything is.
    pub(super) range: (Option<f64>, Option<f64>),
}

impl Shown {
    /// Curves, of which nothing is bad.
    pub(super) fn curves(title: &str, unit: &'static str, asked: Vec<(String, String)>) -> Self {
        Self {
            title: title.to_owned(),
            about: String::new(),
            kind: PanelKind::Line,
            asked,
            unit,
            thresholds: Thresholds::default(),
            range: (Some(0.0), None),
        }
    }
}

impl Board {
    /// Puts a part beside the last one, or below when there is no room.
    pub(super) fn add(&mut self, width: usize, height: usize, shown: Shown) {
        let place = self.place(width, height);
        let at_once = matches!(shown.kind, PanelKind::Number | PanelKind::Gauge | PanelKind::Table);
        let letters = ('A'..='Z').cycle();
        let targets = shown
            .asked
            .into_iter()
            .zip(letters)
            .enumerate()
            .map(|(number, ((expr, name), letter))| Query {
                ref_id: match number / 26 {
                    0 => letter.to_string(),
                    round => format!("{letter}{round}"),
                },
                datasource: PROMETHEUS,
                editor_mode: "code",
                expr,
                legend_format: name,
                range: !at_once,
                instant: at_once,
                format: (shown.kind == PanelKind::Table).then_some("table"),
            });
        let lined = shown.thresholds.steps.len() > 1;
        let (kind, options, custom) = look(shown.kind, lined);
        self.panels.push(Panel {
            id: self.panels.len() + 1,
            kind,
            title: shown.title,
            description: shown.about,
            grid_pos: place,
            collapsed: None,
            panels: None,
            datasource: Some(PROMETHEUS),
            targets: targets.collect(),
            field_config: Some(Fields {
                defaults: Defaults {
                    unit: shown.unit,
                    min: shown.range.0,
                    max: shown.range.1,
                    color: Some(json!({ "mode": if at_once { "thresholds" } else { "palette-classic" } })),
                    thresholds: shown.thresholds,
                    custom,
                },
                overrides: Vec::new(),
            }),
            options,
        });
    }

    /// A heading over what follows.
    pub(super) fn row(&mut self, title: String) {
        let place = self.place(WIDTH, 1);
        self.panels.push(Panel {
            id: self.panels.len() + 1,
            kind: "row",
            title,
            description: String::new(),
            grid_pos: place,
            collapsed: Some(false),
            panels: Some(Vec::new()),
            datasource: None,
            targets: Vec::new(),
            field_config: None,
            options: Value::Null,
        });
    }

    /// A text.
    pub(super) fn text(&mut self, title: &str, height: usize, content: &str) {
        let place = self.place(WIDTH, height);
        self.panels.push(Panel {
            id: self.panels.len() + 1,
            kind: "text",
            title: title.to_owned(),
            description: String::new(),
            grid_pos: place,
            collapsed: None,
            panels: None,
            datasource: None,
            targets: Vec::new(),
            field_config: None,
            options: json!({ "mode": "markdown", "content": content }),
        });
    }

    fn place(&mut self, w: usize, h: usize) -> Place {
        if self.next.x + w > WIDTH {
            self.next = Place {
                x: 0,
                y: self.next.y + self.next.h,
                ..Place::default()
            };
        }
        let place = Place {
            h,
            w,
            x: self.next.x,
            y: self.next.y,
        };
        self.next.x += w;
        self.next.h = self.next.h.max(h);
        place
    }

    /// The dashboard; nothing when there is nothing on it.
    pub(super) fn finish(
        self,
        delivery: &Delivery,
        id: &str,
        title: String,
        variables: Vec<Variable>,
        marks: Vec<Value>,
    ) -> Option<Dashboard> {
        if self.panels.is_empty() {
            return None;
        }
        let source = Variable {
            name: "datasource",
            label: "Data source",
            kind: "datasource",
            query: String::from("prometheus"),
            current: None,
            options: Vec::new(),
        };
        // Grafana takes forty characters.
        let uid: String = format!("{}-{id}", delivery.name).chars().take(40).collect();
        Some(Dashboard {
            uid,
            title,
            description: format!(
                "Generated by Gatewright from the delivery {}. Change that and render it again.",
                delivery.name
            ),
            tags: vec![String::from("gatewright"), delivery.name.to_string()],
            editable: true,
            graph_tooltip: 1,
            time: Time {
                from: String::from("now-1h"),
                to: "now",
            },
            refresh: "30s",
            schema_version: 41,
            templating: Listed {
                list: std::iter::once(source).chain(variables).collect(),
            },
            annotations: Listed {
                list: std::iter::once(own_marks()).chain(marks).collect(),
            },
            panels: self.panels,
        })
    }
}

/// A choice between some values, the first of them to begin with.
pub(super) fn choice<'v>(name: &'static str, label: &'static str, values: impl IntoIterator<Item = &'v str>) -> Variable {
    let values: Vec<&str> = values.into_iter().collect();
    let options = values.iter().enumerate().map(|(number, value)| Choice {
        selected: number == 0,
        text: (*value).to_owned(),
        value: (*value).to_owned(),
    });
    let options: Vec<Choice> = options.collect();
    Variable {
        name,
        label,
        kind: "custom",
        query: values.join(","),
        current: options.first().cloned(),
        options,
    }
}

/// How a kind of panel looks in the words of Grafana: its type, options and settings of curves.
fn look(kind: PanelKind, lined: bool) -> (&'static str, Value, Value) {
    let last = json!({ "calcs": ["lastNotNull"], "fields": "", "values": false });
    match kind {
        PanelKind::Line => (
            "timeseries",
            json!({
                "legend": { "displayMode": "list", "placement": "bottom", "showLegend": true, "calcs": [] },
                "tooltip": { "mode": "multi", "sort": "desc" }
            }),
            json!({
                "drawStyle": "line",
                "lineWidth": 1,
                "fillOpacity": 10,
                "showPoints": "never",
                "thresholdsStyle": { "mode": if lined { "dashed" } else { "off" } }
            }),
        ),
        PanelKind::Number => (
            "stat",
            json!({
                "graphMode": "none",
                "colorMode": "value",
                "justifyMode": "auto",
                "textMode": "auto",
                "wideLayout": true,
                "showPercentChange": false,
                "percentChangeColorMode": "standard",
                "orientation": "auto",
                "reduceOptions": last
            }),
            Value::Null,
        ),
        PanelKind::Gauge => (
            "gauge",
            json!({
                "showThresholdLabels": false,
                "showThresholdMarkers": true,
                "sizing": "auto",
                "minVizWidth": 75,
                "minVizHeight": 75,
                "orientation": "auto",
                "reduceOptions": last
            }),
            Value::Null,
        ),
        PanelKind::Table => ("table", json!({ "frameIndex": 0, "showHeader": true }), Value::Null),
        PanelKind::Heatmap => (
            "heatmap",
            json!({
                "calculate": true,
                "color": { "scheme": "Oranges", "fill": "dark-orange", "exponent": 0.5, "steps": 64, "reverse": false },
                "showValue": "never",
                "yAxis": {},
                "legend": { "show": true },
                "tooltip": { "mode": "single" },
                "exemplars": { "color": "rgba(255,0,255,0.7)" }
            }),
            Value::Null,
        ),
    }
}

/// The unit of a signal in the words of Grafana.
pub(super) fn unit(delivery: &Delivery, signal: &SignalName) -> &'static str {
    match declared(delivery, signal).and_then(|signal| signal.unit) {
        Some(SignalUnit::Fraction) => "percentunit",
        Some(SignalUnit::Percent) => "percent",
        Some(SignalUnit::Seconds) => "s",
        Some(SignalUnit::Milliseconds) => "ms",
        Some(SignalUnit::Bytes) => "bytes",
        Some(SignalUnit::PerSecond) => "ops",
        Some(SignalUnit::Count) => "short",
        None => match signal.root() {
            "error_rate" | "success_rate" | "availability" => "percentunit",
            "latency" => "s",
            "throughput" => "reqps",
            _ => "short",
        },
    }
}

/// Colours by conditions under which a signal is bad. Those that need to know what is usual have no line.
pub(super) fn colours<'c>(delivery: &Delivery, bad: impl Iterator<Item = &'c Condition>) -> Thresholds {
    let mut above: Vec<f64> = Vec::new();
    let mut below: Vec<f64> = Vec::new();
    for condition in bad {
        let Some(limit) = limit(condition, declared(delivery, &condition.signal)) else {
            continue;
        };
        match condition.comparison {
            Comparison::Above | Comparison::AtLeast => above.push(limit),
            Comparison::Below | Comparison::AtMost => below.push(limit),
            Comparison::Unequal if limit == 0.0 => above.push(LITTLE),
            Comparison::Equal | Comparison::Unequal => {}
        }
    }
    bounds(above, below)
}

/// Colours by numbers above and below which it is bad.
pub(super) fn bounds(mut above: Vec<f64>, mut below: Vec<f64>) -> Thresholds {
    above.sort_by(f64::total_cmp);
    above.dedup();
    below.sort_by(f64::total_cmp);
    below.dedup();
    let mut steps = vec![Step {
        value: None,
        color: if below.is_empty() { "green" } else { "red" },
    }];
    // The lowest of all lower bounds is the worst, and the highest of the upper ones.
    let last = below.len();
    steps.extend(below.iter().enumerate().map(|(number, value)| Step {
        value: Some(*value),
        color: if number + 1 == last { "green" } else { "orange" },
    }));
    let highest = below.last().copied().unwrap_or(f64::NEG_INFINITY);
    let over: Vec<f64> = above.into_iter().filter(|value| *value > highest).collect();
    let last = over.len();
    steps.extend(over.iter().enumerate().map(|(number, value)| Step {
        value: Some(*value),
        color: if number + 1 == last { "red" } else { "orange" },
    }));
    Thresholds { mode: "absolute", steps }
}
