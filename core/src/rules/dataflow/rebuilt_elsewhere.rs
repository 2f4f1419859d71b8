//! What goes to production is built in another pipeline than what was tried, or is brought by another version.

use super::deployments::{Deployment, Uses, repository};
use super::order::Order;
use super::rebuilt_after_test::{Product, product};
use super::{reports, steps};
use crate::analysis::releases::families;
use crate::model::{Action, Computed, Id};
use crate::plan::Plan;
use crate::resolve::{Kinds, PipelineIndex, StepPlace};
use crate::rules::Findings;
use std::collections::{HashMap, HashSet};

/// Deployments of one environment, and builds of one thing, that are looked at.
const LOOKED_AT: usize = 16;
/// Pairs of deployments that are held against each other.
const PAIRS: usize = 100_000;

/// Tells of products that a pipeline builds for production itself, although production takes what was tried in another
/// environment, and another pipeline builds and tries that.
pub(super) fn by_another_pipeline(plan: &Plan, all: &[Deployment<'_>], order: &mut Order<'_>, found: &mut Findings) {
    let mut tried: HashMap<&Id, Vec<&Deployment<'_>>> = HashMap::new();
    for one in all.iter().filter(|one| one.is_trial()) {
        if let Some(Computed::Literal(id)) = one.environment {
            tried.entry(id).or_default().push(one);
        }
    }
    let finals: Vec<&Deployment<'_>> = all.iter().filter(|one| one.is_production()).collect();
    if tried.is_empty() || finals.is_empty() {
        return;
    }
    let families = families(plan);
    let family = |pipeline: PipelineIndex| families.get(pipeline.position()).copied();
    let mut made: HashMap<PipelineIndex, Vec<(Product<'_>, StepPlace)>> = HashMap::new();
    for (job, place, step) in plan.steps_of(Kinds::BUILD_IMAGE.or(Kinds::PUBLISH)) {
        if let Some(product) = product(plan, &step.action).filter(|_| !reports::is_report(step)) {
            made.entry(job.pipeline).or_default().push((product, place));
        }
    }
    let trials_here: HashSet<Option<u32>> = all
        .iter()
        .filter(|one| one.is_trial())
        .map(|one| family(one.job.pipeline))
        .collect();
    let mut told = HashSet::new();
    for last in finals {
        // What a pipeline tries itself is looked at where it does.
        if trials_here.contains(&family(last.job.pipeline)) {
            continue;
        }
        let Some(own) = made.get(&last.job.pipeline) else { continue };
        let before = last
            .environment
            .and_then(Computed::literal)
            .and_then(|id| plan.delivery().environments.get(id));
        let promised = before.and_then(|environment| environment.after.as_ref()).into_iter().flatten();
        let tried = promised.flat_map(|id| tried.get(id).into_iter().flatten()).take(LOOKED_AT);
        for trial in tried.filter(|trial| family(trial.job.pipeline) != family(last.job.pipeline)) {
            let theirs = made.get(&trial.job.pipeline).map_or(&[][..], Vec::as_slice);
            let again = own.iter().take(LOOKED_AT).find_map(|(product, place)| {
                let first = theirs.iter().find(|(other, _)| other == product).map(|(_, first)| *first)?;
                let shipped = brings(last, *product) && order.is_before(*place, last.place) == Some(true);
                (shipped && brings(trial, *product)).then_some((*product, *place, first))
            });
            if let Some((product, place, first)) = again
                && told.insert(place)
            {
                let message = format!(
                    "{} is built here for `{}`, and another build of it was tried in `{}`",
                    product.name(),
                    last.target(),
                    trial.target()
                );
                _ = found
                    .add(product.path(plan, place), message)
                    .help("deploy by digest or version what the other pipeline built and tried, instead of building it again")
                    .related(
                        plan.step_path(first),
                        format!("`{}` builds what is tested", steps::job_name(plan, first.job)),
                    )
                    .related(plan.step_path(trial.place), format!("`{}` tries it", trial.name(plan)))
                    .related(plan.step_path(last.place), format!("`{}` deploys what users get", last.name(plan)));
            }
        }
    }
}

fn brings(deployment: &Deployment<'_>, product: Product<'_>) -> bool {
    let uses = match product {
        Product::Artifact(name) => deployment.uses_artifact(name),
        Product::Image(image, service) => deployment.uses_image(image, service),
    };
    uses == Uses::Named
}

/// Tells of images that are tried by one tag and brought to production by another one that no build gives to the same image.
pub(super) fn by_another_tag(plan: &Plan, all: &[Deployment<'_>], order: &mut Order<'_>, found: &mut Findings) {
    let mut builds: HashMap<(PipelineIndex, &str), Vec<HashSet<&str>>> = HashMap::new();
    let mut retags: HashSet<PipelineIndex> = HashSet::new();
    for (job, _, step) in plan.steps_of(Kinds::BUILD_IMAGE.or(Kinds::RUN)) {
        match &step.action {
            Action::BuildImage(build) => {
                if let Some(image) = build.image.as_deref() {
                    let tags = build.tags.iter().map(|tag| {
                        tag.strip_prefix(repository(image))
                            .map_or(tag.as_str(), |tag| tag.trim_start_matches(':'))
                    });
                    builds.entry((job.pipeline, repository(image))).or_default().push(tags.collect());
                }
            }
            // A command may give an image another name.
            Action::Run(script)
                if [
                    "docker tag",
                    "crane tag",
                    "crane copy",
                    "imagetools create",
                    "skopeo copy",
                    "oras tag",
                ]
                .iter()
                .any(|word| script.contains(word)) =>
            {
                retags.insert(job.pipeline);
            }
            _ => {}
        }
    }
    if builds.is_empty() {
        return;
    }
    let mut trials: HashMap<(PipelineIndex, &str), Vec<(&Deployment<'_>, &str)>> = HashMap::new();
    for one in all.iter().filter(|one| one.is_trial()) {
        if let Some((image, tag)) = tagged(one) {
            trials.entry((one.job.pipeline, image)).or_default().push((one, tag));
        }
    }
    let mut pairs = PAIRS;
    for last in all.iter().filter(|one| one.is_production() && !retags.contains(&one.job.pipeline)) {
        let Some((image, tag)) = tagged(last) else { continue };
        let key = (last.job.pipeline, image);
        let Some(built) = builds.get(&key) else { continue };
        let together = |other: &str| built.iter().any(|tags| tags.contains(tag) && tags.contains(other));
        let before: Vec<&(&Deployment<'_>, &str)> = trials.get(&key).into_iter().flatten().take(LOOKED_AT).collect();
        pairs = pairs.saturating_sub(before.len());
        if pairs == 0 {
            return;
        }
        // One trial of the very same is enough.
        if before.iter().any(|(_, other)| *other == tag || together(other)) {
            continue;
        }
        let Some((trial, other)) = before
            .into_iter()
            .find(|(trial, _)| order.is_before(trial.place, last.place) == Some(true))
        else {
            continue;
        };
        _ = found
            .add(
                plan.step_path(last.place).key("deploy").key("image"),
                format!(
                    "`{}` gets `{tag}` of `{image}`, but `{other}` was tried in `{}`",
                    last.target(),
                    trial.target()
                ),
            )
            .help("deploy the same tag or digest everywhere, or give both tags to the image in the step that builds it")
            .related(
                plan.step_path(trial.place),
                format!("`{}` deploys what is tested", trial.name(plan)),
            );
    }
}

/// The image and the tag that a deployment names; a digest says more than any tag.
fn tagged<'d>(deployment: &Deployment<'d>) -> Option<(&'d str, &'d str)> {
    let image = deployment.deploy.image.as_deref().filter(|image| !image.contains('@'))?;
    let name = repository(image);
    let tag = image.strip_prefix(name)?.strip_prefix(':')?;
    Some((name, tag))
}
