//! `K8S003`: copies that maintenance takes away all at once, or cannot take away at all.

use super::kubernetes::{fewest_copies, path, productions, serves, workloads};
use crate::model::{Disruption, Share};
use crate::plan::Plan;
use crate::rules::fixes::replace;
use crate::rules::{Findings, rule};

rule! {
    /// Maintenance of a machine takes all copies of a workload away, or waits for ever.
    ///
    /// With one copy every upgrade is an outage. With several and no budget (`disruption`), an upgrade of the machines may
    /// take all of them at once. And with a budget that spares none, a machine never gets empty and the upgrade never ends.
    ///
    /// ```yaml bad
    /// services: { api: {} }
    /// workloads:
    ///   api: { replicas: 1 }
    /// ```
    ///
    /// ```yaml good
    /// services: { api: {} }
    /// workloads:
    ///   api: { replicas: 3, disruption: { max_unavailable: 1 } }
    /// ```
    ///
    /// References: Kubernetes, "Disruptions" and "Specifying a Disruption Budget for your Application".
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let productions = productions(plan);
    for (id, workload) in workloads(plan).filter(|(_, workload)| serves(workload)) {
        let Some(copies) = fewest_copies(plan, productions, workload) else {
            continue;
        };
        // What starts with the events it works on, and may be none at all, serves nobody directly.
        let waits = workload.scaling.as_ref().is_some_and(|scaling| scaling.events.is_some()) && copies == 0;
        if waits {
            continue;
        }
        let (path, message, help) = match &workload.disruption {
            _ if copies < 2 => {
                let path = path(id);
                let path = if workload.replicas.is_some() { path.key("replicas") } else { path };
                (
                    path,
                    format!("one copy of `{id}` runs, so every restart of it or its machine is an outage"),
                    "run two or more".to_owned(),
                )
            }
            None => (
                path(id),
                format!("nothing keeps maintenance from taking all {copies} copies of `{id}` away at once"),
                "say `disruption: { max_unavailable: 1 }`".to_owned(),
            ),
            Some(disruption) if spares_none(disruption, copies) => (
                path(id).key("disruption"),
                format!("maintenance may take none of the {copies} copies of `{id}` away, so it never ends"),
                format!("let one be away: `max_unavailable: 1`, or `min_available: {}`", copies - 1),
            ),
            Some(_) => continue,
        };
        let count =
            |disruption: &Disruption| matches!(disruption.min_available, Some(Share::Count(_))) && disruption.max_unavailable.is_none();
        let fix = workload.disruption.as_ref().filter(|own| copies > 1 && count(own));
        let fix = fix.and_then(|_| replace(plan, &path.clone().key("min_available"), &(copies - 1).to_string()));
        _ = found.add(path, message).on_key().help(help).fix(fix);
    }
}

/// True when no copy may ever be away.
fn spares_none(disruption: &Disruption, copies: u32) -> bool {
    let all = |share: &Share| match share {
        Share::Count(count) => *count >= copies,
        Share::Percent(percent) => percent.as_fraction() >= 1.0,
    };
    let none = |share: &Share| match share {
        Share::Count(count) => *count == 0,
        Share::Percent(percent) => percent.as_fraction() <= 0.0,
    };
    disruption.min_available.as_ref().is_some_and(all) || disruption.max_unavailable.as_ref().is_some_and(none)
}
