//! What the readers of scalars share: the bounds of a text, where a number ends, and how a text is quoted in a message.

use super::{Scalar, ScalarError};

/// No scalar is longer than this, in bytes.
pub(super) const LONGEST: usize = 4096;

/// No name that is a part of a scalar is longer than this, so that what is printed around it never grows over [`LONGEST`].
pub(super) const LONGEST_NAME: usize = 255;

/// Refuses a text too long to be a scalar before anybody looks into it.
pub(super) fn bounded<T: Scalar>(text: &str) -> Result<(), ScalarError> {
    if text.len() > LONGEST {
        return Err(ScalarError::because::<T>(format!(
            "the text has {} bytes, and {LONGEST} is the most",
            text.len()
        )));
    }
    Ok(())
}

/// The text without the space around it, which is one line of at least one character.
pub(super) fn line<T: Scalar>(text: &str) -> Result<&str, ScalarError> {
    bounded::<T>(text)?;
    let line = text.trim();
    if line.is_empty() {
        return Err(ScalarError::because::<T>("the text is empty"));
    }
    if line
        .chars()
        .any(|c| (c.is_control() && c != '\t') || matches!(c, '\u{2028}' | '\u{2029}'))
    {
        return Err(ScalarError::because::<T>("the text must be one line without control characters"));
    }
    Ok(line)
}

/// A part of the user's text in backticks, cut when it is long.
pub(super) fn quoted(text: &str) -> String {
    const SHOWN: usize = 60;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("`{}…`", text.get(..end).unwrap_or_default()),
        None => format!("`{text}`"),
    }
}

/// Backticks around a text put together as by `format!`, cut when it is long.
macro_rules! quote {
    ($($text:tt)+) => { $crate::model::scalar::reading::quoted(&format!($($text)+)) };
}

pub(super) use quote;

/// Splits `1.5GB` where its number ends. Marks that belong in no number but are often written in one (`1,000`, `1_000`)
/// stay with it, so that the number's own reader can say what is wrong.
pub(super) fn number_and_rest(text: &str) -> (&str, &str) {
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '_')))
        .unwrap_or(text.len());
    text.split_at(end)
}

/// As [`number_and_rest`], where the number may have a sign.
pub(super) fn signed_number_and_rest(text: &str) -> (&str, &str) {
    let unsigned = text.trim_start_matches(['-', '+']);
    let (number, rest) = number_and_rest(unsigned);
    let end = text.len() - unsigned.len() + number.len();
    text.split_at_checked(end).unwrap_or((text, rest))
}

/// Whether the text is digits and nothing else.
pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}
