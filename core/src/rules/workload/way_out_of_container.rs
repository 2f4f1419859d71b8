//! `K8S004`: a container that can leave its box.

use super::kubernetes::{path, workloads};
use crate::model::{ContainerSecurity, Id, PodSecurity, VolumeKind, Workload, WorkloadContainer};
use crate::plan::Plan;
use crate::rules::fixes::replace;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// A container may do what root of its machine may, shares the machine's network or processes, or holds its engine.
    ///
    /// Whoever takes over the software then has the machine, all other containers on it, and their secrets. Found is only
    /// what is said: what is left out follows the cluster's own rules.
    ///
    /// ```yaml bad
    /// services: { agent: {} }
    /// workloads:
    ///   agent: { container: { security: { privileged: true } } }
    /// ```
    ///
    /// ```yaml good
    /// services: { agent: {} }
    /// workloads:
    ///   agent: { container: { security: { non_root: true, escalation: false, read_only_root: true, drop: ALL } } }
    /// ```
    ///
    /// References: Kubernetes, "Pod Security Standards" (baseline and restricted); CIS Kubernetes Benchmark 5.2; NSA and CISA,
    /// Kubernetes Hardening Guide.
    Error, Plan(check)
}

/// Rights that are as good as root of the machine.
const RIGHTS: &[&str] = &[
    "ALL",
    "BPF",
    "DAC_READ_SEARCH",
    "NET_ADMIN",
    "SYS_ADMIN",
    "SYS_BOOT",
    "SYS_MODULE",
    "SYS_PTRACE",
    "SYS_RAWIO",
];

/// Folders of a machine that rule it.
const PATHS: &[&str] = &[
    "/",
    "/etc",
    "/proc",
    "/root",
    "/var/lib/kubelet",
    "/var/run",
    "/run",
    "/dev",
    "/sys",
    "/boot",
];

fn check(plan: &Plan, found: &mut Findings) {
    for (id, workload) in workloads(plan) {
        if let Some(security) = &workload.security {
            pod(id, security, found);
        }
        volumes(id, workload, found);
        let groups = [("sidecars", &workload.sidecars), ("init", &workload.init)];
        let beside = groups
            .into_iter()
            .flat_map(|(group, containers)| containers.iter().map(move |(name, container)| (Some((group, name)), container)));
        for (place, container) in workload.container.iter().map(|container| (None, container)).chain(beside) {
            of_container(plan, id, place, container, found);
        }
    }
}

fn pod(id: &Id, security: &PodSecurity, found: &mut Findings) {
    let at = |key: &'static str| path(id).key("security").key(key);
    let shares = [
        (security.host_network, "host_network", "shares the network of its machine"),
        (security.host_pid, "host_pid", "sees the processes of its machine"),
        (security.host_ipc, "host_ipc", "shares memory with its machine"),
    ];
    for (_, key, what) in shares.into_iter().filter(|(shares, ..)| *shares) {
        _ = found.add(at(key), format!("`{id}` {what}")).help(format!("take `{key}` away"));
    }
    if security.user == Some(0) || security.non_root == Some(false) {
        let key = if security.user == Some(0) { "user" } else { "non_root" };
        _ = found
            .add(at(key), format!("`{id}` runs as root"))
            .help("say `non_root: true`, and give it a user of its own");
    }
}

fn of_container(plan: &Plan, id: &Id, place: Option<(&'static str, &Id)>, container: &WorkloadContainer, found: &mut Findings) {
    let Some(security) = &container.security else { return };
    let (base, name) = match place {
        None => (path(id).key("container"), format!("`{id}`")),
        Some((group, name)) => (path(id).key(group).key(name.as_str()), format!("`{name}` beside `{id}`")),
    };
    for (key, what, help) in wrongs(security) {
        let path: ModelPath = base.clone().key("security").key(key);
        let fix = match key {
            "escalation" => replace(plan, &path, "false"),
            "non_root" => replace(plan, &path, "true"),
            _ => None,
        };
        _ = found.add(path, format!("{name} {what}")).help(help).fix(fix);
    }
}

/// What a container may do that leads out of it, each with its key and the cure.
fn wrongs(security: &ContainerSecurity) -> Vec<(&'static str, String, &'static str)> {
    let mut wrongs = Vec::new();
    if security.privileged {
        wrongs.push((
            "privileged",
            "may do whatever root of its machine may".to_owned(),
            "add the single rights it needs instead",
        ));
    }
    if security.escalation == Some(true) {
        wrongs.push((
            "escalation",
            "can gain rights it was not started with".to_owned(),
            "say `escalation: false`",
        ));
    }
    if security.user == Some(0) {
        wrongs.push((
            "user",
            "runs as root".to_owned(),
            "say `non_root: true`, and give it a user of its own",
        ));
    } else if security.non_root == Some(false) {
        wrongs.push(("non_root", "may run as root".to_owned(), "say `non_root: true`"));
    }
    let right = security.add.iter().find(|right| {
        let right = right.strip_prefix("CAP_").unwrap_or(right);
        RIGHTS.iter().any(|known| known.eq_ignore_ascii_case(right))
    });
    if let Some(right) = right {
        wrongs.push((
            "add",
            format!("has the right `{right}`, which is as good as root of its machine"),
            "take it away",
        ));
    }
    wrongs
}

fn volumes(id: &Id, workload: &Workload, found: &mut Findings) {
    for (name, volume) in &workload.volumes {
        let VolumeKind::HostPath(host) = &volume.kind else { continue };
        let place = host.path.trim_end_matches('/');
        let place = if place.is_empty() { "/" } else { place };
        let engine = place.rsplit_once('.').is_some_and(|(_, kind)| kind == "sock");
        if engine || PATHS.contains(&place) {
            let what = if engine { "the engine of its machine" } else { "its machine" };
            _ = found
                .add(
                    path(id).key("volumes").key(name.as_str()).key("host_path"),
                    format!("`{id}` mounts `{}`, and with it rules {what}", host.path),
                )
                .help("mount a volume of its own instead");
        }
    }
}
