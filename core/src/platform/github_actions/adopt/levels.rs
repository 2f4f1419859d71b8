//! Which jobs stand how far from the start.

use crate::model::Entries;
use crate::platform::github_actions::syntax;
use std::collections::HashMap;

/// How many jobs stand before each on the longest way; jobs in a circle stand where they are met.
pub(super) fn levels(jobs: &Entries<String, syntax::Job>) -> HashMap<String, usize> {
    let needs = |name: &str| -> Vec<&str> {
        let needs = jobs.get(name).and_then(|job| job.needs.as_ref());
        needs.map(|needs| needs.0.iter().map(String::as_str).collect()).unwrap_or_default()
    };
    let mut waiting: HashMap<&str, usize> = HashMap::new();
    let mut followers: HashMap<&str, Vec<&str>> = HashMap::new();
    for name in jobs.keys() {
        for before in needs(name).into_iter().filter(|before| jobs.contains_key(*before)) {
            *waiting.entry(name).or_default() += 1;
            followers.entry(before).or_default().push(name);
        }
    }
    let mut levels: HashMap<String, usize> = jobs.keys().map(|name| (name.clone(), 0)).collect();
    let mut ready: Vec<&str> = jobs.keys().map(String::as_str).filter(|name| !waiting.contains_key(name)).collect();
    while let Some(name) = ready.pop() {
        let level = levels.get(name).copied().unwrap_or_default();
        for &follower in followers.get(name).into_iter().flatten() {
            if let Some(reached) = levels.get_mut(follower) {
                *reached = (*reached).max(level + 1);
            }
            if let Some(left) = waiting.get_mut(follower) {
                *left -= 1;
                if *left == 0 {
                    ready.push(follower);
                }
            }
        }
    }
    levels
}
