//! A sum over texts, by which a change shows. It finds changes, not forgers.

/// Eight bytes at a time are mixed into the sum so far, so that each bit reaches all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sum(u64);

impl Sum {
    /// The sum of no texts.
    pub(crate) const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// The sum with one more text; where one ends and the next begins matters.
    #[must_use]
    pub(crate) fn with(self, text: &str) -> Self {
        let (words, rest) = text.as_bytes().as_chunks::<8>();
        let sum = words.iter().fold(self, |sum, word| sum.mixed(u64::from_le_bytes(*word)));
        let rest = rest.iter().rev().fold(0, |word, byte| (word << 8) | u64::from(*byte));
        sum.mixed(rest).mixed(text.len() as u64)
    }

    /// Both halves of the product count: in the lower one alone, upper bits would reach nothing.
    #[expect(clippy::cast_possible_truncation, reason = "the lower half is one of the two")]
    fn mixed(self, word: u64) -> Self {
        let product = u128::from(self.0.rotate_left(29) ^ word) * 0x9e37_79b9_7f4a_7c15;
        Self(product as u64 ^ (product >> 64) as u64)
    }

    /// As a number, of which each bit is as good as any other.
    pub(crate) fn value(self) -> u64 {
        self.mixed(0).0
    }
}

/// The sum of one text.
pub(crate) fn sum(text: &str) -> u64 {
    Sum::new().with(text).value()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_small_change_shows() {
        let text = "on: push\njobs:\n  build: {}\n";
        let mut sums = HashSet::from([sum(text), sum("")]);
        for at in 0..text.len() {
            for bit in 0..7 {
                let mut bytes = text.as_bytes().to_vec();
                bytes[at] ^= 1 << bit;
                assert!(sums.insert(sum(std::str::from_utf8(&bytes).unwrap())), "byte {at}, bit {bit}");
            }
            let (before, after) = text.split_at(at);
            assert!(sums.insert(sum(before)) || at == 0);
            assert!(sums.insert(sum(&format!("{before}\0{after}"))));
        }
        // Two bits of different words must not make up for each other.
        let mut sums = HashSet::new();
        for first in 0..8 * 7 {
            for second in 8 * 8..8 * 16 {
                let mut bytes = *b"on: push\njobs:\n ";
                bytes[first / 8] ^= 1 << (first % 8);
                bytes[second / 8] ^= 1 << (second % 8);
                if let Ok(changed) = std::str::from_utf8(&bytes) {
                    assert!(sums.insert(sum(changed)), "bits {first} and {second}");
                }
            }
        }
    }

    #[test]
    fn parts_are_told_apart() {
        let of = |parts: &[&str]| parts.iter().fold(Sum::new(), |sum, part| sum.with(part)).value();
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_ne!(of(&["abc"]), of(&["abc", ""]));
        assert_eq!(of(&["abc"]), sum("abc"));
    }
}
