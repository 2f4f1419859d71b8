//! `DOC001`: the text is not YAML, JSON or TOML.

use crate::rules::rule;

rule! {
    /// The text is not YAML, JSON or TOML.
    ///
    /// Reading stops where the grammar is broken: what follows could mean anything. Tabs in the indentation of YAML, a
    /// quote that is never closed and a second document in the same file are the usual causes.
    ///
    /// ```yaml bad
    /// services: { api: { path: api }
    /// ```
    ///
    /// ```yaml good
    /// services: { api: { path: api } }
    /// ```
    ///
    /// References: YAML 1.2.2, RFC 8259 (JSON), TOML 1.1.
    Error, Reader
}
