//! `ENV002`: production and what is not production on the same ground.

use crate::model::{Environment, Platform, Tier};
use crate::plan::Plan;
use crate::resolve::EnvironmentIndex;
use crate::rules::tier::{is_production, is_trial};
use crate::rules::{Findings, rule};
use crate::text::ModelPath;
use std::collections::HashMap;

rule! {
    /// Production and an environment for trials share a cluster, an account, an application or a database.
    ///
    /// A test that runs wild takes production with it, and whoever may do everything in one may do so in the other. Give
    /// production a cluster and an account of its own; where there are none to be had, say with a waiver that this is known.
    ///
    /// ```yaml bad
    /// environments:
    ///   staging: { tier: staging, platform: { kubernetes: { cluster: main, namespace: staging } } }
    ///   prod: { tier: production, platform: { kubernetes: { cluster: main, namespace: prod } } }
    /// ```
    ///
    /// ```yaml good
    /// environments:
    ///   staging: { tier: staging, platform: { kubernetes: { cluster: trials, namespace: shop } } }
    ///   prod: { tier: production, platform: { kubernetes: { cluster: main, namespace: shop } } }
    /// ```
    ///
    /// References: ISO/IEC 27001 A.8.31; PCI DSS 6.5.3; AWS Well-Architected Framework, SEC01-BP01 (separate workloads using
    /// accounts); CIS Kubernetes Benchmark, general policies.
    Error, Plan(check)
}

/// What an environment stands on: the word for it, what tells it from others of its kind, and the keys that name it.
struct Ground<'p> {
    word: &'static str,
    name: &'p str,
    within: [Option<&'p str>; 4],
    keys: &'static [&'static str],
}

fn check(plan: &Plan, found: &mut Findings) {
    let mut production: HashMap<_, EnvironmentIndex> = HashMap::new();
    for view in plan.environments().filter(|view| is_production(view.id, view.environment)) {
        for ground in grounds(view.environment) {
            production.entry((ground.word, ground.name, ground.within)).or_insert(view.index);
        }
    }
    for view in plan.environments().filter(|view| is_trial(view.id, view.environment)) {
        // Previews of files stand beside them on purpose.
        if view.environment.tier(view.id) == Some(Tier::Preview) && matches!(view.environment.platform, Some(Platform::StaticSite(_))) {
            continue;
        }
        let shared = grounds(view.environment)
            .into_iter()
            .find_map(|ground| Some((production.get(&(ground.word, ground.name, ground.within))?, ground)));
        if let Some((other, ground)) = shared {
            let other_id = plan.environment(*other).map_or("", |view| view.id.as_str());
            let at = |index| ground.keys.iter().fold(plan.environment_path(index), |path, key| path.key(*key));
            _ = found
                .add(
                    at(view.index),
                    format!("`{}` shares the {} `{}` with `{other_id}`", view.id, ground.word, ground.name),
                )
                .help(format!("give `{other_id}` a {} of its own", ground.word))
                .related(at(*other), format!("`{other_id}` is on it too"));
        }
    }
    databases(plan, found);
}

/// What an environment stands on, the narrowest first.
fn grounds<'p>(environment: &'p Environment) -> Vec<Ground<'p>> {
    let (account, region) = (environment.account.as_deref(), environment.region.as_deref());
    let mut grounds = Vec::new();
    let mut add = |word, name: Option<&'p String>, within: [Option<&'p str>; 3], keys| {
        if let Some(name) = name {
            let [a, b, c] = within;
            grounds.push(Ground {
                word,
                name: name.as_str(),
                within: [account, a, b, c],
                keys,
            });
        }
    };
    match &environment.platform {
        Some(Platform::Kubernetes(cluster)) => {
            let within = [cluster.resource_group.as_deref(), cluster.project.as_deref(), region];
            add("cluster", cluster.cluster.as_ref(), within, &["platform", "kubernetes", "cluster"]);
            if cluster.cluster.is_none() {
                add("context", cluster.context.as_ref(), within, &["platform", "kubernetes", "context"]);
            }
            add(
                "project",
                cluster.project.as_ref(),
                [None; 3],
                &["platform", "kubernetes", "project"],
            );
        }
        Some(Platform::AzureAppService(app)) => {
            let within = [Some(app.resource_group.as_str()), app.subscription.as_deref(), None];
            add("web app", Some(&app.app), within, &["platform", "azure_app_service", "app"]);
            add(
                "subscription",
                app.subscription.as_ref(),
                [None; 3],
                &["platform", "azure_app_service", "subscription"],
            );
        }
        Some(Platform::AzureContainerApps(app)) => {
            let within = [Some(app.resource_group.as_str()), app.subscription.as_deref(), None];
            add(
                "container app",
                Some(&app.app),
                within,
                &["platform", "azure_container_apps", "app"],
            );
            add(
                "subscription",
                app.subscription.as_ref(),
                [None; 3],
                &["platform", "azure_container_apps", "subscription"],
            );
        }
        Some(Platform::AwsEcs(ecs)) => {
            let within = [ecs.region.as_deref().or(region), None, None];
            add("cluster", Some(&ecs.cluster), within, &["platform", "aws_ecs", "cluster"]);
        }
        Some(Platform::AwsLambda(lambda)) => {
            let within = [lambda.region.as_deref().or(region), None, None];
            add("function", Some(&lambda.function), within, &["platform", "aws_lambda", "function"]);
        }
        Some(Platform::CloudRun(run)) => {
            let within = [run.project.as_deref(), run.region.as_deref().or(region), None];
            add(
                "Cloud Run service",
                Some(&run.service),
                within,
                &["platform", "cloud_run", "service"],
            );
            add("project", run.project.as_ref(), [None; 3], &["platform", "cloud_run", "project"]);
        }
        Some(Platform::VmGroup(group)) => {
            for host in &group.hosts {
                add("machine", Some(host), [None; 3], &["platform", "vm_group", "hosts"]);
            }
            add(
                "group of machines",
                group.group.as_ref(),
                [region, None, None],
                &["platform", "vm_group", "group"],
            );
        }
        Some(Platform::DockerSwarm(swarm)) => add("manager", swarm.host.as_ref(), [None; 3], &["platform", "docker_swarm", "host"]),
        Some(Platform::Compose(compose)) => add("machine", Some(&compose.host), [None; 3], &["platform", "compose", "host"]),
        Some(Platform::StaticSite(site)) => {
            let within = [site.path.as_deref(), None, None];
            add("bucket", site.bucket.as_ref(), within, &["platform", "static_site", "bucket"]);
        }
        None => {}
    }
    if let Some(account) = &environment.account {
        grounds.push(Ground {
            word: "account",
            name: account,
            within: [None; 4],
            keys: &["account"],
        });
    }
    grounds
}

/// Databases that serve both.
fn databases(plan: &Plan, found: &mut Findings) {
    let Some(infrastructure) = &plan.delivery().infrastructure else {
        return;
    };
    for (id, database) in &infrastructure.databases {
        let named = || {
            let served = database.environments.iter();
            served.filter_map(|name| plan.delivery().environments.get_key_value(name))
        };
        let production = named().find(|(id, environment)| is_production(id, environment));
        let trial = named().find(|(id, environment)| is_trial(id, environment));
        if let (Some((production, _)), Some((trial, _))) = (production, trial) {
            let path = ModelPath::root()
                .key("infrastructure")
                .key("databases")
                .key(id.as_str())
                .key("environments");
            _ = found
                .add(path, format!("`{trial}` shares the database `{id}` with `{production}`"))
                .help(format!("give `{production}` a database of its own"));
        }
    }
}
