//! `GOP006`: an order of syncs that cannot be kept.

use crate::graph::{Digraph, shortest_cycle};
use crate::model::scalar::Decimal;
use crate::model::{GitOps, GitOpsApplication, Id, SyncHook, SyncResource};
use crate::plan::Plan;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;
use std::collections::HashMap;

rule! {
    /// Applications that wait for one another in a circle, or a wave that comes before what it waits for.
    ///
    /// The engine starts a wave when the one before is well. An application that needs one of a later wave, or an object whose
    /// kind is defined later, never gets well: the first installation hangs, or fails until someone syncs by hand.
    ///
    /// ```yaml bad
    /// gitops:
    ///   applications:
    ///     database: { after: api }
    ///     api: { after: database }
    /// ```
    ///
    /// ```yaml good
    /// gitops:
    ///   applications:
    ///     database: { wave: 0 }
    ///     api: { after: database, wave: 1 }
    /// ```
    ///
    /// References: Argo CD, "Sync Phases and Waves"; Flux, Kustomization API, `dependsOn`; Kubernetes, "Custom Resources".
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let Some(gitops) = &plan.delivery().gitops else { return };
    circle(gitops, found);
    for (id, application) in &gitops.applications {
        waves(gitops, id, application, found);
        resources(id, application, found);
    }
}

fn path(id: &Id) -> ModelPath {
    ModelPath::root().key("gitops").key("applications").key(id.as_str())
}

/// The shortest circle of applications that wait for one another.
fn circle(gitops: &GitOps, found: &mut Findings) {
    let applications = &gitops.applications;
    let number = |position: usize| u32::try_from(position).unwrap_or(u32::MAX);
    let mut edges = Vec::new();
    for (position, application) in applications.values().enumerate() {
        for before in application.after.iter().filter_map(|name| applications.get_index_of(name)) {
            edges.push((number(position), number(before)));
        }
    }
    if edges.is_empty() {
        return;
    }
    let Some(cycle) = shortest_cycle(&Digraph::new(applications.len(), &edges)) else {
        return;
    };
    let members: Vec<&Id> = cycle
        .nodes
        .iter()
        .filter_map(|node| applications.get_index(*node as usize).map(|(id, _)| id))
        .collect();
    let Some(first) = members.first() else { return };
    let names: Vec<String> = members.iter().chain([first]).map(|id| format!("`{id}`")).collect();
    _ = found
        .add(
            path(first).key("after"),
            format!("these applications wait for one another: {}", names.join(" waits for ")),
        )
        .help("take one of them out of the other's way");
}

/// Applications whose wave comes before that of one they wait for.
fn waves(gitops: &GitOps, id: &Id, application: &GitOpsApplication, found: &mut Findings) {
    let wave = |application: &GitOpsApplication| application.wave.unwrap_or(Decimal::ZERO);
    for name in &application.after {
        let Some(before) = gitops.applications.get(name).filter(|before| wave(before) > wave(application)) else {
            continue;
        };
        let own = path(id);
        let own = if application.wave.is_some() {
            own.key("wave")
        } else {
            own.key("after")
        };
        _ = found
            .add(
                own,
                format!(
                    "`{id}` is synced in wave {}, and waits for `{name}` of wave {}",
                    wave(application),
                    wave(before)
                ),
            )
            .help(format!("give `{id}` a wave after {}", wave(before)))
            .related(path(name), format!("`{name}`"));
    }
}

/// Objects whose kind is defined after them.
fn resources(id: &Id, application: &GitOpsApplication, found: &mut Findings) {
    let mut defined: HashMap<&str, (i32, Decimal, usize)> = HashMap::new();
    for (number, resource) in application.resources.iter().enumerate() {
        if let Some(kind) = &resource.defines {
            let (phase, wave) = moment(resource);
            defined.entry(kind).or_insert((phase, wave, number));
        }
    }
    for (number, resource) in application.resources.iter().enumerate() {
        let Some((phase, wave, definition)) = defined.get(resource.kind.as_str()) else {
            continue;
        };
        if (*phase, *wave) > moment(resource) {
            let at = |number| path(id).key("resources").index(number);
            _ = found
                .add(at(number), format!("`{id}` makes a `{}` before its kind is defined", resource.kind))
                .help("give the definition an earlier wave, or an application of its own that comes before")
                .related(at(*definition), "defined here");
        }
    }
}

/// When an object is made: the phase of the sync, then the wave.
fn moment(resource: &SyncResource) -> (i32, Decimal) {
    let phase = match resource.hook {
        Some(SyncHook::PreSync) => -1,
        Some(SyncHook::PostSync) => 1,
        Some(SyncHook::SyncFail | SyncHook::PreDelete | SyncHook::PostDelete) => 2,
        Some(SyncHook::Sync) | None => 0,
    };
    (phase, resource.wave.unwrap_or(Decimal::ZERO))
}
