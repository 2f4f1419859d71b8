//! `GAT001`: production is reached without anyone's approval.

use crate::model::{Environment, Platform};
use crate::plan::Plan;
use crate::rules::unproved::{exposed, tell};
use crate::rules::{Findings, rule};

rule! {
    /// Something can be brought to production although nobody approved it.
    ///
    /// An approval protects only when it stands on every way to production. A tag, a start by hand, another pipeline that
    /// deploys to the same environment, a condition that skips the approval, or a job that runs `always` can lead round it.
    /// All starts, conditions and calls are looked at; the finding names a way that can be followed. A gate that anyone may
    /// press, and an emergency way in, count as no approval.
    ///
    /// An approval of the environment holds for all pipelines at once, so that is the best place for it. A static site that
    /// only certain branches reach needs none here: changes to it are looked at where they come into the branch.
    ///
    /// ```yaml bad
    /// environments:
    ///   prod: { tier: production }
    /// pipelines:
    ///   main:
    ///     on: [ { push: { branches: [main] } } ]
    ///     stages:
    ///       test: { jobs: { unit: { steps: [ { run: npm test, reports: { junit: out.xml } } ] } } }
    ///       release:
    ///         gates: [ { approval: { by: [leads], not_author: true } } ]
    ///         jobs: { deploy: { environment: prod, steps: [ { deploy: {} } ] } }
    ///   hotfix:
    ///     on: [ { manual: {} } ]
    ///     stages:
    ///       test: { jobs: { unit: { steps: [ { run: npm test, reports: { junit: out.xml } } ] } } }
    ///       release: { jobs: { deploy: { environment: prod, steps: [ { deploy: {} } ] } } }
    /// ```
    ///
    /// ```yaml good
    /// environments:
    ///   prod:
    ///     tier: production
    ///     gates: [ { approval: { by: [leads], not_author: true } } ]
    /// pipelines:
    ///   main:
    ///     on: [ { push: { branches: [main] } } ]
    ///     stages:
    ///       test: { jobs: { unit: { steps: [ { run: npm test, reports: { junit: out.xml } } ] } } }
    ///       release: { jobs: { deploy: { environment: prod, steps: [ { deploy: {} } ] } } }
    ///   hotfix:
    ///     on: [ { manual: {} } ]
    ///     stages:
    ///       test: { jobs: { unit: { steps: [ { run: npm test, reports: { junit: out.xml } } ] } } }
    ///       release: { jobs: { deploy: { environment: prod, steps: [ { deploy: {} } ] } } }
    /// ```
    ///
    /// References: OWASP CICD-SEC-1 (insufficient flow control mechanisms); SOC 2 CC8.1; PCI DSS 4.0.1, 6.5.1.
    Error, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    for (release, exposure) in exposed(plan, &|guard| guard.approval().is_some()) {
        if plan.delivery().environments.get(release.environment).is_some_and(is_page) {
            continue;
        }
        let message = format!("`{}` can be reached without an approval", release.environment);
        let help = format!(
            "put the approval into the gates of `environments.{}`, where it holds on every way",
            release.environment
        );
        tell(plan, found, &exposure, message, &help);
    }
}

/// True for a site of files that only certain branches reach: it is looked at where changes come into the branch.
fn is_page(environment: &Environment) -> bool {
    matches!(environment.platform, Some(Platform::StaticSite(_))) && environment.branches.is_some()
}
