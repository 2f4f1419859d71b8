//! Pipelines that something other than a call names.

use crate::model::{Action, CheckKind, Event};
use crate::resolve::Graph;
use serde::Serialize;
use serde_json::Value;
use std::collections::HashSet;

/// Names of pipelines that triggers, checks, rollbacks and others give.
pub(super) fn named(graph: &Graph) -> HashSet<String> {
    let mut names = HashSet::new();
    for (.., pipeline) in graph.pipelines() {
        for trigger in &pipeline.on {
            if let Event::Pipeline(end) = &trigger.event {
                names.extend(end.pipelines.iter().cloned());
            }
        }
    }
    for view in graph.jobs() {
        for (_, step) in view.steps() {
            if let Action::Verify(verify) = &step.action
                && let CheckKind::Pipeline(pipeline) = &verify.kind
            {
                names.insert(pipeline.to_string());
            }
        }
    }
    let delivery = graph.delivery();
    // Wherever else the model names a pipeline it does so under that key, or among what a recovery needs.
    collect(&delivery.strategies, &mut names);
    collect(&delivery.migrations, &mut names);
    collect(&delivery.rollbacks, &mut names);
    collect(&delivery.recovery, &mut names);
    collect(&delivery.infrastructure, &mut names);
    collect(&delivery.compliance, &mut names);
    names
}

fn collect(part: &impl Serialize, names: &mut HashSet<String>) {
    let mut open: Vec<(bool, Value)> = serde_json::to_value(part).into_iter().map(|value| (false, value)).collect();
    while let Some((wanted, value)) = open.pop() {
        match value {
            Value::String(name) if wanted => {
                names.insert(name);
            }
            Value::Array(items) => open.extend(items.into_iter().map(|item| (wanted, item))),
            Value::Object(entries) => open.extend(
                entries
                    .into_iter()
                    .map(|(key, value)| (matches!(key.as_str(), "pipeline" | "needs"), value)),
            ),
            _ => {}
        }
    }
}
