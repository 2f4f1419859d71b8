//! `CST005`: a dear machine for work that any machine does.

use crate::model::{Action, Computed, Runner};
use crate::plan::Plan;
use crate::resolve::JobView;
use crate::rules::names::job_name;
use crate::rules::{Findings, rule};

rule! {
    /// A job that needs neither macOS nor Windows runs there.
    ///
    /// A minute on macOS costs ten times one on Linux, and one on Windows nearly twice as much. Fetching, deploying, scanning and
    /// telling people need neither.
    ///
    /// ```yaml bad
    /// pipelines:
    ///   main:
    ///     on: [ { push: { branches: [main] } } ]
    ///     stages: { tell: { jobs: { people: { runner: { hosted: macos-14 }, steps: [ { notify: { to: "#releases", message: done } } ] } } } }
    /// ```
    ///
    /// ```yaml good
    /// pipelines:
    ///   main:
    ///     on: [ { push: { branches: [main] } } ]
    ///     stages: { tell: { jobs: { people: { runner: { hosted: ubuntu-latest }, steps: [ { notify: { to: "#releases", message: done } } ] } } } }
    /// ```
    ///
    /// References: GitHub, "Actions runner pricing".
    Warning, Plan(check)
}

/// Whether all that a job does is the same on any system.
fn anywhere(view: &JobView<'_>) -> bool {
    let mut steps = view.steps().peekable();
    steps.peek().is_some()
        && view.job.matrix.is_none()
        && steps.all(|(_, step)| {
            matches!(
                step.action,
                Action::Checkout(_)
                    | Action::Fetch(_)
                    | Action::Publish(_)
                    | Action::Notify(_)
                    | Action::Wait(_)
                    | Action::Verify(_)
                    | Action::Sbom(_)
            )
        })
}

fn check(plan: &Plan, found: &mut Findings) {
    for view in plan.jobs() {
        let Some(Computed::Literal(Runner::Hosted(Computed::Literal(label)))) = plan.runner_of(&view) else {
            continue;
        };
        let dear = ["macos", "windows"]
            .into_iter()
            .find(|system| label.to_ascii_lowercase().starts_with(system));
        if let Some(system) = dear.filter(|_| anywhere(&view)) {
            _ = found
                .add(
                    plan.job_path(view.index),
                    format!(
                        "`{}` runs on `{label}`, and nothing in it needs {system}",
                        job_name(plan, view.index)
                    ),
                )
                .on_key()
                .help("run it on Linux, such as `ubuntu-latest`");
        }
    }
}
