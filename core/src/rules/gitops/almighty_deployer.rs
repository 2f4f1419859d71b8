//! `GOP003`: an identity of pipelines that may do everything.

use crate::model::{Duty, Identity};
use crate::plan::Plan;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// What deploys may do everything in its cluster or account.
    ///
    /// Whoever takes over a pipeline then has all of it: other services, their data, the logs that would show it. Give it the
    /// rights of what it deploys, in the namespace or resource group it deploys to.
    ///
    /// ```yaml bad
    /// infrastructure:
    ///   identities:
    ///     deployer: { kind: service_principal, duties: deploy, grants: [ { role: Owner } ] }
    /// ```
    ///
    /// ```yaml good
    /// infrastructure:
    ///   identities:
    ///     deployer: { kind: service_principal, duties: deploy, grants: [ { role: Website Contributor, on: shop-rg } ] }
    /// ```
    ///
    /// References: OWASP Top 10 CI/CD Security Risks, CICD-SEC-2 and CICD-SEC-5; CIS Kubernetes Benchmark 5.1.1; NIST SP 800-53,
    /// AC-6; AWS IAM, "Security best practices" (least privilege).
    Error, Plan(check)
}

/// Roles that may do everything, or give themselves the right to.
const ALMIGHTY: &[&str] = &[
    "*",
    "*:*",
    "admin",
    "administrator",
    "administratoraccess",
    "azure kubernetes service rbac cluster admin",
    "cluster-admin",
    "cluster admin",
    "owner",
    "roles/owner",
    "root",
    "superuser",
    "system:masters",
    "user access administrator",
];

fn check(plan: &Plan, found: &mut Findings) {
    let Some(infrastructure) = &plan.delivery().infrastructure else {
        return;
    };
    for (id, identity) in infrastructure.identities.iter().filter(|(_, identity)| deploys(plan, identity)) {
        let almighty = identity.grants.iter().enumerate().find(|(_, grant)| is_almighty(&grant.role));
        if let Some((number, grant)) = almighty {
            let at = grant
                .on
                .as_ref()
                .map_or_else(|| "everything".to_owned(), |on| format!("everything in `{on}`"));
            let path = ModelPath::root().key("infrastructure").key("identities").key(id.as_str());
            _ = found
                .add(
                    path.key("grants").index(number),
                    format!("`{id}` deploys, and as `{}` may do {at}", grant.role),
                )
                .help("give it a role that holds what a deployment needs, where it is needed");
        }
    }
}

/// True for who deploys: as its duty, or because a pipeline acts as it.
fn deploys(plan: &Plan, identity: &Identity) -> bool {
    identity.duties.contains(&Duty::Deploy) || identity.used_by.iter().any(|user| plan.delivery().pipelines.contains_key(user))
}

fn is_almighty(role: &str) -> bool {
    // A policy of AWS is named by its address: `arn:aws:iam::aws:policy/AdministratorAccess`.
    let name = role.strip_prefix("arn:aws:iam::aws:policy/").unwrap_or(role).trim();
    ALMIGHTY.iter().any(|known| known.eq_ignore_ascii_case(name))
}
