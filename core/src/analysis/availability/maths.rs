//! The arithmetic of availability: one after the other, side by side, and so many of so many.

/// Copies beyond so many are counted in this many, since more tell nothing new.
const COPIES: u32 = 1000;

/// How often all of several are up at once, when each fails by itself.
pub fn series(parts: impl IntoIterator<Item = f64>) -> f64 {
    parts.into_iter().product()
}

/// How often at least `needed` of `count` copies are up, each of which is up so often. `shared` is the part of failures that
/// takes all of them at once (the beta factor).
///
/// A failure of one that takes all counts once, however many there are; the others must come together by chance.
pub fn copies(single: f64, count: u32, needed: u32, shared: f64) -> f64 {
    let (count, needed) = if count > COPIES {
        let scaled = f64::from(needed) * f64::from(COPIES) / f64::from(count);
        (COPIES, whole(scaled))
    } else {
        (count, needed)
    };
    if needed == 0 {
        return 1.0;
    }
    if needed > count {
        return 0.0;
    }
    let down = (1.0 - single).clamp(0.0, 1.0);
    if count == 1 {
        return 1.0 - down;
    }
    let (together, alone) = (shared * down, (1.0 - shared) * down);
    (1.0 - together - too_few(alone, count, needed)).clamp(0.0, 1.0)
}

/// How often fewer than `needed` of `count` are up, when each is down so often by itself.
fn too_few(down: f64, count: u32, needed: u32) -> f64 {
    let up = 1.0 - down;
    // The chance that exactly `failed` are down, from that of one fewer.
    let mut chance = up.powi(count.cast_signed());
    if chance == 0.0 {
        // So many copies that are down so often: all up at once never happens, and nothing can be built on that chance.
        return if f64::from(needed) > f64::from(count) * up { 1.0 } else { 0.0 };
    }
    let mut enough = 0.0;
    let mut sum = 0.0;
    for failed in 0..=count {
        if failed <= count - needed {
            enough += chance;
        } else {
            sum += chance;
        }
        chance *= f64::from(count - failed) / f64::from(failed + 1) * down / up;
    }
    // The small sum is the exact one.
    if sum < 0.5 { sum } else { 1.0 - enough }
}

/// The next whole number up.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "no larger than the number of copies that is counted"
)]
fn whole(number: f64) -> u32 {
    number.ceil().clamp(0.0, f64::from(COPIES)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
    }

    /// V-AVAIL of the reference.
    #[test]
    fn numbers_of_the_reference() {
        near(series([0.999, 0.999, 0.999]), 0.997_002_999);
        near(copies(0.995, 2, 1, 0.0), 0.999_975);
        near(copies(0.995, 3, 2, 0.0), 0.999_925_25);
        let pair = copies(0.995, 2, 1, 0.0);
        near(series([0.9999, pair, 0.9995]), 0.9999 * 0.999_975 * 0.9995);
        assert_eq!(format!("{:.6}", series([0.9999, pair, 0.9995])), "0.999375");
        // 1 - [0.1 * 0.005 + 0.9^2 * 0.005^2]
        near(copies(0.995, 2, 1, 0.1), 1.0 - (0.1 * 0.005 + 0.81 * 0.005 * 0.005));
    }

    #[test]
    fn bounds_are_kept() {
        near(copies(0.9, 5, 0, 0.0), 1.0);
        near(copies(0.9, 2, 3, 0.0), 0.0);
        near(copies(0.9, 1, 1, 0.5), 0.9);
        near(copies(1.0, 3, 3, 0.0), 1.0);
        near(copies(0.0, 3, 1, 0.0), 0.0);
        near(copies(0.5, 3, 1, 1.0), 0.5);
        assert!(copies(0.99, u32::MAX, u32::MAX / 2, 0.0) > 0.999_999);
        assert!(copies(0.001, 1000, 999, 0.0) < 1e-9);
    }

    proptest! {
        /// Another copy never makes it worse, needing another never better, and shared fate never better.
        #[test]
        fn moves_the_right_way(single in 0.5_f64..1.0, count in 1_u32..12, needed in 1_u32..12, shared in 0.0_f64..1.0) {
            let all = copies(single, count, needed, shared);
            prop_assert!((0.0..=1.0).contains(&all));
            prop_assert!(copies(single, count + 1, needed, 0.0) + 1e-12 >= copies(single, count, needed, 0.0));
            prop_assert!(copies(single, count, needed + 1, shared) <= all + 1e-12);
        }

        /// The sum over all ways the copies can be up and down says the same.
        #[test]
        fn equals_the_sum_over_all_ways(single in 0.0_f64..1.0, count in 1_u32..9, needed in 1_u32..9) {
            let mut enough = 0.0;
            for ways in 0_u32..1 << count {
                let up = ways.count_ones();
                if up >= needed {
                    enough += single.powi(up.cast_signed()) * (1.0 - single).powi((count - up).cast_signed());
                }
            }
            prop_assert!((copies(single, count, needed, 0.0) - enough).abs() < 1e-9);
        }
    }
}
