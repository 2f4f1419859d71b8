//! Measurements as they come in: JSON, CSV, or what Prometheus answers to a range query.

mod csv;
mod json;
mod time;

use std::fmt;

/// Points that are taken, at most.
pub const MOST: usize = 1_000_000;

/// A version that is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Version {
    /// The new one.
    New,
    /// The old one, as it runs beside it or ran before.
    Old,
}

impl Version {
    /// The version that a word means, in the words of people and tools.
    pub fn told_by(word: &str) -> Option<Self> {
        let word = word.trim().to_ascii_lowercase();
        match word.as_str() {
            "new" | "canary" | "experiment" | "preview" | "candidate" | "green" => Some(Self::New),
            "old" | "stable" | "baseline" | "control" | "primary" | "active" | "blue" => Some(Self::Old),
            _ => None,
        }
    }
}

/// A measurement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// When, in seconds.
    pub at: f64,
    /// What. None when there was none, or when it is no number.
    pub value: Option<f64>,
}

/// Measurements of a signal of a version, the earliest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The signal.
    pub signal: String,
    /// The version.
    pub version: Version,
    /// The measurements.
    pub points: Vec<Point>,
}

/// All measurements.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Samples {
    /// Each signal of each version.
    pub series: Vec<Series>,
}

/// Why measurements could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable(pub String);

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A form that measurements come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// JSON of one's own, or an answer of Prometheus.
    Json,
    /// Comma-separated values.
    Csv,
}

impl Samples {
    /// Reads measurements, whose form is told by how they begin unless it is said. A series without a signal of its own is
    /// taken for the one given.
    pub fn read(text: &str, form: Option<Form>, signal: Option<&str>) -> Result<Self, Unreadable> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let form = form.unwrap_or(match text.trim_start().chars().next() {
            Some('{' | '[') => Form::Json,
            _ => Form::Csv,
        });
        let mut samples = Self::default();
        match form {
            Form::Json => json::read(text, signal, &mut samples)?,
            Form::Csv => csv::read(text, signal, &mut samples)?,
        }
        for series in &mut samples.series {
            series.points.sort_by(|one, other| one.at.total_cmp(&other.at));
        }
        Ok(samples)
    }

    /// The measurements of a signal of a version.
    pub fn of(&self, signal: &str, version: Version) -> Option<&Series> {
        self.series
            .iter()
            .find(|series| series.version == version && series.signal == signal)
    }

    /// Adds a measurement.
    fn add(&mut self, signal: &str, version: Version, point: Point) -> Result<(), Unreadable> {
        if !point.at.is_finite() {
            return Err(Unreadable(String::from("a time of a measurement is no number")));
        }
        let point = Point {
            value: point.value.filter(|value| value.is_finite()),
            ..point
        };
        let known = |series: &Series| series.version == version && series.signal == signal;
        let full = self.series.len() >= SERIES;
        // Most often it is another one of the same.
        let at = self.series.iter().rposition(known);
        match at.map(|at| self.series.get_mut(at)) {
            Some(Some(series)) if series.points.len() < MOST => series.points.push(point),
            Some(_) => {
                return Err(Unreadable(format!(
                    "there are more than {MOST} measurements of `{}`",
                    shortened(signal)
                )));
            }
            None if full => return Err(Unreadable(format!("there are more than {SERIES} signals"))),
            None => self.series.push(Series {
                signal: signal.to_owned(),
                version,
                points: vec![point],
            }),
        }
        Ok(())
    }
}

/// Signals that are told apart, at most.
const SERIES: usize = 200;

/// A word of somebody's, short enough for a message.
fn shortened(word: &str) -> String {
    word.chars().take(60).collect()
}
