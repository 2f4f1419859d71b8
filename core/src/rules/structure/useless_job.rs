//! `STR005`: jobs that nothing delivered depends on.

mod effect;

use super::calls::calls;
use crate::graph::{reachable_from, reaches};
use crate::model::scalar::Glob;
use crate::model::{Event, Many, Pipeline, Push};
use crate::resolve::Graph;
use crate::rules::{Findings, rule};
use effect::{Effect, effect, hands_out};

rule! {
    /// A job that leaves nothing behind, and that nothing the pipeline delivers waits for.
    ///
    /// It costs minutes and holds nothing back: what it finds out comes too late or is not seen. Most often a deployment
    /// should wait for it. Looked for only in pipelines that deliver: those that also judge proposed changes, or pushes to
    /// any branch, run jobs for their verdict alone. A job counts as useful when it might be: when it leaves reports or
    /// outputs, uses an action of the platform, has secrets, an environment or a `when`, or runs a command that sounds as
    /// if it reached out.
    ///
    /// ```yaml bad
    /// pipelines:
    ///   main:
    ///     on: [ { push: { branches: [main] } } ]
    ///     stages:
    ///       build:
    ///         jobs:
    ///           image: { steps: [ { checkout: {} }, { build_image: { image: shop, push: true } } ] }
    ///       check:
    ///         jobs:
    ///           lint: { steps: [ { checkout: {} }, { run: make lint } ] }
    ///       ship:
    ///         after: build
    ///         jobs:
    ///           site: { steps: [ { deploy: {} } ] }
    /// ```
    ///
    /// ```yaml good
    /// pipelines:
    ///   main:
    ///     on: [ { push: { branches: [main] } } ]
    ///     stages:
    ///       build:
    ///         jobs:
    ///           image: { steps: [ { checkout: {} }, { build_image: { image: shop, push: true } } ] }
    ///       check:
    ///         jobs:
    ///           lint: { steps: [ { checkout: {} }, { run: make lint } ] }
    ///       ship:
    ///         after: check
    ///         jobs:
    ///           site: { steps: [ { deploy: {} } ] }
    /// ```
    ///
    /// References: Humble and Farley, Continuous Delivery, chapter 5 (anatomy of the deployment pipeline).
    Warning, Graph(check)
}

fn check(graph: &Graph, found: &mut Findings) {
    let (mut effects, mut deliveries, mut idle) = (Vec::new(), Vec::new(), Vec::new());
    let called = calls(graph, |_| true);
    for (index, ..) in graph.pipelines().filter(|(.., pipeline)| only_delivers(pipeline)) {
        if called.in_degree(index.0) > 0 || !graph.jobs_of(index).any(|view| hands_out(&view)) {
            continue;
        }
        let (mut delivers, mut pushes) = (Vec::new(), Vec::new());
        for view in graph.jobs_of(index) {
            match effect(graph, &view) {
                Effect::None => idle.push(view.index),
                Effect::Some => effects.push(view.point),
                Effect::Pushes => pushes.push(view.point),
                Effect::Delivers => delivers.push(view.point),
            }
        }
        effects.extend(delivers.iter().chain(&pushes));
        deliveries.extend(if delivers.is_empty() { pushes } else { delivers });
    }
    if idle.is_empty() {
        return;
    }
    let leads = reaches(graph.flow(), &effects);
    let follows = reachable_from(graph.flow(), &deliveries, |_| false);
    for view in idle.into_iter().filter_map(|job| graph.job(job)) {
        if !leads.contains(view.point) && !follows.contains(view.point) && !found.only_counts() {
            found
                .add(
                    graph.job_path(view.index),
                    format!(
                        "nothing that is delivered waits for job `{}`, and it leaves nothing behind",
                        view.id
                    ),
                )
                .on_key()
                .help("let what is delivered wait for it, keep its reports, or remove it");
        }
    }
}

/// True when it runs neither for proposed changes nor for callers, who may want a verdict and nothing else.
fn only_delivers(pipeline: &Pipeline) -> bool {
    let delivers = |event: &Event| match event {
        Event::Push(push) => is_narrow(push),
        Event::PullRequest(_) | Event::MergeQueue(_) | Event::Call(_) | Event::Other(_) => false,
        Event::Tag(_) | Event::Schedule(_) | Event::Manual(_) | Event::Pipeline(_) | Event::Release(_) | Event::Webhook(_) => true,
    };
    !pipeline.on.is_empty() && pipeline.on.iter().all(|trigger| delivers(&trigger.event))
}

fn is_narrow(push: &Push) -> bool {
    let all_named = |names: &Many<Glob>| names.iter().all(|name| !matches!(name.as_str(), "*" | "**"));
    push.branches.as_ref().map_or(push.tags.is_some(), all_named)
}
