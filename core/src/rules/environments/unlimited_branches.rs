//! `ENV004`: production that any branch can be deployed to.

use crate::model::{Environment, Gate, GateKind};
use crate::plan::Plan;
use crate::resolve::{EnvironmentIndex, JobView};
use crate::rules::names::job_name;
use crate::rules::tier::{changes, is_production};
use crate::rules::{Findings, rule};
use std::collections::HashMap;

rule! {
    /// Nothing limits from which branches production is deployed to.
    ///
    /// A trigger stands in a file that every branch has a copy of. Whoever can push a branch can change the trigger there,
    /// name the environment, and get its secrets and what it may do. Only a rule of the environment itself holds for all
    /// branches: `branches`, or people who approve.
    ///
    /// ```yaml bad
    /// environments:
    ///   prod: { tier: production }
    /// pipelines:
    ///   main:
    ///     on: [ { push: { branches: main } } ]
    ///     stages:
    ///       ship: { jobs: { api: { environment: prod, steps: [ { deploy: {} } ] } } }
    /// ```
    ///
    /// ```yaml good
    /// environments:
    ///   prod: { tier: production, branches: main }
    /// pipelines:
    ///   main:
    ///     on: [ { push: { branches: main } } ]
    ///     stages:
    ///       ship: { jobs: { api: { environment: prod, steps: [ { deploy: {} } ] } } }
    /// ```
    ///
    /// References: OWASP Top 10 CI/CD Security Risks, CICD-SEC-1; GitHub Actions, "Deployment protection rules" (deployment
    /// branches and tags); GitLab, "Protected environments"; Azure Pipelines, "Branch control".
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let mut deployed: HashMap<EnvironmentIndex, JobView<'_>> = HashMap::new();
    for job in plan.jobs() {
        if let Some(index) = changes(plan, &job) {
            deployed.entry(index).or_insert(job);
        }
    }
    for view in plan.environments().filter(|view| is_production(view.id, view.environment)) {
        let Some(job) = deployed.get(&view.index).filter(|_| is_open(view.environment)) else {
            continue;
        };
        let any = view.environment.branches.is_some();
        let path = plan.environment_path(view.index);
        let path = if any { path.key("branches") } else { path };
        let draft = found
            .add(path, format!("nothing limits from which branches `{}` is deployed to", view.id))
            .help("say `branches: main`, or have people approve each deployment");
        let draft = if any { draft } else { draft.on_key() };
        _ = draft.related(plan.job_path(job.index), format!("`{}` deploys to it", job_name(plan, job.index)));
    }
}

fn is_open(environment: &Environment) -> bool {
    let limited = environment
        .branches
        .as_ref()
        .is_some_and(|branches| !branches.iter().any(|branch| matches!(branch.as_str(), "*" | "**")));
    let asked = |gate: &Gate| match &gate.kind {
        GateKind::Approval(approval) => !approval.emergency,
        GateKind::ChangeTicket(_) => true,
        _ => false,
    };
    !limited && !environment.gates.iter().any(asked)
}
