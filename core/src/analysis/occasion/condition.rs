//! Whether a condition holds, as far as it is known.

use super::Occasion;
use super::value::Known;
use crate::expression::{self, Tree};
use crate::model::When;

/// How sure it is that a condition holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Chance {
    /// It never does.
    Never,
    /// It may.
    Maybe,
    /// It always does.
    Always,
}

/// How a job before another one ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ended {
    /// It did what it should.
    Well,
    /// It failed, or was not let through.
    Badly,
    /// It did not run.
    Skipped,
}

impl Ended {
    /// The word for it in expressions.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Well => "success",
            Self::Badly => "failure",
            Self::Skipped => "skipped",
        }
    }
}

/// The condition of a stage, a job or a step, read once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// When all before it ended well.
    Plain,
    /// Only after a failure.
    AfterFailure,
    /// However what came before ended.
    Always,
    /// When a person says so; what comes after does not wait for it.
    OnDemand,
    /// Never.
    Never,
    /// When this holds.
    Expression {
        /// What must hold.
        tree: Tree,
        /// True when it asks how what came before ended; otherwise all of that must have ended well.
        asks: bool,
    },
    /// When something holds that cannot be read.
    Unreadable,
}

impl Condition {
    /// Reads a `when`.
    pub fn of(when: Option<&When>) -> Self {
        match when {
            None | Some(When::Success) => Self::Plain,
            Some(When::Failure) => Self::AfterFailure,
            Some(When::Always) => Self::Always,
            Some(When::OnDemand) => Self::OnDemand,
            Some(When::Never) => Self::Never,
            Some(When::Expression(expression)) => match expression.inner().map(expression::parse) {
                Some(Ok(tree)) => Self::Expression { asks: asks(&tree), tree },
                _ => Self::Unreadable,
            },
        }
    }

    /// Whether it lets something run when all before it ended well.
    pub fn chance(&self, occasion: &Occasion) -> Chance {
        self.after(occasion, Ended::Well, None)
    }

    /// Whether it lets something run when a job before it ended like this; any of them when none is named.
    pub fn after(&self, occasion: &Occasion, ended: Ended, job: Option<&str>) -> Chance {
        match self {
            Self::Plain | Self::OnDemand if ended == Ended::Well => Chance::Always,
            Self::Unreadable if ended == Ended::Well => Chance::Maybe,
            Self::AfterFailure if ended == Ended::Badly => Chance::Always,
            Self::Always => Chance::Always,
            Self::Expression { asks: false, .. } if ended != Ended::Well => Chance::Never,
            Self::Expression { tree, .. } => match (Known { occasion, ended, job }).value(tree).truth() {
                Some(true) => Chance::Always,
                Some(false) => Chance::Never,
                None => Chance::Maybe,
            },
            Self::Plain | Self::OnDemand | Self::Unreadable | Self::AfterFailure | Self::Never => Chance::Never,
        }
    }
}

/// True when an expression asks how what came before ended.
fn asks(tree: &Tree) -> bool {
    match tree {
        Tree::Call(name, arguments) => {
            let status = ["always", "success", "failure", "cancelled"]
                .iter()
                .any(|known| name.eq_ignore_ascii_case(known));
            status || arguments.iter().any(asks)
        }
        Tree::Not(of) => asks(of),
        Tree::Binary(_, left, right) => asks(left) || asks(right),
        _ => false,
    }
}
