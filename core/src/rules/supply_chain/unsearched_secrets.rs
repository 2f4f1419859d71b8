//! `SEC007`: production is reached without a search for secrets.

use super::scans::{Wanted, check as tell};
use crate::model::{ComplianceFact, ScanKind};
use crate::plan::Plan;
use crate::rules::{Findings, rule};

rule! {
    /// Something reaches production although nothing looked for secrets in its source.
    ///
    /// A password that was committed once stays in the history and in everything built from it. A search finds it before others do.
    /// It is asked for by `compliance.requires.scans`, or by a framework that the delivery answers to; what evidence shows, such
    /// as push protection of the code host, need not be in a pipeline. Each way to production must pass one.
    ///
    /// ```yaml bad
    /// compliance: { requires: { scans: secrets } }
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
    /// compliance: { requires: { scans: secrets } }
    /// environments: { prod: { tier: production } }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       build: { jobs: { api: { steps: [ { scan: { kind: secrets, fail_on: [ "secrets = 0" ] } }, { run: make } ] } } }
    ///       ship: { jobs: { api: { environment: prod, steps: [ { deploy: {} } ] } } }
    /// ```
    ///
    /// References: OWASP Top 10 CI/CD Security Risks, CICD-SEC-6; PCI DSS 4.0.1, 8.6.2; NIST SP 800-53, IA-5(7); CIS Software Supply Chain Security
    /// Guide, 2.3.8.
    Warning, Plan(check)
}

const WANTED: Wanted = Wanted {
    kind: ScanKind::Secrets,
    fact: ComplianceFact::SecretScan,
    what: "a search for secrets",
    tools: &[
        "gitleaks",
        "trufflehog",
        "detect-secrets",
        "ggshield",
        "git-secrets",
        "gitguardian",
        "talisman",
        "secretlint",
    ],
    only: None,
};

fn check(plan: &Plan, found: &mut Findings) {
    tell(plan, found, &WANTED);
}
