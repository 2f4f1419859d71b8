//! `OBS005`: releases leave no mark where one looks when something is wrong.

use crate::analysis::releases::releases;
use crate::model::{Action, LogKind, Step};
use crate::plan::Plan;
use crate::resolve::Kinds;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// Releases to production leave no mark in what watches it, and no entry in a log of who did what.
    ///
    /// Most outages begin with a change. With a mark on the curves anyone sees which one; without it the search begins with
    /// asking around. Found where the document says what watches production: `observability.markers`, a log of the kind
    /// `audit`, or a step that sends the event counts.
    ///
    /// ```yaml bad
    /// environments: { prod: { tier: production } }
    /// observability: { providers: { prometheus: { prometheus: {} } } }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages: { ship: { jobs: { api: { environment: prod, steps: [ { deploy: {} } ] } } } }
    /// ```
    ///
    /// ```yaml good
    /// environments: { prod: { tier: production } }
    /// observability: { providers: { prometheus: { prometheus: {} } }, markers: prometheus }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages: { ship: { jobs: { api: { environment: prod, steps: [ { deploy: {} } ] } } } }
    /// ```
    ///
    /// References: OWASP Top 10 CI/CD Security Risks, CICD-SEC-10; DORA, "Monitoring and observability"; Google SRE Book,
    /// "Effective Troubleshooting" (what touched it last).
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let Some(observability) = plan.delivery().observability.as_ref().filter(|own| !own.providers.is_empty()) else {
        return;
    };
    let audited = observability.logs.values().any(|log| log.kind == Some(LogKind::Audit));
    if audited || plan.steps_of(Kinds::RUN.or(Kinds::USE)).any(|(_, _, step)| marks(step)) {
        return;
    }
    for release in releases(plan) {
        let marked = |markers: &crate::model::DeploymentMarkers| {
            let here = markers.environments.is_empty() || markers.environments.contains(release.environment);
            here && (!markers.to.is_empty() || markers.audit.is_some())
        };
        if observability.markers.as_ref().is_some_and(marked) {
            continue;
        }
        _ = found
            .add(
                plan.step_path(release.place),
                format!("a release to `{}` leaves no mark in what watches it", release.environment),
            )
            .help("say under `observability.markers` which providers are told about it")
            .related(ModelPath::root().key("observability").key("providers"), "what watches it");
        return; // one says it for all
    }
}

/// True for a step that tells a system of measurements about a release.
fn marks(step: &Step) -> bool {
    const WORDS: [&str; 8] = [
        "api/annotations",
        "deployment event",
        "datadog-ci deployment",
        "newrelic/deployment",
        "sentry-cli releases",
        "getsentry/action-release",
        "events/deploy",
        "change-tracking",
    ];
    let says = |text: &str| {
        let text = text.to_ascii_lowercase();
        WORDS.iter().any(|word| text.contains(word))
    };
    match &step.action {
        Action::Run(script) => says(script),
        Action::Use(used) => says(&used.action),
        _ => false,
    }
}
