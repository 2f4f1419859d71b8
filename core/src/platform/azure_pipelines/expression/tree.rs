//! The tree of an expression, and its text.

use smol_str::SmolStr;
use std::fmt::{self, Display, Formatter};

/// An expression: functions of values, without operators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::platform::azure_pipelines) enum Formula {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number or a version, as it is written.
    Number(SmolStr),
    /// A text in single quotes.
    Text(String),
    /// A context: `variables`, `parameters`, `dependencies`; or the name of a loop.
    Name(SmolStr),
    /// `of.name`.
    Member(Box<Self>, SmolStr),
    /// `of[index]`.
    Index(Box<Self>, Box<Self>),
    /// `of.*`: of every entry.
    Each(Box<Self>),
    /// `name(arguments)`.
    Call(SmolStr, Vec<Self>),
}

impl Formula {
    /// A text.
    pub(in crate::platform::azure_pipelines) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// `name(arguments)`.
    pub(in crate::platform::azure_pipelines) fn call(name: &str, arguments: impl IntoIterator<Item = Self>) -> Self {
        Self::Call(name.into(), arguments.into_iter().collect())
    }

    /// `variables['name']`.
    pub(in crate::platform::azure_pipelines) fn variable(name: &str) -> Self {
        Self::Index(Box::new(Self::Name("variables".into())), Box::new(Self::text(name)))
    }

    /// `of.name`, or `of['name']` when the name is not a plain one.
    pub(in crate::platform::azure_pipelines) fn member(self, name: &str) -> Self {
        if is_plain(name) {
            Self::Member(Box::new(self), name.into())
        } else {
            Self::Index(Box::new(self), Box::new(Self::text(name)))
        }
    }

    /// The names of a value that is nothing but a context with names behind it. An index that is a text counts as a name.
    pub(in crate::platform::azure_pipelines) fn path(&self) -> Option<Vec<&str>> {
        match self {
            Self::Name(name) => Some(vec![name]),
            Self::Member(of, name) => {
                let mut path = of.path()?;
                path.push(name);
                Some(path)
            }
            Self::Index(of, index) => match index.as_ref() {
                Self::Text(name) => {
                    let mut path = of.path()?;
                    path.push(name);
                    Some(path)
                }
                _ => None,
            },
            _ => None,
        }
    }
}

/// True for a name that needs no quotes.
pub(super) fn is_plain(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

impl Display for Formula {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => value.fmt(f),
            Self::Number(number) => f.write_str(number),
            Self::Text(text) => write!(f, "'{}'", text.replace('\'', "''")),
            Self::Name(name) => f.write_str(name),
            Self::Member(of, name) => write!(f, "{of}.{name}"),
            Self::Index(of, index) => write!(f, "{of}[{index}]"),
            Self::Each(of) => write!(f, "{of}.*"),
            Self::Call(name, arguments) => {
                write!(f, "{name}(")?;
                for (position, argument) in arguments.iter().enumerate() {
                    if position > 0 {
                        f.write_str(", ")?;
                    }
                    argument.fmt(f)?;
                }
                f.write_str(")")
            }
        }
    }
}
