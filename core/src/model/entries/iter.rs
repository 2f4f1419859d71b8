//! The entries of a map, one after the other.

use super::Entries;
use std::iter::FusedIterator;
use std::slice;

/// The entries of a map.
pub struct Iter<'m, K, V>(slice::Iter<'m, (K, V)>);

/// The entries of a map, with values to change.
pub struct IterMut<'m, K, V>(slice::IterMut<'m, (K, V)>);

impl<'m, K, V> Iter<'m, K, V> {
    pub(super) fn new(pairs: &'m [(K, V)]) -> Self {
        Self(pairs.iter())
    }
}

impl<'m, K, V> IterMut<'m, K, V> {
    pub(super) fn new(pairs: &'m mut [(K, V)]) -> Self {
        Self(pairs.iter_mut())
    }
}

impl<K, V> Clone for Iter<'_, K, V> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

macro_rules! iterator {
    ($name:ident, $item:ty) => {
        impl<'m, K, V> Iterator for $name<'m, K, V> {
            type Item = (&'m K, $item);

            #[inline]
            fn next(&mut self) -> Option<Self::Item> {
                self.0.next().map(|(key, value)| (&*key, value))
            }

            #[inline]
            fn size_hint(&self) -> (usize, Option<usize>) {
                self.0.size_hint()
            }
        }

        impl<K, V> DoubleEndedIterator for $name<'_, K, V> {
            #[inline]
            fn next_back(&mut self) -> Option<Self::Item> {
                self.0.next_back().map(|(key, value)| (&*key, value))
            }
        }

        impl<K, V> ExactSizeIterator for $name<'_, K, V> {}

        impl<K, V> FusedIterator for $name<'_, K, V> {}
    };
}

iterator!(Iter, &'m V);
iterator!(IterMut, &'m mut V);

impl<'m, K, V> IntoIterator for &'m Entries<K, V> {
    type Item = (&'m K, &'m V);
    type IntoIter = Iter<'m, K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'m, K, V> IntoIterator for &'m mut Entries<K, V> {
    type Item = (&'m K, &'m mut V);
    type IntoIter = IterMut<'m, K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

impl<K, V> IntoIterator for Entries<K, V> {
    type Item = (K, V);
    type IntoIter = thin_vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.pairs.into_iter()
    }
}
