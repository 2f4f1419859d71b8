//! What is known of the value of an expression.

use crate::expression::{Operator, Tree};

use super::condition::Ended;
use super::{Occasion, Reference};

/// A value, as far as it is known.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    /// A text that begins with this.
    Begins(&'static str),
    Unknown,
}

/// What is known while an expression is looked at.
pub(super) struct Known<'k> {
    pub(super) occasion: &'k Occasion,
    /// How what came before ended.
    pub(super) ended: Ended,
    /// The job that ended so, by the name that expressions know it by; all of them when there is none.
    pub(super) job: Option<&'k str>,
}

impl Value {
    /// Whether it counts as true.
    pub(super) fn truth(&self) -> Option<bool> {
        match self {
            Self::Null => Some(false),
            Self::Bool(value) => Some(*value),
            Self::Number(number) => Some(*number != 0.0),
            Self::Text(text) => Some(!text.is_empty()),
            Self::Begins(_) => Some(true),
            Self::Unknown => None,
        }
    }

    /// Whether two values are the same; letters of either case are.
    fn same(&self, other: &Self) -> Option<bool> {
        match (self, other) {
            (Self::Text(a), Self::Text(b)) => Some(a.eq_ignore_ascii_case(b)),
            (Self::Bool(a), Self::Bool(b)) => Some(a == b),
            (Self::Number(a), Self::Number(b)) => Some((a - b).abs() < f64::EPSILON),
            (Self::Null, Self::Null) => Some(true),
            (Self::Begins(start), Self::Text(text)) | (Self::Text(text), Self::Begins(start)) => {
                let begins = text.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start));
                if begins { None } else { Some(false) }
            }
            _ => None,
        }
    }

    fn starts_with(&self, start: &Self) -> Option<bool> {
        let Self::Text(start) = start else { return None };
        let lower = start.to_ascii_lowercase();
        match self {
            Self::Text(text) => Some(text.to_ascii_lowercase().starts_with(&lower)),
            Self::Begins(known) if known.starts_with(&lower) => Some(true),
            Self::Begins(known) if !lower.starts_with(known) => Some(false),
            _ => None,
        }
    }
}

impl Known<'_> {
    /// The value of an expression.
    pub(super) fn value(&self, tree: &Tree) -> Value {
        match tree {
            Tree::Null => Value::Null,
            Tree::Bool(value) => Value::Bool(*value),
            Tree::Number(digits) => digits.parse().map_or(Value::Unknown, Value::Number),
            Tree::Text(text) => Value::Text(text.clone()),
            Tree::Not(of) => self.value(of).truth().map_or(Value::Unknown, |truth| Value::Bool(!truth)),
            Tree::Call(name, arguments) => self.call(&name.to_ascii_lowercase(), arguments),
            Tree::Binary(operator, left, right) => self.binary(*operator, left, right),
            Tree::Context(_) | Tree::Member(..) | Tree::Index(..) => tree.path().map_or(Value::Unknown, |path| self.named(&path)),
            Tree::Each(_) => Value::Unknown,
        }
    }

    fn binary(&self, operator: Operator, left: &Tree, right: &Tree) -> Value {
        let (left, right) = (self.value(left), self.value(right));
        let flag = |known: Option<bool>| known.map_or(Value::Unknown, Value::Bool);
        match operator {
            // Both give one of their sides, which matters only as true or false here.
            Operator::And => match (left.truth(), right.truth()) {
                (Some(false), _) | (_, Some(false)) => Value::Bool(false),
                (Some(true), Some(true)) => right,
                _ => Value::Unknown,
            },
            Operator::Or => match (left.truth(), right.truth()) {
                (Some(true), _) => left,
                (Some(false), _) => right,
                (None, Some(true)) => Value::Bool(true),
                (None, _) => Value::Unknown,
            },
            Operator::Equal => flag(left.same(&right)),
            Operator::Unequal => flag(left.same(&right).map(|same| !same)),
            Operator::Less | Operator::LessOrEqual | Operator::Greater | Operator::GreaterOrEqual => Value::Unknown,
        }
    }

    fn call(&self, name: &str, arguments: &[Tree]) -> Value {
        match (name, arguments) {
            ("always", []) => Value::Bool(true),
            ("success", []) => Value::Bool(self.ended == Ended::Well),
            ("failure", []) => Value::Bool(self.ended == Ended::Badly),
            ("cancelled", []) => Value::Bool(false),
            ("startswith", [text, start]) => {
                let known = self.value(text).starts_with(&self.value(start));
                known.map_or(Value::Unknown, Value::Bool)
            }
            // `contains(needs.*.result, 'failure')`, the usual way to ask for all of them.
            ("contains", [Tree::Member(of, name), wanted]) if name == "result" && is_all_needs(of) => match self.value(wanted) {
                Value::Text(wanted) if wanted == self.ended.word() => Value::Bool(true),
                Value::Text(_) if self.ended == Ended::Well => Value::Bool(false),
                _ => Value::Unknown,
            },
            _ => Value::Unknown,
        }
    }

    fn named(&self, path: &str) -> Value {
        if let Some(job) = path.strip_prefix("needs.").and_then(|rest| rest.strip_suffix(".result")) {
            return match self.job {
                Some(own) if !own.eq_ignore_ascii_case(job) => Value::Unknown,
                _ => Value::Text(self.ended.word().to_owned()),
            };
        }
        let reference = &self.occasion.reference;
        let text = |text: &str| Value::Text(text.to_owned());
        match path {
            "github.event_name" if self.occasion.event.is_empty() => Value::Unknown,
            "github.event_name" => text(&self.occasion.event),
            "github.ref" => match reference {
                Reference::Branch(Some(name)) => Value::Text(format!("refs/heads/{name}")),
                Reference::Branch(None) => Value::Begins("refs/heads/"),
                Reference::Tag => Value::Begins("refs/tags/"),
                Reference::Change => Value::Begins("refs/pull/"),
                Reference::Any => Value::Begins("refs/"),
            },
            "github.ref_name" => match reference {
                Reference::Branch(Some(name)) => text(name),
                _ => Value::Unknown,
            },
            "github.ref_type" => match reference {
                Reference::Branch(_) => text("branch"),
                Reference::Tag => text("tag"),
                Reference::Change | Reference::Any => Value::Unknown,
            },
            "github.head_ref" | "github.base_ref" => match reference {
                Reference::Branch(_) | Reference::Tag => text(""),
                Reference::Change | Reference::Any => Value::Unknown,
            },
            _ => Value::Unknown,
        }
    }
}

/// `needs.*`.
fn is_all_needs(tree: &Tree) -> bool {
    matches!(tree, Tree::Each(of) if matches!(of.as_ref(), Tree::Context(name) if name.eq_ignore_ascii_case("needs")))
}
