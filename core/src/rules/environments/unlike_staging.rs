//! `ENV003`: a last look at something else than production.

use crate::model::scalar::Runtime;
use crate::model::{Delivery, Environment, Id, KubernetesProvider, Many, OperatingSystem, Platform, StaticSiteProvider, Tier};
use crate::plan::Plan;
use crate::rules::tier::is_production;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;
use std::collections::HashMap;

rule! {
    /// Staging is of another kind than production.
    ///
    /// What is tried on another platform, another operating system or another version of the database shows how the
    /// software does there, not in production. Sizes may differ, and so may what an environment is called; found is what
    /// makes software behave in another way.
    ///
    /// ```yaml bad
    /// environments:
    ///   staging: { tier: staging, platform: { compose: { host: staging.acme.example } } }
    ///   prod: { tier: production, after: staging, platform: { kubernetes: { cluster: main, namespace: shop } } }
    /// ```
    ///
    /// ```yaml good
    /// environments:
    ///   staging: { tier: staging, platform: { kubernetes: { cluster: trials, namespace: shop } } }
    ///   prod: { tier: production, after: staging, platform: { kubernetes: { cluster: main, namespace: shop } } }
    /// ```
    ///
    /// References: The Twelve-Factor App, X (dev/prod parity); Google, Site Reliability Engineering, "Release Engineering".
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let delivery = plan.delivery();
    let stores = by_environment(delivery);
    for (id, production) in delivery.environments.iter().filter(|(id, own)| is_production(id, own)) {
        for name in production.after.iter().flatten() {
            let staging = delivery.environments.get_key_value(name);
            let staging = staging.filter(|(id, environment)| environment.tier(id) == Some(Tier::Staging));
            if let Some((staging_id, staging)) = staging {
                platforms(found, (staging_id, staging), (id, production));
                held(found, &stores, staging_id, id);
            }
        }
    }
}

fn platforms(found: &mut Findings, (staging_id, staging): (&Id, &Environment), (id, production): (&Id, &Environment)) {
    let (Some(first), Some(second)) = (&staging.platform, &production.platform) else {
        return;
    };
    let path = |id: &Id| ModelPath::root().key("environments").key(id.as_str()).key("platform");
    let (one, other) = (words(first), words(second));
    if let Some((one, other)) = one
        .into_iter()
        .zip(other)
        .find(|(one, other)| one.is_some() && other.is_some() && one != other)
    {
        let word = |word: Option<&str>| word.unwrap_or_default().to_owned();
        _ = found
            .add(
                path(staging_id),
                format!("`{staging_id}` runs on `{}`, and `{id}` on `{}`", word(one), word(other)),
            )
            .on_key()
            .help(format!("make `{staging_id}` like `{id}`, only smaller"))
            .related(path(id), format!("`{id}`"));
    }
}

/// What a platform is, who runs it, and its operating system; nothing where it does not say.
fn words(platform: &Platform) -> [Option<&'static str>; 3] {
    let kind = Some(platform.key());
    match platform {
        Platform::Kubernetes(own) => [kind, own.provider.map(KubernetesProvider::word), None],
        Platform::AzureAppService(own) => [kind, None, own.os.map(OperatingSystem::word)],
        Platform::VmGroup(own) => [kind, None, own.os.map(OperatingSystem::word)],
        Platform::StaticSite(own) => [kind, own.provider.map(StaticSiteProvider::word), None],
        _ => [kind, None, None],
    }
}

/// A store as far as it is held against another one.
struct Store<'d> {
    group: &'static str,
    id: &'d Id,
    engine: &'d Runtime,
    used_by: &'d Many<Id>,
}

/// Stores by their kind and the environment they serve.
type Stores<'d> = HashMap<(&'static str, &'d Id), Vec<Store<'d>>>;

/// The stores that say what they are.
fn by_environment(delivery: &Delivery) -> Stores<'_> {
    let mut stores = Stores::new();
    let Some(infrastructure) = &delivery.infrastructure else {
        return stores;
    };
    let databases = infrastructure
        .databases
        .iter()
        .map(|(id, own)| ("databases", id, own.engine.as_ref(), &own.used_by, &own.environments));
    let caches = infrastructure
        .caches
        .iter()
        .map(|(id, own)| ("caches", id, own.engine.as_ref(), &own.used_by, &own.environments));
    let queues = infrastructure
        .queues
        .iter()
        .map(|(id, own)| ("queues", id, own.engine.as_ref(), &own.written_by, &own.environments));
    for (group, id, engine, used_by, environments) in databases.chain(caches).chain(queues) {
        let Some(engine) = engine else { continue };
        for environment in environments {
            let store = Store {
                group,
                id,
                engine,
                used_by,
            };
            stores.entry((group, environment)).or_default().push(store);
        }
    }
    stores
}

/// Databases, caches and queues of staging whose counterpart in production is another one or another version.
fn held(found: &mut Findings, stores: &Stores<'_>, staging: &Id, production: &Id) {
    for group in ["databases", "caches", "queues"] {
        let first = stores.get(&(group, staging)).map_or(&[][..], Vec::as_slice);
        let second = stores.get(&(group, production)).map_or(&[][..], Vec::as_slice);
        for own in first {
            let counterpart = match (first, second) {
                ([_], [other]) => Some(other),
                _ => second
                    .iter()
                    .find(|other| other.id != own.id && own.used_by.iter().any(|user| other.used_by.contains(user))),
            };
            let Some(other) = counterpart.filter(|other| other.id != own.id && differ(own.engine, other.engine)) else {
                continue;
            };
            let path = |store: &Store<'_>| {
                ModelPath::root()
                    .key("infrastructure")
                    .key(store.group)
                    .key(store.id.as_str())
                    .key("engine")
            };
            _ = found
                .add(
                    path(own),
                    format!("`{staging}` has `{}`, and `{production}` has `{}`", own.engine, other.engine),
                )
                .help(format!("use `{}` in `{staging}` too", other.engine))
                .related(path(other), format!("`{production}`"));
        }
    }
}

/// True for another engine, or another major version where both are said.
fn differ(one: &Runtime, other: &Runtime) -> bool {
    one.name() != other.name() || matches!((one.major(), other.major()), (Some(one), Some(other)) if one != other)
}
