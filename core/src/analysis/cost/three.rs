//! An amount that is not known exactly: the least, the likely and the most.

use crate::model::UsageRange;
use crate::model::scalar::Decimal;

/// The least, the likely and the most of something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Three {
    /// The least.
    pub low: Decimal,
    /// The likely.
    pub likely: Decimal,
    /// The most.
    pub high: Decimal,
}

impl Three {
    /// Nothing.
    pub const ZERO: Self = Self {
        low: Decimal::ZERO,
        likely: Decimal::ZERO,
        high: Decimal::ZERO,
    };

    /// Always the same.
    pub fn exact(amount: impl Into<Decimal>) -> Self {
        let amount = amount.into();
        Self {
            low: amount,
            likely: amount,
            high: amount,
        }
    }

    /// What a document says is used; what it leaves out is as the likely amount, or the nearest that is given.
    pub fn of(range: &UsageRange) -> Option<Self> {
        let likely = range.likely.or(range.high).or(range.low)?;
        Some(Self {
            low: range.low.unwrap_or(likely).min(likely),
            likely,
            high: range.high.unwrap_or(likely).max(likely),
        })
    }

    /// The same done to each. None when one of them has no result.
    pub fn map(self, mut change: impl FnMut(Decimal) -> Option<Decimal>) -> Option<Self> {
        Some(Self {
            low: change(self.low)?,
            likely: change(self.likely)?,
            high: change(self.high)?,
        })
    }

    /// Each with that of the other. None when one of them has no result.
    pub fn with(self, other: Self, join: impl Fn(Decimal, Decimal) -> Option<Decimal>) -> Option<Self> {
        Some(Self {
            low: join(self.low, other.low)?,
            likely: join(self.likely, other.likely)?,
            high: join(self.high, other.high)?,
        })
    }

    /// Both together. None when that is too much to count.
    pub fn plus(self, other: Self) -> Option<Self> {
        self.with(other, Decimal::checked_add)
    }

    /// So many times as much. None when that is too much to count.
    pub fn times(self, by: impl Into<Decimal>) -> Option<Self> {
        let by = by.into();
        self.map(|amount| amount.checked_mul(by))
    }

    /// Each times that of the other. None when that is too much to count.
    pub fn each(self, other: Self) -> Option<Self> {
        self.with(other, Decimal::checked_mul)
    }

    /// One of so many parts.
    pub fn over(self, parts: i64) -> Option<Self> {
        self.map(|amount| amount.checked_div(parts))
    }

    /// Whether all three are nothing.
    pub fn is_zero(self) -> bool {
        self == Self::ZERO
    }

    /// Whether it is always the same.
    pub fn is_exact(self) -> bool {
        self.low == self.high
    }
}
