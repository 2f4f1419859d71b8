//! `ENV007`: a variable that every environment has but one.

use crate::model::{Entries, EnvValue, Id, Tier};
use crate::plan::Plan;
use crate::resolve::{Binding, EnvironmentIndex};
use crate::rules::{Findings, rule};
use crate::text::ModelPath;
use std::collections::{HashMap, HashSet};

rule! {
    /// A variable that all environments set is missing in one.
    ///
    /// Software that reads its settings from variables starts everywhere but there. Found where at least three environments,
    /// or three variants of a workload, set variables, and one of them lacks what all others have. Jobs that work in an
    /// environment may set it as well.
    ///
    /// ```yaml bad
    /// environments:
    ///   dev: { env: { API_URL: "https://dev.acme.example", QUEUE: orders } }
    ///   staging: { env: { API_URL: "https://staging.acme.example", QUEUE: orders } }
    ///   prod: { env: { API_URL: "https://acme.example" } }
    /// ```
    ///
    /// ```yaml good
    /// environments:
    ///   dev: { env: { API_URL: "https://dev.acme.example", QUEUE: orders } }
    ///   staging: { env: { API_URL: "https://staging.acme.example", QUEUE: orders } }
    ///   prod: { env: { API_URL: "https://acme.example", QUEUE: orders } }
    /// ```
    ///
    /// References: The Twelve-Factor App, III (config).
    Warning, Plan(check)
}

/// Fewer than this show no pattern.
const LEAST: usize = 3;

/// A set of variables: whose, where it stands, and its values.
struct Set<'p> {
    id: &'p Id,
    path: ModelPath,
    env: &'p Entries<String, EnvValue>,
}

fn check(plan: &Plan, found: &mut Findings) {
    let environments: Vec<Set<'_>> = plan
        .environments()
        .filter(|view| !view.environment.env.is_empty() && view.environment.tier(view.id) != Some(Tier::Preview))
        .map(|view| Set {
            id: view.id,
            path: plan.environment_path(view.index).key("env"),
            env: &view.environment.env,
        })
        .collect();
    if environments.len() >= LEAST {
        let given = given(plan);
        lacking(&environments, found, |id, name| {
            plan.delivery().env.contains_key(name)
                || plan
                    .delivery()
                    .environments
                    .get_index_of(id)
                    .is_some_and(|position| given.contains(&(EnvironmentIndex::at(position), name)))
        });
    }
    for (workload, own) in &plan.delivery().workloads {
        let variants: Vec<Set<'_>> = own
            .environments
            .iter()
            .filter(|(_, variant)| !variant.env.is_empty())
            .map(|(id, variant)| Set {
                id,
                path: ModelPath::root()
                    .key("workloads")
                    .key(workload.as_str())
                    .key("environments")
                    .key(id.as_str())
                    .key("env"),
                env: &variant.env,
            })
            .collect();
        if variants.len() >= LEAST {
            lacking(&variants, found, |_, name| {
                own.container.as_ref().is_some_and(|container| container.env.contains_key(name))
            });
        }
    }
}

/// Variables that jobs set for the environment they work in, above their steps.
fn given(plan: &Plan) -> HashSet<(EnvironmentIndex, &str)> {
    let mut given = HashSet::new();
    for job in plan.jobs() {
        let Some(index) = job.environment.and_then(Binding::known) else {
            continue;
        };
        let stage = plan.stage(job.stage).map(|stage| &stage.stage.env);
        let pipeline = plan.pipeline(job.pipeline).map(|(_, pipeline)| &pipeline.env);
        let steps = job.job.steps.iter().map(|step| &step.env);
        let sets = [Some(&job.job.env), stage, pipeline].into_iter().flatten().chain(steps);
        given.extend(sets.flat_map(Entries::keys).map(|name| (index, name.as_str())));
    }
    given
}

fn lacking(sets: &[Set<'_>], found: &mut Findings, otherwise: impl Fn(&Id, &str) -> bool) {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut names = Vec::new();
    for name in sets.iter().flat_map(|set| set.env.keys()) {
        let count = counts.entry(name).or_insert_with(|| {
            names.push(name.as_str());
            0
        });
        *count += 1;
    }
    names.retain(|name| counts.get(name) == Some(&(sets.len() - 1)));
    for set in sets {
        for name in names
            .iter()
            .filter(|name| !set.env.contains_key(**name) && !otherwise(set.id, name))
        {
            let draft = found
                .add(set.path.clone(), format!("`{}` does not set `{name}`, and all others do", set.id))
                .on_key()
                .help(format!("set `{name}` for `{}` too", set.id));
            if let Some(other) = sets.iter().find(|other| other.env.contains_key(*name)) {
                _ = draft.related(other.path.clone().key(*name), format!("`{}` sets it", other.id));
            }
        }
    }
}
