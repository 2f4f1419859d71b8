//! A table with one value per node, which reads and writes without ever panicking.

/// The number no node has: "not yet", "nothing", "outside".
pub(super) const NONE: u32 = u32::MAX;

/// One value per node; a node outside the table reads as the value the table was filled with.
#[derive(Clone, Debug)]
pub(super) struct Table<T> {
    values: Vec<T>,
    outside: T,
}

impl<T: Copy> Table<T> {
    pub(super) fn new(len: usize, fill: T) -> Self {
        Self {
            values: vec![fill; len],
            outside: fill,
        }
    }

    /// A table over values already at hand.
    pub(super) fn from_values(values: Vec<T>, outside: T) -> Self {
        Self { values, outside }
    }

    #[inline]
    pub(super) fn get(&self, node: u32) -> T {
        self.values.get(node as usize).copied().unwrap_or(self.outside)
    }

    /// Does nothing for a node outside the table.
    #[inline]
    pub(super) fn set(&mut self, node: u32, value: T) {
        if let Some(slot) = self.values.get_mut(node as usize) {
            *slot = value;
        }
    }
}
