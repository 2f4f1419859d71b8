//! `CST009`: a cluster so old that its control plane costs six times as much.

use crate::model::{ClusterSupport, KubernetesProvider};
use crate::plan::Plan;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// A cluster runs a version that its cloud only keeps alive for extra money.
    ///
    /// EKS takes 0.60 USD an hour instead of 0.10 for a control plane of a version that is out of its usual support: 438 USD a month
    /// for each cluster. An upgrade costs nothing but work.
    ///
    /// ```yaml bad
    /// clusters: { count: 3, platform: eks, version: "1.29", support: extended, nodes: { count: 2, size: m7i.large } }
    /// ```
    ///
    /// ```yaml good
    /// clusters: { count: 3, platform: eks, version: "1.33", support: standard, nodes: { count: 2, size: m7i.large } }
    /// ```
    ///
    /// References: AWS, "Amazon EKS extended support for Kubernetes versions".
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let Some(all) = &plan.delivery().clusters else { return };
    let base = ModelPath::root().key("clusters");
    let dear = |platform: Option<KubernetesProvider>, support: Option<ClusterSupport>| {
        support == Some(ClusterSupport::Extended) && platform.is_none_or(|platform| platform == KubernetesProvider::Eks)
    };
    let mut add = |path: ModelPath, name: &str| {
        _ = found
            .add(
                path,
                format!("{name} on extended support, and a control plane costs six times as much there"),
            )
            .help("upgrade to a version in its usual support");
    };
    if dear(all.platform, all.support) {
        add(base.clone().key("support"), "the clusters are");
    }
    for (id, own) in &all.named {
        if own.support.is_some() && dear(own.platform.or(all.platform), own.support) {
            add(base.clone().key("named").key(id.as_str()).key("support"), &format!("`{id}` is"));
        }
    }
}
