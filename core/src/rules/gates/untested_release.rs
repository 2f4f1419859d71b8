//! `GAT003`: production is reached past the tests.

use crate::analysis::protection::{Guard, Open};
use crate::analysis::releases::{families, releases};
use crate::model::{Action, Computed, Step};
use crate::plan::Plan;
use crate::resolve::{JobIndex, PipelineIndex};
use crate::rules::unproved::{exposed, tell};
use crate::rules::{Findings, rule};
use std::collections::{HashMap, HashSet};

rule! {
    /// Something can be brought to production past the tests.
    ///
    /// What nobody tried is tried by the users. Where a pipeline has tests, each way to production must pass some; a start by
    /// hand that leaves them out, or tests that nothing waits for, are ways round. A pipeline that builds and releases without
    /// any test is told as a warning. Steps with test results, checks of an environment before production, and commands that
    /// speak of tests count as tests.
    ///
    /// ```yaml bad
    /// environments:
    ///   prod: { tier: production, gates: [ { approval: { by: [leads], not_author: true } } ] }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       check: { jobs: { unit: { steps: [ { run: npm test, reports: { junit: out.xml } } ] } } }
    ///       release:
    ///         jobs: { deploy: { after: [], environment: prod, steps: [ { deploy: {} } ] } }
    /// ```
    ///
    /// ```yaml good
    /// environments:
    ///   prod: { tier: production, gates: [ { approval: { by: [leads], not_author: true } } ] }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       check: { jobs: { unit: { steps: [ { run: npm test, reports: { junit: out.xml } } ] } } }
    ///       release:
    ///         jobs: { deploy: { environment: prod, steps: [ { deploy: {} } ] } }
    /// ```
    ///
    /// References: NIST SSDF PW.8; SOC 2 CC8.1; DORA, "Test automation".
    Error, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let families = families(plan);
    let family = |pipeline: PipelineIndex| families.get(pipeline.position()).copied();
    let (mut testing, mut building) = (HashSet::new(), HashSet::new());
    let mut releasing: HashMap<JobIndex, u32> = HashMap::new();
    for release in releases(plan) {
        releasing.entry(release.place.job).or_insert(release.place.step);
    }
    for (job, place, step) in plan.steps() {
        // A look at what was just released, or what releases it, comes too late to be a test of it.
        let late = || releasing.get(&job.index).is_some_and(|release| place.step >= *release);
        if is_test(step) && !late() {
            testing.extend(family(job.pipeline));
        }
        if matches!(step.action, Action::BuildImage(_) | Action::Publish(_)) {
            building.extend(family(job.pipeline));
        }
    }
    for (release, mut exposure) in exposed(plan, &guards) {
        let Some(own) = plan.job(exposure.step.job).and_then(|view| family(view.pipeline)) else {
            continue;
        };
        let how = match (testing.contains(&own), building.contains(&own)) {
            (true, _) => "past the tests",
            (false, true) => "without any test",
            (false, false) => continue,
        };
        if !testing.contains(&own) {
            // Nothing is got round: there is nothing.
            exposure.open = exposure.open.min(Open::Perhaps);
        }
        let message = format!("`{}` can be reached {how}", release.environment);
        tell(
            plan,
            found,
            &exposure,
            message,
            "let the deployment wait for the tests of what it deploys",
        );
    }
}

/// True for a test whose failure counts.
fn guards(guard: Guard<'_>) -> bool {
    matches!(guard, Guard::Step(_, _, step) if is_test(step) && step.continue_on_error != Some(Computed::Literal(true)))
}

/// True for a step that tries what was built.
fn is_test(step: &Step) -> bool {
    const WORDS: [&str; 16] = [
        "test",
        "tests",
        "pytest",
        "jest",
        "vitest",
        "tox",
        "nox",
        "rspec",
        "phpunit",
        "ctest",
        "e2e",
        "cypress",
        "playwright",
        "behave",
        "verify",
        "nextest",
    ];
    let speaks = |text: &str| {
        text.split(|c: char| !c.is_ascii_alphanumeric())
            .any(|word| WORDS.iter().any(|known| known.eq_ignore_ascii_case(word)))
    };
    let results = step
        .shown()
        .is_some_and(|reports| !reports.junit.is_empty() || !reports.trx.is_empty());
    results
        || match &step.action {
            Action::Run(script) => speaks(script),
            Action::Use(used) => speaks(&used.action),
            Action::Verify(_) => true,
            _ => false,
        }
}
