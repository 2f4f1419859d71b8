//! `DOC002`: another kind of value belongs here.

use crate::rules::rule;

rule! {
    /// Another kind of value belongs here.
    ///
    /// A list where a mapping belongs, a mapping where a word belongs, or nothing where something belongs. Guessing what
    /// was meant would hide mistakes, so nothing is converted.
    ///
    /// ```yaml bad
    /// pipelines:
    ///   main:
    ///     stages:
    ///       build:
    ///         jobs:
    ///           api: { steps: { run: make } }
    /// ```
    ///
    /// ```yaml good
    /// pipelines:
    ///   main:
    ///     stages:
    ///       build:
    ///         jobs:
    ///           api: { steps: [ { run: make } ] }
    /// ```
    Error, Reader
}
