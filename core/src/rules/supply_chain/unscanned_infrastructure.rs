//! `SEC009`: production is reached without a scan of the infrastructure code.

use super::scans::{Wanted, applies_code, check as tell};
use crate::model::{ComplianceFact, ScanKind};
use crate::plan::Plan;
use crate::rules::{Findings, rule};

rule! {
    /// Infrastructure of production is changed by code that was never scanned.
    ///
    /// An open port or a public bucket is one line of code. A scan of that code sees it before it is real. Found where a pipeline
    /// applies infrastructure code or manifests, and `compliance.requires.scans` or a framework that the delivery answers to asks
    /// for it; what evidence shows need not be in a pipeline. Each way to production must pass one.
    ///
    /// ```yaml bad
    /// compliance: { requires: { scans: iac } }
    /// environments: { prod: { tier: production } }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       build: { jobs: { api: { steps: [ { run: terraform validate } ] } } }
    ///       ship: { jobs: { api: { environment: prod, steps: [ { run: terraform apply -auto-approve } ] } } }
    /// ```
    ///
    /// ```yaml good
    /// compliance: { requires: { scans: iac } }
    /// environments: { prod: { tier: production } }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       build: { jobs: { api: { steps: [ { run: terraform validate }, { scan: { kind: iac, fail_on: [ "misconfigurations.high = 0" ] } } ] } } }
    ///       ship: { jobs: { api: { environment: prod, steps: [ { run: terraform apply -auto-approve } ] } } }
    /// ```
    ///
    /// References: SOC 2 CC7.1; ISO/IEC 27001 A.8.9; NIST SP 800-53, CM-6; CIS Software Supply Chain Security Guide, 5.1.
    Warning, Plan(check)
}

const WANTED: Wanted = Wanted {
    kind: ScanKind::Iac,
    fact: ComplianceFact::IacScan,
    what: "a scan of the infrastructure code",
    tools: &[
        "checkov",
        "tfsec",
        "trivy config",
        "kics",
        "terrascan",
        "snyk iac",
        "kube-linter",
        "kube-score",
        "kubesec",
        "conftest",
        "polaris",
        "datree",
        "tflint",
        "cfn-nag",
        "cfn-lint",
        "cdk-nag",
        "ansible-lint",
        "regula",
    ],
    only: Some(applies_code),
};

fn check(plan: &Plan, found: &mut Findings) {
    tell(plan, found, &WANTED);
}
