//! `SCT004`: a secret that more can see than it is for.

use super::references::{Seen, Use, declared, store_of, uses};
use crate::model::{Id, Many};
use crate::plan::Plan;
use crate::resolve::{Binding, JobIndex, PipelineIndex, StageIndex};
use crate::rules::names::job_name;
use crate::rules::{Findings, rule};
use std::collections::{HashMap, HashSet};

rule! {
    /// A secret of an environment is seen by a job that does not work in it.
    ///
    /// A build or a test that holds the secrets of production can lose them: to a dependency it installs, to a log, to
    /// whoever proposes a change. The document says which environments a secret or a store is for; what refers to it
    /// elsewhere, or stands above jobs that work elsewhere, sees too much. Move the variable into the job or the
    /// environment that needs it.
    ///
    /// ```yaml bad
    /// secret_stores:
    ///   vault: { azure_key_vault: { name: shop-kv } }
    /// secrets:
    ///   db-password: { environments: prod, rotate: 90d, overlap: 1d }
    /// environments:
    ///   prod: { tier: production }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     env: { DB_PASSWORD: { secret: db-password } }
    ///     stages:
    ///       test: { jobs: { unit: { steps: [ { run: make test } ] } } }
    ///       ship: { jobs: { api: { environment: prod, steps: [ { run: make deploy } ] } } }
    /// ```
    ///
    /// ```yaml good
    /// secret_stores:
    ///   vault: { azure_key_vault: { name: shop-kv } }
    /// secrets:
    ///   db-password: { environments: prod, rotate: 90d, overlap: 1d }
    /// environments:
    ///   prod: { tier: production, env: { DB_PASSWORD: { secret: db-password } } }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       test: { jobs: { unit: { steps: [ { run: make test } ] } } }
    ///       ship: { jobs: { api: { environment: prod, steps: [ { run: make deploy } ] } } }
    /// ```
    ///
    /// References: OWASP Top 10 CI/CD Security Risks, CICD-SEC-5 and CICD-SEC-6; GitHub Actions, "Using environments" (secrets);
    /// NIST SP 800-53, AC-6.
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let delivery = plan.delivery();
    let limited = delivery.secrets.values().any(|secret| !secret.environments.is_empty())
        || delivery.secret_stores.values().any(|store| !store.environments.is_empty());
    if !limited {
        return;
    }
    let declared = declared(delivery);
    let jobs = Jobs::of(plan);
    for place in uses(plan) {
        let reference = place.reference;
        let own = declared.get(reference.secret.as_str()).map(|(_, secret)| &secret.environments);
        let store = store_of(delivery, reference.store.as_ref()).map(|(_, store)| &store.environments);
        let allowed = own.filter(|own| !own.is_empty()).or(store.filter(|store| !store.is_empty()));
        if let Some((allowed, who)) = allowed.and_then(|allowed| Some((allowed, jobs.outsider(plan, &place, allowed)?))) {
            _ = found
                .add(
                    place.path,
                    format!("`{}` is for {}, but {who} sees it too", reference.secret, listed(allowed)),
                )
                .help(format!(
                    "refer to it only in jobs that work in {}, or in the environment itself",
                    listed(allowed)
                ));
        }
    }
}

/// The jobs that see what stands above them: the first one that works in each environment, and in none.
struct Jobs {
    everywhere: Vec<JobIndex>,
    by_pipeline: HashMap<PipelineIndex, Vec<JobIndex>>,
    by_stage: HashMap<StageIndex, Vec<JobIndex>>,
}

impl Jobs {
    fn of(plan: &Plan) -> Self {
        let mut jobs = Self {
            everywhere: Vec::new(),
            by_pipeline: HashMap::new(),
            by_stage: HashMap::new(),
        };
        let mut known = HashSet::new();
        for job in plan.jobs().filter(|job| job.calls.is_none()) {
            let works_in = job.environment.map(Binding::known);
            if known.insert((Seen::Everywhere, works_in)) {
                jobs.everywhere.push(job.index);
            }
            if known.insert((Seen::Pipeline(job.pipeline), works_in)) {
                jobs.by_pipeline.entry(job.pipeline).or_default().push(job.index);
            }
            if known.insert((Seen::Stage(job.stage), works_in)) {
                jobs.by_stage.entry(job.stage).or_default().push(job.index);
            }
        }
        jobs
    }

    /// Someone who sees a secret and does not work where it is meant for.
    fn outsider(&self, plan: &Plan, place: &Use<'_>, allowed: &Many<Id>) -> Option<String> {
        let jobs = match place.seen {
            Seen::Everywhere => &self.everywhere,
            Seen::Pipeline(pipeline) => self.by_pipeline.get(&pipeline)?,
            Seen::Stage(stage) => self.by_stage.get(&stage)?,
            Seen::Job(job) => return outside(plan, job, allowed),
            Seen::Environment(index) => {
                let view = plan.environment(index).filter(|view| !allowed.contains(view.id))?;
                return Some(format!("environment `{}`", view.id));
            }
        };
        jobs.iter().find_map(|job| outside(plan, *job, allowed))
    }
}

/// The name of a job that works in another environment than these, or in none.
fn outside(plan: &Plan, job: JobIndex, allowed: &Many<Id>) -> Option<String> {
    let view = plan.job(job)?;
    let outside = match view.environment {
        None => view.calls.is_none(),
        Some(Binding::To(index)) => plan.environment(index).is_some_and(|view| !allowed.contains(view.id)),
        Some(Binding::Computed | Binding::Nothing) => false,
    };
    outside.then(|| format!("job `{}`", job_name(plan, job)))
}

fn listed(names: &Many<Id>) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" and ")
}
