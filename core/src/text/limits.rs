//! How much input is taken before a reader says stop.

/// Bounds on one document. Whatever comes in, time and memory stay in proportion to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of text.
    pub bytes: usize,
    /// Values in the tree, and about twice as many visits while reading through aliases.
    pub nodes: usize,
    /// Collections inside one another.
    pub depth: usize,
    /// Problems kept; the rest is counted.
    pub problems: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 64 << 20,
            nodes: 8 << 20,
            depth: 128,
            problems: 200,
        }
    }
}

impl Limits {
    /// Bytes of memory that the values of a text may take: some for any text, more for a large one. A few bytes of text
    /// can stand for a noun with many keys, and an alias for a long text.
    pub(super) fn room(text: &str) -> usize {
        (64 << 20) + 40 * text.len()
    }
}
