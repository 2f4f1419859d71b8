//! `DOC007`: none, or more than one, of the keys of which exactly one must stand.

use crate::rules::rule;

rule! {
    /// None, or more than one, of the keys of which exactly one must stand.
    ///
    /// A step, a gate, a trigger, a platform and a strategy say what they are by the one key they have.
    ///
    /// ```yaml bad
    /// pipelines:
    ///   main:
    ///     stages:
    ///       build:
    ///         jobs:
    ///           api: { steps: [ { checkout: {}, run: make } ] }
    /// ```
    ///
    /// ```yaml good
    /// pipelines:
    ///   main:
    ///     stages:
    ///       build:
    ///         jobs:
    ///           api: { steps: [ { checkout: {} }, { run: make } ] }
    /// ```
    Error, Reader
}
