//! `DOC003`: a key that nobody reads.

use crate::rules::rule;

rule! {
    /// A key that nobody reads.
    ///
    /// A misspelt key would otherwise be passed over in silence, and what it was to say with it. What only one platform
    /// understands goes under `extensions`.
    ///
    /// ```yaml bad
    /// services:
    ///   api: { ruintime: node 20 }
    /// ```
    ///
    /// ```yaml good
    /// services:
    ///   api: { runtime: node 20 }
    /// ```
    Error, Reader
}
