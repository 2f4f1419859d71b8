//! Which jobs stand how far from the start.

use crate::model::Entries;
use crate::platform::github_actions::syntax;

/// How many jobs stand before each on the longest way; jobs in a circle stand where they are met.
pub(super) fn levels(jobs: &Entries<String, syntax::Job>) -> Vec<usize> {
    let mut levels = vec![0; jobs.len()];
    let mut waiting = vec![0_usize; jobs.len()];
    let mut followers: Vec<Vec<usize>> = vec![Vec::new(); jobs.len()];
    for (number, (job, waits)) in jobs.values().zip(&mut waiting).enumerate() {
        for before in job
            .needs
            .iter()
            .flat_map(|needs| &needs.0)
            .filter_map(|name| jobs.get_index_of(name))
        {
            *waits += 1;
            if let Some(followers) = followers.get_mut(before) {
                followers.push(number);
            }
        }
    }
    let mut ready: Vec<usize> = (0..jobs.len()).filter(|number| waiting.get(*number) == Some(&0)).collect();
    while let Some(number) = ready.pop() {
        let level = levels.get(number).copied().unwrap_or_default() + 1;
        for &follower in followers.get(number).into_iter().flatten() {
            if let (Some(reached), Some(left)) = (levels.get_mut(follower), waiting.get_mut(follower)) {
                *reached = level.max(*reached);
                *left -= 1;
                if *left == 0 {
                    ready.push(follower);
                }
            }
        }
    }
    levels
}
