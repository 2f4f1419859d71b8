//! Who deploys what, and where to.

use super::steps;
use crate::model::{Action, Computed, Deploy, Id, Tier};
use crate::plan::Plan;
use crate::resolve::{JobView, Kinds, StepPlace};
use std::rc::Rc;

/// Artifacts fetched by one job that are looked at.
const FETCHED: usize = 64;

/// A step that deploys.
pub(super) struct Deployment<'p> {
    pub(super) place: StepPlace,
    pub(super) job: JobView<'p>,
    pub(super) deploy: &'p Deploy,
    /// Where to, as far as the document says.
    pub(super) environment: Option<&'p Computed<Id>>,
    /// What that environment is for.
    pub(super) tier: Option<Tier>,
    /// Artifacts that its job took before.
    fetched: Rc<[&'p Id]>,
}

/// Whether a deployment brings a thing with it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Uses {
    /// It says so.
    Named,
    /// It names nothing, so it deploys what was built.
    Perhaps,
    /// It names other things.
    No,
}

/// All deployments, in order.
pub(super) fn all(plan: &Plan) -> Vec<Deployment<'_>> {
    let mut list: Vec<Deployment<'_>> = Vec::new();
    let mut fetched = (None, Vec::new());
    let mut shared: Option<Rc<[&Id]>> = None;
    for (job, place, step) in plan.steps_of(Kinds::FETCH.or(Kinds::DEPLOY)) {
        if fetched.0 != Some(job.index) {
            fetched = (Some(job.index), Vec::new());
            shared = None;
        }
        match &step.action {
            Action::Fetch(fetch) if fetch.from.is_none() && fetched.1.len() < FETCHED => {
                fetched.1.extend(fetch.artifact.literal());
                shared = None;
            }
            Action::Deploy(deploy) => {
                let environment = deploy
                    .environment
                    .as_ref()
                    .or(job.job.environment.as_ref().map(|environment| &environment.name));
                let tier = environment.and_then(Computed::literal).and_then(|id| plan.tier(id));
                let fetched = shared.get_or_insert_with(|| fetched.1.clone().into()).clone();
                list.push(Deployment {
                    place,
                    job,
                    deploy,
                    environment,
                    tier,
                    fetched,
                });
            }
            _ => {}
        }
    }
    list
}

impl Deployment<'_> {
    /// True when users are on what it deploys to.
    pub(super) fn is_production(&self) -> bool {
        self.tier == Some(Tier::Production)
    }

    /// True when what is deployed by it is only looked at, before production.
    pub(super) fn is_trial(&self) -> bool {
        matches!(self.tier, Some(Tier::Development | Tier::Test | Tier::Staging | Tier::Preview))
    }

    /// True when it does not say what it deploys.
    pub(super) fn is_bare(&self) -> bool {
        self.deploy.artifacts.is_empty() && self.deploy.image.is_none()
    }

    /// The artifacts it names; those its job took when it names nothing.
    pub(super) fn artifacts(&self) -> impl Iterator<Item = &Id> {
        let fetched: &[&Id] = if self.is_bare() { &self.fetched } else { &[] };
        self.deploy.artifacts.iter().chain(fetched.iter().copied())
    }

    /// Whether it brings an artifact.
    pub(super) fn uses_artifact(&self, name: &Id) -> Uses {
        if self.artifacts().any(|own| own == name) {
            return Uses::Named;
        }
        if self.is_bare() && self.fetched.is_empty() {
            Uses::Perhaps
        } else {
            Uses::No
        }
    }

    /// Whether it brings an image, given by its name without a tag and by its service.
    pub(super) fn uses_image(&self, image: Option<&str>, service: Option<&Id>) -> Uses {
        let deploy = self.deploy;
        if let Some(own) = &deploy.image {
            return if image == Some(repository(own)) { Uses::Named } else { Uses::No };
        }
        match service {
            Some(service) if deploy.services.contains(service) => Uses::Named,
            Some(_) if deploy.services.is_empty() && deploy.artifacts.is_empty() => Uses::Named,
            None if deploy.artifacts.is_empty() => Uses::Perhaps,
            _ => Uses::No,
        }
    }

    /// How messages name it: `prod.deploy`.
    pub(super) fn name(&self, plan: &Plan) -> String {
        steps::job_name(plan, self.place.job)
    }

    /// The environment it deploys to, as messages name it.
    pub(super) fn target(&self) -> &str {
        match self.environment {
            Some(Computed::Literal(id)) => id,
            Some(Computed::Expression(expression)) => expression,
            None => "",
        }
    }
}

/// An image's name without tag and digest. The colon of a registry's port stands before a slash.
pub(super) fn repository(image: &str) -> &str {
    let name = image.split_once('@').map_or(image, |(name, _)| name);
    match name.rsplit_once(':') {
        Some((before, tag)) if !tag.contains('/') => before,
        _ => name,
    }
}
