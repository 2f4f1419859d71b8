//! `SEC008`: production is reached without a scan of its images.

use super::scans::{Wanted, check as tell, handles_image};
use crate::model::{ComplianceFact, ScanKind};
use crate::plan::Plan;
use crate::rules::{Findings, rule};

rule! {
    /// An image reaches production although it was never scanned.
    ///
    /// An image brings the packages of an operating system along, which no scan of the project's own components sees. Found where a
    /// pipeline builds images or brings them somewhere, and `compliance.requires.scans` or a framework that the delivery answers
    /// to asks for it; what evidence shows, such as a registry that scans, need not be in a pipeline. Each way to production must
    /// pass one.
    ///
    /// ```yaml bad
    /// compliance: { requires: { scans: image } }
    /// environments: { prod: { tier: production } }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       build: { jobs: { api: { steps: [ { build_image: { image: ghcr.io/acme/api, push: true } } ] } } }
    ///       ship: { jobs: { api: { environment: prod, steps: [ { deploy: {} } ] } } }
    /// ```
    ///
    /// ```yaml good
    /// compliance: { requires: { scans: image } }
    /// environments: { prod: { tier: production } }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       build:
    ///         jobs:
    ///           api:
    ///             steps:
    ///               - build_image: { image: ghcr.io/acme/api, push: true }
    ///               - scan: { kind: image, target: ghcr.io/acme/api, fail_on: [ "vulnerabilities.critical = 0" ] }
    ///       ship: { jobs: { api: { environment: prod, steps: [ { deploy: {} } ] } } }
    /// ```
    ///
    /// References: NIST SP 800-190, "Application Container Security Guide"; CIS Docker Benchmark, 4.4; PCI DSS 4.0.1, 6.3.1; SOC 2 CC6.8.
    Warning, Plan(check)
}

const WANTED: Wanted = Wanted {
    kind: ScanKind::Image,
    fact: ComplianceFact::ImageScan,
    what: "a scan of its images",
    tools: &[
        "trivy image",
        "aquasecurity/trivy-action",
        "grype",
        "anchore",
        "docker scout",
        "snyk container",
        "clair",
        "prisma cloud",
        "twistcli",
        "dockle",
    ],
    only: Some(handles_image),
};

fn check(plan: &Plan, found: &mut Findings) {
    tell(plan, found, &WANTED);
}
