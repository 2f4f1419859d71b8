//! `SEC005`: production is reached without a scan of the source code.

use super::scans::{Wanted, check as tell};
use crate::model::{ComplianceFact, ScanKind};
use crate::plan::Plan;
use crate::rules::{Findings, rule};

rule! {
    /// Something reaches production although its source code was never scanned for weaknesses.
    ///
    /// A scan of the source code finds what tests do not look for: a query made of user input, a weak cipher, a check left out. It is
    /// asked for by `compliance.requires.scans`, or by a framework that the delivery answers to; what evidence shows need not be
    /// in a pipeline. Each way to production must pass one.
    ///
    /// ```yaml bad
    /// compliance: { requires: { scans: sast } }
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
    /// compliance: { requires: { scans: sast } }
    /// environments: { prod: { tier: production } }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       build: { jobs: { api: { steps: [ { run: make }, { scan: { kind: sast, fail_on: [ "vulnerabilities.high = 0" ] } } ] } } }
    ///       ship: { jobs: { api: { environment: prod, steps: [ { deploy: {} } ] } } }
    /// ```
    ///
    /// References: PCI DSS 4.0.1, 6.2.3 and 6.2.4; NIST SP 800-218 (SSDF), PW.7; NIST SP 800-53, SA-11(1); ISO/IEC 27001 A.8.28.
    Warning, Plan(check)
}

const WANTED: Wanted = Wanted {
    kind: ScanKind::Sast,
    fact: ComplianceFact::Sast,
    what: "a scan of the source code",
    tools: &[
        "semgrep",
        "codeql",
        "sonar",
        "bandit",
        "gosec",
        "brakeman",
        "checkmarx",
        "veracode",
        "snyk code",
        "fortify",
        "horusec",
        "njsscan",
        "spotbugs",
        "psalm --taint",
    ],
    only: None,
};

fn check(plan: &Plan, found: &mut Findings) {
    tell(plan, found, &WANTED);
}
