//! Where something is measured: by the system that is named, or by the only one there is.

use crate::model::{Delivery, Id, MonitoringKind};

/// Where something is measured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Provided<'p> {
    /// By a system that the document describes.
    By(&'p MonitoringKind),
    /// By one that it only names.
    Named(&'p Id),
    /// Nobody says.
    Unsaid,
}

impl Provided<'_> {
    /// The word for its kind, as far as it is known: `azure_monitor`.
    pub fn kind(&self) -> Option<String> {
        match self {
            Self::By(kind) => Some(kind.key().to_owned()),
            Self::Named(id) => Some(id.as_str().replace('-', "_")),
            Self::Unsaid => None,
        }
    }
}

/// Where something is measured: by what is named there, by what measures everything, or by the only system there is.
pub fn provided<'p>(delivery: &'p Delivery, named: Option<&'p Id>) -> Provided<'p> {
    let observability = delivery.observability.as_ref();
    let providers = observability.map(|observability| &observability.providers);
    let usual = || observability.and_then(|observability| observability.metrics.as_ref()?.provider.as_ref());
    let found = match (named.or_else(usual), providers) {
        (Some(id), Some(providers)) => providers.get(id).ok_or(Some(id)),
        (Some(id), None) => Err(Some(id)),
        (None, Some(providers)) if providers.len() == 1 => providers.values().next().ok_or(None),
        (None, _) => Err(None),
    };
    match found {
        Ok(provider) => Provided::By(&provider.kind),
        Err(Some(id)) => Provided::Named(id),
        Err(None) => Provided::Unsaid,
    }
}
