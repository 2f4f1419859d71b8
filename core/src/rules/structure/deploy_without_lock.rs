//! `STR009`: deployments that may run into one another.

use super::calls::{bare, is_shared};
use super::steps::{is_thrown_away, target};
use crate::model::{Action, Computed, Delivery, Deploy, Environment, Id};
use crate::resolve::{EnvironmentIndex, Graph, JobView, StepPlace};
use crate::rules::{Findings, rule};

rule! {
    /// A deployment that nothing keeps from running beside another one to the same place.
    ///
    /// Two releases that interleave leave half of each, and the older one may be the last to finish. A `concurrency`
    /// group of the environment, the job, the pipeline or whatever calls it makes them wait for one another.
    /// Environments that are made for one change are left alone.
    ///
    /// ```yaml bad
    /// environments:
    ///   prod: { tier: production }
    /// pipelines:
    ///   main:
    ///     stages:
    ///       ship:
    ///         jobs:
    ///           site: { environment: prod, steps: [ { deploy: {} } ] }
    /// ```
    ///
    /// ```yaml good
    /// environments:
    ///   prod: { tier: production, concurrency: prod }
    /// pipelines:
    ///   main:
    ///     stages:
    ///       ship:
    ///         jobs:
    ///           site: { environment: prod, steps: [ { deploy: {} } ] }
    /// ```
    ///
    /// References: GitHub Actions, control the concurrency of workflows and jobs; GitLab CI/CD YAML syntax reference,
    /// `resource_group`; Azure Pipelines, exclusive lock check.
    Warning, Graph(check)
}

fn check(graph: &Graph, found: &mut Findings) {
    if !graph.jobs().any(|view| view.deploys) {
        return;
    }
    let open = bare(graph, |pipeline| pipeline.concurrency.is_some(), |job| job.concurrency.is_some());
    for view in graph
        .jobs()
        .filter(|view| view.deploys && view.job.concurrency.is_none() && open.contains(view.pipeline.0) && !is_shared(graph, view))
    {
        let Some((place, deploy)) = unlocked(graph.delivery(), &view).filter(|_| !found.only_counts()) else {
            continue;
        };
        let known = target(&view, deploy).and_then(Computed::literal);
        let (to, help) = match known {
            Some(environment) => (
                format!(" to `{environment}`"),
                format!("give the environment `{environment}`, the job or the pipeline a `concurrency` group"),
            ),
            None => (String::new(), "give the job or the pipeline a `concurrency` group".to_owned()),
        };
        let draft = found
            .add(
                graph.job_path(view.index),
                format!(
                    "job `{}` deploys{to}, and nothing keeps another run from doing so at the same time",
                    view.id
                ),
            )
            .on_key()
            .help(help)
            .related(graph.step_path(place), "the deployment");
        if let Some(position) = known.and_then(|name| graph.delivery().environments.get_index_of(name)) {
            draft.related(
                graph.environment_path(EnvironmentIndex::at(position)),
                "the environment has no `concurrency`",
            );
        }
    }
}

/// The first deployment to a place that has no lock.
fn unlocked<'g>(delivery: &Delivery, view: &JobView<'g>) -> Option<(StepPlace, &'g Deploy)> {
    view.steps().find_map(|(place, step)| match &step.action {
        Action::Deploy(deploy) if is_open(delivery, target(view, deploy)) => Some((place, &**deploy)),
        _ => None,
    })
}

fn is_open(delivery: &Delivery, target: Option<&Computed<Id>>) -> bool {
    let is_open = |environment: &Environment| environment.concurrency.is_none() && !is_thrown_away(environment);
    match target {
        None => true,
        Some(Computed::Literal(name)) => delivery.environments.get(name).is_some_and(is_open),
        // Text around an expression makes a name of its own for each change, such as `review-${{ branch }}`.
        Some(Computed::Expression(name)) => {
            name.inner().is_some() && (delivery.environments.is_empty() || delivery.environments.values().any(is_open))
        }
    }
}
