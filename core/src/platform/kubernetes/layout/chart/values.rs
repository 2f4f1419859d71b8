//! The values of a chart: what each is called, what it is in each environment, what all have in common.

use crate::model::{Data, Entries};
use std::collections::BTreeMap;

/// What a value is in one environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Held {
    /// What it would be a part of is not there either.
    Away,
    /// It is left out.
    Missing,
    /// This.
    There(Data),
}

impl Held {
    pub(super) fn data(&self) -> Option<&Data> {
        match self {
            Self::There(data) => Some(data),
            Self::Away | Self::Missing => None,
        }
    }
}

/// What a value may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// What is found there.
    Found,
    /// A number of copies.
    Count,
    /// A text.
    Text,
    /// One of two slots.
    Slot,
    /// The sum of an image.
    Digest,
    /// Variables by name.
    Variables,
    /// What a container is promised and allowed.
    Resources,
    /// Whether something is there.
    Switch,
}

/// A value of the chart.
#[derive(Clone, Debug)]
pub(super) struct Value {
    /// The keys that lead to it.
    pub(super) place: Vec<String>,
    /// One for each environment.
    pub(super) each: Vec<Held>,
    pub(super) shape: Shape,
    /// What it is, in a sentence without a full stop.
    pub(super) about: String,
}

impl Value {
    /// True when an environment may do without it.
    pub(super) fn is_optional(&self) -> bool {
        self.each.contains(&Held::Missing)
    }

    /// What it is where it is.
    pub(super) fn there(&self) -> impl Iterator<Item = &Data> + Clone {
        self.each.iter().filter_map(Held::data)
    }

    /// What it is unless an environment says something else.
    fn usual(&self) -> Option<Data> {
        let all: Vec<&Data> = self.there().collect();
        (!self.is_optional()).then(|| common(&all)).flatten()
    }
}

/// What values have in common as Helm puts them over one another: maps key by key, all else as a whole.
fn common(all: &[&Data]) -> Option<Data> {
    let first = *all.first()?;
    let maps: Vec<&Entries<String, Data>> = all.iter().filter_map(|data| data.as_map()).collect();
    if maps.is_empty() {
        return most(all).cloned();
    }
    // Helm never puts a map over something else.
    if maps.len() < all.len() {
        return None;
    }
    let shared = first.as_map()?.iter().filter_map(|(key, _)| {
        let held: Option<Vec<&Data>> = maps.iter().map(|map| map.get(key)).collect();
        Some((key.clone(), common(&held?)?))
    });
    Some(Data::Map(shared.collect()))
}

/// What most say; of several, what is said first.
fn most<'d>(all: &[&'d Data]) -> Option<&'d Data> {
    let mut counted: Entries<String, (&Data, usize)> = Entries::new();
    for data in all {
        let text = serde_json::to_string(data).unwrap_or_default();
        counted.entry(text).or_insert((*data, 0)).1 += 1;
    }
    let mut most: Option<(&Data, usize)> = None;
    for (data, number) in counted.values() {
        if most.is_none_or(|(_, best)| *number > best) {
            most = Some((*data, *number));
        }
    }
    most.map(|(data, _)| data)
}

/// What has to be said so that the usual becomes this.
fn beyond(data: &Data, usual: &Data) -> Option<Data> {
    if data == usual {
        return None;
    }
    let (Data::Map(data), Data::Map(usual)) = (data, usual) else {
        return Some(data.clone());
    };
    let more = data.iter().filter_map(|(key, data)| {
        let data = match usual.get(key) {
            Some(usual) => beyond(data, usual)?,
            None => data.clone(),
        };
        Some((key.clone(), data))
    });
    Some(Data::Map(more.collect()))
}

/// All values of a chart, in the order in which templates ask for them.
#[derive(Default)]
pub(super) struct Values {
    all: Vec<Value>,
    places: BTreeMap<Vec<String>, usize>,
}

impl Values {
    /// The values.
    pub(super) fn all(&self) -> &[Value] {
        &self.all
    }

    /// A value by its number.
    pub(super) fn get(&self, number: usize) -> Option<&Value> {
        self.all.get(number)
    }

    /// Adds a value, or finds the one of the same place that is the same everywhere; says its number. A place that is taken gets
    /// a number behind its name.
    pub(super) fn add(&mut self, value: Value) -> usize {
        if let Some(known) = self.places.get(&value.place).copied()
            && let Some(there) = self.all.get_mut(known)
            && let Some(both) = together(&there.each, &value.each)
        {
            there.each = both;
            return known;
        }
        let mut place = value.place.clone();
        for next in 2.. {
            let Some(taken) = self.taken(&place) else { break };
            let name = value.place.get(taken).map(|name| format!("{name}{next}"));
            if let (Some(segment), Some(name)) = (place.get_mut(taken), name) {
                *segment = name;
            }
        }
        let number = self.all.len();
        self.places.insert(place.clone(), number);
        self.all.push(Value { place, ..value });
        number
    }

    /// Which key of a place is taken: by a value there or above it, or by one below.
    fn taken(&self, place: &[String]) -> Option<usize> {
        let above = (1..=place.len()).find(|end| place.get(..*end).is_some_and(|above| self.places.contains_key(above)));
        let below = || {
            let (next, _) = self.places.range(place.to_vec()..).next()?;
            next.starts_with(place).then_some(place.len())
        };
        Some(above.or_else(below)?.saturating_sub(1))
    }
}

/// What two values of one place are together; nothing where they differ.
fn together(one: &[Held], other: &[Held]) -> Option<Vec<Held>> {
    let both = one.iter().zip(other).map(|pair| match pair {
        (Held::Away, held) | (held, Held::Away) => Some(held.clone()),
        (one, other) => (one == other).then(|| one.clone()),
    });
    both.collect()
}

/// Values by their keys, as they stand in a file.
pub(super) enum Branch<'v> {
    /// A map of more.
    Keys(Entries<String, Branch<'v>>),
    /// A value, and what it is unless an environment says something else.
    Leaf(&'v Value, Option<Data>),
}

impl<'v> Branch<'v> {
    /// All values of a chart.
    pub(super) fn of(values: &'v Values) -> Entries<String, Self> {
        let mut root = Entries::new();
        for value in values.all() {
            plant(&mut root, &value.place, value);
        }
        root
    }
}

fn plant<'v>(keys: &mut Entries<String, Branch<'v>>, place: &[String], value: &'v Value) {
    let Some((first, rest)) = place.split_first() else { return };
    if rest.is_empty() {
        keys.insert(first.clone(), Branch::Leaf(value, value.usual()));
    } else if let Branch::Keys(keys) = keys.entry(first.clone()).or_insert(Branch::Keys(Entries::new())) {
        plant(keys, rest, value);
    }
}

/// What an environment says, as it stands in its file.
pub(super) fn own(keys: &Entries<String, Branch<'_>>, environment: usize) -> Entries<String, Data> {
    let said = keys.iter().filter_map(|(key, branch)| {
        let data = match branch {
            Branch::Leaf(value, usual) => {
                let data = value.each.get(environment)?.data()?;
                match usual {
                    Some(usual) => beyond(data, usual)?,
                    None => data.clone(),
                }
            }
            Branch::Keys(keys) => {
                let own = own(keys, environment);
                (!own.is_empty()).then_some(Data::Map(own))?
            }
        };
        Some((key.clone(), data))
    });
    said.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data(json: &str) -> Data {
        serde_json::from_str(json).unwrap()
    }

    fn value(each: &[&str]) -> Value {
        Value {
            place: vec!["a".to_owned()],
            each: each.iter().map(|json| Held::There(data(json))).collect(),
            shape: Shape::Found,
            about: String::new(),
        }
    }

    fn said(value: Value, environment: usize) -> Option<Data> {
        let mut values = Values::default();
        values.add(value);
        own(&Branch::of(&values), environment).shift_remove("a")
    }

    #[test]
    fn an_environment_says_only_what_is_not_usual() {
        let value = value(&[r#"{"x":1,"y":2}"#, r#"{"x":1,"y":3,"z":4}"#, r#"{"x":1,"y":3}"#]);
        assert_eq!(value.usual(), Some(data(r#"{"x":1,"y":3}"#)), "what most say");
        assert_eq!(said(value.clone(), 0), Some(data(r#"{"y":2}"#)));
        assert_eq!(said(value.clone(), 1), Some(data(r#"{"z":4}"#)));
        assert_eq!(said(value, 2), None);
    }

    #[test]
    fn a_map_is_never_put_over_something_else() {
        let value = value(&[r#"{"x":1}"#, r#"{"x":{"y":2}}"#]);
        assert_eq!(value.usual(), Some(data("{}")));
        assert_eq!(said(value, 1), Some(data(r#"{"x":{"y":2}}"#)));
    }

    #[test]
    fn one_place_has_one_meaning() {
        let mut values = Values::default();
        assert_eq!(values.add(value(&["1", "2"])), values.add(value(&["1", "2"])));
        let other = values.add(value(&["1", "3"]));
        assert_eq!(values.get(other).unwrap().place, ["a2"]);
        let below = Value {
            place: vec!["a".to_owned(), "b".to_owned()],
            ..value(&["1", "1"])
        };
        let below = values.add(below);
        assert_eq!(values.get(below).unwrap().place, ["a3", "b"], "`a` itself is no map");
    }
}
