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

/// Changes a text as slips of the hand and of tools do.
#[allow(dead_code, reason = "not every test wants slips")]
pub(crate) fn mutate(text: &mut String, random: &mut Random) {
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut at = random.below(text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    match random.below(8) {
        0 => text.truncate(at),
        1 => text.insert_str(at, random.pick::<&str>(TEXTS)),
        2 => text.insert_str(
            at,
            random.pick::<&str>(&[
                "\n", "  ", "\t", ": ", "- ", "#", "&a ", "*a", "{", "]", "'", "\"", "|\n", "<<: *a\n", "!!str ", "\u{feff}", "\r",
                "---\n", "...",
            ]),
        ),
        3 => {
            if let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) {
                text.replace_range(at..at + character.len_utf8(), "");
            }
        }
        _ if lines.is_empty() => text.push_str("jobs:"),
        4 => {
            let mut lines = lines;
            lines.remove(random.below(lines.len()));
            *text = lines.join("\n");
        }
        5 => {
            let mut lines = lines;
            let (from, to) = (random.below(lines.len()), random.below(lines.len()));
            lines.swap(from, to);
            *text = lines.join("\n");
        }
        6 => {
            let mut lines = lines;
            let (from, to) = (random.below(lines.len()), random.below(lines.len()));
            let copy = lines[from].clone();
            lines.insert(to, copy);
            *text = lines.join("\r\n");
        }
        _ => {
            // A value of another kind in the place of one.
            let mut lines = lines;
            let line = random.below(lines.len());
            if let Some((key, _)) = lines[line].clone().split_once(':') {
                let value = random.pick::<&str>(&[
                    "",
                    " []",
                    " {}",
                    " null",
                    " 7",
                    " [a, { b: c }]",
                    " { a: [b] }",
                    " true",
                    " ${{ x }}",
                    " |\n    text",
                ]);
                lines[line] = format!("{key}:{value}");
            }
            *text = lines.join("\n");
        }
    }
}
