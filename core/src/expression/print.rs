//! Tree -> text, with no more brackets than it needs.

use super::Tree;
use std::fmt::{self, Display, Formatter};

/// How tightly what is no operator binds.
const VALUE: u8 = 6;

impl Tree {
    const fn strength(&self) -> u8 {
        match self {
            Self::Binary(operator, ..) => operator.strength(),
            Self::Not(_) => 5,
            _ => VALUE,
        }
    }

    /// Writes it in a place that needs at least this strength.
    fn write(&self, least: u8, f: &mut Formatter<'_>) -> fmt::Result {
        if self.strength() < least {
            write!(f, "({self})")
        } else {
            self.fmt(f)
        }
    }
}

impl Display for Tree {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => value.fmt(f),
            Self::Number(number) => f.write_str(number),
            Self::Text(text) => write!(f, "'{}'", text.replace('\'', "''")),
            Self::Context(name) => f.write_str(name),
            // A point behind a number would be part of it.
            Self::Member(of, name) if matches!(**of, Self::Number(_)) => write!(f, "({of}).{name}"),
            Self::Each(of) if matches!(**of, Self::Number(_)) => write!(f, "({of}).*"),
            Self::Member(of, name) => {
                of.write(VALUE, f)?;
                write!(f, ".{name}")
            }
            Self::Index(of, index) => {
                of.write(VALUE, f)?;
                write!(f, "[{index}]")
            }
            Self::Each(of) => {
                of.write(VALUE, f)?;
                f.write_str(".*")
            }
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
            Self::Not(of) => {
                f.write_str("!")?;
                of.write(5, f)
            }
            Self::Binary(operator, left, right) => {
                left.write(operator.strength(), f)?;
                write!(f, " {} ", operator.sign())?;
                right.write(operator.strength() + 1, f)
            }
        }
    }
}
