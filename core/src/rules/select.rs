//! Which rules are meant: a code, the beginning of codes, or all.

use super::{GROUPS, Rule, all};
use crate::diagnostic::nearest;
use crate::error::Error;
use std::str::FromStr;

/// A code such as `RBK003`, a prefix such as `RBK`, a rule's name such as `dependency-cycle`, or `ALL`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selector(String);

impl Selector {
    /// How much it says: a code more than a prefix, a prefix more than `ALL`.
    pub(crate) fn reach(&self) -> usize {
        if self.0 == "ALL" { 0 } else { self.0.len() }
    }

    /// True when the rule is meant.
    pub fn matches(&self, rule: &Rule) -> bool {
        self.0 == "ALL" || rule.code.starts_with(self.0.as_str()) || (self.0.contains(char::is_lowercase) && rule.name() == self.0)
    }
}

impl FromStr for Selector {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let named = all().find(|rule| rule.name() == text);
        let word = if named.is_some() {
            text.to_owned()
        } else {
            text.trim().to_ascii_uppercase()
        };
        let selector = Self(word);
        if selector.0.is_empty() || !all().any(|rule| selector.matches(rule)) {
            let known = GROUPS.iter().map(|group| group.prefix).chain(all().map(|rule| rule.code));
            let meant = nearest(&selector.0, known)
                .map(|word| format!("; did you mean `{word}`?"))
                .unwrap_or_default();
            return Err(Error::argument(format!("no rule has the code, prefix or name `{text}`{meant}")));
        }
        Ok(selector)
    }
}
