//! A price book: prices by meter and region.

use super::{Fact, PriceEntry, meter};
use crate::model::scalar::Date;
use smol_str::SmolStr;
use std::collections::{BTreeMap, BTreeSet};

/// Prices by meter and region, with the facts that bills depend on. Small to clone only where it is small: share it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PriceBook {
    entries: BTreeMap<(SmolStr, SmolStr), PriceEntry>,
    facts: BTreeMap<SmolStr, Fact>,
}

/// A price that was looked up.
#[derive(Clone, Debug)]
pub struct Found<'b> {
    /// The price.
    pub entry: &'b PriceEntry,
    /// Where it holds, beside where it was asked for.
    pub place: Where,
}

/// Where a price holds that was looked up for a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// There.
    Here,
    /// Everywhere.
    Everywhere,
    /// In the region that its entry names; the book knows none for the region that was asked for.
    Elsewhere,
}

impl PriceBook {
    /// A book with nothing in it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a price; one of the same meter and region is replaced.
    pub fn add(&mut self, entry: PriceEntry) {
        self.entries.insert((entry.meter.clone(), entry.region.clone()), entry);
    }

    /// Adds a fact; one of the same name is replaced.
    pub fn add_fact(&mut self, fact: Fact) {
        self.facts.insert(fact.name.clone(), fact);
    }

    /// Takes in another book; its prices and facts replace those of the same name.
    pub fn extend(&mut self, other: Self) {
        self.entries.extend(other.entries);
        self.facts.extend(other.facts);
    }

    /// The price of a meter in a region. Without one for the region: the one that holds everywhere, or else the first of
    /// another region, which is to be said.
    pub fn find(&self, meter: &str, region: Option<&str>) -> Option<Found<'_>> {
        meter::spellings(meter).into_iter().find_map(|name| self.exactly(&name, region))
    }

    fn exactly(&self, meter: &str, region: Option<&str>) -> Option<Found<'_>> {
        let get = |region: &str| self.at(meter, region);
        let here = region.filter(|region| !region.is_empty()).and_then(get);
        if let Some(entry) = here {
            return Some(Found { entry, place: Where::Here });
        }
        if let Some(entry) = get("") {
            let place = Where::Everywhere;
            return Some(Found { entry, place });
        }
        let entry = self.of(meter).next()?;
        let place = Where::Elsewhere;
        Some(Found { entry, place })
    }

    /// The price of exactly this meter and region.
    pub(super) fn at(&self, meter: &str, region: &str) -> Option<&PriceEntry> {
        self.entries.get(&(SmolStr::new(meter), SmolStr::new(region)))
    }

    /// The prices of one meter, by region.
    fn of(&self, meter: &str) -> impl Iterator<Item = &PriceEntry> {
        let from = (SmolStr::new(meter), SmolStr::default());
        let meter = SmolStr::new(meter);
        self.entries
            .range(from..)
            .take_while(move |((name, _), _)| *name == meter)
            .map(|(_, entry)| entry)
    }

    /// A fact by name.
    pub fn fact(&self, name: &str) -> Option<&Fact> {
        self.facts.get(name)
    }

    /// The fact of the longest name that is `before` and the first parts of a meter: `commitment.year` and `aws.ec2.m7i.large`
    /// find `commitment.year.aws.ec2`.
    pub fn fact_about(&self, before: &str, meter: &str) -> Option<&Fact> {
        let mut rest = meter;
        loop {
            if let Some(fact) = self.facts.get(format!("{before}.{rest}").as_str()) {
                return Some(fact);
            }
            rest = rest.rsplit_once('.')?.0;
        }
    }

    /// All prices, by meter and region.
    pub fn entries(&self) -> impl Iterator<Item = &PriceEntry> {
        self.entries.values()
    }

    /// All facts, by name.
    pub fn facts(&self) -> impl Iterator<Item = &Fact> {
        self.facts.values()
    }

    /// How many prices there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no price.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The names of all meters.
    pub fn meters(&self) -> BTreeSet<&str> {
        self.entries.keys().map(|(meter, _)| meter.as_str()).collect()
    }

    /// The newest day of any price.
    pub fn newest(&self) -> Option<Date> {
        self.entries.values().filter_map(|entry| entry.as_of).max()
    }
}
