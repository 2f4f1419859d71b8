//! The binomial distribution, exactly: how often something happens in so many tries.

/// Rounds of the continued fraction at most. It needs about as many as the root of the number of tries.
const ROUNDS: u32 = 100_000;

/// The probability that what happens with a chance in each of so many tries happens at least so many times.
pub fn at_least(tries: u64, chance: f64, times: u64) -> f64 {
    if times == 0 {
        return 1.0;
    }
    if times > tries || chance.is_nan() || chance <= 0.0 {
        return 0.0;
    }
    if chance >= 1.0 {
        return 1.0;
    }
    beta(float(times), float(tries - times) + 1.0, chance)
}

/// How many times something with a chance must happen in so many tries, so that so many or more are no more likely than a
/// part. One more than the tries when even all of them are likelier than that.
pub fn needed(tries: u64, chance: f64, part: f64) -> u64 {
    let (mut low, mut high) = (0, tries.saturating_add(1));
    while low < high {
        let middle = low + (high - low) / 2;
        if at_least(tries, chance, middle) <= part {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

/// The point between two at which something that is false before becomes true: to the last bit that can be told.
pub fn bisect(mut low: f64, mut high: f64, is_past: impl Fn(f64) -> bool) -> f64 {
    for _ in 0..200 {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            break;
        }
        if is_past(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    high
}

#[expect(clippy::cast_precision_loss, reason = "counts of requests are far below 2^53")]
fn float(count: u64) -> f64 {
    count as f64
}

/// The regularized incomplete beta function, by its continued fraction on the side where that is quick.
fn beta(a: f64, b: f64, x: f64) -> f64 {
    let logarithm = libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b) + a * libm::log(x) + b * libm::log1p(-x);
    let front = libm::exp(logarithm);
    let value = if x < (a + 1.0) / (a + b + 2.0) {
        front * fraction(a, b, x) / a
    } else {
        1.0 - front * fraction(b, a, 1.0 - x) / b
    };
    value.clamp(0.0, 1.0)
}

/// The continued fraction of the incomplete beta function, by the method of Lentz.
fn fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let keep = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut upper = 1.0;
    let mut lower = 1.0 / keep(1.0 - (a + b) * x / (a + 1.0));
    let mut value = lower;
    for round in (1..=ROUNDS).map(f64::from) {
        let even = round * (b - round) * x / ((a + 2.0 * round - 1.0) * (a + 2.0 * round));
        let odd = -(a + round) * (a + b + round) * x / ((a + 2.0 * round) * (a + 2.0 * round + 1.0));
        let mut step = 1.0;
        for term in [even, odd] {
            lower = 1.0 / keep(1.0 + term * lower);
            upper = keep(1.0 + term / upper);
            step = upper * lower;
            value *= step;
        }
        if (step - 1.0).abs() < 1e-15 {
            break;
        }
    }
    value
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these are exact")]
mod tests {
    use super::*;
    use crate::numbers::Random;

    /// Term by term, as in a schoolbook.
    fn summed(tries: u64, chance: f64, times: u64) -> f64 {
        let mut term = (1.0 - chance).powi(i32::try_from(tries).unwrap());
        let mut sum = 0.0;
        for k in 0..=tries {
            if k >= times {
                sum += term;
            }
            term *= float(tries - k) / float(k + 1) * chance / (1.0 - chance);
        }
        sum
    }

    #[test]
    fn tails_are_the_sums_of_their_terms() {
        let mut random = Random::new(1);
        for _ in 0..2_000 {
            let tries = 1 + random.below(300);
            let chance = 0.001 + 0.9 * random.unit();
            let times = random.below(tries + 2);
            let (quick, slow) = (at_least(tries, chance, times), summed(tries, chance, times));
            assert!((quick - slow).abs() < 1e-10, "{tries} {chance} {times}: {quick} {slow}");
        }
    }

    #[test]
    fn edges_are_sure_or_impossible() {
        assert_eq!(at_least(10, 0.3, 0), 1.0);
        assert_eq!(at_least(10, 0.3, 11), 0.0);
        assert_eq!(at_least(10, 0.0, 1), 0.0);
        assert_eq!(at_least(10, 1.0, 10), 1.0);
        assert_eq!(at_least(0, 0.5, 1), 0.0);
        assert_eq!(at_least(10, f64::NAN, 1), 0.0);
        let many = at_least(1_000_000_000, 0.5, 500_000_000);
        assert!((many - 0.5).abs() < 1e-4, "{many}");
    }

    #[test]
    fn as_many_as_needed_are_unlikely_and_one_less_is_not() {
        for (tries, chance) in [(150, 0.001), (60, 0.05), (10_000, 0.01), (5, 0.5)] {
            let times = needed(tries, chance, 0.05);
            assert!(at_least(tries, chance, times) <= 0.05);
            assert!(at_least(tries, chance, times - 1) > 0.05);
        }
        assert_eq!(needed(3, 0.9, 0.05), 4);
    }
}
