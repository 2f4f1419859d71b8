//! `DOC011`: a word that means no rule.

use crate::rules::rule;

rule! {
    /// The document leaves out, or changes, a rule that does not exist.
    ///
    /// A code with a typing error leaves the rule on that was meant to be off, and nobody hears of it.
    ///
    /// ```yaml bad
    /// checks: { ignore: [STR999] }
    /// ```
    ///
    /// ```yaml good
    /// checks: { ignore: [STR008] }
    /// ```
    Error, Reader
}
