//! How long a task takes, and how sure that is.

use crate::model::scalar::{Duration, DurationRange};
use crate::numbers::{Random, Spread, evenly, mean, percentile};
use std::sync::Arc;

/// Where a duration comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// The document says it.
    Said,
    /// It was measured, in so many runs.
    Measured(u32),
    /// Nobody said it; a value was taken that the caller chose.
    Assumed,
}

/// How long a task takes.
#[derive(Clone, Debug)]
pub(in crate::analysis) struct Lasts {
    pub(in crate::analysis) range: DurationRange,
    pub(in crate::analysis) known: Known,
    /// Bounds of what is drawn.
    from: u64,
    to: u64,
    mean: u64,
    shape: Shape,
}

#[derive(Clone, Debug)]
enum Shape {
    Exact,
    /// Anything between the bounds is as likely as the rest of it.
    Even,
    Spread(Arc<Spread>),
}

impl Lasts {
    /// As a range says: a three-point estimate spreads as PERT has it, anything between two bounds is as likely as the rest.
    pub(in crate::analysis) fn of(range: DurationRange, known: Known) -> Self {
        let (from, to) = (range.best().as_millis(), range.worst().as_millis());
        let shape = if from == to {
            Shape::Exact
        } else if range.is_estimate() {
            #[expect(clippy::cast_precision_loss, reason = "a share of it is all that counts")]
            let share = range.likely().saturating_sub(range.best()).as_millis() as f64 / (to - from) as f64;
            Shape::Spread(Spread::pert(share))
        } else {
            Shape::Even
        };
        let likely = range.likely().as_millis();
        let sum = u128::from(from) + 4 * u128::from(likely) + u128::from(to);
        Self {
            range,
            known,
            from,
            to,
            mean: u64::try_from(sum / 6).unwrap_or(likely),
            shape,
        }
    }

    /// As it was measured; from the fifth to the 95th percentile, and the median between. None without measurements.
    pub(in crate::analysis) fn measured(sorted: &[u64], spread: Option<&Arc<Spread>>) -> Option<Self> {
        let (from, to) = (*sorted.first()?, *sorted.last()?);
        let at = |hundredths| Duration::from_millis(percentile(sorted, hundredths).unwrap_or(from));
        let range = DurationRange::three(at(5), at(50), at(95)).ok()?;
        Some(Self {
            range,
            known: Known::Measured(u32::try_from(sorted.len()).unwrap_or(u32::MAX)),
            from,
            to,
            mean: mean(sorted)?,
            shape: spread.map_or(Shape::Exact, |spread| Shape::Spread(Arc::clone(spread))),
        })
    }

    /// A time drawn at random, in milliseconds.
    #[inline]
    pub(in crate::analysis) fn draw(&self, random: &mut Random) -> u64 {
        match &self.shape {
            Shape::Exact => self.range.likely().as_millis(),
            Shape::Even => evenly(self.from, self.to, random),
            Shape::Spread(spread) => spread.between(self.from, self.to, random),
        }
    }

    /// The mean, in milliseconds.
    pub(in crate::analysis) fn mean(&self) -> u64 {
        self.mean
    }

    pub(in crate::analysis) fn likely(&self) -> u64 {
        self.range.likely().as_millis()
    }
}
