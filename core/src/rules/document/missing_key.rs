//! `DOC004`: a key that must be there is not.

use crate::rules::rule;

rule! {
    /// A key that must be there is not.
    ///
    /// Few keys are required: those without which their record means nothing.
    ///
    /// ```yaml bad
    /// rollbacks:
    ///   back: { automatic: true }
    /// ```
    ///
    /// ```yaml good
    /// rollbacks:
    ///   back: { automatic: true, method: { slot_swap: {} } }
    /// ```
    Error, Reader
}
