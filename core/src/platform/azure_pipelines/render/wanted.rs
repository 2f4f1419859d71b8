//! What files need that is set up outside of them: service connections, variable groups, extensions.

use super::templates::Template;
use crate::render::FileSet;
use std::collections::{BTreeMap, BTreeSet};

/// Files in the making, and what they need.
#[derive(Debug, Default)]
pub(super) struct Out {
    pub(super) files: FileSet,
    pub(super) wanted: Wanted,
}

/// What files need that is set up outside of them.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    /// Service connections, by name.
    pub(super) connections: BTreeMap<String, Connection>,
    /// Templates of steps.
    pub(super) templates: BTreeSet<Template>,
    /// Extensions of the organization, by publisher and name.
    pub(super) extensions: BTreeSet<&'static str>,
    /// Variable groups and the variables they must hold.
    pub(super) groups: BTreeMap<String, BTreeSet<String>>,
}

/// What a service connection leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Connection {
    /// Azure, by the identity of the run; the subscription, when the document names it.
    Azure(Option<String>),
    /// A container registry.
    Registry(String),
    /// A Kubernetes cluster.
    Cluster,
    /// Snyk.
    Snyk,
    /// A server of SonarQube.
    SonarQube,
}
