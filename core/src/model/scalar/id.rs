//! `Id`: what a thing is called in the document, and how others refer to it.

use std::str::FromStr;

use smol_str::{SmolStr, SmolStrBuilder};

use super::reading::{LONGEST_NAME, bounded, quoted};
use super::word::word;
use super::{Scalar, ScalarError};

/// A name such as `api`: a lower-case letter, then lower-case letters, digits and `-`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(SmolStr);

word!(Id);

impl Id {
    /// An id known when the program is written; [`id!`](crate::id) checks it when the program is compiled.
    ///
    /// # Panics
    ///
    /// When the text is not an id.
    pub const fn from_static(text: &'static str) -> Self {
        assert!(is_id(text.as_bytes()), "an id starts with a-z and holds only a-z, 0-9 and `-`");
        Self(SmolStr::new_static(text))
    }

    /// The id nearest to any text: "Build & Test" becomes `build-test`. None when the text has no letter of a-z; of a long text
    /// the beginning counts.
    pub fn slug(text: &str) -> Option<Self> {
        let mut slug = SmolStrBuilder::new();
        let mut started = false;
        let mut gap = false;
        for c in text.chars().take(LONGEST_NAME).map(|c| c.to_ascii_lowercase()) {
            if c.is_ascii_lowercase() || (started && c.is_ascii_digit()) {
                if gap {
                    slug.push('-');
                }
                slug.push(c);
                (started, gap) = (true, false);
            } else {
                gap = started;
            }
        }
        started.then(|| Self(slug.finish()))
    }
}

/// Const, so that an id written in code is checked by the compiler.
const fn is_id(text: &[u8]) -> bool {
    let [b'a'..=b'z', rest @ ..] = text else { return false };
    let mut rest = rest;
    while let [first, others @ ..] = rest {
        if !matches!(first, b'a'..=b'z' | b'0'..=b'9' | b'-') {
            return false;
        }
        rest = others;
    }
    true
}

/// An [`Id`] known when the program is written, checked when it is compiled: `id!("api")`.
#[macro_export]
macro_rules! id {
    ($text:expr) => {
        const { $crate::model::scalar::Id::from_static($text) }
    };
}

impl FromStr for Id {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        bounded::<Self>(text)?;
        if is_id(text.as_bytes()) {
            return Ok(Self(SmolStr::new(text)));
        }
        let wrong = match text.chars().next() {
            None => return Err(ScalarError::because::<Self>("the text is empty")),
            Some(first)
                if !text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') || first.is_ascii_lowercase() =>
            {
                "may hold only a-z, 0-9 and `-`"
            }
            Some(_) => "must start with a letter",
        };
        let instead = Self::slug(text).map(|slug| format!("; try {}", quoted(&slug))).unwrap_or_default();
        Err(ScalarError::because::<Self>(format!(
            "{} {wrong}{instead}",
            quoted(&text.escape_debug().to_string())
        )))
    }
}

impl Scalar for Id {
    const EXPECTED: &'static str = "an id such as `api` or `build-test`";
    const NAME: &'static str = "Id";
    const PATTERN: Option<&'static str> = Some("^[a-z][a-z0-9-]*$");
    const EXAMPLES: &'static [&'static str] = &["api", "build-test", "stage-2"];
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn any_text_has_a_nearest_id() {
        let slug = |text| Id::slug(text).map(|id| id.to_string());
        assert_eq!(slug("Build & Test"), Some("build-test".into()));
        assert_eq!(slug("Build_API"), Some("build-api".into()));
        assert_eq!(slug("  --x86--  "), Some("x86".into()));
        assert_eq!(slug("3 tests"), Some("tests".into()));
        assert_eq!(slug("8.0"), None);
        assert_eq!(slug(""), None);
    }

    #[test]
    fn a_map_of_ids_is_asked_with_a_text() {
        let map = HashMap::from([(id!("api"), 1)]);
        assert_eq!(map.get("api"), Some(&1));
        assert_eq!(id!("api"), "api");
    }
}
