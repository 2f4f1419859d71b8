//! What would wait for itself.

use super::scope::Scope;
use super::syntax::Values;
use crate::model::{Data, Id};
use std::collections::HashMap;
use std::hash::Hash;

/// The nodes that no order can hold: those in circles, and those that wait for them.
pub(super) fn circular<T: Clone + Eq + Hash>(nodes: &[T], waits: &HashMap<T, Vec<T>>) -> Vec<T> {
    let mut waiting: HashMap<&T, usize> = nodes.iter().map(|node| (node, 0)).collect();
    let mut followers: HashMap<&T, Vec<&T>> = HashMap::new();
    for (node, before) in waits {
        for before in before {
            if waiting.contains_key(before)
                && let Some(count) = waiting.get_mut(node)
            {
                *count += 1;
                followers.entry(before).or_default().push(node);
            }
        }
    }
    let mut ready: Vec<&T> = nodes.iter().filter(|node| waiting.get(node) == Some(&0)).collect();
    while let Some(node) = ready.pop() {
        waiting.remove(node);
        for follower in followers.get(node).into_iter().flatten() {
            if let Some(count) = waiting.get_mut(follower) {
                *count -= 1;
                if *count == 0 {
                    ready.push(follower);
                }
            }
        }
    }
    nodes.iter().filter(|node| waiting.contains_key(node)).cloned().collect()
}

/// A stage or a job, and what it says that it waits for.
pub(super) struct Waits {
    pub(super) id: Id,
    /// Names; nothing when it does not say.
    pub(super) on: Option<Vec<String>>,
    /// The jobs of a stage.
    pub(super) jobs: Vec<Self>,
}

impl Waits {
    /// The names of what a node of a file waits for.
    pub(super) fn named(own: &Values) -> Option<Vec<String>> {
        let words = |items: &[Data]| items.iter().filter_map(Data::as_word).map(str::to_owned).collect();
        Some(match own.get("dependsOn")? {
            Data::List(items) => words(items),
            one => words(std::slice::from_ref(one)),
        })
    }
}

impl Scope {
    /// Finds the stages and jobs that would wait for themselves. A stage that does not say what it waits for waits for the one
    /// before it.
    pub(super) fn find_circles(&mut self, stages: &[Waits]) {
        let mut ids = Vec::new();
        let mut waits: HashMap<Id, Vec<Id>> = HashMap::new();
        let mut before: Option<&Id> = None;
        for stage in stages {
            let on = match &stage.on {
                Some(names) => names
                    .iter()
                    .filter_map(|name| self.stages.get(&name.to_ascii_lowercase()).cloned())
                    .collect(),
                None => before.cloned().into_iter().collect(),
            };
            waits.insert(stage.id.clone(), on);
            ids.push(stage.id.clone());
            before = Some(&stage.id);
            let of = |job: &Waits| {
                let names = job.on.iter().flatten();
                let on = names.filter_map(|needed| Some(self.of_stage(&stage.id, needed)?.job.clone()));
                (job.id.clone(), on.collect())
            };
            let jobs: HashMap<Id, Vec<Id>> = stage.jobs.iter().map(of).collect();
            let job_ids: Vec<Id> = stage.jobs.iter().map(|job| job.id.clone()).collect();
            let found = circular(&job_ids, &jobs);
            self.circular.extend(found);
        }
        self.circular_stages = circular(&ids, &waits).into_iter().collect();
    }
}
