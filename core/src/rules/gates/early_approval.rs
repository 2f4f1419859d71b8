//! `GAT007`: what is approved does not exist yet.

use crate::analysis::releases::{before, releases};
use crate::graph::BitSet;
use crate::model::{Action, GateKind};
use crate::plan::Plan;
use crate::resolve::{JobIndex, Kinds, Point};
use crate::rules::{Findings, rule};
use std::collections::HashSet;

rule! {
    /// An approval is asked for before there is anything to approve.
    ///
    /// Whoever approves looks at what was built, tested and scanned. When all of that happens after the approval, the approval is
    /// one of an intention: what is built then may be anything.
    ///
    /// ```yaml bad
    /// environments:
    ///   prod: { tier: production }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       build:
    ///         gates: [ { approval: { by: [leads], not_author: true } } ]
    ///         jobs: { api: { steps: [ { run: npm test, reports: { junit: out.xml } }, { publish: { artifact: api, path: dist } } ] } }
    ///       release: { jobs: { deploy: { environment: prod, steps: [ { fetch: api }, { deploy: {} } ] } } }
    /// ```
    ///
    /// ```yaml good
    /// environments:
    ///   prod: { tier: production }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       build:
    ///         jobs: { api: { steps: [ { run: npm test, reports: { junit: out.xml } }, { publish: { artifact: api, path: dist } } ] } }
    ///       release:
    ///         gates: [ { approval: { by: [leads], not_author: true } } ]
    ///         jobs: { deploy: { environment: prod, steps: [ { fetch: api }, { deploy: {} } ] } }
    /// ```
    ///
    /// References: SOC 2 CC8.1; Humble and Farley, "Continuous Delivery".
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    // A job that builds and releases in one go is approved as a whole.
    let own: HashSet<JobIndex> = releases(plan).iter().map(|release| release.place.job).collect();
    let mut builds = BitSet::new(plan.points().len());
    for (job, _, step) in plan.steps_of(Kinds::BUILD_IMAGE.or(Kinds::PUBLISH)) {
        if matches!(step.action, Action::BuildImage(_) | Action::Publish(_)) && !own.contains(&job.index) {
            builds.insert(job.point);
        }
    }
    let before = before(plan, own.iter().copied());
    // Points behind a build, and points that a build on the way to production comes after.
    let (mut built, mut later) = (BitSet::new(plan.points().len()), BitSet::new(plan.points().len()));
    for &number in plan.order() {
        if builds.contains(number) || plan.flow().predecessors(number).iter().any(|before| built.contains(*before)) {
            built.insert(number);
        }
    }
    for &number in plan.order().iter().rev() {
        let next = plan.flow().successors(number).iter();
        if next
            .clone()
            .any(|next| later.contains(*next) || (builds.contains(*next) && before.contains(*next)))
        {
            later.insert(number);
        }
    }
    let mut told = HashSet::new();
    for (&point, number) in plan.points().iter().zip(0u32..) {
        let Some(gate) = plan.gate(point) else { continue };
        let early =
            matches!(gate.kind, GateKind::Approval(_)) && before.contains(number) && later.contains(number) && !built.contains(number);
        let key = match point {
            Point::EnvironmentGate(environment, _, position) => Some((environment, position)),
            _ => None,
        };
        if early && key.is_none_or(|key| told.insert(key)) {
            found
                .add(plan.point_path(point), "what is approved here is built only afterwards")
                .help("ask for the approval after the build, before the deployment");
        }
    }
}
