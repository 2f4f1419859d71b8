//! `SEC010`: a release that nobody knows the parts of.

use super::released::{answers_to, families};
use crate::model::Action;
use crate::plan::Plan;
use crate::rules::names::job_name;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// Something is released without a list of what it is made of, although that is asked for.
    ///
    /// The day a component turns out to be broken, the list says which releases have it. Asked for by
    /// `compliance.requires.sbom`, and by PCI DSS, SSDF and the other frameworks that want an inventory of components. A step
    /// `sbom`, or a command or action that is known to make a list, in the pipelines that build or call one another is
    /// enough.
    ///
    /// ```yaml bad
    /// compliance:
    ///   requires: { sbom: true }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       build: { jobs: { api: { steps: [ { build_image: { image: ghcr.io/acme/api, push: true } } ] } } }
    /// ```
    ///
    /// ```yaml good
    /// compliance:
    ///   requires: { sbom: true }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       build:
    ///         jobs:
    ///           api: { steps: [ { build_image: { image: ghcr.io/acme/api, push: true } }, { sbom: { target: ghcr.io/acme/api } } ] }
    /// ```
    ///
    /// References: PCI DSS 6.3.2; NIST SP 800-218 (SSDF), PS.3.2; CISA, "Minimum elements for a software bill of materials";
    /// Regulation (EU) 2024/2847, Annex I.
    Warning, Plan(check)
}

/// Frameworks that ask for an inventory of components.
const FRAMEWORKS: &[&str] = &["pci_dss", "ssdf", "cra"];

/// Tools and actions that make a list.
const TOOLS: &[&str] = &["sbom", "syft", "cyclonedx", "cdxgen", "spdx"];

fn check(plan: &Plan, found: &mut Findings) {
    let delivery = plan.delivery();
    let requires = delivery.compliance.as_ref().and_then(|compliance| compliance.requires.as_ref());
    let root = ModelPath::root;
    let asked = match requires.and_then(|requires| requires.sbom) {
        Some(true) => root().key("compliance").key("requires").key("sbom"),
        None if answers_to(delivery, FRAMEWORKS).is_some() => root().key("objectives").key("compliance"),
        Some(false) | None => return,
    };
    for family in families(plan) {
        let listed = family.has(|action| matches!(action, Action::Sbom(_)), TOOLS);
        if let Some(place) = family.releases.first().filter(|_| !listed) {
            _ = found
                .add(
                    plan.step_path(*place),
                    format!(
                        "`{}` releases something, and nothing lists what it is made of",
                        job_name(plan, place.job)
                    ),
                )
                .help("add a step `sbom` for what is released")
                .related(asked.clone(), "such a list is asked for");
        }
    }
}
