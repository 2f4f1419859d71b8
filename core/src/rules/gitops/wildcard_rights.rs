//! `GOP004`: rights with a star.

use crate::model::scalar::Glob;
use crate::model::{AccessRole, ClusterRule, ServiceAccount};
use crate::plan::Plan;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// A workload or a tenant has rights over everything, or may read the secrets of the whole cluster.
    ///
    /// A star holds for what exists today and for all that will ever be added. A pod with such rights, or a tenant whose role
    /// reaches beyond its own applications, is a way into all others.
    ///
    /// ```yaml bad
    /// services: { api: {} }
    /// workloads:
    ///   api: { account: { rules: [ { verbs: "*", resources: pods } ] } }
    /// ```
    ///
    /// ```yaml good
    /// services: { api: {} }
    /// workloads:
    ///   api: { account: { rules: [ { verbs: [get, list, watch], resources: pods } ] } }
    /// ```
    ///
    /// References: CIS Kubernetes Benchmark 5.1.2 and 5.1.3; Kubernetes, "Role Based Access Control Good Practices"; Argo CD,
    /// "RBAC Configuration".
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let delivery = plan.delivery();
    for (id, workload) in &delivery.workloads {
        if let Some(account) = &workload.account {
            let path = ModelPath::root().key("workloads").key(id.as_str()).key("account");
            of_account(id, account, &path, found);
        }
    }
    let Some(gitops) = &delivery.gitops else { return };
    let path = ModelPath::root().key("gitops");
    if let Some(role) = gitops
        .default_role
        .as_deref()
        .filter(|role| role.trim_start_matches("role:").eq_ignore_ascii_case("admin"))
    {
        _ = found
            .add(path.clone().key("default_role"), format!("whoever has no role has `{role}`"))
            .help("leave it out, or let them only look: `role:readonly`");
    }
    for (tenant, own) in &gitops.tenants {
        for (id, role) in &own.roles {
            let path = path.clone().key("tenants").key(tenant.as_str()).key("roles").key(id.as_str());
            if let Some(objects) = beyond(role) {
                _ = found
                    .add(
                        path.key("in"),
                        format!("the role `{id}` of `{tenant}` reaches `{objects}`, which is more than its own"),
                    )
                    .help(format!("name the tenant: `{tenant}/*`"));
            }
        }
    }
}

fn of_account(id: &str, account: &ServiceAccount, path: &ModelPath, found: &mut Findings) {
    if let Some(position) = account.roles.iter().position(|role| role == "cluster-admin") {
        let path = path.clone().key("roles");
        let path = if account.roles.len() > 1 { path.index(position) } else { path };
        _ = found
            .add(path, format!("`{id}` may do everything in the cluster"))
            .help("give it rules that name what it does with which objects");
    }
    for (number, rule) in account.rules.iter().enumerate() {
        if let Some(what) = too_wide(rule, account.cluster_wide) {
            _ = found
                .add(path.clone().key("rules").index(number), format!("`{id}` {what}"))
                .help("name the verbs, the kinds, and where it can the objects");
        }
    }
}

fn too_wide(rule: &ClusterRule, cluster_wide: bool) -> Option<&'static str> {
    let has = |list: &[String], word: &str| list.iter().any(|own| own == word);
    let reads = ["get", "list", "watch", "*"].iter().any(|verb| has(&rule.verbs, verb));
    match (has(&rule.verbs, "*"), has(&rule.resources, "*")) {
        (true, true) => Some("may do everything with everything"),
        (true, false) => Some("may do everything with these kinds, and whatever is added to that"),
        (false, true) => Some("has rights over all kinds, secrets included"),
        (false, false) => (cluster_wide && reads && has(&rule.resources, "secrets") && rule.names.is_empty())
            .then_some("may read the secrets of all namespaces"),
    }
}

/// Objects of a tenant's role that are not the tenant's alone.
fn beyond(role: &AccessRole) -> Option<&str> {
    role.objects
        .iter()
        .find(|objects| *objects == "*" || objects.starts_with("*/"))
        .map(Glob::as_str)
}
