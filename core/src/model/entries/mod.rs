//! An ordered map that takes little room while it is empty.
//!
//! Most maps of most nouns are empty or hold a handful of entries: the variables of a step, its parameters. Those are
//! gone through one by one, which costs less than a hash; the keys of a larger map are hashed as well. It reads and
//! changes like an `IndexMap`.

mod iter;
mod places;
mod serial;
#[cfg(test)]
mod tests;

use indexmap::Equivalent;
use iter::{Iter, IterMut};
use places::Places;
use std::fmt;
use std::hash::Hash;
use std::ops::{Index, IndexMut};
use thin_vec::ThinVec;

/// So many entries are gone through one by one.
const FEW: usize = 16;

/// Keys and values in the order they were declared.
pub struct Entries<K, V> {
    pairs: ThinVec<(K, V)>,
    /// Where each key is, once there are more than a few.
    places: Option<Box<Places>>,
}

impl<K, V> Entries<K, V> {
    /// No entries.
    pub const fn new() -> Self {
        Self {
            pairs: ThinVec::new(),
            places: None,
        }
    }

    /// No entries, and room for some.
    pub fn with_capacity(entries: usize) -> Self {
        Self {
            pairs: ThinVec::with_capacity(entries),
            places: None,
        }
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// True when there are none.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// The entries, in order.
    pub fn iter(&self) -> Iter<'_, K, V> {
        Iter::new(&self.pairs)
    }

    /// The entries, in order, with values to change.
    pub fn iter_mut(&mut self) -> IterMut<'_, K, V> {
        IterMut::new(&mut self.pairs)
    }

    /// The keys, in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> + ExactSizeIterator + Clone {
        self.pairs.iter().map(|(key, _)| key)
    }

    /// The values, in order.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> + ExactSizeIterator + Clone {
        self.pairs.iter().map(|(_, value)| value)
    }

    /// The values, in order, to change.
    pub fn values_mut(&mut self) -> impl DoubleEndedIterator<Item = &mut V> + ExactSizeIterator {
        self.pairs.iter_mut().map(|(_, value)| value)
    }

    /// The keys alone.
    pub fn into_keys(self) -> impl DoubleEndedIterator<Item = K> + ExactSizeIterator {
        self.pairs.into_iter().map(|(key, _)| key)
    }

    /// The values alone.
    pub fn into_values(self) -> impl DoubleEndedIterator<Item = V> + ExactSizeIterator {
        self.pairs.into_iter().map(|(_, value)| value)
    }

    /// The first entry.
    pub fn first(&self) -> Option<(&K, &V)> {
        self.get_index(0)
    }

    /// The last entry.
    pub fn last(&self) -> Option<(&K, &V)> {
        self.pairs.last().map(|(key, value)| (key, value))
    }

    /// The entry at a position.
    pub fn get_index(&self, position: usize) -> Option<(&K, &V)> {
        self.pairs.get(position).map(|(key, value)| (key, value))
    }

    /// The entry at a position, with a value to change.
    pub fn get_index_mut(&mut self, position: usize) -> Option<(&K, &mut V)> {
        self.pairs.get_mut(position).map(|(key, value)| (&*key, value))
    }

    /// Removes all entries.
    pub fn clear(&mut self) {
        self.pairs.clear();
        self.places = None;
    }
}

impl<K: Hash + Eq, V> Entries<K, V> {
    /// The position of a key.
    pub fn get_index_of<Q: Hash + Equivalent<K> + ?Sized>(&self, key: &Q) -> Option<usize> {
        match &self.places {
            None => self.pairs.iter().position(|(own, _)| key.equivalent(own)),
            Some(places) => places.find(key, |place| self.pairs.get(place).is_some_and(|(own, _)| key.equivalent(own))),
        }
    }

    /// Position, key and value of a key.
    pub fn get_full<Q: Hash + Equivalent<K> + ?Sized>(&self, key: &Q) -> Option<(usize, &K, &V)> {
        let position = self.get_index_of(key)?;
        self.get_index(position).map(|(key, value)| (position, key, value))
    }

    /// The entry of a key.
    pub fn get_key_value<Q: Hash + Equivalent<K> + ?Sized>(&self, key: &Q) -> Option<(&K, &V)> {
        self.get_index(self.get_index_of(key)?)
    }

    /// The value of a key.
    pub fn get<Q: Hash + Equivalent<K> + ?Sized>(&self, key: &Q) -> Option<&V> {
        self.get_key_value(key).map(|(_, value)| value)
    }

    /// The value of a key, to change.
    pub fn get_mut<Q: Hash + Equivalent<K> + ?Sized>(&mut self, key: &Q) -> Option<&mut V> {
        let position = self.get_index_of(key)?;
        self.pairs.get_mut(position).map(|(_, value)| value)
    }

    /// True when there is such a key.
    pub fn contains_key<Q: Hash + Equivalent<K> + ?Sized>(&self, key: &Q) -> bool {
        self.get_index_of(key).is_some()
    }

    /// Sets the value of a key, at the end when the key is new, and gives back the one before.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.get_mut(&key) {
            Some(there) => Some(std::mem::replace(there, value)),
            None => {
                self.add_new(key, value);
                None
            }
        }
    }

    /// The place of a key, to be filled when it is empty.
    pub fn entry(&mut self, key: K) -> Entry<'_, K, V> {
        Entry { entries: self, key }
    }

    /// Sets the value of a key at a position, and moves it there when it was elsewhere; what stands there moves on.
    pub fn shift_insert(&mut self, position: usize, key: K, value: V) -> Option<V> {
        let before = self.shift_remove(&key);
        let position = position.min(self.len());
        self.pairs.insert(position, (key, value));
        self.place();
        before
    }

    /// Removes a key; what comes after it moves up.
    pub fn shift_remove<Q: Hash + Equivalent<K> + ?Sized>(&mut self, key: &Q) -> Option<V> {
        self.shift_remove_entry(key).map(|(_, value)| value)
    }

    /// Removes a key and gives its entry; what comes after it moves up.
    pub fn shift_remove_entry<Q: Hash + Equivalent<K> + ?Sized>(&mut self, key: &Q) -> Option<(K, V)> {
        self.shift_remove_index(self.get_index_of(key)?)
    }

    /// Removes the entry at a position; what comes after it moves up.
    pub fn shift_remove_index(&mut self, position: usize) -> Option<(K, V)> {
        if position >= self.len() {
            return None;
        }
        if let Some(places) = &mut self.places {
            places.remove(position);
        }
        Some(self.pairs.remove(position))
    }

    /// Removes the entries that do not pass.
    pub fn retain(&mut self, mut keep: impl FnMut(&K, &mut V) -> bool) {
        self.pairs.retain_mut(|(key, value)| keep(key, value));
        self.place();
    }

    /// Puts the entries in order of their keys.
    pub fn sort_keys(&mut self)
    where
        K: Ord,
    {
        self.pairs.sort_by(|(a, _), (b, _)| a.cmp(b));
        self.place();
    }

    /// Puts the entries in order of something that each has; those that have the same keep their order.
    pub fn sort_by_key<T: Ord>(&mut self, mut order: impl FnMut(&K, &V) -> T) {
        self.pairs.sort_by_key(|(key, value)| order(key, value));
        self.place();
    }

    /// Adds an entry whose key is known to be new; nobody looks for it.
    pub(crate) fn add_new(&mut self, key: K, value: V) {
        debug_assert!(!self.contains_key(&key), "the key is new");
        if let Some(places) = &mut self.places {
            places.add(&key, self.pairs.len());
        }
        self.pairs.push((key, value));
        if self.places.is_none() && self.pairs.len() > FEW {
            self.place();
        }
    }

    /// Finds out anew where each key is.
    fn place(&mut self) {
        self.places = (self.pairs.len() > FEW).then(|| Box::new(Places::of(self.keys())));
    }
}

/// The place of a key in a map.
pub struct Entry<'m, K, V> {
    entries: &'m mut Entries<K, V>,
    key: K,
}

impl<'m, K: Hash + Eq, V> Entry<'m, K, V> {
    /// The value there; this one when there is none.
    pub fn or_insert(self, value: V) -> &'m mut V {
        self.or_insert_with(|| value)
    }

    /// The value there; a new one when there is none.
    pub fn or_default(self) -> &'m mut V
    where
        V: Default,
    {
        self.or_insert_with(V::default)
    }

    /// The value there; a new one when there is none.
    #[expect(clippy::indexing_slicing, reason = "the position was found, or is that of the entry just added")]
    pub fn or_insert_with(self, value: impl FnOnce() -> V) -> &'m mut V {
        let position = self.entries.get_index_of(&self.key).unwrap_or_else(|| {
            self.entries.add_new(self.key, value());
            self.entries.len() - 1
        });
        &mut self.entries.pairs[position].1
    }
}

impl<K, V> Default for Entries<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K: Clone, V: Clone> Clone for Entries<K, V> {
    fn clone(&self) -> Self {
        Self {
            pairs: self.pairs.clone(),
            places: self.places.clone(),
        }
    }
}

impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for Entries<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

/// Two are equal when they have the same entries, in whatever order.
impl<K: Hash + Eq, V: PartialEq> PartialEq for Entries<K, V> {
    fn eq(&self, other: &Self) -> bool {
        // Most have the same order.
        let same = |((key, value), position)| match other.get_index(position) {
            Some((there, own)) if there == key => own == value,
            _ => other.get(key) == Some(value),
        };
        self.len() == other.len() && self.iter().zip(0..).all(same)
    }
}

impl<K: Hash + Eq, V: Eq> Eq for Entries<K, V> {}

impl<K: Hash + Eq, V, Q: Hash + Equivalent<K> + ?Sized> Index<&Q> for Entries<K, V> {
    type Output = V;

    /// The value of a key.
    ///
    /// # Panics
    ///
    /// When there is no such key.
    #[expect(clippy::expect_used, reason = "that is what square brackets do")]
    fn index(&self, key: &Q) -> &V {
        self.get(key).expect("there is such a key")
    }
}

impl<K: Hash + Eq, V, Q: Hash + Equivalent<K> + ?Sized> IndexMut<&Q> for Entries<K, V> {
    /// The value of a key, to change.
    ///
    /// # Panics
    ///
    /// When there is no such key.
    #[expect(clippy::expect_used, reason = "that is what square brackets do")]
    fn index_mut(&mut self, key: &Q) -> &mut V {
        self.get_mut(key).expect("there is such a key")
    }
}

impl<K, V> Index<usize> for Entries<K, V> {
    type Output = V;

    /// The value at a position.
    ///
    /// # Panics
    ///
    /// When there are fewer entries.
    #[expect(clippy::indexing_slicing, reason = "that is what square brackets do")]
    fn index(&self, position: usize) -> &V {
        &self.pairs[position].1
    }
}

impl<K, V> IndexMut<usize> for Entries<K, V> {
    /// The value at a position, to change.
    ///
    /// # Panics
    ///
    /// When there are fewer entries.
    #[expect(clippy::indexing_slicing, reason = "that is what square brackets do")]
    fn index_mut(&mut self, position: usize) -> &mut V {
        &mut self.pairs[position].1
    }
}

impl<K: Hash + Eq, V, const N: usize> From<[(K, V); N]> for Entries<K, V> {
    fn from(entries: [(K, V); N]) -> Self {
        entries.into_iter().collect()
    }
}

impl<K: Hash + Eq, V> FromIterator<(K, V)> for Entries<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut all = Self::new();
        all.extend(entries);
        all
    }
}

impl<K: Hash + Eq, V> Extend<(K, V)> for Entries<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        let entries = entries.into_iter();
        self.pairs.reserve(entries.size_hint().0);
        for (key, value) in entries {
            self.insert(key, value);
        }
    }
}
