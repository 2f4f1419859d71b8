//! The order in which services go back: who calls goes before who is called.

use crate::graph::{Digraph, topological_order};
use crate::model::Id;
use crate::plan::Plan;
use std::collections::HashMap;

/// All services, those that call others first, so that no old version is called by a new one that expects more of it. Where
/// they call one another in a circle, they stay in the order they are declared in.
pub fn back_order(plan: &Plan) -> Vec<&Id> {
    let services = &plan.delivery().services;
    let numbers: HashMap<&Id, u32> = services.keys().zip(0_u32..).collect();
    let edges: Vec<(u32, u32)> = services
        .values()
        .zip(0_u32..)
        .flat_map(|(service, number)| {
            let called = service.needs.iter().filter_map(|needed| numbers.get(needed).copied());
            called.filter(move |called| *called != number).map(move |called| (number, called))
        })
        .collect();
    let graph = Digraph::new(services.len(), &edges);
    let order = topological_order(&graph).unwrap_or_else(|_| (0_u32..).take(services.len()).collect());
    order
        .into_iter()
        .filter_map(|number| services.get_index(number as usize).map(|(id, _)| id))
        .collect()
}
