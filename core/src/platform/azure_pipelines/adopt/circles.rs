//! What would wait for itself.

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
