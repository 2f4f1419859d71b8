//! `DOC008`: the document is larger, deeper or more repetitive than a reader may be asked to take.

use crate::rules::rule;

rule! {
    /// The document is larger, deeper or more repetitive than a reader may be asked to take.
    ///
    /// Whatever comes in, time and memory stay in proportion to the limits: bytes, values, nesting, and what aliases may
    /// repeat. Callers can raise them.
    ///
    /// ```yaml bad
    /// extensions:
    ///   x: &x [ *x ]
    /// ```
    ///
    /// ```yaml good
    /// extensions:
    ///   x: &x [ 1, 2 ]
    ///   y: *x
    /// ```
    Error, Reader
}
