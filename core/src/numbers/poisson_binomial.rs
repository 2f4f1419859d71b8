//! How often things happen that each have a chance of their own.

/// The probability that so many or more of things with chances of their own happen.
pub fn at_least(chances: &[f64], times: usize) -> f64 {
    reached(chances, times)
        .last()
        .copied()
        .unwrap_or(if times == 0 { 1.0 } else { 0.0 })
}

/// The probability that so many have happened after each of them.
pub fn reached(chances: &[f64], times: usize) -> Vec<f64> {
    // The chance that so many have happened so far, up to the last number that is not enough.
    let mut counts = vec![0.0; times.min(chances.len() + 1)];
    if let Some(none) = counts.first_mut() {
        *none = 1.0;
    }
    let mut done = if times == 0 { 1.0 } else { 0.0 };
    chances
        .iter()
        .map(|&chance| {
            let mut before = 0.0;
            for (count, there) in counts.iter_mut().enumerate() {
                let now = *there * (1.0 - chance) + before * chance;
                before = *there;
                *there = now;
                if count + 1 == times {
                    done += before * chance;
                }
            }
            done
        })
        .collect()
}

/// The probability that so many in a row have happened after each of them.
pub fn in_a_row(chances: &[f64], times: usize) -> Vec<f64> {
    // The chance that the last so many happened and the one before did not, while there has been no row yet.
    let mut rows = vec![0.0; times.min(chances.len() + 1)];
    if let Some(none) = rows.first_mut() {
        *none = 1.0;
    }
    let mut done = if times == 0 { 1.0 } else { 0.0 };
    chances
        .iter()
        .map(|&chance| {
            let missed = rows.iter().sum::<f64>() * (1.0 - chance);
            if rows.len() == times {
                done += rows.last().copied().unwrap_or(0.0) * chance;
            }
            rows.rotate_right(1);
            for row in &mut rows {
                *row *= chance;
            }
            if let Some(none) = rows.first_mut() {
                *none = missed;
            }
            done
        })
        .collect()
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these are exact")]
mod tests {
    use super::*;
    use crate::numbers::{Random, binomial_at_least};

    #[test]
    fn equal_chances_are_the_binomial_distribution() {
        for times in 0..=12 {
            let quick = at_least(&[0.3; 11], times);
            assert!((quick - binomial_at_least(11, 0.3, u64::try_from(times).unwrap())).abs() < 1e-12);
        }
    }

    #[test]
    fn other_chances_are_the_sum_over_all_that_may_happen() {
        let mut random = Random::new(3);
        for _ in 0..200 {
            let chances: Vec<f64> = (0..8).map(|_| random.unit()).collect();
            for times in 0..=9 {
                let all: f64 = (0_u32..256)
                    .filter(|set| set.count_ones() as usize >= times)
                    .map(|set| {
                        chances
                            .iter()
                            .enumerate()
                            .map(|(bit, chance)| if set >> bit & 1 == 1 { *chance } else { 1.0 - chance })
                            .product::<f64>()
                    })
                    .sum();
                assert!((at_least(&chances, times) - all).abs() < 1e-12);
            }
        }
        for times in 1..=4 {
            let chances: Vec<f64> = (0..8).map(|_| random.unit()).collect();
            let row = |set: u32| {
                (0..8).filter(|bit| set >> bit & 1 == 1).count() >= times
                    && (0..=8 - times).any(|from| (from..from + times).all(|bit| set >> bit & 1 == 1))
            };
            let all: f64 = (0_u32..256)
                .filter(|set| row(*set))
                .map(|set| {
                    let parts = chances.iter().enumerate();
                    parts
                        .map(|(bit, chance)| if set >> bit & 1 == 1 { *chance } else { 1.0 - chance })
                        .product::<f64>()
                })
                .sum();
            assert!((in_a_row(&chances, times).last().unwrap() - all).abs() < 1e-12);
        }
        assert_eq!(at_least(&[], 0), 1.0);
        assert_eq!(at_least(&[], 1), 0.0);
    }
}
