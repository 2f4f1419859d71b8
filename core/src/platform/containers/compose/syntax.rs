//! What Compose files are made of.

use serde::Serialize;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Keys and values in the order of the document.
#[derive(Debug)]
pub(super) struct Pairs<'p, V>(pub(super) Vec<(Cow<'p, str>, V)>);

impl<V> Default for Pairs<'_, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<V> Pairs<'_, V> {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<V: Serialize> Serialize for Pairs<'_, V> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn no(flag: &bool) -> bool {
    !flag
}

/// A Compose file.
#[derive(Debug, Default, Serialize)]
pub(super) struct File<'p> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<&'p str>,
    pub(super) services: Pairs<'p, Service<'p>>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty", serialize_with = "volumes")]
    pub(super) volumes: BTreeSet<String>,
}

/// Volumes by name, of which nothing more needs to be said.
fn volumes<S: serde::Serializer>(names: &BTreeSet<String>, serializer: S) -> Result<S::Ok, S::Error> {
    let nothing = BTreeMap::<&str, &str>::new();
    serializer.collect_map(names.iter().map(|name| (name, &nothing)))
}

/// A service.
#[derive(Debug, Default, Serialize)]
pub(super) struct Service<'p> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) image: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) build: Option<Build>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) command: Vec<String>,
    #[serde(skip_serializing_if = "no")]
    pub(super) init: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) user: Option<String>,
    #[serde(skip_serializing_if = "no")]
    pub(super) privileged: bool,
    #[serde(skip_serializing_if = "no")]
    pub(super) read_only: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) tmpfs: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) cap_drop: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) cap_add: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) security_opt: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) restart: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) stop_grace_period: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) ports: Vec<String>,
    #[serde(skip_serializing_if = "Pairs::is_empty")]
    pub(super) environment: Pairs<'p, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) volumes: Vec<String>,
    #[serde(skip_serializing_if = "Pairs::is_empty")]
    pub(super) depends_on: Pairs<'p, Condition>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) healthcheck: Option<Health>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) deploy: Option<Deploy>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) logging: Option<Logging>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) develop: Option<Develop>,
}

/// How an image is built.
#[derive(Debug, Serialize)]
pub(super) struct Build {
    pub(super) context: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) dockerfile: Option<String>,
}

/// What is waited for.
#[derive(Debug, Serialize)]
pub(super) struct Condition {
    pub(super) condition: &'static str,
}

/// How a container is asked whether it is well.
#[derive(Debug, Serialize)]
pub(super) struct Health {
    pub(super) test: Vec<&'static str>,
    pub(super) interval: &'static str,
    pub(super) timeout: &'static str,
    pub(super) retries: u32,
    pub(super) start_period: &'static str,
}

/// How many there are, and what they may use.
#[derive(Debug, Default, Serialize)]
pub(super) struct Deploy {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) replicas: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) resources: Option<Resources>,
}

/// What is promised and allowed.
#[derive(Debug, Default, Serialize)]
pub(super) struct Resources {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) limits: Option<Amounts>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reservations: Option<Amounts>,
}

/// Amounts of processor and memory.
#[derive(Debug, Default, Serialize)]
pub(super) struct Amounts {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) cpus: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) memory: Option<String>,
}

/// Where logs go.
#[derive(Debug, Serialize)]
pub(super) struct Logging {
    pub(super) driver: &'static str,
    pub(super) options: BTreeMap<&'static str, &'static str>,
}

/// What happens when files change.
#[derive(Debug, Serialize)]
pub(super) struct Develop {
    pub(super) watch: Vec<Watch>,
}

/// A folder that is watched.
#[derive(Debug, Serialize)]
pub(super) struct Watch {
    pub(super) action: &'static str,
    pub(super) path: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) ignore: Vec<&'static str>,
}
