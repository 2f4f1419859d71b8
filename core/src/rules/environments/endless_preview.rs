//! `ENV006`: an environment for one change that nobody takes down.

use crate::model::{Computed, EnvironmentAction, Id, Tier};
use crate::plan::Plan;
use crate::rules::{Findings, rule};
use std::collections::HashSet;

rule! {
    /// An environment that is made for one change has no end.
    ///
    /// A preview that outlives its change is paid for and forgotten: software that nobody updates, often open to anyone, with
    /// credentials of its own. Say with `lives` for how long it is kept, or have a job stop it.
    ///
    /// ```yaml bad
    /// environments:
    ///   review: { tier: preview }
    /// ```
    ///
    /// ```yaml good
    /// environments:
    ///   review: { tier: preview, lives: 3d }
    /// ```
    ///
    /// References: GitLab, "Stop an environment after a certain time period"; OWASP Top 10 CI/CD Security Risks, CICD-SEC-7.
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let stopped: HashSet<&Id> = plan
        .jobs()
        .filter_map(|job| job.job.environment.as_ref())
        .filter(|environment| environment.action == Some(EnvironmentAction::Stop))
        .filter_map(|environment| match &environment.name {
            Computed::Literal(name) => Some(name),
            Computed::Expression(_) => None,
        })
        .collect();
    for view in plan.environments() {
        let endless = view.environment.lives.is_none() && !stopped.contains(view.id);
        if endless && view.environment.tier(view.id) == Some(Tier::Preview) {
            _ = found
                .add(
                    plan.environment_path(view.index),
                    format!("nothing says how long `{}` lives, although it is made for one change", view.id),
                )
                .on_key()
                .help("say `lives`, such as `3d`, or have a job stop it");
        }
    }
}
