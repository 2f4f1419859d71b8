//! Many rollouts, drawn at random from a seed: how many are caught, when, and after how many lost requests.

use super::chance::needed;
use super::{Course, Noticing, Outline, Scene};
use crate::numbers::Random;

/// What many rollouts of the same bad release came to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Draws {
    /// How many were drawn.
    pub runs: u32,
    /// The share that was caught before everything was new.
    pub caught: f64,
    /// Requests lost until then, on average.
    pub mean_lost: f64,
    /// Requests lost in the middle one.
    pub median_lost: f64,
    /// Requests lost in all but the worst twentieth.
    pub most_lost: f64,
}

/// Draws so many rollouts. Each measurement of the analysis is bad with its chance.
pub fn draw(course: &Course, outline: &Outline, noticing: &Noticing, scene: &Scene, runs: u32, seed: u64) -> Draws {
    let needed = course.watch.as_ref().map_or(1, |(_, watch)| needed(course.engine, watch));
    let lost_until: Vec<f64> = noticing
        .samples
        .iter()
        .map(|(sample, _)| lost(outline, scene, sample.at.saturating_add(course.execute(0))))
        .collect();
    let whole = lost(outline, scene, outline.ends());
    let mut counts = vec![0_u32; noticing.samples.len()];
    let mut random = Random::new(seed);
    let mut caught = 0_u32;
    for _ in 0..runs {
        let mut bad = 0;
        for ((_, chance), count) in noticing.samples.iter().zip(&mut counts) {
            bad += usize::from(random.happens(*chance));
            if bad >= needed {
                *count += 1;
                caught += 1;
                break;
            }
        }
    }
    // Requests lost, with how often; sorted, they are the distribution.
    let mut all: Vec<(f64, u32)> = lost_until.into_iter().zip(counts).collect();
    all.push((whole, runs - caught));
    all.sort_by(|one, other| one.0.total_cmp(&other.0));
    let total = f64::from(runs.max(1));
    let at = |part: f64| {
        let mut sum = 0.0;
        let found = all.iter().find(|(_, count)| {
            sum += f64::from(*count);
            sum >= part * total
        });
        found.map_or(whole, |(lost, _)| *lost)
    };
    Draws {
        runs,
        caught: f64::from(caught) / total,
        mean_lost: all.iter().map(|(lost, count)| lost * f64::from(*count)).sum::<f64>() / total,
        median_lost: at(0.5),
        most_lost: at(0.95),
    }
}

/// Requests lost until a time, when nothing stops it.
fn lost(outline: &Outline, scene: &Scene, until: u64) -> f64 {
    let mut until_then = outline.clone();
    for plateau in &mut until_then.plateaus {
        plateau.to = plateau.to.min(until).max(plateau.from);
    }
    until_then.lost(scene) / 1000.0 * scene.rate()
}
