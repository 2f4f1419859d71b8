//! Graphs of things that say by name what they come after.

use super::Digraph;
use std::collections::HashMap;
use std::hash::Hash;

/// The graph of things with names, in order, each with the names of those that it comes after. A name that nothing has says
/// nothing, and neither does a thing's own.
pub fn named<'k, K, B>(things: impl ExactSizeIterator<Item = (&'k K, B)> + Clone) -> Digraph
where
    K: Hash + Eq + ?Sized + 'k,
    B: IntoIterator<Item = &'k K>,
{
    let numbers: HashMap<&K, u32> = things.clone().map(|(name, _)| name).zip(0_u32..).collect();
    let count = things.len();
    let edges: Vec<(u32, u32)> = things
        .zip(0_u32..)
        .flat_map(|((_, before), number)| {
            let known = before.into_iter().filter_map(|name| numbers.get(name).copied());
            known.filter(move |before| *before != number).map(move |before| (before, number))
        })
        .collect();
    Digraph::new(count, &edges)
}
