//! `DAT004`: a deployment by a tag that can move.

use super::deployments;
use crate::diagnostic::Severity;
use crate::model::{Action, Computed, Workload};
use crate::plan::Plan;
use crate::resolve::{Kinds, StepPlace};
use crate::rules::{Findings, rule};
use crate::text::ModelPath;
use std::collections::HashMap;

rule! {
    /// A deployment names its image or version by a tag that can move.
    ///
    /// What `latest` or `main` stands for changes with the next push. Nobody can tell then what runs, two copies may run
    /// different versions, and going back to the last version deploys the new one again. A digest, an exact version or a
    /// commit stays what it was, unless each build gives the same tag to another image.
    ///
    /// ```yaml bad
    /// environments:
    ///   prod: { tier: production }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       ship: { jobs: { api: { environment: prod, steps: [ { deploy: { image: ghcr.io/acme/api:latest } } ] } } }
    /// ```
    ///
    /// ```yaml good
    /// environments:
    ///   prod: { tier: production }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       ship: { jobs: { api: { environment: prod, steps: [ { deploy: { image: "ghcr.io/acme/api:${{ commit }}" } } ] } } }
    /// ```
    ///
    /// References: Kubernetes, "Images" (avoid the `:latest` tag); OCI Distribution Specification, "Pulling manifests";
    /// CIS Kubernetes Benchmark; SLSA, "Verifying artifacts".
    Error, Plan(check)
}

/// Tags that are moved on: names of branches, channels and environments.
const MOVING: &[&str] = &[
    "beta",
    "canary",
    "current",
    "default",
    "dev",
    "develop",
    "development",
    "edge",
    "head",
    "latest",
    "live",
    "lts",
    "main",
    "mainline",
    "master",
    "next",
    "nightly",
    "prod",
    "production",
    "qa",
    "release",
    "rolling",
    "snapshot",
    "stable",
    "staging",
    "test",
    "testing",
    "trunk",
    "uat",
    "unstable",
];

const HELP: &str = "name a digest, an exact version, or the commit it was built from";

fn check(plan: &Plan, found: &mut Findings) {
    for (id, workload) in &plan.delivery().workloads {
        containers(plan, id, workload, found);
    }
    let builds = Builds::of(plan);
    for (_, place, step) in plan.steps_of(Kinds::DEPLOY) {
        let Action::Deploy(deploy) = &step.action else { continue };
        let path = |key: &str| plan.step_path(place).key("deploy").key(key);
        if let Some(image) = &deploy.image {
            // An image without a tag is deployed at the version that stands beside it.
            let tagged = tag(image).is_some();
            if tagged || deploy.version.is_none() {
                image_at(|| path("image"), image, found);
            }
            builds.look(plan, image, || path("image"), found);
        }
        if let Some(version) = deploy.version.as_deref().filter(|version| moves(version)) {
            found
                .add(
                    path("version"),
                    format!("the version `{version}` can move, so nobody can tell what is deployed"),
                )
                .help(HELP);
        }
    }
}

fn containers(plan: &Plan, id: &str, workload: &Workload, found: &mut Findings) {
    let path = || ModelPath::root().key("workloads").key(id);
    let service = workload.service.as_ref().map_or(id, |service| service.as_str());
    let delivered = plan.delivery().services.get(service).and_then(|service| service.image.as_deref());
    if let Some(image) = workload.container.as_ref().and_then(|container| container.image.as_deref()) {
        // The service's own image without a tag is run at the version that is delivered.
        if Some(image) != delivered {
            image_at(|| path().key("container").key("image"), image, found);
        }
    }
    for (group, containers) in [("sidecars", &workload.sidecars), ("init", &workload.init)] {
        for (id, container) in containers {
            if let Some(image) = container.image.as_deref().filter(|image| Some(*image) != delivered) {
                image_at(|| path().key(group).key(id.as_str()).key("image"), image, found);
            }
        }
    }
}

fn image_at(path: impl FnOnce() -> ModelPath, image: &str, found: &mut Findings) {
    if image.contains(['@', '$']) {
        return; // a digest, or computed
    }
    match tag(image) {
        None => {
            _ = found
                .add(path(), format!("`{image}` has no tag, so whatever is `latest` by then is deployed"))
                .help(HELP);
        }
        Some(tag) if moves(tag) => {
            _ = found
                .add(path(), format!("`{image}` is deployed by the tag `{tag}`, which can move"))
                .help(HELP);
        }
        Some(_) => {}
    }
}

fn tag(image: &str) -> Option<&str> {
    let name = image.split_once('@').map_or(image, |(name, _)| name);
    name.strip_prefix(deployments::repository(image))
        .and_then(|rest| rest.strip_prefix(':'))
}

/// True for a name of something that moves on, and for `latest` with anything around it, such as `latest-alpine`.
fn moves(tag: &str) -> bool {
    let tag = tag.trim().to_ascii_lowercase();
    MOVING.contains(&tag.as_str()) || (!tag.contains('$') && tag.split(['-', '_', '.']).any(|word| word == "latest"))
}

/// Images that pipelines build by a tag that is always the same.
struct Builds<'p>(HashMap<(&'p str, &'p str), StepPlace>);

impl<'p> Builds<'p> {
    fn of(plan: &'p Plan) -> Self {
        let mut builds = HashMap::new();
        let registries = plan
            .delivery()
            .infrastructure
            .iter()
            .flat_map(|infrastructure| infrastructure.registries.values());
        // Where a tag stays what it was, the second build fails instead.
        let fixed: Vec<&str> = registries
            .filter(|own| own.immutable_tags == Some(true))
            .filter_map(|own| own.url.as_deref())
            .collect();
        for (_, place, step) in plan.steps_of(Kinds::BUILD_IMAGE) {
            let Action::BuildImage(build) = &step.action else { continue };
            let Some(image) = build.image.as_deref().filter(|_| build.push != Some(Computed::Literal(false))) else {
                continue;
            };
            let name = deployments::repository(image);
            if fixed.iter().any(|url| name.starts_with(url.trim_start_matches("https://"))) {
                continue;
            }
            for tag in build.tags.iter().map(String::as_str).chain(tag(image)) {
                let tag = tag.strip_prefix(name).map_or(tag, |tag| tag.trim_start_matches(':'));
                if !tag.contains('$') {
                    builds.entry((name, tag)).or_insert(place);
                }
            }
        }
        Self(builds)
    }

    /// Tells of an image that is deployed by such a tag. Tags that move by their name are told elsewhere.
    fn look(&self, plan: &Plan, image: &str, path: impl FnOnce() -> ModelPath, found: &mut Findings) {
        let Some(tag) = tag(image).filter(|tag| !image.contains('@') && !moves(tag)) else {
            return;
        };
        if let Some(build) = self.0.get(&(deployments::repository(image), tag)) {
            _ = found
                .add(
                    path(),
                    format!("each build gives the tag `{tag}` to another image, so nobody can tell what is deployed"),
                )
                .severity(Severity::Warning)
                .help("put the commit or the number of the run into the tag, or deploy the digest")
                .related(plan.step_path(*build), "built here");
        }
    }
}
