//! How much input is taken before a reader says stop.

/// Bounds on one document. Whatever comes in, time and memory stay in proportion to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of text.
    pub bytes: usize,
    /// Values in the tree, and ten times as many visits while reading through aliases.
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
            nodes: 16 << 20,
            depth: 128,
            problems: 200,
        }
    }
}
