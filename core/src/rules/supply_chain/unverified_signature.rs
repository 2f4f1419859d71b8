//! `SEC012`: what is signed is deployed without a look at the signature.

use super::released::mentions;
use crate::analysis::protection::Guard;
use crate::model::{Action, ComplianceFact, Step};
use crate::plan::Plan;
use crate::resolve::{Kinds, StepPlace};
use crate::rules::names::job_name;
use crate::rules::unproved::{exposed, tell};
use crate::rules::{Findings, rule};

rule! {
    /// Images or artifacts are signed, and production takes them without verifying the signature.
    ///
    /// A signature that nobody looks at keeps nothing out: whoever can write to the registry can put something else there, and it
    /// runs like everything else. Verify it before the deployment with `verify: { signature: … }` or a command that does, or let
    /// the cluster refuse what is not signed (`verify_images`). Evidence that shows `signature_verified` counts too.
    ///
    /// ```yaml bad
    /// environments: { prod: { tier: production } }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       build:
    ///         jobs:
    ///           api: { steps: [ { build_image: { image: ghcr.io/acme/api, tags: "1.0.0", push: true } }, { sign: { image: "ghcr.io/acme/api:1.0.0" } } ] }
    ///       ship: { jobs: { api: { environment: prod, steps: [ { deploy: { image: "ghcr.io/acme/api:1.0.0" } } ] } } }
    /// ```
    ///
    /// ```yaml good
    /// environments: { prod: { tier: production } }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       build:
    ///         jobs:
    ///           api: { steps: [ { build_image: { image: ghcr.io/acme/api, tags: "1.0.0", push: true } }, { sign: { image: "ghcr.io/acme/api:1.0.0" } } ] }
    ///       ship:
    ///         jobs:
    ///           api:
    ///             environment: prod
    ///             steps: [ { run: "cosign verify --key cosign.pub ghcr.io/acme/api:1.0.0" }, { deploy: { image: "ghcr.io/acme/api:1.0.0" } } ]
    /// ```
    ///
    /// References: OWASP Top 10 CI/CD Security Risks, CICD-SEC-9; SLSA 1.2, "Verifying artifacts"; CIS Software Supply Chain
    /// Security Guide, 4.1; NIST SP 800-53, CM-14; Sigstore, "Verifying signatures".
    Error, Plan(check)
}

/// Commands and actions that verify.
const VERIFIERS: &[&str] = &[
    "cosign verify",
    "notation verify",
    "gh attestation verify",
    "slsa-verifier",
    "gpg --verify",
    "gpgv ",
    "verify-attestation",
    "crane-verify",
    "policy-controller",
    "connaisseur",
];

fn check(plan: &Plan, found: &mut Findings) {
    let Some((signing, of)) = signed(plan) else { return };
    if is_verified_elsewhere(plan) {
        return;
    }
    let verifies = |guard: Guard<'_>| matches!(guard, Guard::Step(_, _, step) if is_verification(step));
    for (release, exposure) in exposed(plan, &verifies) {
        if !brings(plan, release.place, of) || found.only_counts() {
            continue;
        }
        let signer = job_name(plan, signing.job);
        let message = format!(
            "`{signer}` signs what `{}` takes without looking at the signature",
            release.environment
        );
        let help = "verify the signature before the deployment, or let the cluster refuse what is not signed";
        tell(plan, found, &exposure, message, help);
    }
}

/// What is signed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Signed {
    Images,
    Artifacts,
    Both,
}

/// The first step that signs, and what is signed in all.
fn signed(plan: &Plan) -> Option<(StepPlace, Signed)> {
    let mut all: Option<(StepPlace, Signed)> = None;
    for (_, place, step) in plan.steps_of(Kinds::SIGN.or(Kinds::RUN)) {
        let own = match &step.action {
            Action::Sign(sign) if sign.artifact.is_some() && sign.image.is_none() => Signed::Artifacts,
            Action::Sign(sign) if sign.image.is_some() => Signed::Images,
            Action::Run(_) if mentions(step, &["cosign sign", "notation sign"]) => Signed::Images,
            _ => continue,
        };
        let known = all.get_or_insert((place, own));
        if known.1 != own {
            known.1 = Signed::Both;
        }
    }
    all
}

/// True for a release of the kind of thing that is signed.
fn brings(plan: &Plan, place: StepPlace, signed: Signed) -> bool {
    let Some(Action::Deploy(deploy)) = plan.step(place).map(|step| &step.action) else {
        return false;
    };
    let images = plan
        .delivery()
        .services
        .iter()
        .any(|(id, service)| service.image.is_some() && (deploy.services.is_empty() || deploy.services.contains(id)));
    let image = deploy.image.is_some() || (deploy.artifacts.is_empty() && images);
    match signed {
        Signed::Images => image,
        Signed::Artifacts => !deploy.artifacts.is_empty(),
        Signed::Both => image || !deploy.artifacts.is_empty(),
    }
}

fn is_verification(step: &Step) -> bool {
    matches!(&step.action, Action::Verify(verify) if verify.signature.is_some()) || mentions(step, VERIFIERS)
}

/// True when clusters let in only what is signed, or evidence shows that something does.
fn is_verified_elsewhere(plan: &Plan) -> bool {
    let delivery = plan.delivery();
    let evidence = delivery.compliance.iter().flat_map(|compliance| compliance.evidence.values());
    let shown = evidence
        .flat_map(|evidence| evidence.shows.iter())
        .any(|fact| *fact == ComplianceFact::SignatureVerified);
    let refused = delivery
        .clusters
        .as_ref()
        .is_some_and(|clusters| clusters.verify_images == Some(true));
    shown || refused
}
