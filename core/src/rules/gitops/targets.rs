//! What a GitOps engine brings to which environments.

use super::patterns::fits;
use crate::model::scalar::Glob;
use crate::model::{
    Delivery, Environment, GitOps, GitOpsApplication, GitOpsRepository, GitOpsSync, Id, Kubernetes, Platform, TenantDestination,
};
use std::collections::HashMap;

/// An application in an environment; without applications, everything in an environment that the engine looks after.
pub(super) struct Target<'d> {
    pub(super) application: Option<(&'d Id, &'d GitOpsApplication)>,
    pub(super) environment: (&'d Id, &'d Environment),
    pub(super) sync: Option<&'d GitOpsSync>,
    pub(super) repository: Option<&'d GitOpsRepository>,
}

impl<'d> Target<'d> {
    /// The branch, tag or commit that is followed; the main branch when nobody says.
    pub(super) fn revision(&self) -> Option<&'d str> {
        self.application
            .and_then(|(_, application)| application.revision.as_deref())
            .or(self.repository.and_then(|repository| repository.revision.as_deref()))
    }
}

/// All that the engine brings somewhere, as far as it is said where.
pub(super) fn targets<'d>(delivery: &'d Delivery, gitops: &'d GitOps) -> Vec<Target<'d>> {
    if gitops.applications.is_empty() {
        let reach = Reach::of(gitops);
        // An engine brings things to Kubernetes, within what tenants may reach.
        let managed = delivery.environments.iter().filter(|(_, environment)| match &environment.platform {
            Some(Platform::Kubernetes(cluster)) => gitops.tenants.is_empty() || reach.covers(cluster),
            _ => false,
        });
        let target = |environment| Target {
            application: None,
            environment,
            sync: gitops.sync.as_ref(),
            repository: gitops.repository.as_ref(),
        };
        return managed.map(target).collect();
    }
    let target = |(id, application): (&'d Id, &'d GitOpsApplication)| {
        let environment = delivery.environments.get_key_value(application.environment.as_ref()?)?;
        let repository = match &application.repository {
            Some(name) => gitops.repositories.get(name),
            None => gitops.repository.as_ref(),
        };
        Some(Target {
            application: Some((id, application)),
            environment,
            sync: application.sync.as_ref().or(gitops.sync.as_ref()),
            repository,
        })
    };
    gitops.applications.iter().filter_map(target).collect()
}

/// Where tenants may bring things.
struct Reach<'d> {
    /// By the name of the cluster.
    exact: HashMap<&'d str, Vec<&'d TenantDestination>>,
    /// By a pattern of names.
    patterns: Vec<(&'d str, &'d TenantDestination)>,
}

impl<'d> Reach<'d> {
    fn of(gitops: &'d GitOps) -> Self {
        let mut reach = Self {
            exact: HashMap::new(),
            patterns: Vec::new(),
        };
        for destination in gitops.tenants.values().flat_map(|tenant| &tenant.destinations) {
            match destination.cluster.as_ref().map(Glob::as_str) {
                Some(pattern) if pattern.contains('*') => reach.patterns.push((pattern, destination)),
                Some(name) => reach.exact.entry(name).or_default().push(destination),
                None => {}
            }
        }
        reach
    }

    fn covers(&self, cluster: &Kubernetes) -> bool {
        let Some(name) = cluster.cluster.as_deref() else { return false };
        let exact = self.exact.get(name).into_iter().flatten().copied();
        let patterns = self
            .patterns
            .iter()
            .filter(|(pattern, _)| fits(pattern, name))
            .map(|(_, destination)| *destination);
        exact.chain(patterns).any(|destination| {
            let within =
                |namespace: &str| destination.namespaces.is_empty() || destination.namespaces.iter().any(|own| fits(own, namespace));
            cluster.namespace.as_deref().is_none_or(within)
        })
    }
}
