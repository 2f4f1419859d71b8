//! `NET006`: a way from where things are tried to production.

use super::sides::{Sides, networks, path, sides};
use crate::model::{Delivery, Environment, Id, Network, NetworkDecision, NetworkRule, NetworkWay};
use crate::plan::Plan;
use crate::rules::tier::is_trial;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;
use std::collections::HashMap;

rule! {
    /// Production can be reached from the network of an environment for trials.
    ///
    /// A test environment has weaker locks and more visitors; joined with production, it is production's back door. Found are
    /// one network for both, networks that are joined while production lets in what no rule names, and rules that let the
    /// other side in.
    ///
    /// ```yaml bad
    /// environments: { staging: { tier: staging }, prod: { tier: production } }
    /// infrastructure:
    ///   networks:
    ///     trials: { environments: staging, peers: live }
    ///     live: { environments: prod }
    /// ```
    ///
    /// ```yaml good
    /// environments: { staging: { tier: staging }, prod: { tier: production } }
    /// infrastructure:
    ///   networks:
    ///     trials: { environments: staging }
    ///     live: { environments: prod, otherwise: deny }
    /// ```
    ///
    /// References: PCI DSS 1.4.1 and 6.5.3; ISO/IEC 27001 A.8.22 and A.8.31; NIST SP 800-53, SC-7.
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let delivery = plan.delivery();
    if delivery
        .infrastructure
        .as_ref()
        .is_none_or(|infrastructure| infrastructure.networks.is_empty())
    {
        return;
    }
    let sides = sides(delivery);
    let of = |id: &Id| sides.get(id).copied().unwrap_or_default();
    for (id, network) in networks(delivery) {
        let own = of(id);
        if let Sides {
            production: Some(production),
            trial: Some(trial),
        } = own
        {
            _ = found
                .add(
                    path("networks", id),
                    format!("`{trial}` and `{production}` are both in the network `{id}`"),
                )
                .on_key()
                .help("give production a network of its own");
            continue;
        }
        for (number, peer) in network.peers.iter().enumerate() {
            joined(found, delivery, (id, own, network), peer, of(peer), number);
        }
        if let Some(production) = own.production {
            let base = path("networks", id);
            let subnets = network.subnets.iter().map(|(name, subnet)| {
                let path = base.clone().key("subnets").key(name.as_str()).key("rules");
                (path, &subnet.rules)
            });
            for (base, rules) in subnets.chain([(base.clone().key("rules"), &network.rules)]) {
                for (name, rule) in rules {
                    if let Some(from) = lets_in(delivery, &sides, rule) {
                        let base: ModelPath = base.clone();
                        _ = found
                            .add(
                                base.key(name.as_str()),
                                format!("`{name}` lets `{from}` into the network of `{production}`"),
                            )
                            .help("take it away, or let in only what production itself needs");
                    }
                }
            }
        }
    }
}

/// Tells of two networks that are joined, once: where production lets in what no rule names.
fn joined(
    found: &mut Findings,
    delivery: &Delivery,
    (id, own, network): (&Id, Sides<'_>, &Network),
    peer: &Id,
    other: Sides<'_>,
    number: usize,
) {
    let Some(infrastructure) = &delivery.infrastructure else { return };
    let Some(opposite) = infrastructure.networks.get(peer) else {
        return;
    };
    let (production, trial, live) = match (own.production, own.trial, other.production, other.trial) {
        (Some(production), None, None, Some(trial)) => (production, trial, network),
        (None, Some(trial), Some(production), None) if !opposite.peers.contains(id) => (production, trial, opposite),
        _ => return,
    };
    if live.otherwise == Some(NetworkDecision::Deny) {
        return;
    }
    let path = path("networks", id).key("peers");
    let path = if network.peers.len() > 1 { path.index(number) } else { path };
    _ = found
        .add(
            path,
            format!("the network of `{trial}` is joined with that of `{production}`, which lets in what no rule names"),
        )
        .help("part them, or say `otherwise: deny` for production's");
}

/// Whom for trials a rule lets in.
fn lets_in<'d>(delivery: &'d Delivery, sides: &HashMap<&'d Id, Sides<'d>>, rule: &NetworkRule) -> Option<&'d Id> {
    if rule.decision == Some(NetworkDecision::Deny) || rule.way == Some(NetworkWay::Out) {
        return None;
    }
    rule.peers.iter().find_map(|peer| {
        let trial = |(id, environment): (&'d Id, &'d Environment)| is_trial(id, environment).then_some(id);
        let network = || {
            let (id, sides) = sides.get_key_value(peer)?;
            (sides.production.is_none() && sides.trial.is_some()).then_some(*id)
        };
        delivery.environments.get_key_value(peer).and_then(trial).or_else(network)
    })
}
