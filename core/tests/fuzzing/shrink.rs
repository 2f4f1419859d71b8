//! Makes an input smaller for as long as it stays as bad.

use std::time::{Duration, Instant};

/// Nobody waits longer for a smaller input.
const PATIENCE: Duration = Duration::from_secs(20);

/// Leaves out pieces, large ones first.
pub(super) fn shrink(input: &[u8], is_bad: impl Fn(&[u8]) -> bool) -> Vec<u8> {
    let end = Instant::now() + PATIENCE;
    let mut small = input.to_vec();
    let mut piece = (small.len() / 2).max(1);
    loop {
        let mut at = 0;
        let mut found = false;
        while at < small.len() && Instant::now() < end {
            let mut part = small.clone();
            part.drain(at..(at + piece).min(small.len()));
            if is_bad(&part) {
                small = part;
                found = true;
            } else {
                at += piece;
            }
        }
        if Instant::now() >= end || (piece == 1 && !found) {
            return small;
        }
        piece = (piece / 2).max(1);
    }
}
