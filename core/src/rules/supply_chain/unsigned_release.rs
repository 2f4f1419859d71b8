//! `SEC011`: a release that does not show where it comes from.

use super::released::{Family, answers_to, families, mentions};
use crate::model::{Action, Delivery};
use crate::plan::Plan;
use crate::rules::names::job_name;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// Something is released without the signature, or below the level of provenance, that is asked for.
    ///
    /// Without them nobody can tell a release from something that was put into the registry by another way. Asked for by
    /// `compliance.requires.signature` and `slsa_build`, and by the framework `slsa` with its level (`build-l2`). A step `sign`
    /// or `attest`, or a command or action that is known to sign, in the pipelines that build or call one another is enough.
    ///
    /// ```yaml bad
    /// compliance:
    ///   requires: { signature: true }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       build: { jobs: { api: { steps: [ { build_image: { image: ghcr.io/acme/api, push: true } } ] } } }
    /// ```
    ///
    /// ```yaml good
    /// compliance:
    ///   requires: { signature: true }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       build:
    ///         jobs:
    ///           api: { steps: [ { build_image: { image: ghcr.io/acme/api, push: true } }, { sign: { image: ghcr.io/acme/api } } ] }
    /// ```
    ///
    /// References: OWASP Top 10 CI/CD Security Risks, CICD-SEC-9; SLSA 1.2, build track; NIST SP 800-218 (SSDF), PS.2.1;
    /// Sigstore, "Signing containers".
    Warning, Plan(check)
}

/// Tools and actions that sign.
const SIGNERS: &[&str] = &[
    "cosign",
    "notation sign",
    "gpg --detach",
    "gpg --sign",
    "gpg -",
    "attest-build-provenance",
    "slsa-github-generator",
];

/// Actions that attest how something was built.
const ATTESTERS: &[&str] = &[
    "attest-build-provenance",
    "slsa-github-generator",
    "cosign attest",
    "actions/attest@",
];

fn check(plan: &Plan, found: &mut Findings) {
    let delivery = plan.delivery();
    let signature = delivery
        .compliance
        .as_ref()
        .and_then(|compliance| compliance.requires.as_ref())
        .and_then(|requires| requires.signature)
        == Some(true);
    let level = level(delivery);
    if !signature && level.is_none() {
        return;
    }
    for family in families(plan) {
        let Some(place) = family.releases.first() else { continue };
        let name = || job_name(plan, place.job);
        let path = || plan.step_path(*place);
        let required = ModelPath::root().key("compliance").key("requires");
        if signature && !is_signed(&family) {
            _ = found
                .add(path(), format!("`{}` releases something, and nothing signs it", name()))
                .help("add a step `sign`, with the run's own identity or a key")
                .related(required.clone().key("signature"), "a signature is asked for");
        }
        let Some((least, asked)) = &level else { continue };
        let reached = reached(&family);
        if reached.is_none_or(|reached| reached < *least) {
            let why = reached.map_or_else(
                || "nothing attests how it was built".to_owned(),
                |reached| format!("only level {reached} is attested"),
            );
            _ = found
                .add(
                    path(),
                    format!("`{}` releases something at SLSA build level {least}, but {why}", name()),
                )
                .help(format!("add a step `attest` with `level: {least}`, on a system that reaches it"))
                .related(asked.clone(), "the level is asked for");
        }
    }
}

/// The level of provenance that is asked for, and where.
fn level(delivery: &Delivery) -> Option<(u16, ModelPath)> {
    let compliance = delivery.compliance.as_ref()?;
    let path = ModelPath::root().key("compliance");
    if let Some(level) = compliance.requires.as_ref().and_then(|requires| requires.slsa_build) {
        return (level > 0).then(|| (level, path.key("requires").key("slsa_build")));
    }
    let name = answers_to(delivery, &["slsa"])?;
    let aimed = compliance.frameworks.get(name)?.level.as_deref()?;
    let level = aimed.strip_prefix("build-l")?.parse().ok()?;
    Some((level, path.key("frameworks").key(name).key("level")))
}

fn is_signed(family: &Family<'_>) -> bool {
    family.has(|action| matches!(action, Action::Sign(_) | Action::Attest(_)), SIGNERS)
}

/// The highest level that a step attests; one that does not say is believed.
fn reached(family: &Family<'_>) -> Option<u16> {
    let level = |step: &&crate::model::Step| match &step.action {
        Action::Attest(attest) => Some(attest.level.unwrap_or(u16::MAX)),
        _ => mentions(step, ATTESTERS).then_some(u16::MAX),
    };
    let elsewhere = family
        .calls
        .iter()
        .any(|call| call.contains("slsa-github-generator"))
        .then_some(u16::MAX);
    family.steps.iter().filter_map(level).chain(elsewhere).max()
}
