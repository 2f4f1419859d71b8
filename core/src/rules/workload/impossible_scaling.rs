//! `K8S006`: scaling that has no room, or that something else undoes.

use super::kubernetes::{fewest, path, serves, workloads};
use crate::model::{Id, Platform, ResourceAmounts, Scaling, Workload};
use crate::plan::Plan;
use crate::rules::quotas::{Quotas, short};
use crate::rules::{Findings, rule};
use crate::text::ModelPath;
use std::collections::BTreeSet;

rule! {
    /// A workload is scaled to more than its namespace may use, to fewer copies than it needs, without an end, or beside a fixed
    /// number of copies.
    ///
    /// What the quota does not allow is not started, and that shows at the peak it was meant for. Fewer copies than it needs to
    /// serve everyone (`needed`) are an outage in a quiet hour, and a workload that may grow without an end grows with every loop
    /// in what calls it, and so does the bill. And where the number of copies is written down as well, each deployment sets it
    /// back, against the load of that moment.
    ///
    /// ```yaml bad
    /// services: { api: {} }
    /// workloads:
    ///   api: { replicas: 3, scaling: { horizontal: { min: 3, max: 20, cpu: 70% } } }
    /// ```
    ///
    /// ```yaml good
    /// services: { api: {} }
    /// workloads:
    ///   api: { scaling: { horizontal: { min: 3, max: 20, cpu: 70% } } }
    /// ```
    ///
    /// References: Kubernetes, "Horizontal Pod Autoscaling" (migrating Deployments) and "Resource Quotas".
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let room = Room::of(plan);
    for (id, workload) in workloads(plan).filter(|(_, workload)| serves(workload)) {
        if workload.replicas.is_some() && workload.scaling.as_ref().is_some_and(scales) {
            twice(found, path(id).key("replicas"), path(id).key("scaling"), &format!("`{id}`"));
        }
        for (environment, own) in &workload.environments {
            if own.replicas.is_some() && own.scaling.as_ref().is_some_and(scales) {
                let at = |key: &'static str| path(id).key("environments").key(environment.as_str()).key(key);
                twice(found, at("replicas"), at("scaling"), &format!("`{id}` in `{environment}`"));
            }
        }
        held(&room, id, workload, found);
        bounds(id, workload, found);
    }
}

/// Holds how few and how many copies there can be against what is needed and what can be paid.
fn bounds(id: &Id, workload: &Workload, found: &mut Findings) {
    let Some(scaling) = &workload.scaling else { return };
    let least = fewest(scaling);
    if let (Some(least), Some(needed)) = (least, workload.needed)
        && least < needed
    {
        _ = found
            .add(
                path(id).key("scaling"),
                format!("scaling leaves `{id}` with `{least}` copies, and it needs `{needed}` to serve everyone"),
            )
            .on_key()
            .help(format!("say `min: {needed}`, and one more to get over the loss of one"))
            .related(path(id).key("needed"), "needed");
    }
    if scaling.events.as_ref().is_some_and(|events| events.max.is_none()) {
        _ = found
            .add(
                path(id).key("scaling").key("events"),
                format!("nothing says how many copies of `{id}` there may be at most"),
            )
            .on_key()
            .help("say `max`, as many as the cluster has room for and the budget pays");
    }
}

fn scales(scaling: &Scaling) -> bool {
    scaling.horizontal.is_some() || scaling.events.is_some()
}

fn twice(found: &mut Findings, replicas: ModelPath, scaling: ModelPath, name: &str) {
    _ = found
        .add(replicas, format!("{name} has a fixed number of copies, and scaling changes it"))
        .help("leave `replicas` out, and say `min` of the scaling")
        .related(scaling, "scaled here");
}

/// Holds what all copies ask for at the peak against the quota of each namespace they run in.
fn held(room: &Room<'_>, id: &Id, workload: &Workload, found: &mut Findings) {
    let Some(most) = workload.scaling.as_ref().and_then(most) else {
        return;
    };
    for (name, (path, quota)) in room.of_workload(workload) {
        let Some(what) = short(workload, most, quota) else { continue };
        _ = found
            .add(
                self::path(id).key("scaling"),
                format!("`{most}` copies of `{id}` ask for more {what} than the namespace `{name}` may use"),
            )
            .on_key()
            .help("raise the quota, or lower `max` or what a copy asks for")
            .related(path.clone(), "what it may use");
    }
}

fn most(scaling: &Scaling) -> Option<u32> {
    scaling
        .horizontal
        .as_ref()
        .map(|horizontal| horizontal.max)
        .or(scaling.events.as_ref().and_then(|events| events.max))
}

/// What namespaces may use.
struct Room<'p> {
    quotas: Quotas<'p>,
    /// Namespaces of environments, where workloads run that name none.
    usual: BTreeSet<&'p str>,
}

impl<'p> Room<'p> {
    fn of(plan: &'p Plan) -> Self {
        let environments = plan.delivery().environments.values();
        let usual = environments.filter_map(|environment| match &environment.platform {
            Some(Platform::Kubernetes(cluster)) => cluster.namespace.as_deref(),
            _ => None,
        });
        Self {
            usual: usual.collect(),
            quotas: Quotas::of(plan),
        }
    }

    /// The quotas that hold for a workload, with the names of their namespaces.
    fn of_workload<'q>(&'q self, workload: &'p Workload) -> impl Iterator<Item = (&'p str, &'q (ModelPath, &'p ResourceAmounts))> {
        let own = workload.namespace.as_deref();
        let usual = self.usual.iter().copied().filter(move |_| own.is_none());
        own.into_iter()
            .chain(usual)
            .flat_map(|name| self.quotas.of_namespace(name).iter().map(move |quota| (name, quota)))
    }
}
