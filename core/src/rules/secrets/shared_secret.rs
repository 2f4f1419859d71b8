//! `SCT006`: one secret for production and for what is not production.

use super::references::{environment_of, is_one_for_all, store_of, uses};
use crate::model::{Id, Many, SecretReference};
use crate::plan::Plan;
use crate::resolve::EnvironmentIndex;
use crate::rules::tier::{is_production, is_trial};
use crate::rules::{Findings, rule};
use crate::text::ModelPath;
use std::collections::HashMap;

rule! {
    /// Production and an environment for trials use the same secret.
    ///
    /// More people reach a test environment, and less is looked after there. Whoever takes the secret there has production
    /// too, and it cannot be replaced in one without the other. The CI system's own secrets are left alone unless they are
    /// said to be the repository's, because there the same name has another value in each environment.
    ///
    /// ```yaml bad
    /// secret_stores:
    ///   vault: { azure_key_vault: { name: shop-kv } }
    /// environments:
    ///   staging: { tier: staging, env: { DB_PASSWORD: { secret: db-password } } }
    ///   prod: { tier: production, env: { DB_PASSWORD: { secret: db-password } } }
    /// ```
    ///
    /// ```yaml good
    /// secret_stores:
    ///   vault: { azure_key_vault: { name: shop-kv } }
    /// environments:
    ///   staging: { tier: staging, env: { DB_PASSWORD: { secret: staging/db-password } } }
    ///   prod: { tier: production, env: { DB_PASSWORD: { secret: prod/db-password } } }
    /// ```
    ///
    /// References: ISO/IEC 27001 A.8.31; PCI DSS 6.5.3; OWASP Top 10 CI/CD Security Risks, CICD-SEC-6.
    Error, Plan(check)
}

/// Where a secret is used: in production, and where things are only tried.
#[derive(Default)]
struct Used {
    production: Option<(ModelPath, EnvironmentIndex)>,
    trial: Option<(ModelPath, EnvironmentIndex)>,
}

/// What tells one secret from another: its store, its name and the key inside it.
type Secret<'p> = (&'p str, &'p str, Option<&'p str>);

fn check(plan: &Plan, found: &mut Findings) {
    let mut secrets: HashMap<Secret<'_>, Used> = HashMap::new();
    let mut order = Vec::new();
    let mut add = |reference, environment, path: ModelPath| {
        let Some(secret) = named(plan, reference) else { return };
        let used = secrets.entry(secret).or_insert_with(|| {
            order.push(secret);
            Used::default()
        });
        let Some(view) = plan.environment(environment) else { return };
        if is_production(view.id, view.environment) {
            used.production.get_or_insert((path, environment));
        } else if is_trial(view.id, view.environment) {
            used.trial.get_or_insert((path, environment));
        }
    };
    for place in uses(plan) {
        if let Some(environment) = environment_of(plan, place.seen) {
            add(place.reference, environment, place.path);
        }
    }
    for (reference, environments, path) in stores(plan) {
        for environment in environments {
            if let Some(position) = plan.delivery().environments.get_index_of(environment) {
                add(reference, EnvironmentIndex::at(position), path.clone());
            }
        }
    }
    for secret in order {
        let Some(Used {
            production: Some((production, prod)),
            trial: Some((trial, other)),
        }) = secrets.remove(&secret)
        else {
            continue;
        };
        let name = |index| plan.environment(index).map_or("", |view| view.id.as_str());
        _ = found
            .add(
                trial,
                format!("`{}` uses the secret `{}` of `{}`", name(other), secret.1, name(prod)),
            )
            .help("give each environment a secret of its own")
            .related(production, format!("`{}` uses it here", name(prod)));
    }
}

fn named<'p>(plan: &'p Plan, reference: &'p SecretReference) -> Option<Secret<'p>> {
    let (id, store) = store_of(plan.delivery(), reference.store.as_ref())?;
    is_one_for_all(store).then(|| (id.as_str(), reference.secret.as_str(), reference.key.as_deref()))
}

/// Secrets of stores of data, and the environments those serve.
fn stores(plan: &Plan) -> Vec<(&SecretReference, &Many<Id>, ModelPath)> {
    let Some(infrastructure) = &plan.delivery().infrastructure else {
        return Vec::new();
    };
    let path = |group: &str, id: &Id| {
        ModelPath::root()
            .key("infrastructure")
            .key(group)
            .key(id.as_str())
            .key("credentials")
    };
    let databases = infrastructure
        .databases
        .iter()
        .filter_map(|(id, store)| Some((store.credentials.as_ref()?, &store.environments, path("databases", id))));
    let caches = infrastructure
        .caches
        .iter()
        .filter_map(|(id, store)| Some((store.credentials.as_ref()?, &store.environments, path("caches", id))));
    let queues = infrastructure
        .queues
        .iter()
        .filter_map(|(id, store)| Some((store.credentials.as_ref()?, &store.environments, path("queues", id))));
    databases.chain(caches).chain(queues).collect()
}
