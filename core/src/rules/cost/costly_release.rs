//! `CST012`: a release that costs more than one may.

use super::said::{amount, costs, limits};
use crate::analysis::cost::estimate;
use crate::plan::Plan;
use crate::prices::builtin;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// One release costs more than the document allows, with machines that run twice while both versions are there.
    ///
    /// Blue-green and careful canaries keep the old version running beside the new one. That is their point, and it has a price
    /// with every release.
    ///
    /// ```yaml bad
    /// objectives: { release_budget: 1 USD }
    /// environments:
    ///   prod:
    ///     tier: production
    ///     region: us-east-1
    ///     platform: { vm_group: { size: m7i.large, count: 10 } }
    ///     strategy: switch
    /// strategies: { switch: { blue_green: { switch: load_balancer, keep_old: 24h } } }
    /// ```
    ///
    /// ```yaml good
    /// objectives: { release_budget: 1 USD }
    /// environments:
    ///   prod:
    ///     tier: production
    ///     region: us-east-1
    ///     platform: { vm_group: { size: m7i.large, count: 10 } }
    ///     strategy: switch
    /// strategies: { switch: { blue_green: { switch: load_balancer, keep_old: 30m } } }
    /// ```
    ///
    /// References: Argo Rollouts, "BlueGreen deployment strategy".
    Info, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let delivery = plan.delivery();
    let promised = delivery.objectives.as_ref().and_then(|objectives| objectives.release_budget);
    let limited = limits(delivery).and_then(|limits| limits.release);
    if promised.is_none() && limited.is_none() {
        return;
    }
    let estimate = estimate(plan, builtin());
    let held = [
        (
            promised,
            ModelPath::root().key("objectives").key("release_budget"),
            estimate.release,
            "a release costs",
        ),
        (
            limited,
            costs().key("limits").key("release"),
            estimate.double_running,
            "machines that run twice cost",
        ),
    ];
    for (limit, path, spent, what) in held {
        let Some(limit) = limit.filter(|limit| limit.currency == estimate.currency) else {
            continue;
        };
        if spent.likely > limit.amount {
            let spent = amount(spent.likely, estimate.currency);
            let mut finding = found.add(path, format!("{what} {spent} with each release, and {limit} may be spent"));
            for name in &estimate.strategies {
                let path = ModelPath::root().key("strategies").key(name.as_str());
                finding = finding.related(path, "both versions run at once here");
            }
            _ = finding.help("keep the old version for a shorter time, or start fewer of the new one");
        }
    }
}
