//! Random numbers that are the same everywhere, and texts that are worth trying.

/// A small generator of random numbers, the same on every machine (SplitMix64).
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is at least one.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap()
    }

    /// True in one of `of` cases.
    pub(crate) fn once_in(&mut self, of: usize) -> bool {
        self.below(of) == 0
    }

    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// Texts that have gone wrong in some reader or writer of YAML, JSON or TOML.
#[allow(dead_code, reason = "not every test wants texts")]
#[rustfmt::skip] // as many as fit on a line
pub(crate) const TEXTS: &[&str] = &[
    "main", "make test", "docs/**", "${{ github.sha }}", "https://shop.example/health?x=1#top", "", " ", "on", "yes", "no", "null", "~", "true", "1.10", "010",
    "0x1F", "1_000", "12:30", "2026-10-01", ".inf", "-", "---", "...", "- item", "key: value", "key:", "# not a comment", "a #b", "a # b", "[a, b]", "{a: b}", "&a", "*a",
    "!tag", "|", "> folded", "'single'", "\"double\"", "it's", "back\\slash", "%percent", "@at", "`tick`", " leading", "trailing ", "tab\there", "two\nlines",
    "make\nmake test\n", "#!/bin/sh\nset -e\n\n  indented\n", "\n", "\n\n", "a\n\n", " first indented\nsecond", "\tfirst\nsecond", "a\r\nb", "a\rb", "nul\u{0}", "\u{7f}", "\u{85}next",
    "\u{2028}", "\u{feff}bom", "zażółć", "日本語", "🚀 to the moon", "e\u{301}", "\u{202e}right to left", "?", "? key", ":", ":a", "a:b", ",", "<<", "=", "end:\n", "- a\n- b\n",
    "a very long line that a writer might want to fold because it does not fit on one line of the width that people like to have on their screens",
];
