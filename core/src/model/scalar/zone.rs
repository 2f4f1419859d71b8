//! `Zone`: the name of a time zone.

use std::str::FromStr;

use smol_str::SmolStr;

use super::reading::{line, quoted};
use super::word::word;
use super::{Scalar, ScalarError};

/// A time zone by its IANA name: `Europe/London`, `UTC`, `Etc/GMT+3`. Only the shape is checked, since the names change with
/// every release of the zone database.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Zone(SmolStr);

word!(Zone);

impl Zone {
    /// Coordinated universal time.
    pub const UTC: Self = Self(SmolStr::new_static("UTC"));

    /// Reads a name, or says why the text is none.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        if is_zone(text) {
            return Ok(Self(SmolStr::new(text)));
        }
        let capital = match text {
            "utc" | "gmt" => text.to_ascii_uppercase(),
            _ => text.split_inclusive(['/', '_']).map(capitalised).collect(),
        };
        Err(if is_zone(&capital) {
            format!("{} is not written as a zone is; write {}", quoted(text), quoted(&capital))
        } else if text.starts_with(['+', '-']) {
            format!(
                "{} is an offset; write the name of a zone, or one such as `Etc/GMT-3` for 3 hours east",
                quoted(text)
            )
        } else {
            format!("{} is not the IANA name of a zone", quoted(text))
        })
    }
}

/// Words that start with a capital letter, between slashes.
fn is_zone(text: &str) -> bool {
    let word = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_uppercase())
            && word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+'))
    };
    text.split('/').all(word)
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_ascii_uppercase())
        .into_iter()
        .chain(letters)
        .collect()
}

impl FromStr for Zone {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        Self::read(line::<Self>(text)?).map_err(ScalarError::because::<Self>)
    }
}

impl Scalar for Zone {
    const EXPECTED: &'static str = "a time zone such as `Europe/London` or `UTC`";
    const NAME: &'static str = "Zone";
    const PATTERN: Option<&'static str> = Some("^[A-Z][A-Za-z0-9_+-]*(/[A-Z][A-Za-z0-9_+-]*)*$");
    const EXAMPLES: &'static [&'static str] = &["Europe/London", "UTC", "Etc/GMT+3", "America/Port-au-Prince"];
}
