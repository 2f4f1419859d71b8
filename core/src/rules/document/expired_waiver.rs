//! `DOC010`: a waiver whose day has passed.

use crate::rules::rule;

rule! {
    /// A waiver whose day has passed.
    ///
    /// It covers nothing any more: its findings are back in the report. The day is held against the one the caller gives;
    /// the command line gives today's.
    ///
    /// ```yaml bad
    /// waivers:
    ///   - { code: STR008, reason: until the runners are faster, owner: platform, until: 2020-01-31 }
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
    ///   - { code: STR008, reason: until the runners are faster, owner: platform, until: 2999-12-31 }
    /// ```
    Warning, Reader
}
