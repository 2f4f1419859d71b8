//! `SCT004`: a secret that more can see than it is for.

use super::references::{Seen, Use, declared, environment_of, store_of, uses};
use crate::model::{Id, Many};
use crate::plan::Plan;
use crate::resolve::{Binding, JobView};
use crate::rules::names::job_name;
use crate::rules::{Findings, rule};

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
    for place in uses(plan) {
        let reference = place.reference;
        let own = declared.get(reference.secret.as_str()).map(|(_, secret)| &secret.environments);
        let store = store_of(delivery, reference.store.as_ref()).map(|(_, store)| &store.environments);
        let allowed = own.filter(|own| !own.is_empty()).or(store.filter(|store| !store.is_empty()));
        if let Some((allowed, who)) = allowed.and_then(|allowed| Some((allowed, outsider(plan, &place, allowed)?))) {
            _ = found
                .add(place.path, format!("`{}` is for {}, but {who} sees it too", reference.secret, listed(allowed)))
                .help(format!("refer to it only in jobs that work in {}, or in the environment itself", listed(allowed)));
        }
    }
}

/// Someone who sees a secret and does not work where it is meant for.
fn outsider(plan: &Plan, place: &Use<'_>, allowed: &Many<Id>) -> Option<String> {
    let in_place = |name: &Id| allowed.contains(name);
    let of_job = |job: JobView<'_>| {
        let outside = match job.environment {
            None => job.calls.is_none(),
            Some(Binding::To(index)) => plan.environment(index).is_some_and(|view| !in_place(view.id)),
            Some(Binding::Computed | Binding::Nothing) => false,
        };
        outside.then(|| format!("job `{}`", job_name(plan, job.index)))
    };
    match place.seen {
        Seen::Everywhere => plan.jobs().find_map(of_job),
        Seen::Pipeline(pipeline) => plan.jobs_of(pipeline).find_map(of_job),
        Seen::Stage(stage) => {
            let pipeline = plan.stage(stage)?.pipeline;
            plan.jobs_of(pipeline).filter(|job| job.stage == stage).find_map(of_job)
        }
        Seen::Job(job) => plan.job(job).and_then(of_job),
        Seen::Environment(_) => {
            let index = environment_of(plan, place.seen)??;
            let view = plan.environment(index).filter(|view| !in_place(view.id))?;
            Some(format!("environment `{}`", view.id))
        }
    }
}

fn listed(names: &Many<Id>) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" and ")
}
