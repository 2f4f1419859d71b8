//! `POL001`: what a policy of the caller denies.

use crate::rules::rule;

rule! {
    /// A policy of the caller denies something in the plan.
    ///
    /// Who runs the rules may have rules of their own, written in Rego and given with `--policy`. Each entry of their rule `deny`
    /// is an error, unless it says another `severity`: a text, or an object with `message`, and with `path`, `code`, `help` and
    /// `severity` where these help. A code of their own stands at the end of the message; the path tells where, and what
    /// a waiver covers.
    ///
    /// ```rego
    /// package gatewright
    ///
    /// deny contains {"code": "ACME-7", "message": "this service has no owner", "path": ["services", id]} if {
    ///     some id, service in input.delivery.services
    ///     not service.owner
    /// }
    /// ```
    ///
    /// ```yaml bad
    /// services: { api: { runtime: go 1.25 } }
    /// ```
    ///
    /// ```yaml good
    /// groups: { platform: { size: 3 } }
    /// services: { api: { runtime: go 1.25, owner: platform } }
    /// ```
    ///
    /// References: Open Policy Agent, "Policy Language"; the page about policies of this project.
    Error, Caller
}
