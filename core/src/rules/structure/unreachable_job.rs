//! `STR004`: jobs that no run ever comes to.

mod dead;
mod named;
mod switched_off;

use crate::resolve::{Graph, Point};
use crate::rules::{Findings, rule};

rule! {
    /// A job that no run ever comes to: nothing starts its pipeline, or it is switched off.
    ///
    /// Work that is never done is read, kept up to date and believed in. A scan, a check or an approval that never runs
    /// looks like protection and is none. What waits only for such a job does not run either; it is shown beside it.
    /// A pipeline that others may call says so with `call` among its triggers.
    ///
    /// ```yaml bad
    /// pipelines:
    ///   main:
    ///     on: [ { push: { branches: [main] } } ]
    ///     stages:
    ///       security:
    ///         jobs:
    ///           code: { when: never, steps: [ { scan: { kind: sast } } ] }
    ///   nightly:
    ///     stages: { test: { jobs: { all: { steps: [ { run: make test } ] } } } }
    /// ```
    ///
    /// ```yaml good
    /// pipelines:
    ///   main:
    ///     on: [ { push: { branches: [main] } } ]
    ///     stages:
    ///       security:
    ///         jobs:
    ///           code: { steps: [ { scan: { kind: sast } } ] }
    ///           tests: { call: shared }
    ///   shared:
    ///     stages: { test: { jobs: { all: { steps: [ { run: make test } ] } } } }
    /// ```
    ///
    /// References: GitHub Actions, events that trigger workflows; GitLab CI/CD, `rules: when: never`.
    Warning, Graph(check)
}

/// Places beside a finding.
const SHOWN: usize = 8;

fn check(graph: &Graph, found: &mut Findings) {
    for dead in dead::roots(graph) {
        if found.only_counts() {
            continue;
        }
        let protection = dead
            .guard
            .map(|guard| format!(", so its {guard} protects nothing"))
            .unwrap_or_default();
        let path = graph.point_path(dead.at);
        let mut draft = match dead.at {
            Point::Start(pipeline) => found
                .add(
                    path,
                    format!(
                        "no trigger starts pipeline `{}` and nothing calls it{protection}",
                        graph.pipeline(pipeline).map_or("", |(id, _)| id)
                    ),
                )
                .on_key()
                .help("say under `on` what starts it (`call: {}` when others may), call it, or remove it"),
            at => found
                .add(path.key("when"), format!("{} never runs{protection}", name(graph, at)))
                .help("say when it runs, or remove it"),
        };
        for other in dead.along.into_iter().take(SHOWN) {
            let message = match other {
                Point::Start(_) => "is called only from there",
                _ => "waits for nothing else, and never runs either",
            };
            draft = draft.related(graph.point_path(other), format!("{} {message}", name(graph, other)));
        }
    }
}

fn name(graph: &Graph, point: Point) -> String {
    match point {
        Point::Start(pipeline) => graph.pipeline(pipeline).map(|(id, _)| format!("pipeline `{id}`")),
        Point::Job(job) => graph.job(job).map(|view| format!("job `{}`", view.id)),
        Point::StageEntry(stage) => graph.stage(stage).map(|view| format!("stage `{}`", view.id)),
        _ => None,
    }
    .unwrap_or_default()
}
