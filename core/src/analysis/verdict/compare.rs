//! The two versions side by side, as canary analysis compares them: by the test of Mann and Whitney, with the tolerances that
//! Kayenta uses.

use super::samples::{Samples, Version};
use crate::model::scalar::{Comparison as Sign, Condition};
use crate::numbers::{Shift, shift};

/// What the test says of a signal.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The signal.
    pub signal: String,
    /// On which side of the old version the new one is.
    pub side: Side,
    /// True when that side is bad.
    pub bad: bool,
    /// By how much, when both have measurements.
    pub shift: Option<Shift>,
    /// Measurements of the new and of the old version that were compared, without those far off.
    pub points: (usize, usize),
}

/// On which side of the old version the new one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// No difference that counts.
    Same,
    /// Above it.
    High,
    /// Below it.
    Low,
    /// One of them was not measured.
    NoData,
}

/// Measurements further from the middle half than so many times its width are left out.
const FAR: f64 = 3.0;

/// Compares the versions in the signals of some conditions. A difference counts beyond a part of itself, at a confidence: by
/// default a quarter, at 98 %.
pub fn compare<'c>(
    conditions: impl Iterator<Item = (&'c Condition, bool)>,
    samples: &Samples,
    tolerance: f64,
    confidence: f64,
) -> Vec<Comparison> {
    let mut list: Vec<Comparison> = Vec::new();
    for (condition, bad_when_true) in conditions {
        let signal = condition.signal.as_str();
        if list.iter().any(|known| known.signal == signal) || samples.of(signal, Version::Old).is_none() {
            continue;
        }
        let values = |version| {
            near(
                samples
                    .of(signal, version)
                    .map_or_else(Vec::new, |series| series.points.iter().filter_map(|point| point.value).collect()),
            )
        };
        let (new, old) = (values(Version::New), values(Version::Old));
        let shift = shift(&new, &old, confidence);
        let side = side(&new, &old, shift, tolerance);
        // Where it is bad that a value is above a limit, it is bad that it rises.
        let rising = match (condition.comparison, bad_when_true) {
            (Sign::Above | Sign::AtLeast, true) | (Sign::Below | Sign::AtMost, false) => Some(Side::High),
            (Sign::Below | Sign::AtMost, true) | (Sign::Above | Sign::AtLeast, false) => Some(Side::Low),
            (Sign::Equal | Sign::Unequal, _) => None,
        };
        let differs = matches!(side, Side::High | Side::Low);
        list.push(Comparison {
            signal: signal.to_owned(),
            side,
            bad: differs && rising.is_none_or(|bad| bad == side),
            shift,
            points: (new.len(), old.len()),
        });
    }
    list
}

fn side(new: &[f64], old: &[f64], shift: Option<Shift>, tolerance: f64) -> Side {
    let Some(shift) = shift else { return Side::NoData };
    let same = |one: &[f64], other: &[f64]| one.len() == other.len() && one.iter().zip(other).all(|(a, b)| a.total_cmp(b).is_eq());
    if same(new, old) {
        return Side::Same;
    }
    let counts = tolerance * shift.estimate.abs();
    if shift.low > counts {
        Side::High
    } else if shift.high < -counts {
        Side::Low
    } else {
        Side::Same
    }
}

/// Values without those that are far off.
fn near(mut values: Vec<f64>) -> Vec<f64> {
    let mut sorted = values.clone();
    sorted.sort_by(f64::total_cmp);
    let (Some(low), Some(high)) = (quarter(&sorted, 1), quarter(&sorted, 3)) else {
        return values;
    };
    let room = FAR * (high - low);
    values.retain(|value| (low - room..=high + room).contains(value));
    values
}

/// The value below which so many quarters of sorted values lie.
fn quarter(sorted: &[f64], quarters: usize) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let (at, part) = (last * quarters / 4, last * quarters % 4);
    let (low, high) = (sorted.get(at)?, sorted.get(at + 1).or(sorted.last())?);
    let part = [0.0, 0.25, 0.5, 0.75].get(part).copied().unwrap_or(0.0);
    Some(low + (high - low) * part)
}
