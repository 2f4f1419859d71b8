//! `Glob`: a pattern of paths or branches.

use std::str::FromStr;

use smol_str::SmolStr;

use super::reading::line;
use super::word::word;
use super::{Scalar, ScalarError};

/// A pattern such as `docs/**` or `release/*`, with a leading `!` for what is not meant.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Glob(SmolStr);

word!(Glob);

impl Glob {
    /// Whether the pattern takes out what it matches.
    pub fn is_negated(&self) -> bool {
        self.0.starts_with('!')
    }

    /// The pattern without the `!` of a negation.
    pub fn pattern(&self) -> &str {
        self.0.strip_prefix('!').unwrap_or(&self.0)
    }
}

impl FromStr for Glob {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        match line::<Self>(text)? {
            "!" => Err(ScalarError::because::<Self>("`!` is missing a pattern")),
            text => Ok(Self(SmolStr::new(text))),
        }
    }
}

impl Scalar for Glob {
    const EXPECTED: &'static str = "a pattern such as `docs/**` or `!release/*`";
    const NAME: &'static str = "Glob";
    const PATTERN: Option<&'static str> = Some("^.+$");
    const EXAMPLES: &'static [&'static str] = &["docs/**", "README.md", "!release/*"];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_negates() {
        let glob: Glob = "!release/*".parse().unwrap();
        assert!(glob.is_negated() && glob.pattern() == "release/*");
    }
}
