//! The expressions of `rules: if`, as a tree: variables, texts, patterns, comparisons.

mod parse;
mod predefined;
#[cfg(test)]
mod tests;
mod translate;
mod variables;

pub(super) use parse::parse;
pub(super) use predefined::{STATUS, is_its_own, predefined, variable_made_of, with_variables};
pub(super) use translate::{from_model, glob, into_model, ref_name};
pub(super) use variables::{context_of, variable_of};

use std::fmt::{self, Display, Formatter};

/// An expression of `rules: if`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// `$NAME`; alone, it holds when it has a value that is not empty.
    Variable(String),
    /// A text in quotes.
    Text(String),
    /// `/pattern/flags`.
    Pattern(String, String),
    /// `null`: a variable that is not there.
    Null,
    /// Two values and how they are compared.
    Compare(Comparison, Box<Self>, Box<Self>),
    /// Both hold.
    And(Box<Self>, Box<Self>),
    /// One of them holds.
    Or(Box<Self>, Box<Self>),
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    /// `==`.
    Equal,
    /// `!=`.
    Unequal,
    /// `=~`.
    Matches,
    /// `!~`.
    MatchesNot,
}

impl Comparison {
    pub(super) const ALL: [Self; 4] = [Self::Equal, Self::Unequal, Self::Matches, Self::MatchesNot];

    pub(super) const fn sign(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::Unequal => "!=",
            Self::Matches => "=~",
            Self::MatchesNot => "!~",
        }
    }

    const fn opposite(self) -> Self {
        match self {
            Self::Equal => Self::Unequal,
            Self::Unequal => Self::Equal,
            Self::Matches => Self::MatchesNot,
            Self::MatchesNot => Self::Matches,
        }
    }
}

impl Rule {
    pub(super) fn variable(name: impl Into<String>) -> Self {
        Self::Variable(name.into())
    }

    pub(super) fn compare(comparison: Comparison, left: Self, right: Self) -> Self {
        Self::Compare(comparison, Box::new(left), Box::new(right))
    }

    /// `$NAME == "text"`.
    pub(super) fn is(name: &str, text: impl Into<String>) -> Self {
        Self::compare(Comparison::Equal, Self::variable(name), Self::Text(text.into()))
    }

    /// `$NAME =~ /pattern/`.
    pub(super) fn matches(name: &str, pattern: impl Into<String>) -> Self {
        Self::compare(
            Comparison::Matches,
            Self::variable(name),
            Self::Pattern(pattern.into(), String::new()),
        )
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self::And(Box::new(self), Box::new(other))
    }

    pub(super) fn or(self, other: Self) -> Self {
        Self::Or(Box::new(self), Box::new(other))
    }

    /// One of them holds. Joined two by two, so that many make no high tree.
    pub(super) fn any(mut rules: Vec<Self>) -> Option<Self> {
        while rules.len() > 1 {
            let mut pairs = rules.into_iter();
            rules = std::iter::from_fn(|| {
                let one = pairs.next()?;
                Some(match pairs.next() {
                    Some(other) => one.or(other),
                    None => one,
                })
            })
            .collect();
        }
        rules.pop()
    }

    /// The opposite; there is no sign for it.
    pub(super) fn negate(self) -> Self {
        match self {
            Self::Compare(comparison, left, right) => Self::Compare(comparison.opposite(), left, right),
            Self::And(left, right) => left.negate().or(right.negate()),
            Self::Or(left, right) => left.negate().and(right.negate()),
            value => {
                let missing = Self::compare(Comparison::Equal, value.clone(), Self::Null);
                missing.or(Self::compare(Comparison::Equal, value, Self::Text(String::new())))
            }
        }
    }
}

impl Display for Rule {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let inside_and = |rule: &Self, f: &mut Formatter<'_>| match rule {
            Self::Or(..) => write!(f, "({rule})"),
            _ => rule.fmt(f),
        };
        match self {
            Self::Variable(name) => write!(f, "${name}"),
            Self::Text(text) if text.contains('"') => write!(f, "'{text}'"),
            Self::Text(text) => write!(f, "\"{text}\""),
            Self::Pattern(pattern, flags) => write!(f, "/{pattern}/{flags}"),
            Self::Null => f.write_str("null"),
            Self::Compare(comparison, left, right) => {
                for (value, between) in [(left, Some(comparison)), (right, None)] {
                    match value.as_ref() {
                        value @ (Self::And(..) | Self::Or(..) | Self::Compare(..)) => write!(f, "({value})")?,
                        value => value.fmt(f)?,
                    }
                    if let Some(comparison) = between {
                        write!(f, " {} ", comparison.sign())?;
                    }
                }
                Ok(())
            }
            Self::And(left, right) => {
                inside_and(left, f)?;
                f.write_str(" && ")?;
                match right.as_ref() {
                    // To the left is how it is read.
                    right @ Self::And(..) => write!(f, "({right})"),
                    right => inside_and(right, f),
                }
            }
            Self::Or(left, right) => {
                left.fmt(f)?;
                f.write_str(" || ")?;
                match right.as_ref() {
                    right @ Self::Or(..) => write!(f, "({right})"),
                    right => right.fmt(f),
                }
            }
        }
    }
}
