//! Which networks production is in, and which only environments for trials are in.

use crate::model::{Delivery, Environment, Id, Network};
use crate::rules::tier::{is_production, is_trial};
use crate::text::ModelPath;
use std::collections::HashMap;

/// The first environment of each kind in a network.
#[derive(Clone, Copy, Default)]
pub(super) struct Sides<'d> {
    pub(super) production: Option<&'d Id>,
    pub(super) trial: Option<&'d Id>,
}

/// The environments in each network, as the networks and as the environments say.
pub(super) fn sides(delivery: &Delivery) -> HashMap<&Id, Sides<'_>> {
    let mut all: HashMap<&Id, Sides<'_>> = HashMap::new();
    let mut add = |network, id, environment: &Environment| {
        let sides: &mut Sides<'_> = all.entry(network).or_default();
        if is_production(id, environment) {
            sides.production.get_or_insert(id);
        } else if is_trial(id, environment) {
            sides.trial.get_or_insert(id);
        }
    };
    for (network, own) in networks(delivery) {
        for (id, environment) in own.environments.iter().filter_map(|name| delivery.environments.get_key_value(name)) {
            add(network, id, environment);
        }
    }
    for (id, environment) in &delivery.environments {
        if let Some(network) = &environment.network {
            add(network, id, environment);
        }
    }
    all
}

/// All networks.
pub(super) fn networks(delivery: &Delivery) -> impl Iterator<Item = (&Id, &Network)> {
    delivery.infrastructure.iter().flat_map(|infrastructure| &infrastructure.networks)
}

/// The route to a part of the infrastructure.
pub(super) fn path(group: &'static str, id: &Id) -> ModelPath {
    ModelPath::root().key("infrastructure").key(group).key(id.as_str())
}
