//! `DurationRange`: how long something takes, exactly, between two bounds, or estimated by three points.

use std::fmt;
use std::str::FromStr;

use super::reading::{line, quote, quoted};
use super::{Duration, Scalar, ScalarError};

/// A duration that may vary: `5m`, `4m..6m`, or best, likely and worst as in `4m/5m/9m`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DurationRange {
    best: Duration,
    /// Only of a three-point estimate, and never when best and worst are one.
    likely: Option<Duration>,
    worst: Duration,
}

impl DurationRange {
    /// Always the same.
    pub const fn exact(duration: Duration) -> Self {
        Self {
            best: duration,
            likely: None,
            worst: duration,
        }
    }

    /// Anything between two bounds.
    pub fn between(best: Duration, worst: Duration) -> Result<Self, ScalarError> {
        if worst < best {
            return Err(ScalarError::because::<Self>(format!(
                "`{best}..{worst}` runs backwards; write `{worst}..{best}`"
            )));
        }
        Ok(Self { best, likely: None, worst })
    }

    /// A three-point estimate.
    pub fn three(best: Duration, likely: Duration, worst: Duration) -> Result<Self, ScalarError> {
        if likely < best {
            return Err(ScalarError::because::<Self>(format!(
                "the likely `{likely}` is shorter than the best `{best}`"
            )));
        }
        if worst < likely {
            return Err(ScalarError::because::<Self>(format!(
                "the worst `{worst}` is shorter than the likely `{likely}`"
            )));
        }
        Ok(Self {
            best,
            likely: (best < worst).then_some(likely),
            worst,
        })
    }

    /// The shortest it can be.
    pub const fn best(self) -> Duration {
        self.best
    }

    /// What is most likely: as estimated, or the middle of the two bounds.
    pub const fn likely(self) -> Duration {
        match self.likely {
            Some(likely) => likely,
            None => Duration::from_millis(self.best.as_millis().midpoint(self.worst.as_millis())),
        }
    }

    /// The longest it can be.
    pub const fn worst(self) -> Duration {
        self.worst
    }

    /// Whether it is always the same.
    pub fn is_exact(self) -> bool {
        self.best == self.worst
    }

    /// Whether it was estimated by three points.
    pub const fn is_estimate(self) -> bool {
        self.likely.is_some()
    }

    fn read(text: &str) -> Result<Self, ScalarError> {
        if let Some(usual) = Duration::of_one_unit(text) {
            return Ok(Self::exact(usual));
        }
        let duration = |part: &str| match part.trim() {
            "" => Err(ScalarError::because::<Self>(format!("a duration is missing in {}", quoted(text)))),
            part => Duration::read(part).map_err(ScalarError::because::<Self>),
        };
        if let Some((best, worst)) = text.split_once("..") {
            return Self::between(duration(best)?, duration(worst)?);
        }
        let points: Vec<&str> = text.split('/').collect();
        match points.as_slice() {
            [best, likely, worst] => Self::three(duration(best)?, duration(likely)?, duration(worst)?),
            [exact] => match exact.split_once(['-', '–']) {
                Some((best, worst)) if duration(best).is_ok() && duration(worst).is_ok() => Err(ScalarError::because::<Self>(format!(
                    "write {} instead of {}",
                    quote!("{}..{}", best.trim(), worst.trim()),
                    quoted(exact)
                ))),
                _ => duration(exact).map(Self::exact),
            },
            _ => Err(ScalarError::because::<Self>(format!(
                "{} must have three points: best, likely and worst",
                quoted(text)
            ))),
        }
    }
}

impl From<Duration> for DurationRange {
    fn from(duration: Duration) -> Self {
        Self::exact(duration)
    }
}

impl FromStr for DurationRange {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        Self::read(line::<Self>(text)?)
    }
}

impl fmt::Display for DurationRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (best, worst) = (self.best, self.worst);
        match self.likely {
            Some(likely) => f.pad(&format!("{best}/{likely}/{worst}")),
            None if best == worst => best.fmt(f),
            None => f.pad(&format!("{best}..{worst}")),
        }
    }
}

impl Scalar for DurationRange {
    const EXPECTED: &'static str = "a duration or a range of them such as `5m`, `4m..6m` or `4m/5m/9m`";
    const NAME: &'static str = "DurationRange";
    const PATTERN: Option<&'static str> = Some(r"^[0-9PTWDHMSwdhms.\s]+(/[0-9PTWDHMSwdhms.\s]+/[0-9PTWDHMSwdhms.\s]+)?$");
    const EXAMPLES: &'static [&'static str] = &["5m", "4m..6m", "4m/5m/9m"];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_three_points_however_written() {
        let points = |text: &str| {
            text.parse()
                .map(|r: DurationRange| [r.best(), r.likely(), r.worst()].map(|d| d.to_string()))
        };
        assert_eq!(points("5m"), Ok(["5m", "5m", "5m"].map(String::from)));
        assert_eq!(points("4m .. 6m"), Ok(["4m", "5m", "6m"].map(String::from)));
        assert_eq!(points("4m / 5m / 9m"), Ok(["4m", "5m", "9m"].map(String::from)));
        assert_eq!("5m/5m/5m".parse(), Ok(DurationRange::exact(Duration::from_minutes(5))));
        assert_eq!(points("1.5m..2m"), Ok(["1m30s", "1m45s", "2m"].map(String::from)));
    }
}
