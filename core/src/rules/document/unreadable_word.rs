//! `DOC006`: a word that its type cannot read.

use crate::rules::rule;

rule! {
    /// A word that its type cannot read.
    ///
    /// Durations, money, percentages, schedules, conditions and ids are words with a grammar. They are read once, and
    /// what cannot be read is told with what would have been right.
    ///
    /// ```yaml bad
    /// objectives: { lead_time: 30 }
    /// ```
    ///
    /// ```yaml good
    /// objectives: { lead_time: 30m }
    /// ```
    Error, Reader
}
