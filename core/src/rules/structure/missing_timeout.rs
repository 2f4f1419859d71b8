//! `STR008`: jobs that may wait for ever.

use super::calls::{bare, is_shared};
use crate::model::{Action, CheckKind, Delivery, ScanKind, Step};
use crate::resolve::{Graph, JobView, StepPlace};
use crate::rules::{Findings, rule};

rule! {
    /// A job that waits for something outside, with no time after which it is stopped.
    ///
    /// A deployment that hangs keeps its machine, its bill and its lock until the platform gives up: after six hours on
    /// GitHub Actions, after days elsewhere. Deployments, migrations, checks and scans of a running application wait for
    /// others. A `timeout` of the step, the job or the pipeline ends that, and so does one of whatever calls the
    /// pipeline, of the migration, or `within` of a check.
    ///
    /// ```yaml bad
    /// pipelines:
    ///   main:
    ///     stages:
    ///       ship:
    ///         jobs:
    ///           site: { steps: [ { deploy: {} }, { verify: { http: /health } } ] }
    /// ```
    ///
    /// ```yaml good
    /// pipelines:
    ///   main:
    ///     stages:
    ///       ship:
    ///         jobs:
    ///           site: { timeout: 20m, steps: [ { deploy: {} }, { verify: { http: /health } } ] }
    /// ```
    ///
    /// References: GitHub Actions, workflow syntax, `jobs.<job_id>.timeout-minutes` (360 by default); Azure Pipelines,
    /// YAML schema, `jobs.job.timeoutInMinutes`.
    Warning, Graph(check)
}

fn check(graph: &Graph, found: &mut Findings) {
    let endless = bare(graph, |pipeline| pipeline.timeout.is_some(), |job| job.timeout.is_some());
    for view in graph
        .jobs()
        .filter(|view| view.job.timeout.is_none() && endless.contains(view.pipeline.0) && !is_shared(graph, view))
    {
        if let Some((place, what)) = waiting(graph.delivery(), &view).filter(|_| !found.only_counts()) {
            found
                .add(
                    graph.job_path(view.index),
                    format!("job `{}` has no timeout, although it {what}", view.id),
                )
                .on_key()
                .help("give the step, the job or the pipeline a `timeout`")
                .related(graph.step_path(place), "this step may wait for ever");
        }
    }
}

/// The first step that may wait for ever, and what it does.
fn waiting<'g>(delivery: &Delivery, view: &JobView<'g>) -> Option<(StepPlace, &'static str)> {
    // A time on a `parallel` step ends those inside it.
    let ended_with = |place: StepPlace| view.job.steps.get(place.step as usize).is_some_and(|step| step.timeout.is_some());
    let waits = |(place, step): (StepPlace, &'g Step)| Some((place, waits_for(delivery, step)?));
    view.steps()
        .filter(|(place, step)| step.timeout.is_none() && !ended_with(*place))
        .find_map(waits)
}

fn waits_for(delivery: &Delivery, step: &Step) -> Option<&'static str> {
    match &step.action {
        Action::Deploy(_) => Some("deploys"),
        Action::Migrate(migrate) => {
            let ends = delivery
                .migrations
                .get(&migrate.migration)
                .is_some_and(|migration| migration.timeout.is_some());
            (!ends).then_some("changes a database")
        }
        Action::Verify(verify) if verify.within.is_none() => match verify.kind {
            CheckKind::Pipeline(_) => Some("waits for another pipeline"),
            _ => Some("checks what was deployed"),
        },
        // Until its conditions hold: whoever measures them may not answer.
        Action::Wait(wait) if !wait.until.is_empty() => Some("waits for conditions"),
        Action::Scan(scan) if scan.kind == ScanKind::Dast => Some("scans a running application"),
        _ => None,
    }
}
