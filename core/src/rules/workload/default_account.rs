//! `K8S009`: a pod that can speak to the cluster without a reason.

use super::kubernetes::{path, workloads};
use crate::plan::Plan;
use crate::rules::fixes::replace;
use crate::rules::{Findings, rule};

rule! {
    /// A workload uses the account that all share, or holds a token for the cluster that it has no use for.
    ///
    /// Without an account of its own, a pod gets the namespace's `default` one, with a token in a file that any process in it
    /// can read. Rights that one workload was given are everyone's then. Give each its own, and no token where nothing speaks
    /// to the cluster.
    ///
    /// ```yaml bad
    /// services: { api: {} }
    /// workloads:
    ///   api: { account: default }
    /// ```
    ///
    /// ```yaml good
    /// services: { api: {} }
    /// workloads:
    ///   api: { account: { name: api, mount_token: false } }
    /// ```
    ///
    /// References: CIS Kubernetes Benchmark 5.1.5 and 5.1.6; Kubernetes, "Configure Service Accounts for Pods".
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    for (id, workload) in workloads(plan) {
        let Some(account) = &workload.account else {
            // Little is said of a workload without a container, and then not this either.
            if workload.container.is_some() {
                _ = found
                    .add(
                        path(id),
                        format!("`{id}` has no account of its own, so it gets the shared one and its token"),
                    )
                    .on_key()
                    .help("say `account: { mount_token: false }`, or give it the rules it needs");
            }
            continue;
        };
        let rights = !account.rules.is_empty() || !account.roles.is_empty();
        if account.name.as_deref() == Some("default") {
            _ = found
                .add(
                    path(id).key("account"),
                    format!("`{id}` uses the account `default`, which all pods share"),
                )
                .help("give it an account of its own");
        } else if account.mount_token == Some(true) && !rights {
            let path = path(id).key("account").key("mount_token");
            let fix = replace(plan, &path, "false");
            _ = found
                .add(path, format!("`{id}` holds a token for the cluster, and has no rights there"))
                .help("say `mount_token: false`")
                .fix(fix);
        }
    }
}
