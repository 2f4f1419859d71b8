//! `DAT003`: what goes to production is not what was tested.

use super::deployments::{self, Deployment, Uses};
use super::order::Order;
use super::{rebuilt_elsewhere, reports, steps};
use crate::graph::{reachable_from, reaches};
use crate::model::{Action, Computed, Id};
use crate::plan::Plan;
use crate::resolve::{Kinds, PipelineIndex, StepPlace};
use crate::rules::{Findings, rule};
use crate::text::ModelPath;
use std::collections::HashMap;

rule! {
    /// What production gets is not what was tried in an environment before: it is built again, built by another pipeline, or
    /// named by another tag.
    ///
    /// Build once, then move the same bits from environment to environment. A second build gets other dependencies,
    /// another base image or another clock, so whatever was tested and approved is not what users get. Followed are artifacts
    /// and images, from the step that makes them to each deployment; a tag that the same step gives to the image is the same.
    ///
    /// ```yaml bad
    /// services:
    ///   api: { image: ghcr.io/acme/api }
    /// environments:
    ///   staging: { tier: staging }
    ///   prod: { tier: production, after: staging }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       build: { jobs: { api: { steps: [ { build_image: { service: api, push: true } } ] } } }
    ///       staging: { jobs: { api: { environment: staging, steps: [ { deploy: { services: api } } ] } } }
    ///       prod:
    ///         jobs:
    ///           api: { environment: prod, steps: [ { build_image: { service: api, push: true } }, { deploy: { services: api } } ] }
    /// ```
    ///
    /// ```yaml good
    /// services:
    ///   api: { image: ghcr.io/acme/api }
    /// environments:
    ///   staging: { tier: staging }
    ///   prod: { tier: production, after: staging }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       build: { jobs: { api: { steps: [ { build_image: { service: api, push: true } } ] } } }
    ///       staging: { jobs: { api: { environment: staging, steps: [ { deploy: { services: api } } ] } } }
    ///       prod: { jobs: { api: { environment: prod, steps: [ { deploy: { services: api } } ] } } }
    /// ```
    ///
    /// References: Humble and Farley, "Continuous Delivery" (only build your binaries once); DORA, "Deployment
    /// automation"; The Twelve-Factor App, "Build, release, run".
    Error, Plan(check)
}

/// Deployments looked at, and builds of the same thing looked at for each.
const LOOKS: usize = 1_000_000;
const MAKERS: usize = 32;

/// What a step makes: an artifact, or an image with its service.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Product<'p> {
    Artifact(&'p Id),
    Image(Option<&'p str>, Option<&'p Id>),
}

impl Product<'_> {
    /// As messages name it.
    pub(super) fn name(self) -> String {
        match self {
            Self::Artifact(name) => format!("`{name}`"),
            Self::Image(image, service) => format!("the image of `{}`", service.map(Id::as_str).or(image).unwrap_or_default()),
        }
    }

    /// Where a step that makes it says so.
    pub(super) fn path(self, plan: &Plan, place: StepPlace) -> ModelPath {
        match self {
            Self::Artifact(name) => steps::artifact_path(plan, place, name),
            Self::Image(..) => plan.step_path(place).key("build_image"),
        }
    }
}

fn check(plan: &Plan, found: &mut Findings) {
    let all = deployments::all(plan);
    let mut order = Order::new(plan);
    rebuilt_elsewhere::by_another_pipeline(plan, &all, &mut order, found);
    rebuilt_elsewhere::by_another_tag(plan, &all, &mut order, found);
    let (trials, finals): (Vec<_>, Vec<_>) = all
        .iter()
        .filter(|one| one.is_trial() || one.is_production())
        .partition(|one| one.is_trial());
    if trials.is_empty() || finals.is_empty() {
        return;
    }
    let points = |list: &[&Deployment<'_>]| -> Vec<u32> { list.iter().map(|one| one.job.point).collect() };
    let after_trial = reachable_from(plan.flow(), &points(&trials), |_| false);
    let before_final = reaches(plan.flow(), &points(&finals));
    let mut made: HashMap<(PipelineIndex, Product<'_>), Vec<StepPlace>> = HashMap::new();
    let mut suspects = Vec::new();
    for (job, place, step) in plan.steps_of(Kinds::BUILD_IMAGE.or(Kinds::PUBLISH)) {
        let Some(product) = product(plan, &step.action).filter(|_| !reports::is_report(step)) else {
            continue;
        };
        made.entry((job.pipeline, product)).or_default().push(place);
        if after_trial.contains(job.point) && before_final.contains(job.point) {
            suspects.push((job.pipeline, product, place));
        }
    }
    if suspects.is_empty() {
        return;
    }
    let (trials, finals) = (by_pipeline(&trials), by_pipeline(&finals));
    let mut looks = LOOKS;
    for (pipeline, product, place) in suspects {
        if looks == 0 {
            break;
        }
        let makers = made.get(&(pipeline, product)).map_or(&[][..], Vec::as_slice);
        let trial =
            |one: &Deployment<'_>| brings(&mut order, one, product, Some(makers)) && order.is_before(one.place, place) == Some(true);
        let Some(tried) = first(trials.get(&pipeline), &mut looks, trial) else {
            continue;
        };
        let last = |one: &Deployment<'_>| brings(&mut order, one, product, None) && order.is_before(place, one.place) == Some(true);
        if let Some(shipped) = first(finals.get(&pipeline), &mut looks, last) {
            let first = makers
                .iter()
                .take(MAKERS)
                .copied()
                .find(|maker| order.is_before(*maker, tried.place) == Some(true));
            let story = Story {
                first,
                place,
                tried,
                shipped,
            };
            report(plan, found, product, &story);
        }
    }
}

/// The first deployment that is wanted, as long as there are looks left.
fn first<'d, 'p>(
    list: Option<&Vec<&'d Deployment<'p>>>,
    looks: &mut usize,
    mut wanted: impl FnMut(&Deployment<'p>) -> bool,
) -> Option<&'d Deployment<'p>> {
    list?.iter().copied().find(|one| {
        *looks = looks.saturating_sub(1);
        *looks > 0 && wanted(one)
    })
}

fn by_pipeline<'d, 'p>(list: &[&'d Deployment<'p>]) -> HashMap<PipelineIndex, Vec<&'d Deployment<'p>>> {
    let mut map: HashMap<_, Vec<_>> = HashMap::new();
    for one in list {
        map.entry(one.job.pipeline).or_default().push(*one);
    }
    map
}

pub(super) fn product<'p>(plan: &'p Plan, action: &'p Action) -> Option<Product<'p>> {
    match action {
        Action::Publish(publish) => publish.artifact.literal().map(Product::Artifact),
        Action::BuildImage(build) if build.push == Some(Computed::Literal(false)) => None,
        Action::BuildImage(build) => {
            let services = &plan.delivery().services;
            let image = |service: &Id| services.get(service).and_then(|service| service.image.as_deref());
            let name = build
                .image
                .as_deref()
                .or_else(|| build.service.as_ref().and_then(image))
                .map(deployments::repository);
            let known = || {
                services
                    .iter()
                    .find(|(_, service)| name.is_some() && service.image.as_deref() == name)
                    .map(|(id, _)| id)
            };
            Some(Product::Image(name, build.service.as_ref().or_else(known)))
        }
        _ => None,
    }
}

/// Whether a deployment brings a product. One that names nothing brings, of what is made in the pipeline, that which
/// was made before it: `makers`, when they matter.
fn brings(order: &mut Order<'_>, deployment: &Deployment<'_>, product: Product<'_>, makers: Option<&[StepPlace]>) -> bool {
    let uses = match product {
        Product::Artifact(name) => deployment.uses_artifact(name),
        Product::Image(image, service) => deployment.uses_image(image, service),
    };
    let mut made_before = || {
        makers.is_none_or(|makers| {
            makers
                .iter()
                .take(MAKERS)
                .any(|maker| order.is_before(*maker, deployment.place) == Some(true))
        })
    };
    uses == Uses::Named || (uses == Uses::Perhaps && made_before())
}

/// What a finding shows: where it was made first, where again, where it was tried, and where it goes.
struct Story<'s, 'p> {
    first: Option<StepPlace>,
    place: StepPlace,
    tried: &'s Deployment<'p>,
    shipped: &'s Deployment<'p>,
}

fn report(plan: &Plan, found: &mut Findings, product: Product<'_>, story: &Story<'_, '_>) {
    let Story {
        first,
        place,
        tried,
        shipped,
    } = *story;
    let what = product.name();
    let mut draft = found
        .add(
            product.path(plan, place),
            format!(
                "{what} is built again after it was tried in `{}`, so `{}` gets something else",
                tried.target(),
                shipped.target()
            ),
        )
        .help("build it once before the first deployment, and deploy the same everywhere");
    if let Some(first) = first {
        draft = draft.related(
            plan.step_path(first),
            format!("`{}` builds what is tested", steps::job_name(plan, first.job)),
        );
    }
    draft
        .related(
            plan.step_path(tried.place),
            format!("`{}` deploys what is tested", tried.name(plan)),
        )
        .related(
            plan.step_path(shipped.place),
            format!("`{}` deploys what users get", shipped.name(plan)),
        );
}
