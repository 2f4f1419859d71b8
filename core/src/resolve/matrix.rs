//! Matrix expansion: which combinations of values a job runs for.
//!
//! The product of the axes, less what `exclude` matches; an `include` extends every combination it fits without
//! changing an axis, or else is a combination of its own. That is how GitHub does it, and the others are subsets.

use crate::model::{Computed, Data, Entries, Matrix};

/// How many combinations are counted one by one; above, the product alone is told.
const ENUMERATED: u64 = 4096;

/// What a matrix expands to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Combinations {
    /// These.
    Listed(Vec<Entries<String, Data>>),
    /// So many at most; too many to list.
    Counted(u64),
    /// Unknown before it runs: a part of it is computed.
    Computed,
}

impl Combinations {
    /// How many, when it is known.
    pub fn count(&self) -> Option<u64> {
        match self {
            Self::Listed(list) => u64::try_from(list.len()).ok(),
            Self::Counted(count) => Some(*count),
            Self::Computed => None,
        }
    }
}

/// Expands a matrix. Work is bounded: a product over a few thousand is counted, not listed.
pub fn expand(matrix: &Matrix) -> Combinations {
    let mut axes: Vec<(&String, &Vec<Data>)> = Vec::new();
    for (name, values) in &matrix.axes {
        match values {
            Computed::Literal(values) => axes.push((name, values)),
            Computed::Expression(_) => return Combinations::Computed,
        }
    }
    let Some(exclude) = literal(matrix.exclude.as_ref()) else {
        return Combinations::Computed;
    };
    let Some(include) = literal(matrix.include.as_ref()) else {
        return Combinations::Computed;
    };
    let product = axes.iter().fold(u64::from(!axes.is_empty()), |product, (_, values)| {
        product.saturating_mul(values.len() as u64)
    });
    if product > ENUMERATED || product.saturating_mul(1 + (include.len() + exclude.len()) as u64) > 64 * ENUMERATED {
        return Combinations::Counted(product.saturating_add(include.len() as u64));
    }
    let mut combinations: Vec<Entries<String, Data>> = if axes.is_empty() { Vec::new() } else { vec![Entries::new()] };
    for (name, values) in &axes {
        let extend = |combination: &Entries<String, Data>, value: &Data| {
            let mut next = combination.clone();
            next.insert((*name).clone(), value.clone());
            next
        };
        combinations = combinations
            .iter()
            .flat_map(|combination| values.iter().map(move |value| extend(combination, value)))
            .collect();
    }
    combinations.retain(|combination| !exclude.iter().any(|pattern| matches(combination, pattern)));
    let mut added = Vec::new();
    for extra in include.iter().filter_map(Data::as_map) {
        let mut extends = false;
        for combination in &mut combinations {
            let fits = axes
                .iter()
                .all(|(name, _)| extra.get(*name).is_none_or(|value| combination.get(*name) == Some(value)));
            if fits {
                extends = true;
                for (name, value) in extra {
                    combination.insert(name.clone(), value.clone());
                }
            }
        }
        if !extends {
            added.push(extra.clone());
        }
    }
    combinations.extend(added);
    Combinations::Listed(combinations)
}

fn literal(list: Option<&Computed<Vec<Data>>>) -> Option<&[Data]> {
    match list {
        None => Some(&[]),
        Some(Computed::Literal(list)) => Some(list),
        Some(Computed::Expression(_)) => None,
    }
}

/// True when every key of the pattern has that value in the combination.
fn matches(combination: &Entries<String, Data>, pattern: &Data) -> bool {
    let Some(pattern) = pattern.as_map() else { return false };
    !pattern.is_empty()
        && pattern
            .iter()
            .all(|(name, value)| combination.get(name).is_some_and(|own| covers(own, value)))
}

/// A value that is a map is matched by its parts.
fn covers(own: &Data, pattern: &Data) -> bool {
    match (own, pattern) {
        (Data::Map(own), Data::Map(pattern)) => pattern
            .iter()
            .all(|(key, value)| own.get(key).is_some_and(|own| covers(own, value))),
        _ => own == pattern,
    }
}
