//! Kinds of scans that someone asks for, and the ways to production that pass none of them.

use super::released::mentions;
use crate::analysis::coverage::asked_for;
use crate::analysis::protection::Guard;
use crate::analysis::releases::families;
use crate::model::{Action, ComplianceFact, Id, Platform, ScanKind, Step};
use crate::plan::Plan;
use crate::resolve::{JobView, PipelineIndex};
use crate::rules::Findings;
use crate::rules::unproved::{exposed, tell};
use crate::text::ModelPath;
use std::collections::HashSet;

/// A kind of scan, and what it is about.
pub(super) struct Wanted {
    pub(super) kind: ScanKind,
    pub(super) fact: ComplianceFact,
    /// What is not done, in words.
    pub(super) what: &'static str,
    /// Commands and actions that do it.
    pub(super) tools: &'static [&'static str],
    /// What it is needed for; anything that is released when left out.
    pub(super) only: Option<fn(&Plan, &JobView<'_>, &Step) -> bool>,
}

/// Tells of the ways to production that pass no such scan, where one is asked for.
pub(super) fn check(plan: &Plan, found: &mut Findings, wanted: &Wanted) {
    let Some(asked) = asked(plan, wanted) else { return };
    let families = families(plan);
    let family = |pipeline: PipelineIndex| families.get(pipeline.position()).copied();
    let concerned: Option<HashSet<u32>> = wanted.only.map(|only| {
        let steps = plan.steps().filter(|(job, _, step)| only(plan, job, step));
        steps.filter_map(|(job, ..)| family(job.pipeline)).collect()
    });
    if concerned.as_ref().is_some_and(HashSet::is_empty) {
        return;
    }
    let environments: &[Id] = plan
        .delivery()
        .compliance
        .as_ref()
        .and_then(|compliance| compliance.requires.as_ref())
        .map_or(&[], |requires| &requires.environments);
    let scans = |guard: Guard<'_>| matches!(guard, Guard::Step(_, _, step) if is_scan(step, wanted));
    for (release, exposure) in exposed(plan, &scans) {
        let own = plan.job(exposure.step.job).and_then(|view| family(view.pipeline));
        let concerns = concerned
            .as_ref()
            .is_none_or(|concerned| own.is_some_and(|own| concerned.contains(&own)));
        if concerns && (environments.is_empty() || environments.contains(release.environment)) {
            let message = format!(
                "`{}` can be reached without {}, which {} asks for",
                release.environment, wanted.what, asked
            );
            let help = format!(
                "let every way to `{}` wait for a step `scan: {{ kind: {} }}`",
                release.environment,
                word(wanted.kind)
            );
            tell(plan, found, &exposure, message, &help);
        }
    }
}

/// Who asks for the scan.
fn asked(plan: &Plan, wanted: &Wanted) -> Option<String> {
    let compliance = plan.delivery().compliance.as_ref();
    let required = compliance.and_then(|compliance| compliance.requires.as_ref());
    if required.is_some_and(|required| required.scans.contains(&wanted.kind)) {
        let path = ModelPath::root().key("compliance").key("requires").key("scans");
        return Some(format!("`{path}`"));
    }
    if shown(plan, wanted.fact) {
        return None;
    }
    asked_for(plan, wanted.fact).map(|asked| format!("`{} {}`", asked.framework, asked.control.id))
}

/// True when evidence shows it.
fn shown(plan: &Plan, fact: ComplianceFact) -> bool {
    let compliance = plan.delivery().compliance.iter();
    compliance
        .flat_map(|compliance| compliance.evidence.values())
        .any(|evidence| evidence.shows.contains(&fact))
}

fn is_scan(step: &Step, wanted: &Wanted) -> bool {
    match &step.action {
        Action::Scan(scan) => scan.kind == wanted.kind,
        _ => mentions(step, wanted.tools),
    }
}

fn word(kind: ScanKind) -> &'static str {
    match kind {
        ScanKind::Sast => "sast",
        ScanKind::Sca => "sca",
        ScanKind::Secrets => "secrets",
        ScanKind::Image => "image",
        ScanKind::Iac => "iac",
        ScanKind::Dast => "dast",
        ScanKind::License => "license",
        ScanKind::Pipeline => "pipeline",
    }
}

/// True for a step that builds an image, or brings one somewhere.
pub(super) fn handles_image(plan: &Plan, job: &JobView<'_>, step: &Step) -> bool {
    match &step.action {
        Action::BuildImage(_) => true,
        Action::Deploy(deploy) => deploy.image.is_some() || brings_images(plan, job),
        _ => mentions(
            step,
            &[
                "docker build",
                "docker push",
                "docker buildx build",
                "docker/build-push-action",
                "kaniko",
            ],
        ),
    }
}

/// True when what runs in the environment of a job are containers of services that name an image.
fn brings_images(plan: &Plan, job: &JobView<'_>) -> bool {
    let images = || plan.delivery().services.values().any(|service| service.image.is_some());
    let environment = job
        .environment
        .and_then(crate::resolve::Binding::known)
        .and_then(|index| plan.environment(index));
    let containers = matches!(
        environment.and_then(|view| view.environment.platform.as_ref()),
        Some(
            Platform::Kubernetes(_)
                | Platform::AzureContainerApps(_)
                | Platform::AwsEcs(_)
                | Platform::CloudRun(_)
                | Platform::DockerSwarm(_)
        )
    );
    containers && images()
}

/// True for a step that makes infrastructure, or applies manifests.
pub(super) fn applies_code(_: &Plan, _: &JobView<'_>, step: &Step) -> bool {
    const TOOLS: &[&str] = &[
        "terraform apply",
        "tofu apply",
        "terragrunt apply",
        "terragrunt run-all apply",
        "pulumi up",
        "cdk deploy",
        "cloudformation deploy",
        "az deployment",
        "ansible-playbook",
        "kubectl apply",
        "helm upgrade",
        "helm install",
    ];
    mentions(step, TOOLS)
}
