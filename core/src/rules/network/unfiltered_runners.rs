//! `NET007`: machines for CI that may send anything anywhere.

use super::sides::{networks, path};
use crate::model::{Egress, Network, NetworkDecision};
use crate::plan::Plan;
use crate::rules::{Findings, rule};

rule! {
    /// Machines that build may reach everything on the internet.
    ///
    /// A dependency that turns bad sends what it finds, secrets and source, to wherever it likes, and nothing shows it. Builds
    /// need few places: registries, the code host, the clouds they deploy to. A proxy or firewall that lets only those pass
    /// (`egress: filtered`) stops the rest.
    ///
    /// ```yaml bad
    /// infrastructure:
    ///   networks:
    ///     ci: { runners: linux, egress: open }
    /// ```
    ///
    /// ```yaml good
    /// infrastructure:
    ///   networks:
    ///     ci: { runners: linux, egress: filtered }
    /// ```
    ///
    /// References: OWASP Top 10 CI/CD Security Risks, CICD-SEC-7; SLSA, "Isolated builds"; NIST SP 800-53, SC-7(5).
    Info, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    for (id, _) in networks(plan.delivery()).filter(|(_, network)| !network.runners.is_empty() && is_open(network)) {
        _ = found
            .add(
                path("networks", id).key("egress"),
                format!("machines for CI in `{id}` may send anything to anywhere"),
            )
            .help("say `egress: filtered`, or `otherwise_out: deny` and rules for what they need");
    }
}

/// True when what leaves is looked at by nobody. Hiding addresses lets everything pass all the same.
fn is_open(network: &Network) -> bool {
    matches!(network.egress, Some(Egress::Open | Egress::Nat)) && network.otherwise_out != Some(NetworkDecision::Deny)
}
