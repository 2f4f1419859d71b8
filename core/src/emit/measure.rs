//! How wide a text is, about: the widths of Arial with room for the wider faces that systems use instead.

/// Widths of the characters from space to `~`, in thousandths of the size.
const ASCII: [i64; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278,
    278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722,
    667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556,
    556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// A face: its size in pixels, and whether it is bold.
#[derive(Clone, Copy)]
pub(crate) struct Face {
    pub(crate) size: i64,
    pub(crate) bold: bool,
}

/// The width of a text in pixels, rather too wide than too narrow.
pub(crate) fn width(text: &str, face: Face) -> i64 {
    let thousandths: i64 = text.chars().map(character).sum();
    let room = if face.bold { 1300 } else { 1160 };
    (thousandths * face.size * room + 999_999) / 1_000_000
}

/// The text, cut so that it is not wider than so many pixels.
pub(crate) fn fitting(text: &str, face: Face, most: i64) -> String {
    if width(text, face) <= most {
        return text.to_owned();
    }
    let mut kept = String::new();
    for character in text.chars() {
        kept.push(character);
        if width(&kept, face) > most - face.size {
            kept.pop();
            break;
        }
    }
    format!("{}…", kept.trim_end())
}

fn character(character: char) -> i64 {
    let code = u32::from(character);
    match code {
        0x20..=0x7e => usize::try_from(code - 0x20)
            .ok()
            .and_then(|place| ASCII.get(place))
            .copied()
            .unwrap_or(556),
        0x300..=0x36f | 0x200b..=0x200f | 0xfe00..=0xfe0f => 0,
        0xb7 => 333,
        // Arrows, ellipses and long dashes; ideographs, kana and Hangul fill a square, and emoji a little more.
        0x2014
        | 0x2026
        | 0x2190..=0x21ff
        | 0x1100..=0x115f
        | 0x2e80..=0xa4cf
        | 0xac00..=0xd7a3
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f
        | 0xff00..=0xff60 => 1000,
        0x1f000..=0x1faff => 1250,
        _ => 650,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Face = Face { size: 10, bold: false };

    #[test]
    fn wide_letters_are_wider_and_long_texts_are_cut() {
        assert!(width("WWW", PLAIN) > width("iii", PLAIN));
        assert!(width("日本", PLAIN) > 20);
        assert_eq!(fitting("short", PLAIN, 100), "short");
        let cut = fitting("a very long text that does not fit", PLAIN, 60);
        assert!(cut.ends_with('…') && width(&cut, PLAIN) <= 62, "{cut}");
        assert_eq!(fitting("abc", PLAIN, 0), "…");
    }
}
