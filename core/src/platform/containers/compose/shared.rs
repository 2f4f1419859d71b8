//! What a service is in both files: what it may do, what it keeps, and what it waits for.

use super::Site;
use super::syntax::{Condition, Pairs, Service};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Id, VolumeKind, Workload, WorkloadContainer};
use crate::render::{Feature, loss};
use crate::text::ModelPath;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A service without its image, its variables and its ports; what the document does not allow is forbidden.
pub(super) fn confined<'p>(site: &Site<'p>, id: &'p Id, volumes: &mut BTreeSet<String>, losses: &mut Vec<Diagnostic>) -> Service<'p> {
    let workload = site.known.workload(id);
    let container = workload.and_then(|workload| workload.container.as_ref());
    let security = container.and_then(|container| container.security.as_ref());
    let privileged = security.is_some_and(|security| security.privileged);
    let read_only = security.and_then(|security| security.read_only_root).unwrap_or(!privileged);
    let texts = |words: &[String]| words.iter().map(|word| escaped(word)).collect::<Vec<String>>();
    Service {
        command: container.map(command).unwrap_or_default(),
        init: true,
        user: security.and_then(|security| security.user).map(|user| user.to_string()),
        privileged,
        read_only,
        tmpfs: if read_only { vec!["/tmp".to_owned()] } else { Vec::new() },
        cap_drop: match security {
            Some(security) if !security.drop.is_empty() => texts(&security.drop),
            _ if privileged => Vec::new(),
            _ => vec!["ALL".to_owned()],
        },
        cap_add: security.map(|security| texts(&security.add)).unwrap_or_default(),
        security_opt: if privileged || security.and_then(|security| security.escalation) == Some(true) {
            Vec::new()
        } else {
            vec!["no-new-privileges:true"]
        },
        volumes: mounts(id, workload, container, volumes, losses),
        depends_on: Pairs(
            site.needs(id)
                .map(|need| (Cow::Borrowed(need.as_str()), waits(site, need)))
                .collect(),
        ),
        ..Service::default()
    }
}

/// Program and arguments, when the container has others than its image.
fn command(container: &WorkloadContainer) -> Vec<String> {
    container.command.iter().chain(&container.args).map(|word| escaped(word)).collect()
}

fn waits(site: &Site<'_>, need: &Id) -> Condition {
    // Only an image that is asked whether it is well can be waited for longer than it takes to start.
    let asked = site
        .plan
        .delivery()
        .services
        .get(need)
        .is_some_and(|service| service.health.is_some() && service.port.is_some() && service.runtime.is_some());
    Condition {
        condition: if asked { "service_healthy" } else { "service_started" },
    }
}

/// What a container sees of volumes.
fn mounts(
    id: &Id,
    workload: Option<&Workload>,
    container: Option<&WorkloadContainer>,
    volumes: &mut BTreeSet<String>,
    losses: &mut Vec<Diagnostic>,
) -> Vec<String> {
    let mut mounts = Vec::new();
    for mount in container.into_iter().flat_map(|container| &container.mounts) {
        let volume = workload.and_then(|workload| workload.volumes.get(&mount.volume));
        match volume.map(|volume| &volume.kind) {
            Some(VolumeKind::Claim(_) | VolumeKind::Empty(_)) if !mount.path.contains(':') => {
                let name = format!("{id}-{}", mount.volume);
                let end = if mount.read_only { ":ro" } else { "" };
                mounts.push(format!("{name}:{}{end}", escaped(&mount.path)));
                volumes.insert(name);
            }
            _ => losses.push(loss(
                Feature::Workloads,
                Severity::Warning,
                ModelPath::root()
                    .key("workloads")
                    .key(id.as_str())
                    .key("volumes")
                    .key(mount.volume.as_str()),
                format!("what is mounted at `{}` is not on the machine", mount.path),
            )),
        }
    }
    mounts
}

/// The name of a variable that people set.
pub(super) fn variable(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect()
}

/// A text in which nothing is a variable.
pub(super) fn escaped(text: &str) -> String {
    text.replace('$', "$$")
}
