//! `DOC005`: the same key twice in one mapping.

use crate::rules::rule;

rule! {
    /// The same key twice in one mapping.
    ///
    /// Most readers of YAML keep one of the two and drop the other without a word, and not all keep the same one.
    ///
    /// ```yaml bad
    /// services:
    ///   api: { path: api }
    ///   api: { path: backend }
    /// ```
    ///
    /// ```yaml good
    /// services:
    ///   api: { path: api }
    ///   backend: { path: backend }
    /// ```
    ///
    /// References: YAML 1.2.2, section 3.2.1.3 (keys of a mapping are unique).
    Error, Reader
}
