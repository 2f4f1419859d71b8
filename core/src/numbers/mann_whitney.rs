//! By how much the values of one sample lie above those of another, without asking how they are spread: the test of Mann and
//! Whitney, with the interval of Hodges and Lehmann.

use super::{normal_below, normal_quantile};
use std::cmp::Ordering;

/// By how much one sample lies above another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shift {
    /// The median of all differences.
    pub estimate: f64,
    /// The least it is, at the confidence asked for.
    pub low: f64,
    /// The most it is.
    pub high: f64,
    /// How likely a difference such as this is when there is none.
    pub p_value: f64,
}

/// Samples that are both shorter than this, and without equal values, are judged by counting every order they could be in.
const SMALL: usize = 50;

/// Compares two samples at a confidence such as 0.98. None when one of them is empty or holds what is not a finite number.
pub fn shift(of: &[f64], above: &[f64], confidence: f64) -> Option<Shift> {
    if of.is_empty() || above.is_empty() || of.iter().chain(above).any(|value| !value.is_finite()) {
        return None;
    }
    let (mut one, mut other) = (of.to_vec(), above.to_vec());
    one.sort_by(f64::total_cmp);
    other.sort_by(f64::total_cmp);
    let pairs = one.len().checked_mul(other.len())?;
    let tail = (1.0 - confidence.clamp(0.0, 1.0)) / 2.0;
    let ties = tied(&one, &other);
    let spread = spread(one.len(), other.len(), ties);
    let exact = one.len() < SMALL && other.len() < SMALL && ties == 0.0;
    let (rank, p_value) = if exact {
        exactly(&one, &other, tail)
    } else {
        roughly(&one, &other, tail, spread)
    };
    // So few values that even the outermost differences are not sure enough say nothing.
    let ends = (rank > 0 && rank <= pairs).then(|| (difference(&one, &other, rank), difference(&one, &other, pairs + 1 - rank)));
    let (low, high) = ends.unwrap_or((f64::NEG_INFINITY, f64::INFINITY));
    let middle = f64::midpoint(difference(&one, &other, pairs.div_ceil(2)), difference(&one, &other, pairs / 2 + 1));
    Some(Shift {
        estimate: middle,
        low,
        high,
        p_value,
    })
}

/// The rank of the difference that ends the interval, and the p-value, from the distribution of all orders.
fn exactly(one: &[f64], other: &[f64], tail: f64) -> (usize, f64) {
    let chances = orders(one.len(), other.len());
    let mut sum = 0.0;
    let mut rank = None;
    let smaller = wins(one, other).min(wins(other, one));
    let mut p_value = 0.0;
    for (count, chance) in chances.iter().enumerate() {
        sum += chance;
        if count <= smaller {
            p_value = (2.0 * sum).min(1.0);
        }
        if rank.is_none() && sum >= tail {
            rank = Some(count);
        }
    }
    (rank.unwrap_or(0), p_value)
}

/// The same by the normal distribution, with half a rank of grace.
fn roughly(one: &[f64], other: &[f64], tail: f64, spread: f64) -> (usize, f64) {
    let pairs = float(one.len()) * float(other.len());
    let rank = (pairs / 2.0 + normal_quantile(tail) * spread - 0.5).ceil().max(0.0);
    // Equal values count half a win each.
    let halves = float(wins(one, other)) + (pairs - float(wins(one, other)) - float(wins(other, one))) / 2.0;
    let away = ((halves - pairs / 2.0).abs() - 0.5).max(0.0);
    let p_value = if spread > 0.0 {
        (2.0 * normal_below(-away / spread)).min(1.0)
    } else {
        1.0
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at least zero and at most the number of pairs"
    )]
    (rank as usize, p_value)
}

#[expect(clippy::cast_precision_loss, reason = "lengths of samples are far below 2^53")]
fn float(count: usize) -> f64 {
    count as f64
}

/// How far wins are spread when there is no difference.
fn spread(one: usize, other: usize, ties: f64) -> f64 {
    let all = float(one) + float(other);
    if all < 2.0 {
        return 0.0;
    }
    (float(one) * float(other) / 12.0 * (all + 1.0 - ties / (all * (all - 1.0))))
        .max(0.0)
        .sqrt()
}

/// What equal values take away from the spread.
fn tied(one: &[f64], other: &[f64]) -> f64 {
    let mut all: Vec<f64> = one.iter().chain(other).copied().collect();
    all.sort_by(f64::total_cmp);
    all.chunk_by(|a, b| a.partial_cmp(b) == Some(Ordering::Equal))
        .map(|equal| float(equal.len()) * float(equal.len()) * float(equal.len()) - float(equal.len()))
        .sum()
}

/// In how many pairs the value of the first sample is larger. Both are sorted.
fn wins(one: &[f64], other: &[f64]) -> usize {
    let mut smaller = other.iter().peekable();
    let mut passed = 0;
    one.iter()
        .map(|value| {
            while smaller.next_if(|there| *there < value).is_some() {
                passed += 1;
            }
            passed
        })
        .sum()
}

/// The chance of each number of wins when every order is as likely as the others.
fn orders(one: usize, other: usize) -> Vec<f64> {
    // Row `i` holds the chances for `i` values of the first sample and those of the other taken in so far.
    let mut rows: Vec<Vec<f64>> = vec![vec![1.0]; one + 1];
    for taken in 1..=other {
        let mut before: Vec<f64> = vec![1.0];
        for (i, row) in rows.iter_mut().enumerate() {
            if i > 0 {
                let (mine, theirs) = (float(i) / float(i + taken), float(taken) / float(i + taken));
                let mut next = vec![0.0; i * taken + 1];
                for (to, from) in next.iter_mut().zip(row.iter()) {
                    *to += theirs * from;
                }
                for (to, from) in next.iter_mut().skip(taken).zip(&before) {
                    *to += mine * from;
                }
                *row = next;
            }
            before.clone_from(row);
        }
    }
    rows.pop().unwrap_or_default()
}

/// The difference of a rank, from one, among all differences of a value of the first sample and one of the other. It is found
/// by halving the range of numbers, so that the differences need not be kept.
fn difference(one: &[f64], other: &[f64], rank: usize) -> f64 {
    let key = |value: f64| {
        let bits = value.to_bits();
        if bits >> 63 == 1 { !bits } else { bits | (1 << 63) }
    };
    let value = |key: u64| f64::from_bits(if key >> 63 == 1 { key & !(1 << 63) } else { !key });
    let (first, last) = (one.first().zip(other.last()), one.last().zip(other.first()));
    let (Some((a, b)), Some((c, d))) = (first, last) else {
        return f64::NAN;
    };
    let (mut low, mut high) = (key(a - b), key(c - d));
    while low < high {
        let middle = low + (high - low) / 2;
        if not_above(one, other, value(middle)) >= rank {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    value(low)
}

/// How many differences are not above a limit.
fn not_above(one: &[f64], other: &[f64], limit: f64) -> usize {
    // The larger a value of the first sample, the fewer of the other are near enough below it to count.
    let mut skipped = 0;
    one.iter()
        .map(|value| {
            skipped += other.iter().skip(skipped).take_while(|there| value - **there > limit).count();
            other.len() - skipped
        })
        .sum()
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these are exact")]
mod tests {
    use super::*;
    use crate::numbers::Random;

    #[test]
    fn differences_are_ranked_as_by_sorting_them() {
        let mut random = Random::new(5);
        for _ in 0..200 {
            let draw = |random: &mut Random| {
                let length = 1 + random.below(12);
                let mut values: Vec<f64> = (0..length)
                    .map(|_| f64::from(u32::try_from(random.below(9)).unwrap()) - 4.0)
                    .collect();
                values.sort_by(f64::total_cmp);
                values
            };
            let (one, other) = (draw(&mut random), draw(&mut random));
            let mut all: Vec<f64> = one.iter().flat_map(|a| other.iter().map(move |b| a - b)).collect();
            all.sort_by(f64::total_cmp);
            for (at, expected) in all.iter().enumerate() {
                assert_eq!(difference(&one, &other, at + 1), *expected);
            }
            let larger = all.iter().filter(|difference| **difference > 0.0).count();
            assert_eq!(wins(&one, &other), larger);
        }
    }

    #[test]
    fn small_samples_are_judged_by_all_orders() {
        // Two of two: 0, 1, 2, 2, 3, 4 wins are as likely as one another.
        let chances = orders(2, 2);
        for (chance, sixths) in chances.iter().zip([1.0, 1.0, 2.0, 1.0, 1.0]) {
            assert!((chance - sixths / 6.0).abs() < 1e-12);
        }
        // All of five above all of five: one order of 252, twice.
        let low = [1.0, 2.0, 3.0, 4.0, 5.0];
        let high = [6.5, 7.25, 8.125, 9.5, 11.0];
        let told = shift(&high, &low, 0.95).unwrap();
        assert!((told.p_value - 2.0 / 252.0).abs() < 1e-12, "{told:?}");
        assert!(told.low > 0.0 && told.low <= told.estimate && told.estimate <= told.high);
        let back = shift(&low, &high, 0.95).unwrap();
        assert_eq!((back.low, back.estimate, back.high), (-told.high, -told.estimate, -told.low));
    }

    #[test]
    fn large_samples_with_equal_values_are_judged_by_the_normal_distribution() {
        let mut random = Random::new(9);
        let mut sample = |shift: f64| -> Vec<f64> { (0..400).map(|_| (random.unit() * 20.0).floor() + shift).collect() };
        let (stable, same, worse) = (sample(0.0), sample(0.0), sample(5.0));
        let equal = shift(&same, &stable, 0.98).unwrap();
        assert!(equal.p_value > 0.02 && equal.low <= 0.0 && equal.high >= 0.0, "{equal:?}");
        let told = shift(&worse, &stable, 0.98).unwrap();
        assert!(told.p_value < 1e-9 && told.low > 2.0 && told.high < 8.0, "{told:?}");
        assert_eq!(shift(&[1.0; 60], &[1.0; 60], 0.98).unwrap().p_value, 1.0);
        let few = shift(&[2.0, 3.0], &[1.0], 0.98).unwrap();
        assert_eq!((few.estimate, few.low, few.high), (1.5, f64::NEG_INFINITY, f64::INFINITY));
        assert_eq!(shift(&[], &[1.0], 0.98), None);
        assert_eq!(shift(&[f64::NAN], &[1.0], 0.98), None);
    }
}
