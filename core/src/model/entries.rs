//! An ordered map that takes a pointer's room while it is empty.
//!
//! Most maps of most nouns are empty: the variables of a step, its extensions. A document of a hundred thousand jobs has
//! a million of them. It reads and changes like the `IndexMap` it is.

use crate::text::Node;
use crate::text::read::{FromKey, FromNode, Reader};
use indexmap::IndexMap;
use serde::ser::{Serialize, Serializer};
use std::fmt;
use std::hash::{BuildHasher, DefaultHasher, Hash, RandomState};
use std::ops::{Deref, DerefMut};

/// The map inside.
type Inner<K, V> = IndexMap<K, V, Seeded>;

/// Hashes with keys nobody can know, so that no document can make reading slow by its choice of ids. The order of entries
/// does not depend on it. Only the one empty map has no keys, and nothing is ever looked up in it.
#[derive(Clone)]
pub struct Seeded(Option<RandomState>);

impl Default for Seeded {
    fn default() -> Self {
        Self(Some(RandomState::new()))
    }
}

impl BuildHasher for Seeded {
    type Hasher = DefaultHasher;

    fn build_hasher(&self) -> DefaultHasher {
        self.0.as_ref().map_or_else(DefaultHasher::new, BuildHasher::build_hasher)
    }
}

/// Keys and values in the order they were declared. See `IndexMap` for what can be done with them.
pub struct Entries<K, V>(Option<Box<Inner<K, V>>>);

impl<K: 'static, V: 'static> Entries<K, V> {
    const EMPTY: &'static Inner<K, V> = &IndexMap::with_hasher(Seeded(None));

    /// No entries.
    pub const fn new() -> Self {
        Self(None)
    }

    /// No entries, and room for some.
    pub fn with_capacity(entries: usize) -> Self {
        Self((entries > 0).then(|| Box::new(IndexMap::with_capacity_and_hasher(entries, Seeded::default()))))
    }
}

impl<K, V> Default for Entries<K, V> {
    fn default() -> Self {
        Self(None)
    }
}

impl<K: 'static, V: 'static> Deref for Entries<K, V> {
    type Target = Inner<K, V>;

    fn deref(&self) -> &Inner<K, V> {
        self.0.as_deref().unwrap_or(Self::EMPTY)
    }
}

impl<K: 'static, V: 'static> DerefMut for Entries<K, V> {
    fn deref_mut(&mut self) -> &mut Inner<K, V> {
        self.0.get_or_insert_default()
    }
}

impl<K: Clone, V: Clone> Clone for Entries<K, V> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<K: fmt::Debug + 'static, V: fmt::Debug + 'static> fmt::Debug for Entries<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<K: Hash + Eq + 'static, V: PartialEq + 'static> PartialEq for Entries<K, V> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<K: Hash + Eq + 'static, V: Eq + 'static> Eq for Entries<K, V> {}

impl<K: Hash + Eq, V> From<Inner<K, V>> for Entries<K, V> {
    fn from(map: Inner<K, V>) -> Self {
        Self((!map.is_empty()).then(|| Box::new(map)))
    }
}

impl<K: Hash + Eq, V, const N: usize> From<[(K, V); N]> for Entries<K, V> {
    fn from(entries: [(K, V); N]) -> Self {
        entries.into_iter().collect()
    }
}

impl<K: Hash + Eq, V> FromIterator<(K, V)> for Entries<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut entries = entries.into_iter().peekable();
        // Most are empty, and then nothing is made.
        if entries.peek().is_none() {
            return Self(None);
        }
        entries.collect::<Inner<K, V>>().into()
    }
}

impl<K: Hash + Eq + 'static, V: 'static> Extend<(K, V)> for Entries<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        let mut entries = entries.into_iter().peekable();
        if entries.peek().is_some() {
            (**self).extend(entries);
        }
    }
}

impl<'m, K: 'static, V: 'static> IntoIterator for &'m Entries<K, V> {
    type Item = (&'m K, &'m V);
    type IntoIter = indexmap::map::Iter<'m, K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'m, K: 'static, V: 'static> IntoIterator for &'m mut Entries<K, V> {
    type Item = (&'m K, &'m mut V);
    type IntoIter = indexmap::map::IterMut<'m, K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

impl<K, V> IntoIterator for Entries<K, V> {
    type Item = (K, V);
    type IntoIter = indexmap::map::IntoIter<K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.map(|map| *map).unwrap_or_default().into_iter()
    }
}

impl<K: FromKey + 'static, V: FromNode + 'static> FromNode for Entries<K, V> {
    fn expected() -> String {
        Inner::<K, V>::expected()
    }

    fn from_node<'t>(node: Node<'t>, reader: &mut Reader<'t>) -> Option<Self> {
        Inner::from_node(node, reader).map(Self::from)
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<K: Serialize + 'static, V: Serialize + 'static> Serialize for Entries<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self)
    }
}

impl<K: schemars::JsonSchema, V: schemars::JsonSchema> schemars::JsonSchema for Entries<K, V> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        IndexMap::<K, V>::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        IndexMap::<K, V>::json_schema(generator)
    }
}
