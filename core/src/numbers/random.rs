//! `Random`: numbers that look random and follow from a seed.

/// Numbers that look random and follow from a seed: xoshiro256++, filled by SplitMix64. The sequence is part of what the
/// library promises, since results that were drawn are compared byte for byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Random {
    state: [u64; 4],
}

impl Random {
    /// The sequence of a seed.
    pub fn new(seed: u64) -> Self {
        let mut mixed = seed;
        Self {
            state: [(); 4].map(|()| split(&mut mixed)),
        }
    }

    /// A sequence of its own for a part of the work, so that one part does not change what another draws.
    pub fn part(seed: u64, part: u64) -> Self {
        let mut mixed = part;
        Self::new(seed ^ split(&mut mixed))
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        let [a, b, c, d] = &mut self.state;
        let drawn = a.wrapping_add(*d).rotate_left(23).wrapping_add(*a);
        let shifted = *b << 17;
        *c ^= *a;
        *d ^= *b;
        *b ^= *c;
        *a ^= *d;
        *c ^= shifted;
        *d = d.rotate_left(45);
        drawn
    }

    /// At least zero and less than one, each of 2^53 values as likely as the others.
    #[expect(clippy::cast_precision_loss, reason = "53 bits are what an f64 holds exactly")]
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Less than a bound, each value as likely as the others up to one part in 2^64. Zero when the bound is.
    pub fn below(&mut self, bound: u64) -> u64 {
        u64::try_from((u128::from(self.bits()) * u128::from(bound)) >> 64).unwrap_or(0)
    }

    /// True so many times of one.
    pub fn happens(&mut self, chance: f64) -> bool {
        self.unit() < chance
    }

    /// How long one waits for what happens once in one unit of time, at random.
    pub fn waiting(&mut self) -> f64 {
        -libm::log1p(-self.unit())
    }
}

/// The next number of SplitMix64.
fn split(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_follows_the_published_sequences() {
        let mut state = 1_234_567;
        assert_eq!(split(&mut state), 6_457_827_717_110_365_317);
        assert_eq!(split(&mut state), 3_203_168_211_198_807_973);
        let mut random = Random { state: [1, 2, 3, 4] };
        let drawn = [(); 4].map(|()| random.bits());
        assert_eq!(drawn, [41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386]);
    }

    #[test]
    fn the_same_seed_gives_the_same_numbers_and_another_gives_others() {
        let draw = |mut random: Random| [(); 8].map(|()| random.bits());
        assert_eq!(draw(Random::new(7)), draw(Random::new(7)));
        assert_ne!(draw(Random::new(7)), draw(Random::new(8)));
        assert_ne!(draw(Random::part(7, 0)), draw(Random::part(7, 1)));
    }

    #[test]
    fn draws_keep_to_their_range_and_spread_over_it() {
        let mut random = Random::new(1);
        let mut counts = [0_u32; 10];
        for _ in 0..100_000 {
            let unit = random.unit();
            assert!((0.0..1.0).contains(&unit));
            let below = random.below(10);
            counts[usize::try_from(below).unwrap()] += 1;
        }
        // Ten thousand each, give or take five standard deviations of 95.
        assert!(counts.iter().all(|&count| (9_525..=10_475).contains(&count)), "{counts:?}");
        assert_eq!(random.below(0), 0);
        let mean = (0..100_000).map(|_| random.waiting()).sum::<f64>() / 100_000.0;
        assert!((mean - 1.0).abs() < 0.016, "{mean}");
    }
}
