//! `SEC006`: production is reached without a scan of its components.

use super::scans::{Wanted, check as tell};
use crate::model::{ComplianceFact, ScanKind};
use crate::plan::Plan;
use crate::rules::{Findings, rule};

rule! {
    /// Something reaches production although its third-party components were never scanned.
    ///
    /// Most of what is delivered was written by others, and its weaknesses are public. A scan of components knows them. It is asked
    /// for by `compliance.requires.scans`, or by a framework that the delivery answers to; what evidence shows need not be in a
    /// pipeline. Each way to production must pass one.
    ///
    /// ```yaml bad
    /// compliance: { requires: { scans: sca } }
    /// environments: { prod: { tier: production } }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       build: { jobs: { api: { steps: [ { run: make } ] } } }
    ///       ship: { jobs: { api: { environment: prod, steps: [ { deploy: {} } ] } } }
    /// ```
    ///
    /// ```yaml good
    /// compliance: { requires: { scans: sca } }
    /// environments: { prod: { tier: production } }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       build: { jobs: { api: { steps: [ { run: make }, { scan: { kind: sca, fail_on: [ "vulnerabilities.high = 0" ] } } ] } } }
    ///       ship: { jobs: { api: { environment: prod, steps: [ { deploy: {} } ] } } }
    /// ```
    ///
    /// References: OWASP Top 10 CI/CD Security Risks, CICD-SEC-3; PCI DSS 4.0.1, 6.3.1; SOC 2 CC7.1; ISO/IEC 27001 A.8.8; NIST SP 800-53, RA-5.
    Warning, Plan(check)
}

const WANTED: Wanted = Wanted {
    kind: ScanKind::Sca,
    fact: ComplianceFact::Sca,
    what: "a scan of its components",
    tools: &[
        "npm audit",
        "yarn audit",
        "yarn npm audit",
        "pnpm audit",
        "pip-audit",
        "cargo audit",
        "cargo deny",
        "cargo-deny",
        "govulncheck",
        "osv-scanner",
        "dependency-review",
        "dependency-check",
        "snyk test",
        "snyk/actions",
        "grype",
        "trivy fs",
        "trivy repo",
        "bundler-audit",
        "bundle audit",
        "safety check",
        "composer audit",
        "dotnet list package --vulnerable",
        "nancy",
        "retire",
        "mend",
        "black duck",
        "blackduck",
    ],
    only: None,
};

fn check(plan: &Plan, found: &mut Findings) {
    tell(plan, found, &WANTED);
}
