//! `SEC001`: code of others that can change under one's hands.

use super::repositories::{owners, registries};
use super::uses::{action, below};
use crate::model::Computed;
use crate::plan::Plan;
use crate::resolve::{Binding, PipelineIndex};
use crate::rules::{Findings, rule};
use crate::text::ModelPath;
use std::collections::HashSet;

rule! {
    /// An action, reusable pipeline or image of others is taken by a name that can be given to something else.
    ///
    /// Whoever gets hold of the account of its author moves the tag, and the next run of everyone who uses it runs their code
    /// with the job's secrets and its token. A commit or a digest stays what it was. The platform's own actions (`actions/…`,
    /// `github/…`), tasks and components may be taken by a tag, and so may official images and containers beside a job when
    /// they have a version.
    ///
    /// ```yaml bad
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       build:
    ///         jobs:
    ///           api: { steps: [ { use: actions/checkout@v5 }, { use: { action: acme-tools/setup@v2 } } ] }
    /// ```
    ///
    /// ```yaml good
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       build:
    ///         jobs:
    ///           api: { steps: [ { use: actions/checkout@v5 }, { use: acme-tools/setup@4f8b1a9e6c2d7f3051b8e9a4c6d2f7b3e1a05c98 } ] }
    /// ```
    ///
    /// References: OWASP Top 10 CI/CD Security Risks, CICD-SEC-3 and CICD-SEC-8; GitHub Actions, "Security hardening" (using
    /// third-party actions); GitLab, "CI/CD components" (security best practices); CVE-2025-30066.
    Error, Plan(check)
}

/// Owners on GitHub whose actions are the platform's own.
const PLATFORM: &[&str] = &["actions", "github"];

/// Tags that stand for no version.
const MOVING: &[&str] = &[
    "latest", "main", "master", "edge", "nightly", "stable", "dev", "next", "lts", "current",
];

fn check(plan: &Plan, found: &mut Findings) {
    let delivery = plan.delivery();
    let world = World {
        owners: owners(delivery),
        registries: registries(delivery),
    };
    // An image that many jobs of a pipeline run in is told once.
    let mut told: HashSet<(PipelineIndex, &str)> = HashSet::new();
    for (index, _, pipeline) in plan.pipelines() {
        if let Some(Computed::Literal(container)) = pipeline.container.as_deref() {
            told.insert((index, &container.image));
            world.image(
                &container.image,
                true,
                || plan.pipeline_path(index).key("container").key("image"),
                found,
            );
        }
    }
    for job in plan.jobs() {
        let path = || plan.job_path(job.index);
        if let Some(Computed::Literal(container)) = job.job.container.as_deref()
            && told.insert((job.pipeline, &container.image))
        {
            world.image(&container.image, true, || path().key("container").key("image"), found);
        }
        let services = job.job.services.iter();
        for (name, container) in services.filter(|(_, own)| told.insert((job.pipeline, &own.image))) {
            world.image(
                &container.image,
                false,
                || path().key("services").key(name.as_str()).key("image"),
                found,
            );
        }
        if let Some(call) = job.job.call.as_deref().filter(|_| job.calls == Some(Binding::Computed)) {
            world.action(&call.pipeline, || path().key("call").key("pipeline"), found);
        }
        for (place, step) in job.steps() {
            if let Some((action, keys)) = action(step) {
                world.action(action, || below(plan.step_path(place), keys), found);
            }
        }
    }
}

/// What is one's own.
struct World<'d> {
    owners: HashSet<&'d str>,
    registries: Vec<&'d str>,
}

impl World<'_> {
    fn action(&self, action: &str, path: impl FnOnce() -> ModelPath, found: &mut Findings) {
        if let Some(image) = action.strip_prefix("docker://") {
            return self.image(image, true, path, found);
        }
        if action.starts_with('.') || action.contains('$') {
            return;
        }
        let Some((name, reference)) = action.rsplit_once('@') else { return };
        // A task of Azure Pipelines has no owner in its name, and no commit to be pinned to.
        let Some((owner, rest)) = name.split_once('/') else { return };
        let owner = if owner.contains('.') {
            rest.split('/').next().unwrap_or(owner)
        } else {
            owner
        };
        let known = PLATFORM.contains(&owner) || (name.starts_with("gitlab.com/") && owner == "components");
        // The generator of SLSA proves what it is by its tag, and does not work by a commit.
        let by_tag = name.starts_with("slsa-framework/slsa-github-generator/.github/workflows/") && reference.starts_with('v');
        if known || by_tag || self.owners.contains(owner) || is_commit(reference) {
            return;
        }
        _ = found
            .add(
                path(),
                format!("`{name}` is taken by the name `{reference}`, which its author can give to other code"),
            )
            .help("name the commit, and keep the version in a comment beside it");
    }

    fn image(&self, image: &str, works: bool, path: impl FnOnce() -> ModelPath, found: &mut Findings) {
        let own = |registry: &&str| image.starts_with(*registry);
        if image.contains(['$', '@']) || image.is_empty() || self.registries.iter().any(own) {
            return;
        }
        let tag = image.rsplit_once(':').map(|(_, tag)| tag).filter(|tag| !tag.contains('/'));
        let official = !image.contains('/') || image.starts_with("docker.io/library/");
        let versioned = tag.is_some_and(|tag| !MOVING.contains(&tag));
        if versioned && (official || !works) {
            return;
        }
        let named = match tag {
            Some(tag) if !versioned => format!("`{image}` is taken by the tag `{tag}`, which moves"),
            Some(_) => format!("`{image}` is taken by a tag that its author can give to another image"),
            None => format!("`{image}` has no tag, so whatever is `latest` by then runs"),
        };
        _ = found.add(path(), named).help("name the digest: `@sha256:…`");
    }
}

/// True for a commit, as SHA-1 or SHA-256.
fn is_commit(reference: &str) -> bool {
    let digest = reference.strip_prefix("sha256:").unwrap_or(reference);
    matches!(digest.len(), 40 | 64) && digest.bytes().all(|byte| byte.is_ascii_hexdigit())
}
