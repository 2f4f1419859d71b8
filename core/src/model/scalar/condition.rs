//! `Condition`: the one language in which rollbacks, analyses, alerts, objectives and quality gates say when.

use std::fmt;
use std::str::FromStr;

use super::reading::{line, quoted};
use super::{Comparison, Duration, Scalar, ScalarError, SignalName, Threshold};

/// Something that is true of a signal or not: `error_rate > 5% for 2m`, `latency.p95 > 200ms above baseline`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Condition {
    /// What is looked at.
    pub signal: SignalName,
    /// How it is compared.
    pub comparison: Comparison,
    /// With what.
    pub threshold: Threshold,
    /// For how long it must be so; at once when nothing is said.
    pub sustained: Option<Duration>,
}

impl Condition {
    /// Whether the condition holds of a value, told in the base unit of the threshold's quantity: shares as fractions,
    /// durations in seconds, sizes in bytes, rates per second. How long it has held is the caller's to know.
    ///
    /// None when the threshold needs a baseline and there is none, and of what is not a number.
    pub fn holds(&self, value: f64, baseline: Option<f64>) -> Option<bool> {
        let threshold = self.threshold.value(baseline)?;
        value.partial_cmp(&threshold).map(|ordering| self.comparison.allows(ordering))
    }

    fn read(text: &str) -> Result<Self, String> {
        let Some(start) = text.find(['<', '>', '=', '!', '≥', '≤', '≠']) else {
            return Err(format!("{} has no comparison; write one of > >= < <= = !=", quoted(text)));
        };
        let (signal, rest) = text.split_at(start);
        let signal = match signal.trim_end() {
            "" => return Err(format!("the signal before {} is missing", quoted(rest))),
            signal => SignalName::read(signal)?,
        };
        let Some((comparison, rest)) = Comparison::strip(rest) else {
            return Err(format!("{} does not start with one of > >= < <= = !=", quoted(rest)));
        };
        let words: Vec<&str> = rest.split_whitespace().collect();
        let (threshold, time) = match words
            .iter()
            .position(|word| *word == "for")
            .and_then(|at| words.split_at_checked(at))
        {
            Some((threshold, time)) => (threshold, Some(time)),
            None => (words.as_slice(), None),
        };
        if threshold.is_empty() {
            return Err(format!("the value after `{signal} {comparison}` is missing"));
        }
        let threshold = Threshold::read(&threshold.join(" "))?;
        let sustained = match time {
            None => None,
            Some([_]) => return Err("the duration after `for` is missing; write for example `for 2m`".to_owned()),
            Some(time) => Some(Duration::read(&time.get(1..).unwrap_or_default().join(" "))?),
        };
        Ok(Self {
            signal,
            comparison,
            threshold,
            sustained,
        })
    }
}

impl FromStr for Condition {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        Self::read(line::<Self>(text)?).map_err(ScalarError::because::<Self>)
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.signal, self.comparison, self.threshold)?;
        match self.sustained {
            Some(sustained) => write!(f, " for {sustained}"),
            None => Ok(()),
        }
    }
}

impl Scalar for Condition {
    const EXPECTED: &'static str = "a condition such as `error_rate > 5% for 2m` or `latency.p95 > 200ms above baseline`";
    const NAME: &'static str = "Condition";
    const PATTERN: Option<&'static str> = Some(r"^[a-z][a-z0-9_.-]*\s*(>|>=|≥|<|<=|≤|=|==|!=|≠)\s*[0-9Pb-].*$");
    const EXAMPLES: &'static [&'static str] = &[
        "error_rate > 5% for 2m",
        "latency.p95 > 2s",
        "latency.p95 > 200ms above baseline",
        "throughput < 10% below baseline",
        "exceptions > 10x baseline",
        "success_rate >= 99%",
        "vulnerabilities.critical = 0",
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(condition: &str, value: f64, baseline: Option<f64>) -> Option<bool> {
        condition.parse::<Condition>().unwrap().holds(value, baseline)
    }

    #[test]
    fn holds_in_base_units() {
        assert_eq!(holds("error_rate > 5%", 0.051, None), Some(true));
        assert_eq!(holds("coverage >= 80%", 0.8, None), Some(true));
        assert_eq!(holds("latency.p95 > 2s", 1.9, None), Some(false));
        assert_eq!(holds("memory > 512Mi", 536_870_913.0, None), Some(true));
        assert_eq!(holds("restarts > 60/hour", 0.02, None), Some(true));
        assert_eq!(holds("vulnerabilities.critical = 0", 0.0, None), Some(true));
        assert_eq!(holds("latency.p95 > 200ms above baseline", 0.75, Some(0.5)), Some(true));
        assert_eq!(holds("throughput < 10% below baseline", 89.0, Some(100.0)), Some(true));
        assert_eq!(holds("exceptions > 10x baseline", 100.0, Some(10.0)), Some(false));
        assert_eq!(holds("exceptions > 10x baseline", 100.0, None), None);
        assert_eq!(holds("errors > 1", f64::NAN, None), None);
    }

    #[test]
    fn tolerates_other_spellings() {
        let printed = |text: &str| text.parse::<Condition>().map(|condition| condition.to_string());
        assert_eq!(printed("error_rate>5% for 1m 30s"), Ok("error_rate > 5% for 1m30s".into()));
        assert_eq!(printed("success_rate ≥ 99 %"), Ok("success_rate >= 99%".into()));
        assert_eq!(printed("open.bugs == 0"), Ok("open.bugs = 0".into()));
        assert_eq!(printed("latency.p95 > baseline"), Ok("latency.p95 > 1x baseline".into()));
        assert_eq!(printed("heap < 10 GiB"), Ok("heap < 10Gi".into()));
    }
}
