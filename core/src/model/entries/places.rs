//! Where the keys of a large map are.

use hashbrown::HashTable;
use std::hash::{BuildHasher, Hash, RandomState};

/// The position of every key, found by its hash. The hash is made with keys nobody can know, so that no document can make
/// reading slow by its choice of ids. The order of entries does not depend on it.
#[derive(Clone, Default)]
pub(super) struct Places {
    seed: RandomState,
    table: HashTable<(u64, usize)>,
}

impl Places {
    /// The positions of all keys, which differ.
    pub(super) fn of<'k, K: Hash + 'k>(keys: impl ExactSizeIterator<Item = &'k K>) -> Self {
        let mut places = Self {
            seed: RandomState::new(),
            table: HashTable::with_capacity(keys.len()),
        };
        for (key, position) in keys.zip(0..) {
            places.add(key, position);
        }
        places
    }

    /// Adds a key that is not there yet.
    pub(super) fn add<K: Hash>(&mut self, key: &K, position: usize) {
        let hash = self.seed.hash_one(key);
        self.table.insert_unique(hash, (hash, position), |(hash, _)| *hash);
    }

    /// The position of a key; `is` tells whether it is the key at a position.
    pub(super) fn find<Q: Hash + ?Sized>(&self, key: &Q, is: impl Fn(usize) -> bool) -> Option<usize> {
        let hash = self.seed.hash_one(key);
        let found = self.table.find(hash, |(own, position)| *own == hash && is(*position));
        found.map(|(_, position)| *position)
    }

    /// Takes a position out; those after it are one less.
    pub(super) fn remove(&mut self, position: usize) {
        self.table.retain(|(_, place)| {
            let keep = *place != position;
            *place -= usize::from(*place > position);
            keep
        });
    }
}
