//! `NET004`: a public way in without the firewall that is asked for.

use super::sides::path;
use crate::model::{Delivery, Exposure, FirewallMode, Id, LoadBalancer, LoadBalancerKind};
use crate::plan::Plan;
use crate::rules::fixes::replace;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;
use std::collections::HashSet;

rule! {
    /// Users come in where no firewall for applications stands, although one is asked for.
    ///
    /// It stops the attacks everyone tries, such as injections and scans, while software is being repaired. Asked for by
    /// `compliance.requires.application_firewall`, and by PCI DSS for what the public reaches. One that only writes attacks down
    /// does not stop them. Evidence that shows `application_firewall` counts.
    ///
    /// ```yaml bad
    /// compliance: { requires: { application_firewall: true } }
    /// infrastructure:
    ///   load_balancers:
    ///     front: { public: true, listeners: { web: { port: 443, protocol: https } } }
    /// ```
    ///
    /// ```yaml good
    /// compliance: { requires: { application_firewall: true } }
    /// infrastructure:
    ///   load_balancers:
    ///     front: { public: true, listeners: { web: { port: 443, protocol: https } }, firewall: prevent }
    /// ```
    ///
    /// References: PCI DSS 6.4.2; OWASP, "Web Application Firewall"; OWASP ModSecurity Core Rule Set.
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let delivery = plan.delivery();
    let Some(asked) = asked(delivery) else { return };
    let mut covered: HashSet<&Id> = HashSet::new();
    let mut told: HashSet<&Id> = HashSet::new();
    let balancers = delivery
        .infrastructure
        .iter()
        .flat_map(|infrastructure| &infrastructure.load_balancers);
    for (id, balancer) in balancers.filter(|(_, balancer)| understands_requests(balancer)) {
        let what = match balancer.firewall.as_ref().map(|firewall| firewall.mode) {
            Some(None | Some(FirewallMode::Prevent)) => {
                covered.extend(&balancer.services);
                continue;
            }
            Some(Some(FirewallMode::Detect)) => "its firewall lets attacks pass",
            Some(Some(FirewallMode::Off)) => "its firewall is off",
            None => "no firewall for applications stands there",
        };
        if balancer.public != Some(true) {
            continue;
        }
        told.extend(&balancer.services);
        let at = path("load_balancers", id);
        let at = if balancer.firewall.is_some() { at.key("firewall") } else { at };
        let mode = balancer.firewall.as_ref().and_then(|firewall| firewall.mode);
        let fix = mode.and_then(|_| replace(plan, &at.clone().key("mode"), "prevent"));
        _ = found
            .add(at, format!("users come in by `{id}`, and {what}"))
            .on_key()
            .help("say `firewall: prevent`")
            .fix(fix)
            .related(asked.clone(), "a firewall is asked for");
    }
    for (id, service) in &delivery.services {
        let public = service.exposure == Some(Exposure::Public);
        if public && !covered.contains(id) && !told.contains(id) && behind_none(delivery) {
            _ = found
                .add(
                    ModelPath::root().key("services").key(id.as_str()).key("exposure"),
                    format!("everyone reaches `{id}`, and no firewall for applications stands before it"),
                )
                .help("declare the load balancer before it with `firewall: prevent`")
                .related(asked.clone(), "a firewall is asked for");
        }
    }
}

/// True when no way in is described at all.
fn behind_none(delivery: &Delivery) -> bool {
    delivery
        .infrastructure
        .as_ref()
        .is_none_or(|infrastructure| infrastructure.load_balancers.is_empty())
}

/// Where a firewall is asked for.
fn asked(delivery: &Delivery) -> Option<ModelPath> {
    use crate::model::ComplianceFact::ApplicationFirewall;
    let root = ModelPath::root;
    let shown = delivery.compliance.iter().flat_map(|compliance| compliance.evidence.values());
    if shown.into_iter().any(|evidence| evidence.shows.contains(&ApplicationFirewall)) {
        return None;
    }
    let requires = delivery.compliance.as_ref().and_then(|compliance| compliance.requires.as_ref());
    match requires.and_then(|requires| requires.application_firewall) {
        Some(true) => Some(root().key("compliance").key("requires").key("application_firewall")),
        Some(false) => None,
        None => {
            let promised = delivery
                .objectives
                .as_ref()?
                .compliance
                .iter()
                .any(|name| name.eq_ignore_ascii_case("pci_dss"));
            promised.then(|| root().key("objectives").key("compliance"))
        }
    }
}

/// True for what could look into requests; connections that are handed on as they are cannot be.
fn understands_requests(balancer: &LoadBalancer) -> bool {
    balancer.kind != Some(LoadBalancerKind::Network)
}
