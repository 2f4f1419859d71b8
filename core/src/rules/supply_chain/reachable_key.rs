//! `SEC013`: a signing key within reach of the build, although the build is said to be isolated from it.

use super::released::mentions;
use crate::model::scalar::SecretName;
use crate::model::{Action, Delivery, EnvValue, Step};
use crate::plan::Plan;
use crate::resolve::JobView;
use crate::rules::names::job_name;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;
use std::collections::HashMap;

rule! {
    /// SLSA build level 3 is claimed, and steps of the build can reach what signs.
    ///
    /// Level 3 means that nothing a build runs, such as a script of a dependency, can make provenance up: keys, or the identity
    /// that signs without one, are out of its reach. A job that builds and signs with a key of its own, or with the run's
    /// identity, reaches level 2 at best; so does a key that other jobs see as a variable. Sign in a job, better in a called
    /// pipeline, that runs nothing of the project.
    ///
    /// ```yaml bad
    /// compliance: { requires: { slsa_build: 3 } }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       build:
    ///         jobs:
    ///           api:
    ///             steps:
    ///               - run: make
    ///               - build_image: { image: ghcr.io/acme/api, push: true }
    ///               - attest: { image: ghcr.io/acme/api, level: 3 }
    /// ```
    ///
    /// ```yaml good
    /// compliance: { requires: { slsa_build: 3 } }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       build: { jobs: { api: { steps: [ { run: make }, { build_image: { image: ghcr.io/acme/api, push: true } } ] } } }
    ///       attest: { jobs: { api: { steps: [ { attest: { image: ghcr.io/acme/api, level: 3 } } ] } } }
    /// ```
    ///
    /// References: SLSA 1.2, "Build: Requirements for producing artifacts" (provenance is unforgeable, isolated); GitHub Actions,
    /// "Using artifact attestations and reusable workflows to achieve SLSA v1 Build Level 3".
    Error, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let Some(claim) = claim(plan) else { return };
    let mut keys: HashMap<&SecretName, String> = HashMap::new();
    for job in plan.jobs() {
        let Some((number, step)) = job.steps().find(|(_, step)| signs(step)) else {
            continue;
        };
        for (_, step) in job.steps() {
            if let Action::Sign(sign) = &step.action
                && let Some(key) = &sign.key
            {
                keys.entry(&key.secret).or_insert_with(|| job_name(plan, job.index));
            }
        }
        if let Some((built, _)) = job.steps().find(|(_, step)| builds(step)) {
            let what = match &step.action {
                Action::Sign(sign) if sign.key.is_some() => "the key",
                _ => "the identity",
            };
            _ = found
                .add(
                    plan.step_path(number),
                    format!(
                        "`{}` builds where {what} is that signs, so the build can sign what it likes",
                        job_name(plan, job.index)
                    ),
                )
                .help("sign in a job of its own that runs nothing of the project, or claim level 2")
                .related(plan.step_path(built), "the build runs here")
                .related(claim.clone(), "build level 3 is claimed");
        }
    }
    for job in plan.jobs().filter(|_| !keys.is_empty()) {
        if job.steps().any(|(_, step)| signs(step)) || !job.steps().any(|(_, step)| builds(step)) {
            continue;
        }
        let seen = plan.env_of(&job).into_values().chain(own_env(&job)).find_map(|value| match value {
            EnvValue::Secret(reference) => keys.get_key_value(&reference.secret),
            _ => None,
        });
        if let Some((key, signer)) = seen {
            _ = found
                .add(
                    plan.job_path(job.index),
                    format!(
                        "`{}` builds and sees the key `{key}` that `{signer}` signs with",
                        job_name(plan, job.index)
                    ),
                )
                .on_key()
                .help("give the key only to the job that signs")
                .related(claim.clone(), "build level 3 is claimed");
        }
    }
}

fn own_env<'p>(job: &JobView<'p>) -> impl Iterator<Item = &'p EnvValue> {
    job.steps().flat_map(|(_, step)| step.env.iter().map(|(_, value)| value))
}

/// Where level 3 is claimed.
fn claim(plan: &Plan) -> Option<ModelPath> {
    let delivery: &Delivery = plan.delivery();
    let root = || ModelPath::root().key("compliance");
    if let Some(compliance) = &delivery.compliance {
        if compliance
            .requires
            .as_ref()
            .and_then(|requires| requires.slsa_build)
            .is_some_and(|level| level >= 3)
        {
            return Some(root().key("requires").key("slsa_build"));
        }
        let mut aims = compliance.frameworks.iter().filter(|(name, _)| name.eq_ignore_ascii_case("slsa"));
        if let Some((name, _)) = aims.find(|(_, own)| own.level.as_deref().is_some_and(|level| level.eq_ignore_ascii_case("build-l3"))) {
            return Some(root().key("frameworks").key(name.as_str()).key("level"));
        }
    }
    plan.steps().find_map(|(_, place, step)| match &step.action {
        Action::Attest(attest) if attest.level.is_some_and(|level| level >= 3) => Some(plan.step_path(place).key("attest").key("level")),
        _ => None,
    })
}

fn signs(step: &Step) -> bool {
    matches!(step.action, Action::Sign(_) | Action::Attest(_))
        || mentions(step, &["cosign sign", "cosign attest", "attest-build-provenance", "notation sign"])
}

/// True for a step that runs something of the project.
fn builds(step: &Step) -> bool {
    match &step.action {
        Action::Run(_) => !signs(step),
        Action::BuildImage(_) | Action::Migrate(_) => true,
        Action::Use(used) => used.action.starts_with("./"),
        Action::Parallel(steps) => steps.iter().any(builds),
        _ => false,
    }
}
