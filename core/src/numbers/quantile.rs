//! What part of sorted values lies below.

/// The least of sorted values that so many hundredths of them do not go beyond; none of no values.
///
/// ```
/// use gatewright::numbers::percentile;
///
/// assert_eq!(percentile(&[1, 2, 3, 4], 50), Some(2));
/// assert_eq!(percentile(&[1, 2, 3, 4], 95), Some(4));
/// ```
pub fn percentile(sorted: &[u64], hundredths: u64) -> Option<u64> {
    let count = sorted.len() as u128;
    let rank = (count * u128::from(hundredths.min(100))).div_ceil(100).max(1);
    sorted.get(usize::try_from(rank - 1).ok()?).copied()
}

/// The mean of values, rounded down; none of no values.
pub fn mean(values: &[u64]) -> Option<u64> {
    let sum: u128 = values.iter().map(|&value| u128::from(value)).sum();
    u64::try_from(sum.checked_div(values.len() as u128)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_the_nearest_above() {
        let values: Vec<u64> = (1..=100).collect();
        for (hundredths, value) in [(0, 1), (1, 1), (50, 50), (80, 80), (95, 95), (100, 100), (200, 100)] {
            assert_eq!(percentile(&values, hundredths), Some(value));
        }
        assert_eq!(percentile(&[7], 50), Some(7));
        assert_eq!(percentile(&[], 50), None);
        assert_eq!(mean(&[1, 2, 6]), Some(3));
        assert_eq!(mean(&[u64::MAX, u64::MAX]), Some(u64::MAX));
        assert_eq!(mean(&[]), None);
    }
}
