//! How a string is written on one line: plain where it reads back as the same string, else in quotes.

use super::number::reads_as_number;
use super::options::{Options, Quoting};

/// Where a scalar stands; the same text may be plain in one place and not in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    Value,
    Key,
    /// A key of the outermost map.
    RootKey,
}

impl Spot {
    /// That of a key in a column: only the outermost map stands in the first one.
    pub(super) fn key(column: usize) -> Self {
        if column == 0 { Self::RootKey } else { Self::Key }
    }
}

/// What a text needs to be read back as the same string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Single,
    Double,
    /// The text has several lines and nothing that would need an escape.
    Lines,
}

/// True when the text can stand without quotes as a value in block style and is read back as the same string.
///
/// ```
/// use gatewright::emit::yaml::{Quoting, plain_is_safe};
///
/// assert!(plain_is_safe("make -j4", Quoting::Core12));
/// assert!(!plain_is_safe("key: value", Quoting::Core12));
/// assert!(plain_is_safe("22:22", Quoting::Core12) && !plain_is_safe("22:22", Quoting::Both));
/// ```
pub fn plain_is_safe(text: &str, quoting: Quoting) -> bool {
    style(text, quoting, Spot::Value) == Style::Plain
}

/// Appends a string as a value on one line: plain, or in quotes with escapes for what needs them. A string of several lines is written in
/// double quotes; the literal block is for whole documents.
///
/// ```
/// use gatewright::emit::yaml::{Options, write_scalar};
///
/// let mut out = String::new();
/// write_scalar(&mut out, "# not a comment", &Options::default());
/// assert_eq!(out, "'# not a comment'");
/// ```
pub fn write_scalar(out: &mut String, text: &str, options: &Options) {
    write_styled(out, text, style(text, options.quoting, Spot::Value));
}

/// Appends a scalar in the style given; lines become a double-quoted text.
#[inline]
pub(super) fn write_styled(out: &mut String, text: &str, style: Style) {
    if style == Style::Plain {
        out.push_str(text);
    } else {
        write_quoted(out, text, style);
    }
}

fn write_quoted(out: &mut String, text: &str, style: Style) {
    if style == Style::Single {
        out.push('\'');
        out.push_str(text);
        out.push('\'');
    } else {
        write_double(out, text);
    }
}

/// Appends an item of a list in square brackets, given as it is written in block style.
pub(super) fn write_in_brackets(out: &mut String, written: &str, quoting: Quoting) {
    // Readers of YAML 1.1 want no colon in a plain scalar between brackets; one of them no question mark either.
    let clashes = match quoting {
        Quoting::Core12 => written.starts_with(':') || written.contains([',', '[', ']', '{', '}', '?']),
        Quoting::Both => written.contains([',', '[', ']', '{', '}', '?', ':']),
    };
    if !clashes || written.starts_with(['\'', '"']) {
        out.push_str(written);
    } else {
        write_styled(out, written, quotes(written));
    }
}

/// Chooses the style.
#[inline]
pub(super) fn style(text: &str, quoting: Quoting, spot: Spot) -> Style {
    let found = scan(text.as_bytes());
    if found & !(COLON | HASH) != 0 {
        if found & CONTROL != 0 || (found & WIDE != 0 && text.chars().any(is_unprintable)) {
            return Style::Double;
        }
        if found & LINE != 0 {
            return Style::Lines;
        }
        if found & TAB != 0 {
            return Style::Double;
        }
    }
    if is_plain(text, found, quoting, spot) {
        Style::Plain
    } else {
        quotes(text)
    }
}

/// The quotes of a printable text of one line: single ones unless something inside would have to be doubled.
fn quotes(text: &str) -> Style {
    if text.is_empty() || text.contains('\'') {
        Style::Double
    } else {
        Style::Single
    }
}

const COLON: u8 = 1;
const HASH: u8 = 2;
const LINE: u8 = 4;
const TAB: u8 = 8;
const CONTROL: u8 = 16;
const WIDE: u8 = 32;
/// The classes that matter wherever a byte stands; the others are for the first byte.
const ANYWHERE: u8 = COLON | HASH | LINE | TAB | CONTROL | WIDE;
/// At the start this byte may make the text something other than a plain string.
const START: u8 = 64;
/// A null or a truth value may start with this letter.
const WORD: u8 = 128;

/// What each byte asks about the text it stands in.
const CLASSES: [u8; 256] = classes();

#[rustfmt::skip] // a table in rows
const fn classes() -> [u8; 256] {
    let mut classes = [0; 256];
    let mut rest: &mut [u8] = &mut classes;
    let mut byte = 0_u8;
    while let Some((class, after)) = rest.split_first_mut() {
        *class = match byte {
            b':' => COLON | START,
            b'#' => HASH | START,
            b'\n' => LINE,
            b'\t' => TAB,
            0..0x20 | 0x7F => CONTROL,
            0x80.. => WIDE,
            b' ' | b',' | b'[' | b']' | b'{' | b'}' | b'&' | b'*' | b'!' | b'|' | b'>' | b'\'' | b'"' | b'%' | b'@' | b'`' | b'?'
            | b'0'..=b'9' | b'+' | b'-' | b'.' | b'~' | b'<' | b'=' => START,
            b'n' | b'N' | b't' | b'T' | b'f' | b'F' | b'y' | b'Y' | b'o' | b'O' => WORD,
            _ => 0,
        };
        rest = after;
        byte = byte.wrapping_add(1);
    }
    classes
}

/// The classes of all bytes together.
#[inline]
fn scan(bytes: &[u8]) -> u8 {
    if is_harmless(bytes) {
        return 0;
    }
    bytes.iter().fold(0, |found, byte| found | class(*byte)) & ANYWHERE
}

#[inline]
fn class(byte: u8) -> u8 {
    CLASSES.get(usize::from(byte)).copied().unwrap_or(CONTROL)
}

/// True for most texts of which all bytes have no class; looks at eight of them at once.
#[inline]
fn is_harmless(bytes: &[u8]) -> bool {
    if let Some(last) = bytes.last_chunk::<8>() {
        let (chunks, _) = bytes.as_chunks::<8>();
        chunks.iter().fold(suspicion(u64::from_le_bytes(*last)), |found, chunk| {
            found | suspicion(u64::from_le_bytes(*chunk))
        }) == 0
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        suspicion(u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last))) == 0
    } else {
        false
    }
}

/// Not 0 if one of eight bytes may have a class.
#[inline]
fn suspicion(eight: u64) -> u64 {
    const EACH: u64 = u64::MAX / 0xFF;
    const TOP: u64 = EACH * 0x80;
    // Each term sets the top bit of the bytes it is about. It may do so for others as well, but only beside or on a byte that is
    // suspicious anyway, be it for not being ASCII.
    let deleted = eight.wrapping_add(EACH);
    let control = eight.wrapping_sub(EACH * 0x20);
    let equals = |byte: u8| (eight ^ (EACH * u64::from(byte))).wrapping_sub(EACH);
    (eight | deleted | control | equals(b':') | equals(b'#')) & TOP
}

/// True for a character outside ASCII that a YAML text must escape, or that an older reader takes for a line break.
pub(super) fn is_unprintable(character: char) -> bool {
    matches!(
        character,
        '\u{80}'..='\u{9F}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}'
    )
}

/// Decides for a text of one line without control characters.
#[inline]
fn is_plain(text: &str, found: u8, quoting: Quoting, spot: Spot) -> bool {
    let bytes = text.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else {
        return false;
    };
    let first = class(*first);
    !(*last == b' '
        || (first & START != 0 && !starts_plain(bytes, quoting, spot))
        || (first & WORD != 0 && bytes.len() <= 5 && reads_as_word(text, quoting, spot))
        || (found & COLON != 0 && (*last == b':' || has_pair(bytes, *b": ")))
        || (found & HASH != 0 && has_pair(bytes, *b" #")))
}

/// Decides for a text that starts with an indicator or like a number, as far as its start matters.
fn starts_plain(bytes: &[u8], quoting: Quoting, spot: Spot) -> bool {
    match bytes {
        [b'-'] | [b'-', b' ', ..] | b"---" | [b'-', b'-', b'-', b' ', ..] | b"..." | [b'.', b'.', b'.', b' ', ..] => false,
        [b'0'..=b'9' | b'+' | b'-' | b'.', ..] => !reads_as_number(bytes, quoting),
        // For Ruby, `:a` is a symbol.
        [b':', rest @ ..] => spot == Spot::Value && quoting == Quoting::Core12 && !rest.starts_with(b" "),
        b"~" | b"<<" => false,
        b"=" => quoting == Quoting::Core12,
        [b'~' | b'<' | b'=', ..] => true,
        _ => false,
    }
}

fn has_pair(bytes: &[u8], pair: [u8; 2]) -> bool {
    bytes.windows(2).any(|two| two == pair)
}

/// True when a reader would take this word for a null or a truth value.
fn reads_as_word(text: &str, quoting: Quoting, spot: Spot) -> bool {
    match text {
        "null" | "Null" | "NULL" | "true" | "True" | "TRUE" | "false" | "False" | "FALSE" => true,
        "on" if spot == Spot::RootKey => false,
        _ => {
            quoting == Quoting::Both
                && ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]
                    .iter()
                    .any(|word| text.eq_ignore_ascii_case(word))
        }
    }
}

/// Appends a text in double quotes. The escapes are those that JSON knows as well.
fn write_double(out: &mut String, text: &str) {
    out.push('"');
    let mut rest = text;
    let special = |character: char| matches!(character, '"' | '\\' | '\0'..='\u{1F}' | '\u{7F}') || is_unprintable(character);
    while let Some(at) = rest.find(special) {
        let (before, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let mut characters = after.chars();
        match characters.next().unwrap_or_default() {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            other => {
                out.push_str("\\u");
                let code = u32::from(other);
                for shift in [12, 8, 4, 0] {
                    out.extend(char::from_digit((code >> shift) & 0xF, 16));
                }
            }
        }
        rest = characters.as_str();
    }
    out.push_str(rest);
    out.push('"');
}
