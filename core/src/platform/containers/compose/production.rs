//! The services as production wants them on one machine.

use super::shared::{confined, escaped, variable};
use super::syntax::{Amounts, Deploy, File, Logging, Pairs, Resources, Service};
use super::{Site, free};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::scalar::{Port, Size};
use crate::model::{EnvValue, Exposure, Id, ResourceAmounts, Service as Said, Workload, WorkloadContainer};
use crate::render::{Feature, FileSet, loss};
use crate::text::ModelPath;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};

pub(super) fn file<'p>(site: &Site<'p>, files: &mut FileSet) -> File<'p> {
    let delivery = site.plan.delivery();
    let mut file = File {
        name: Some(delivery.name.as_str()),
        ..File::default()
    };
    let mut taken = HashSet::new();
    let mut losses = Vec::new();
    for (id, said) in &delivery.services {
        let mut service = service(site, id, said, &mut file.volumes, &mut losses);
        let published = said.exposure.is_some_and(|exposure| exposure != Exposure::Private);
        if let Some(port) = said.port.filter(|_| published).map(Port::number) {
            let open = free(port, &mut taken);
            service.ports.push(format!("{open}:{port}"));
            if open != port {
                let path = ModelPath::root().key("services").key(id.as_str()).key("port");
                let message = format!("port {port} of the machine belongs to another service, so this one has {open}");
                losses.push(loss(Feature::Services, Severity::Warning, path, message));
            }
        }
        file.services.0.push((Cow::Borrowed(id.as_str()), service));
    }
    for loss in losses {
        files.lose(loss);
    }
    file
}

fn service<'p>(site: &Site<'p>, id: &'p Id, said: &'p Said, volumes: &mut BTreeSet<String>, losses: &mut Vec<Diagnostic>) -> Service<'p> {
    let workload = site.known.workload(id);
    let container = workload.and_then(|workload| workload.container.as_ref());
    let published = said.port.is_some() && said.exposure.is_some_and(|exposure| exposure != Exposure::Private);
    Service {
        image: Some(image(id, said, container)),
        restart: Some("unless-stopped"),
        stop_grace_period: workload
            .and_then(|workload| workload.grace)
            .map(|grace| format!("{}s", grace.as_secs_up())),
        environment: environment(site, id),
        deploy: deploy(workload, container, published),
        logging: Some(Logging {
            driver: "local",
            options: BTreeMap::from([("max-file", "3"), ("max-size", "10m")]),
        }),
        ..confined(site, id, volumes, losses)
    }
}

/// The image of a service: as the container says, or its name, of which the version is still to be said.
pub(super) fn named(id: &Id, said: &Said, container: Option<&WorkloadContainer>) -> (String, bool) {
    match container.and_then(|container| container.image.as_deref()) {
        Some(image) => match image.split_once("${{") {
            Some((name, _)) => (escaped(name.trim_end_matches([':', '@'])), true),
            None => (escaped(image), false),
        },
        None => (escaped(said.image.as_deref().unwrap_or(id.as_str())), true),
    }
}

/// The image at a version that must be said when Compose runs.
fn image(id: &Id, said: &Said, container: Option<&WorkloadContainer>) -> String {
    match named(id, said, container) {
        (name, true) => format!("{name}:${{{}:?say which version of {id} runs}}", version(id)),
        (name, false) => name,
    }
}

/// The variable that holds the version of a service.
pub(super) fn version(id: &Id) -> String {
    format!("{}_VERSION", variable(id.as_str()).to_ascii_uppercase())
}

/// The variables of a service. What is secret, or known to pipelines only, must be set when Compose runs.
fn environment<'p>(site: &Site<'p>, id: &Id) -> Pairs<'p, String> {
    let variables = site.variables(id).into_iter().map(|(name, value)| {
        let value = match value {
            EnvValue::Text(text) if !text.contains("${{") => escaped(text),
            EnvValue::Empty => String::new(),
            EnvValue::Text(_) | EnvValue::Secret(_) => {
                let name = variable(name);
                format!("${{{name}:?set {name}}}")
            }
        };
        (Cow::Borrowed(name), value)
    });
    Pairs(variables.collect())
}

fn deploy(workload: Option<&Workload>, container: Option<&WorkloadContainer>, published: bool) -> Option<Deploy> {
    let resources = container.and_then(|container| container.resources.as_ref());
    let limits = resources.and_then(|resources| amounts(resources.limits.as_ref()));
    let reservations = resources.and_then(|resources| amounts(resources.requests.as_ref()));
    let deploy = Deploy {
        // Two containers cannot share one port of the machine.
        replicas: workload
            .and_then(|workload| workload.replicas)
            .filter(|replicas| *replicas != 1 && !published),
        resources: (limits.is_some() || reservations.is_some()).then_some(Resources { limits, reservations }),
    };
    (deploy.replicas.is_some() || deploy.resources.is_some()).then_some(deploy)
}

fn amounts(said: Option<&ResourceAmounts>) -> Option<Amounts> {
    let said = said?;
    let amounts = Amounts {
        cpus: said.cpu.map(|cpu| cpu.cores().to_string()),
        memory: said.memory.map(memory),
    };
    (amounts.cpus.is_some() || amounts.memory.is_some()).then_some(amounts)
}

/// A size in the words of Compose, for which `m` is 1024 × 1024.
fn memory(size: Size) -> String {
    let bytes = size.bytes();
    match (bytes % (1 << 30), bytes % (1 << 20)) {
        (0, _) => format!("{}g", bytes >> 30),
        (_, 0) => format!("{}m", bytes >> 20),
        _ => format!("{bytes}b"),
    }
}
