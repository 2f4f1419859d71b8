//! `SecretName`: where a secret is kept in its store.

use std::str::FromStr;

use smol_str::SmolStr;

use super::reading::{line, quoted};
use super::word::word;
use super::{Scalar, ScalarError};

/// The path of a secret in its store: `prod/db-password`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SecretName(SmolStr);

word!(SecretName);

impl SecretName {
    /// The parts of the path, from the outside in; at least one.
    pub fn segments(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split('/')
    }

    fn read(text: &str) -> Result<Self, String> {
        if text.contains(char::is_whitespace) {
            return Err(format!("{} has a space; the name of a secret is a path without one", quoted(text)));
        }
        for segment in text.split('/') {
            let strange = segment
                .chars()
                .find(|c| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-')));
            match strange {
                _ if segment.is_empty() => return Err(format!("{} has nothing before or after a `/`", quoted(text))),
                _ if matches!(segment, "." | "..") => return Err(format!("`{segment}` is not a part of a name in {}", quoted(text))),
                Some(strange) => {
                    return Err(format!(
                        "{} may hold only letters, digits, `.`, `_`, `-` and `/`, not `{strange}`",
                        quoted(text)
                    ));
                }
                None => {}
            }
        }
        Ok(Self(SmolStr::new(text)))
    }
}

impl FromStr for SecretName {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        Self::read(line::<Self>(text)?).map_err(ScalarError::because::<Self>)
    }
}

impl Scalar for SecretName {
    const EXPECTED: &'static str = "the name of a secret such as `prod/db-password`";
    const NAME: &'static str = "SecretName";
    const PATTERN: Option<&'static str> = Some("^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$");
    const EXAMPLES: &'static [&'static str] = &["prod/db-password", "NPM_TOKEN"];
}
