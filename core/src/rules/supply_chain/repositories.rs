//! Whose repositories and registries are one's own, and whether strangers can propose changes.

use crate::model::{Delivery, RepositoryContent, Visibility};
use std::collections::HashSet;

/// Owners of the repositories that the document names, such as `contoso` of `github.com/contoso/web`.
pub(super) fn owners(delivery: &Delivery) -> HashSet<&str> {
    let sources = delivery.compliance.iter().flat_map(|compliance| compliance.repositories.values());
    let manifests = delivery
        .gitops
        .iter()
        .flat_map(|gitops| gitops.repository.iter().chain(gitops.repositories.values()));
    sources
        .filter_map(|repository| repository.url.as_deref())
        .chain(manifests.map(|repository| repository.url.as_str()))
        .filter_map(owner)
        .collect()
}

fn owner(url: &str) -> Option<&str> {
    let place = url.split_once("://").map_or(url, |(_, rest)| rest);
    let place = place.split_once('@').map_or(place, |(_, rest)| rest);
    let mut parts = place.split(['/', ':']);
    let first = parts.next()?;
    if first.contains('.') { parts.next() } else { Some(first) }
}

/// Addresses of registries that are one's own: declared ones, and those that services are delivered from.
pub(super) fn registries(delivery: &Delivery) -> Vec<&str> {
    let declared = delivery
        .infrastructure
        .iter()
        .flat_map(|infrastructure| infrastructure.registries.values())
        .filter_map(|registry| registry.url.as_deref())
        .map(|url| url.split_once("://").map_or(url, |(_, rest)| rest).trim_end_matches('/'));
    let delivered = delivery
        .services
        .values()
        .filter_map(|service| service.image.as_deref())
        .filter_map(|image| image.rsplit_once('/').map(|(folder, _)| folder));
    declared.chain(delivered).filter(|registry| !registry.is_empty()).collect()
}

/// True when the software's repository is known to be open to strangers.
pub(super) fn is_public(delivery: &Delivery) -> bool {
    delivery
        .compliance
        .iter()
        .flat_map(|compliance| compliance.repositories.values())
        .any(|repository| {
            let ours = repository.holds.is_empty()
                || repository
                    .holds
                    .iter()
                    .any(|holds| matches!(holds, RepositoryContent::Software | RepositoryContent::Pipelines));
            ours && repository.visibility == Some(Visibility::Public)
        })
}
