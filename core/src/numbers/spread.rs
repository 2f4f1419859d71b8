//! How a quantity spreads between two bounds, as a table to draw from.

use super::Random;
use std::sync::{Arc, OnceLock};

/// Equal parts of the chance that a table holds.
const CELLS: usize = 512;
/// Modes that estimates are told apart by.
const MODES: usize = 256;
/// Slices in which a density is added up.
const SLICES: u32 = 2048;

/// How a quantity spreads between two bounds: for each of many equal parts of the chance, how far on the way from the lower
/// bound to the upper one it lies, in parts of 2^32. To draw from it takes one number and no function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    /// Rising.
    ways: Vec<u32>,
}

impl Spread {
    /// The beta distribution of a three-point estimate (PERT) whose likely value lies at a share of the way from the best to
    /// the worst. Shares are told apart by 1/256; tables are made once.
    pub fn pert(share: f64) -> Arc<Self> {
        static TABLES: [OnceLock<Arc<Spread>>; MODES + 1] = [const { OnceLock::new() }; MODES + 1];
        let mode = nearest(share.clamp(0.0, 1.0), MODES);
        match TABLES.get(mode) {
            Some(table) => Arc::clone(table.get_or_init(|| Arc::new(Self::beta(mode)))),
            None => Arc::new(Self::beta(mode)),
        }
    }

    /// What was measured: sorted values, of which the first and the last are the bounds. None for fewer than two, or when they
    /// are all the same.
    pub fn measured(sorted: &[u64]) -> Option<Self> {
        let (first, last) = (*sorted.first()?, *sorted.last()?);
        let width = last.checked_sub(first).filter(|width| *width > 0)?;
        let steps = sorted.len() as u128 - 1;
        let cells = CELLS as u128;
        let way = |cell: u128| -> Option<u32> {
            let below = usize::try_from(cell * steps / cells).ok()?;
            let (from, rest) = (*sorted.get(below)?, (cell * steps) % cells);
            let to = sorted.get(below + 1).copied().unwrap_or(from);
            let value = u128::from(from) * cells + u128::from(to.saturating_sub(from)) * rest;
            let way = value.saturating_sub(u128::from(first) * cells) * u128::from(u32::MAX) / (u128::from(width) * cells);
            u32::try_from(way).ok()
        };
        Some(Self {
            ways: (0..=cells).map(way).collect::<Option<Vec<u32>>>()?,
        })
    }

    /// A value between two bounds, drawn at random.
    #[inline]
    pub fn between(&self, from: u64, to: u64, random: &mut Random) -> u64 {
        let bits = random.bits();
        // The upper nine bits choose the cell, the next 32 the place in it.
        let cell = usize::try_from(bits >> 55).unwrap_or(0);
        let place = (bits >> 23) & u64::from(u32::MAX);
        let low = u64::from(self.ways.get(cell).copied().unwrap_or(0));
        let high = u64::from(self.ways.get(cell + 1).copied().unwrap_or(u32::MAX));
        let way = low + ((high.saturating_sub(low) * place) >> 32);
        from.saturating_add(along(to.saturating_sub(from), way))
    }

    /// The beta distribution with the parameters 1 + 4·s and 1 + 4·(1 − s), by adding up its density.
    fn beta(mode: usize) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "both are small")]
        let share = mode as f64 / MODES as f64;
        let (rise, fall) = (4.0 * share, 4.0 * (1.0 - share));
        let density = |way: f64| libm::pow(way, rise) * libm::pow(1.0 - way, fall);
        let slices = f64::from(SLICES);
        let mut sums = vec![0.0];
        let mut sum = 0.0;
        for slice in 0..SLICES {
            let from = f64::from(slice);
            // Simpson's rule.
            sum += density(from / slices) + 4.0 * density((from + 0.5) / slices) + density((from + 1.0) / slices);
            sums.push(sum);
        }
        let mut ways = Vec::with_capacity(CELLS + 1);
        let mut slice = 0;
        for cell in 0..=CELLS {
            #[expect(clippy::cast_precision_loss, reason = "both are small")]
            let wanted = sum * (cell as f64) / (CELLS as f64);
            let at = |slice: usize| sums.get(slice).copied().unwrap_or(sum);
            while slice + 1 < sums.len() && at(slice + 1) < wanted {
                slice += 1;
            }
            let (low, high) = (at(slice), at(slice + 1));
            let part = if high > low { (wanted - low) / (high - low) } else { 0.0 };
            #[expect(clippy::cast_precision_loss, reason = "it is small")]
            let way = (slice as f64 + part.clamp(0.0, 1.0)) / slices;
            ways.push(way32(way));
        }
        Self { ways }
    }
}

/// A value between two bounds, each as likely as the others, drawn at random.
#[inline]
pub fn evenly(from: u64, to: u64, random: &mut Random) -> u64 {
    from.saturating_add(along(to.saturating_sub(from), random.bits() >> 32))
}

/// So far along a way, in parts of 2^32, rounded to the nearest.
#[inline]
fn along(width: u64, way: u64) -> u64 {
    let product = u128::from(width) * u128::from(way) + (1 << 31);
    u64::try_from(product >> 32).unwrap_or(width)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from zero to one")]
fn way32(way: f64) -> u32 {
    (way.clamp(0.0, 1.0) * f64::from(u32::MAX)) as u32
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "from zero to a small number"
)]
fn nearest(share: f64, parts: usize) -> usize {
    (share * parts as f64 + 0.5) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(spread: &Spread, from: u64, to: u64) -> Vec<u64> {
        let mut random = Random::new(5);
        let mut drawn: Vec<u64> = (0..200_000).map(|_| spread.between(from, to, &mut random)).collect();
        drawn.sort_unstable();
        drawn
    }

    #[expect(clippy::cast_precision_loss, reason = "a test")]
    fn moments(drawn: &[u64]) -> (f64, f64) {
        let count = drawn.len() as f64;
        let mean = drawn.iter().map(|&value| value as f64).sum::<f64>() / count;
        let variance = drawn.iter().map(|&value| (value as f64 - mean).powi(2)).sum::<f64>() / count;
        (mean, variance.sqrt())
    }

    /// Mean and deviation of a beta distribution over a range.
    fn expected(best: f64, likely: f64, worst: f64) -> (f64, f64) {
        let share = (likely - best) / (worst - best);
        let (a, b) = (1.0 + 4.0 * share, 5.0 - 4.0 * share);
        let sum: f64 = a + b;
        let deviation = (a * b / (sum * sum * (sum + 1.0))).sqrt();
        (best + (worst - best) * a / sum, (worst - best) * deviation)
    }

    #[test]
    fn estimates_spread_as_the_beta_distribution_does() {
        for (best, likely, worst) in [(0.0, 0.0, 1e6), (0.0, 2.5e5, 1e6), (1e5, 5.5e5, 1e6), (0.0, 1e6, 1e6)] {
            let spread = Spread::pert((likely - best) / (worst - best));
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a test")]
            let drawn = drawn(&spread, best as u64, worst as u64);
            let ((mean, deviation), (wanted, spread)) = (moments(&drawn), expected(best, likely, worst));
            assert!((mean - wanted).abs() < 4.0 * spread / 447.0 + 500.0, "{mean} for {wanted}");
            assert!((deviation - spread).abs() < 0.01 * spread, "{deviation} for {spread}");
        }
    }

    #[test]
    fn what_was_measured_comes_again() {
        let spread = Spread::measured(&[10, 20, 30, 1000]).unwrap();
        let drawn = drawn(&spread, 10, 1000);
        assert!(drawn.first() >= Some(&10) && drawn.last() <= Some(&1000));
        let below = |bound: u64| drawn.iter().filter(|&&value| value <= bound).count();
        assert!(below(30).abs_diff(133_333) < 1_500, "{}", below(30));
        assert_eq!(Spread::measured(&[5]), None);
        assert_eq!(Spread::measured(&[5, 5, 5]), None);
        assert_eq!(Spread::measured(&[]), None);
    }

    #[test]
    fn bounds_hold_at_the_ends_of_numbers() {
        let mut random = Random::new(1);
        for _ in 0..1000 {
            let drawn = Spread::pert(0.5).between(u64::MAX - 10, u64::MAX, &mut random);
            assert!(drawn >= u64::MAX - 10);
            assert!((3..=9).contains(&evenly(3, 9, &mut random)));
            assert!(evenly(0, u64::MAX, &mut random) > 0);
        }
    }
}
