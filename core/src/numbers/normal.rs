//! The normal distribution: how much of it lies below a point, and below which point so much of it lies.

use std::f64::consts::SQRT_2;

/// The part of the normal distribution below a point.
pub fn below(point: f64) -> f64 {
    0.5 * libm::erfc(-point / SQRT_2)
}

/// The point below which such a part of the normal distribution lies: -1.645 for 0.05. Without end for 0 and 1.
pub fn quantile(part: f64) -> f64 {
    if part.is_nan() {
        return f64::NAN;
    }
    if part <= 0.0 {
        return f64::NEG_INFINITY;
    }
    if part >= 1.0 {
        return f64::INFINITY;
    }
    if part > 0.5 {
        // The upper half loses digits near one, the lower one does not near zero.
        return -quantile(1.0 - part);
    }
    super::bisect(-40.0, 0.0, |point| below(point) >= part)
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these are exact")]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_the_tables() {
        for (part, point) in [
            (0.5, 0.0),
            (0.05, -1.644_853_626_951_472_7),
            (0.8, 0.841_621_233_572_914_2),
            (0.95, 1.644_853_626_951_472_7),
            (0.975, 1.959_963_984_540_054),
            (0.99, 2.326_347_874_040_841),
            (1e-9, -5.997_807_015_007_686),
        ] {
            assert!((quantile(part) - point).abs() < 1e-9, "{part}: {}", quantile(part));
            assert!((below(point) - part).abs() < 1e-12);
        }
        assert_eq!(quantile(0.0), f64::NEG_INFINITY);
        assert_eq!(quantile(1.0), f64::INFINITY);
        assert!(quantile(f64::NAN).is_nan());
    }
}
