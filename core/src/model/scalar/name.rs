//! `Name`: what expressions call a value by, such as an input or an output.

use std::str::FromStr;

use smol_str::SmolStr;

use super::reading::{bounded, quoted};
use super::word::word;
use super::{Scalar, ScalarError};

/// The name of an input, an output or a container, as expressions use it: a letter or `_`, then letters, digits, `_` and
/// `-`. Unlike an [`Id`](super::Id) it may hold capitals, since platforms tell them apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name(SmolStr);

word!(Name);

fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

impl FromStr for Name {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        bounded::<Self>(text)?;
        if is_name(text) {
            return Ok(Self(SmolStr::new(text)));
        }
        Err(ScalarError::because::<Self>(format!(
            "{} must start with a letter or `_` and may hold only letters, digits, `_` and `-`",
            quoted(&text.escape_debug().to_string())
        )))
    }
}

impl Scalar for Name {
    const EXPECTED: &'static str = "a name such as `version` or `DRY_RUN`";
    const NAME: &'static str = "Name";
    const PATTERN: Option<&'static str> = Some("^[A-Za-z_][A-Za-z0-9_-]*$");
    const EXAMPLES: &'static [&'static str] = &["version", "dry_run", "DRY_RUN"];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_can_say_it() {
        for good in ["a", "_x", "dry_run", "DRY-RUN", "v2"] {
            assert!(good.parse::<Name>().is_ok(), "{good}");
        }
        for bad in ["", "2v", "-a", "a b", "a.b", "ä"] {
            assert!(bad.parse::<Name>().is_err(), "{bad}");
        }
    }
}
