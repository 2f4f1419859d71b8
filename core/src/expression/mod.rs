//! The model's expressions, `${{ … }}`, as a tree: contexts, functions and operators in GitHub's words. Other systems'
//! conditions are translated from it and to it.

mod parse;
mod print;
#[cfg(test)]
mod tests;

pub use parse::{Wrong, parse};

use smol_str::SmolStr;

/// How high the tree of an expression may be. What is written side by side, `a || b || c`, is as high as it is long.
pub const HIGHEST: usize = 256;

/// An expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tree {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as it is written.
    Number(SmolStr),
    /// A text in single quotes.
    Text(String),
    /// A context: `github`, `inputs`, `matrix`.
    Context(SmolStr),
    /// `of.name`.
    Member(Box<Self>, SmolStr),
    /// `of[index]`.
    Index(Box<Self>, Box<Self>),
    /// `of.*`: of every entry.
    Each(Box<Self>),
    /// `name(arguments)`.
    Call(SmolStr, Vec<Self>),
    /// `!of`.
    Not(Box<Self>),
    /// Two expressions and what is between them.
    Binary(Operator, Box<Self>, Box<Self>),
}

/// What stands between two expressions; those that bind more loosely come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Operator {
    /// `||`.
    Or,
    /// `&&`.
    And,
    /// `==`.
    Equal,
    /// `!=`.
    Unequal,
    /// `<`.
    Less,
    /// `<=`.
    LessOrEqual,
    /// `>`.
    Greater,
    /// `>=`.
    GreaterOrEqual,
}

impl Operator {
    /// Every operator.
    pub const ALL: [Self; 8] = [
        Self::Or,
        Self::And,
        Self::Equal,
        Self::Unequal,
        Self::Less,
        Self::LessOrEqual,
        Self::Greater,
        Self::GreaterOrEqual,
    ];

    /// The sign for it.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Or => "||",
            Self::And => "&&",
            Self::Equal => "==",
            Self::Unequal => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }

    /// How tightly it binds.
    const fn strength(self) -> u8 {
        match self {
            Self::Or => 1,
            Self::And => 2,
            Self::Equal | Self::Unequal => 3,
            Self::Less | Self::LessOrEqual | Self::Greater | Self::GreaterOrEqual => 4,
        }
    }
}

impl Tree {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Two expressions and what is between them.
    pub fn binary(operator: Operator, left: Self, right: Self) -> Self {
        Self::Binary(operator, Box::new(left), Box::new(right))
    }

    /// Both hold; what always holds is left out.
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Bool(true), one) | (one, Self::Bool(true)) => one,
            (Self::Bool(false), _) | (_, Self::Bool(false)) => Self::Bool(false),
            (left, right) => Self::binary(Operator::And, left, right),
        }
    }

    /// One of them holds; what never holds is left out.
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Bool(false), one) | (one, Self::Bool(false)) => one,
            (Self::Bool(true), _) | (_, Self::Bool(true)) => Self::Bool(true),
            (left, right) => Self::binary(Operator::Or, left, right),
        }
    }

    /// It does not hold.
    pub fn negate(self) -> Self {
        match self {
            Self::Bool(value) => Self::Bool(!value),
            Self::Not(inner) => *inner,
            Self::Binary(Operator::Equal, left, right) => Self::Binary(Operator::Unequal, left, right),
            Self::Binary(Operator::Unequal, left, right) => Self::Binary(Operator::Equal, left, right),
            other => Self::Not(Box::new(other)),
        }
    }

    /// The path of a value that is nothing but a context with names behind it: `github.event_name`. An index that is a text
    /// counts as a name.
    pub fn path(&self) -> Option<String> {
        match self {
            Self::Context(name) => Some(name.to_ascii_lowercase()),
            Self::Member(of, name) => Some(format!("{}.{name}", of.path()?)),
            Self::Index(of, index) => match index.as_ref() {
                Self::Text(name) => Some(format!("{}.{name}", of.path()?)),
                _ => None,
            },
            _ => None,
        }
    }

    /// What a value has under a name.
    pub fn member(self, name: &str) -> Self {
        Self::Member(Box::new(self), name.into())
    }

    /// What a value has under names, one inside the other: `outputs.version`.
    pub fn members(self, names: &str) -> Self {
        names.split('.').fold(self, Self::member)
    }

    /// A value by its path: `github.event_name`.
    pub fn at(path: &str) -> Self {
        let mut names = path.split('.');
        let context = Self::Context(names.next().unwrap_or_default().into());
        names.fold(context, |of, name| Self::Member(Box::new(of), name.into()))
    }
}
