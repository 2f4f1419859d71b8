//! Text as a terminal can safely show it, and how many columns it takes there.

use std::fmt::Write as _;

/// Columns of a tab. The same everywhere on a line, so that a cut line keeps its alignment.
const TAB: usize = 4;

/// Appends a character in a form that cannot move the cursor, change colours or reorder the line.
pub(super) fn push(out: &mut String, character: char) {
    match character {
        '\t' => out.push_str("    "),
        _ if is_hidden(character) => {
            let _ = write!(out, "{}", character.escape_unicode());
        }
        _ => out.push(character),
    }
}

/// Columns that [`push`] takes for a character.
pub(super) fn columns(character: char) -> usize {
    match character {
        '\t' => TAB,
        ' '..='~' => 1,
        _ if is_hidden(character) => character.escape_unicode().count(),
        _ if is_combining(character) => 0,
        _ if is_wide(character) => 2,
        _ => 1,
    }
}

/// A message in one line.
pub(super) fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\r' | '\t' => out.push(' '),
            _ => push(&mut out, character),
        }
    }
    out
}

/// A text in lines of at most so many columns, broken between words; a longer word stays whole.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let (mut current, mut used) = (String::new(), 0);
        for word in paragraph.split([' ', '\t']).filter(|word| !word.is_empty()) {
            let word = line(word);
            let columns: usize = word.chars().map(columns).sum();
            if used > 0 && used + 1 + columns > width {
                lines.push(std::mem::take(&mut current));
                used = 0;
            }
            if used > 0 {
                current.push(' ');
                used += 1;
            }
            current.push_str(&word);
            used += columns;
        }
        lines.push(current);
    }
    lines
}

/// Controls, and marks that nobody sees but that change how the text around them reads.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61c}'                    // Arabic letter mark
            | '\u{180e}'                 // Mongolian vowel separator
            | '\u{200b}'                 // zero width space
            | '\u{200e}'..='\u{200f}'    // direction marks
            | '\u{2028}'..='\u{202e}'    // line and paragraph separator, embeddings and overrides
            | '\u{2060}'..='\u{206f}'    // word joiner, isolates and other formats
            | '\u{feff}'                 // byte order mark
            | '\u{fff9}'..='\u{fffb}'    // annotations
            | '\u{e0000}'..='\u{e007f}'  // tags
        )
}

/// Marks that stand on the character before them: the blocks of combining marks, joiners and variation selectors.
fn is_combining(character: char) -> bool {
    matches!(
        character,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}'
            | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{93c}' | '\u{941}'..='\u{948}' | '\u{94d}'
            | '\u{1160}'..='\u{11ff}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{200c}'..='\u{200d}'
            | '\u{20d0}'..='\u{20ff}' | '\u{302a}'..='\u{302d}' | '\u{3099}'..='\u{309a}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}' | '\u{e0100}'..='\u{e01ef}'
    )
}

/// East Asian wide and full-width characters and emoji (Unicode Standard Annex 11), by block.
fn is_wide(character: char) -> bool {
    matches!(
        character,
        '\u{1100}'..='\u{115f}' | '\u{231a}'..='\u{231b}' | '\u{2329}'..='\u{232a}' | '\u{23e9}'..='\u{23ec}' | '\u{23f0}' | '\u{23f3}'
            | '\u{25fd}'..='\u{25fe}' | '\u{2614}'..='\u{2615}' | '\u{2648}'..='\u{2653}' | '\u{267f}' | '\u{2693}' | '\u{26a1}'
            | '\u{26aa}'..='\u{26ab}' | '\u{26bd}'..='\u{26be}' | '\u{26c4}'..='\u{26c5}' | '\u{26ce}' | '\u{26d4}' | '\u{26ea}'
            | '\u{26f2}'..='\u{26f3}' | '\u{26f5}' | '\u{26fa}' | '\u{26fd}' | '\u{2705}' | '\u{270a}'..='\u{270b}' | '\u{2728}'
            | '\u{274c}' | '\u{274e}' | '\u{2753}'..='\u{2755}' | '\u{2757}' | '\u{2795}'..='\u{2797}' | '\u{27b0}' | '\u{27bf}'
            | '\u{2b1b}'..='\u{2b1c}' | '\u{2b50}' | '\u{2b55}'
            | '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{3247}' | '\u{3250}'..='\u{a4cf}' | '\u{a960}'..='\u{a97f}'
            | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe10}'..='\u{fe19}' | '\u{fe30}'..='\u{fe6f}'
            | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{16fe0}'..='\u{1b2ff}'
            | '\u{1f004}' | '\u{1f0cf}' | '\u{1f18e}' | '\u{1f191}'..='\u{1f19a}' | '\u{1f200}'..='\u{1f320}'
            | '\u{1f32d}'..='\u{1f335}' | '\u{1f337}'..='\u{1f37c}' | '\u{1f37e}'..='\u{1f393}' | '\u{1f3a0}'..='\u{1f3ca}'
            | '\u{1f3cf}'..='\u{1f3d3}' | '\u{1f3e0}'..='\u{1f3f0}' | '\u{1f3f4}' | '\u{1f3f8}'..='\u{1f43e}' | '\u{1f440}'
            | '\u{1f442}'..='\u{1f4fc}' | '\u{1f4ff}'..='\u{1f53d}' | '\u{1f54b}'..='\u{1f54e}' | '\u{1f550}'..='\u{1f567}'
            | '\u{1f57a}' | '\u{1f595}'..='\u{1f596}' | '\u{1f5a4}' | '\u{1f5fb}'..='\u{1f64f}' | '\u{1f680}'..='\u{1f6c5}'
            | '\u{1f6cc}' | '\u{1f6d0}'..='\u{1f6d2}' | '\u{1f6d5}'..='\u{1f6df}' | '\u{1f6eb}'..='\u{1f6ec}'
            | '\u{1f6f4}'..='\u{1f6fc}' | '\u{1f7e0}'..='\u{1f7f0}' | '\u{1f90c}'..='\u{1f93a}' | '\u{1f93c}'..='\u{1f945}'
            | '\u{1f947}'..='\u{1f9ff}' | '\u{1fa70}'..='\u{1faff}' | '\u{20000}'..='\u{3fffd}'
    )
}
