//! `DOC009`: a waiver that covers nothing.

use crate::rules::rule;

rule! {
    /// A waiver that covers nothing.
    ///
    /// What it accepted has been mended, has moved, or never was. A waiver that is left behind will one day accept
    /// something nobody looked at.
    ///
    /// ```yaml bad
    /// waivers:
    ///   - { code: STR008, at: pipelines.main, reason: short jobs, owner: platform }
    /// ```
    ///
    /// ```yaml good
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       ship:
    ///         jobs:
    ///           site: { concurrency: site, steps: [ { deploy: {} } ] }
    /// waivers:
    ///   - { code: STR008, at: pipelines.main, reason: short jobs, owner: platform }
    /// ```
    Warning, Reader
}
