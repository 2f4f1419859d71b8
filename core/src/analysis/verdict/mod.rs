//! What measurements say of a new version: go on, wait, go back, or nothing, since there are not enough of them.

mod compare;
mod hold;
mod judge;
pub mod samples;
mod view;

pub use compare::{Comparison, Side, compare};
pub use hold::{Found, Judged};
pub use judge::{Judgement, Terms, judge_rollback, judge_strategy};
pub use samples::{Point, Samples, Series, Version};

/// What measurements say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Answer {
    /// Go on: everything holds.
    Promote,
    /// Wait: something is not as it should be, but not for long or often enough.
    Hold,
    /// Nothing can be said: measurements are missing.
    NoData,
    /// Go back.
    RollBack,
}

impl Answer {
    /// Every answer, the most careless first.
    pub const ALL: [Self; 4] = [Self::Promote, Self::Hold, Self::NoData, Self::RollBack];

    /// The words for it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Promote => "promote",
            Self::Hold => "hold",
            Self::NoData => "no data",
            Self::RollBack => "roll back",
        }
    }
}

#[cfg(test)]
mod tests;
