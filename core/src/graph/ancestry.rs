//! Which node of a forest is above which, answered in constant time.

use super::table::{NONE, Table};

/// Every node of a forest with the interval that its descendants' positions fill.
#[derive(Clone, Debug)]
pub(super) struct Ancestry {
    position: Table<u32>,
    end: Table<u32>,
}

impl Ancestry {
    /// Lays out a forest whose nodes come parents first; a tree's root has the parent [`NONE`].
    pub(super) fn new(len: usize, nodes: impl DoubleEndedIterator<Item = u32> + Clone, parent: &Table<u32>) -> Self {
        let mut size = Table::new(len, 1_u32);
        for node in nodes.clone().rev() {
            let above = parent.get(node);
            size.set(above, size.get(above).saturating_add(size.get(node)));
        }
        let mut position = Table::new(len, NONE);
        let mut end = Table::new(len, 0);
        // Where the next child of each node goes.
        let mut free = Table::new(len, 0_u32);
        let mut free_root = 0_u32;
        for node in nodes {
            let above = parent.get(node);
            let place = if above == NONE { free_root } else { free.get(above) };
            let behind = place.saturating_add(size.get(node));
            if above == NONE {
                free_root = behind;
            } else {
                free.set(above, behind);
            }
            position.set(node, place);
            free.set(node, place.saturating_add(1));
            end.set(node, behind);
        }
        Self { position, end }
    }

    /// Whether `above` is `node` or one of its ancestors; false if either is not in the forest.
    #[inline]
    pub(super) fn contains(&self, above: u32, node: u32) -> bool {
        let position = self.position.get(node);
        self.position.get(above) <= position && position < self.end.get(above)
    }
}
