//! `STR010`: deployments that a newer run may cut short.

mod changes;

use super::calls::calls;
use crate::diagnostic::Severity;
use crate::graph::reaches;
use crate::model::{Computed, Concurrency};
use crate::resolve::Graph;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;
use changes::{Change, changes, within};

rule! {
    /// A deployment or migration that a newer run may cut short.
    ///
    /// `cancel` saves minutes where the result of an older run is of no use. A change that is cut short half-way is
    /// neither the old version nor the new one. Where an expression decides, it may never be true at a bad time; that is
    /// worth a look. Environments that are made for one change may be left half-done.
    ///
    /// ```yaml bad
    /// pipelines:
    ///   main:
    ///     concurrency: { group: main, cancel: true }
    ///     stages:
    ///       ship:
    ///         jobs:
    ///           site: { steps: [ { deploy: {} } ] }
    /// ```
    ///
    /// ```yaml good
    /// pipelines:
    ///   main:
    ///     stages:
    ///       build:
    ///         jobs:
    ///           image: { concurrency: { group: build, cancel: true }, steps: [ { build_image: shop } ] }
    ///       ship:
    ///         jobs:
    ///           site: { concurrency: { group: prod, cancel: false }, steps: [ { deploy: {} } ] }
    /// ```
    ///
    /// References: GitHub Actions, workflow syntax, `concurrency.cancel-in-progress`; GitLab CI/CD YAML syntax reference,
    /// `interruptible`.
    Warning, Graph(check)
}

/// Places beside a finding.
const SHOWN: usize = 4;

fn check(graph: &Graph, found: &mut Findings) {
    let delivery = graph.delivery();
    let cancels = |concurrency: Option<&Concurrency>| concurrency.and_then(cancel).is_some();
    let by_pipelines = delivery.pipelines.values().any(|pipeline| cancels(pipeline.concurrency.as_ref()));
    let by_environments = delivery
        .environments
        .values()
        .any(|environment| cancels(environment.concurrency.as_ref()));
    if !by_pipelines && !by_environments && !graph.jobs().any(|view| cancels(view.job.concurrency.as_ref())) {
        return;
    }
    let changing: Vec<u32> = graph
        .jobs()
        .filter(|view| changes(graph, view).next().is_some())
        .map(|view| view.pipeline.0)
        .collect();
    let changing = reaches(&calls(graph, |_| true), &changing);
    for (index, id, pipeline) in graph.pipelines() {
        if let Some(severity) = pipeline
            .concurrency
            .as_ref()
            .and_then(cancel)
            .filter(|_| changing.contains(index.0))
        {
            let changes: Vec<Change> = graph
                .jobs_of(index)
                .filter_map(|view| within(graph, &view, &changing))
                .take(SHOWN)
                .collect();
            tell(
                graph,
                severity,
                || (graph.pipeline_path(index), format!("pipeline `{id}`")),
                &changes,
                found,
            );
        }
    }
    for view in graph.jobs() {
        if let Some(severity) = view.job.concurrency.as_ref().and_then(cancel) {
            let change = within(graph, &view, &changing);
            tell(
                graph,
                severity,
                || (graph.job_path(view.index), format!("job `{}`", view.id)),
                change.as_slice(),
                found,
            );
        }
    }
    if !by_environments {
        return;
    }
    let mut there: Vec<Vec<Change>> = vec![Vec::new(); delivery.environments.len()];
    for view in graph.jobs() {
        for (change, name) in changes(graph, &view) {
            let changes = name.and_then(|name| there.get_mut(delivery.environments.get_index_of(name)?));
            changes
                .into_iter()
                .filter(|changes| changes.len() < SHOWN)
                .for_each(|changes| changes.push(change));
        }
    }
    for (view, changes) in graph.environments().zip(there) {
        if let Some(severity) = view.environment.concurrency.as_ref().and_then(cancel) {
            let owner = || {
                (
                    graph.environment_path(view.index),
                    format!("the job that holds environment `{}`", view.id),
                )
            };
            tell(graph, severity, owner, &changes, found);
        }
    }
}

fn tell(graph: &Graph, severity: Severity, owner: impl FnOnce() -> (ModelPath, String), changes: &[Change], found: &mut Findings) {
    let Some(Change { what, .. }) = changes.first().filter(|_| !found.only_counts()) else {
        return;
    };
    let (path, who) = owner();
    let message = match severity {
        Severity::Info => format!("a newer run may cut {who} short while it {what}"),
        _ => format!("a newer run cuts {who} short, even while it {what}"),
    };
    let mut draft = found
        .add(path.key("concurrency").key("cancel"), message)
        .severity(severity)
        .help("let runs wait for one another here, and cancel only jobs that change nothing");
    for change in changes {
        let path = change
            .step
            .map_or_else(|| graph.job_path(change.job).key("call"), |place| graph.step_path(place));
        draft = draft.related(path, format!("{} here", change.what));
    }
}

/// How bad it is that runs are cancelled; none when they are not.
fn cancel(concurrency: &Concurrency) -> Option<Severity> {
    match concurrency.cancel.as_ref()? {
        Computed::Literal(cancel) => cancel.then_some(Severity::Warning),
        Computed::Expression(expression) => match expression.inner() {
            Some("false") => None,
            Some("true") => Some(Severity::Warning),
            _ => Some(Severity::Info),
        },
    }
}
