//! `SignalName`: what a condition looks at.

use std::str::FromStr;

use smol_str::SmolStr;

use super::reading::{LONGEST_NAME, line, quoted};
use super::word::word;
use super::{Scalar, ScalarError};

/// The dotted name of something measured: `error_rate`, `latency.p95`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SignalName(SmolStr);

word!(SignalName);

impl SignalName {
    /// The signal itself, up to the first dot: `latency` of `latency.p95`.
    pub fn root(&self) -> &str {
        self.0.split_once('.').map_or(self.as_str(), |(root, _)| root)
    }

    /// What of the signal is meant, after the first dot: `p95` of `latency.p95`.
    pub fn detail(&self) -> Option<&str> {
        self.0.split_once('.').map(|(_, detail)| detail)
    }

    /// Reads a name, or says why the text is none.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        if text.len() > LONGEST_NAME {
            return Err(format!("{} has more than {LONGEST_NAME} characters", quoted(text)));
        }
        if is_name(text) {
            return Ok(Self(SmolStr::new(text)));
        }
        let lower = text.to_lowercase();
        if is_name(&lower) {
            return Err(format!("{} is not in lower case; write {}", quoted(text), quoted(&lower)));
        }
        Err(format!(
            "{} is not the name of a signal; a name is made of a-z, 0-9, `_`, `-` and `.`",
            quoted(text)
        ))
    }
}

fn is_name(text: &str) -> bool {
    let word = |word: &str| {
        !word.is_empty()
            && word
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-'))
    };
    text.starts_with(|c: char| c.is_ascii_lowercase()) && text.split('.').all(word)
}

impl FromStr for SignalName {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        Self::read(line::<Self>(text)?).map_err(ScalarError::because::<Self>)
    }
}

impl Scalar for SignalName {
    const EXPECTED: &'static str = "a signal such as `error_rate` or `latency.p95`";
    const NAME: &'static str = "SignalName";
    const PATTERN: Option<&'static str> = Some(r"^[a-z][a-z0-9_-]*(\.[a-z0-9_-]+)*$");
    const EXAMPLES: &'static [&'static str] = &["error_rate", "latency.p95"];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_a_root() {
        let name: SignalName = "latency.p99.9".parse().unwrap();
        assert_eq!((name.root(), name.detail()), ("latency", Some("p99.9")));
    }
}
