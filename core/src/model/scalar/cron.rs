//! `Cron`: a schedule as cron has it.

use std::fmt;
use std::str::FromStr;

use smol_str::SmolStr;

use super::reading::{line, quoted};
use super::{CronCalendar, Duration, Scalar, ScalarError, Zone};

/// A schedule of five fields, `0 */6 * * *`, or one of the words `@hourly`, `@daily` and so on, or `@every 5m`.
///
/// `CRON_TZ=Europe/London` before the fields says in which zone they are meant. The schedule prints as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cron {
    text: SmolStr,
    zone: Option<Zone>,
    timing: Timing,
}

/// When a schedule is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Timing {
    /// By the clock and the calendar.
    Calendar(CronCalendar),
    /// Again and again after so long, which is never nothing.
    Every(Duration),
}

/// The words that stand for five fields.
const NAMED: [(&str, [&str; 5]); 7] = [
    ("@hourly", ["0", "*", "*", "*", "*"]),
    ("@daily", ["0", "0", "*", "*", "*"]),
    ("@midnight", ["0", "0", "*", "*", "*"]),
    ("@weekly", ["0", "0", "*", "*", "0"]),
    ("@monthly", ["0", "0", "1", "*", "*"]),
    ("@yearly", ["0", "0", "1", "1", "*"]),
    ("@annually", ["0", "0", "1", "1", "*"]),
];

impl Cron {
    /// The schedule as it was written, with single spaces.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The zone that the schedule itself names.
    pub const fn zone(&self) -> Option<&Zone> {
        self.zone.as_ref()
    }

    /// When the schedule is due.
    pub const fn timing(&self) -> Timing {
        self.timing
    }

    /// The sets of minutes, hours and days, unless the schedule is an `@every`.
    pub const fn calendar(&self) -> Option<&CronCalendar> {
        match &self.timing {
            Timing::Calendar(calendar) => Some(calendar),
            Timing::Every(_) => None,
        }
    }

    fn read(text: &str) -> Result<Self, String> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let zone_of = |word: &str| word.strip_prefix("CRON_TZ=").or_else(|| word.strip_prefix("TZ=")).map(Zone::read);
        let (zone, fields) = match words.as_slice() {
            [first, rest @ ..] if first.contains('=') => match zone_of(first) {
                Some(zone) => (Some(zone?), rest),
                None => return Err(format!("{} is not `CRON_TZ=` and a zone", quoted(first))),
            },
            all => (None, all),
        };
        let timing = match *fields {
            [minute, hour, day_of_month, month, day_of_week] if !minute.starts_with('@') => {
                Timing::Calendar(CronCalendar::read([minute, hour, day_of_month, month, day_of_week])?)
            }
            ["@every"] => return Err("the duration after `@every` is missing; write for example `@every 5m`".to_owned()),
            ["@every", ref duration @ ..] => match Duration::read(&duration.join(" "))? {
                Duration::ZERO => return Err("`@every` needs a duration longer than nothing".to_owned()),
                duration => Timing::Every(duration),
            },
            [word] if word.starts_with('@') => {
                let named = NAMED.into_iter().find(|(name, _)| *name == word);
                let unknown = || {
                    format!(
                        "{} is not known; use @hourly, @daily, @weekly, @monthly, @yearly or @every 5m",
                        quoted(word)
                    )
                };
                Timing::Calendar(CronCalendar::read(named.ok_or_else(unknown)?.1)?)
            }
            [word, ..] if word.starts_with('@') => return Err(format!("{} stands alone, without fields", quoted(word))),
            _ => {
                let advice = match fields.len() {
                    0..5 => "minute, hour, day of month, month and day of week",
                    _ => "write no seconds and no year",
                };
                let count = match fields.len() {
                    1 => "1 field".to_owned(),
                    count => format!("{count} fields"),
                };
                return Err(format!("{} has {count} where 5 are needed: {advice}", quoted(text)));
            }
        };
        Ok(Self {
            text: words.join(" ").into(),
            zone,
            timing,
        })
    }
}

impl FromStr for Cron {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        Self::read(line::<Self>(text)?).map_err(ScalarError::because::<Self>)
    }
}

impl fmt::Display for Cron {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl Scalar for Cron {
    const EXPECTED: &'static str = "a cron schedule such as `0 */6 * * *` or `@daily`";
    const NAME: &'static str = "Cron";
    const PATTERN: Option<&'static str> = Some(
        r"^((CRON_)?TZ=[A-Z][A-Za-z0-9_+/-]*\s+)?(@(hourly|daily|midnight|weekly|monthly|yearly|annually)|@every\s+[0-9PTWDHMSwdhms.\s]+|[0-9*,/-]+\s+[0-9*,/-]+\s+[0-9*?,/-]+\s+[0-9A-Za-z*,/-]+\s+[0-9A-Za-z*?,/-]+)$",
    );
    const EXAMPLES: &'static [&'static str] = &[
        "0 */6 * * *",
        "0 20 * * 1-4",
        "30 2 1,15 jan-jun MON",
        "@daily",
        "@every 5m",
        "CRON_TZ=Europe/London 0 20 * * ?",
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar(text: &str) -> CronCalendar {
        *text.parse::<Cron>().unwrap().calendar().unwrap()
    }

    #[test]
    fn fields_become_sets() {
        let cron = calendar("*/20  5/6 1,15 feb-apr fri-7");
        assert_eq!(cron.minutes(), 1 | 1 << 20 | 1 << 40);
        assert_eq!(cron.hours(), 1 << 5 | 1 << 11 | 1 << 17 | 1 << 23);
        assert_eq!(cron.days_of_month(), 1 << 1 | 1 << 15);
        assert_eq!(cron.months(), 0b11100);
        assert_eq!(cron.days_of_week(), 0b110_0001);
        assert_eq!(calendar("* * ? * 0-7").days_of_week(), 0x7f);
        assert_eq!(calendar("* * * * *").minutes(), (1 << 60) - 1);
        assert_eq!(calendar("@weekly"), calendar("0 0 * * sun"));
        assert_eq!(calendar("* * * * 7/2").days_of_week(), 1);
    }

    #[test]
    fn either_restricted_day_is_enough() {
        let both = calendar("0 0 13 * fri");
        assert!(both.is_due_on(1, 13, 1) && both.is_due_on(1, 14, 5) && !both.is_due_on(1, 14, 6));
        let weekdays = calendar("0 0 * * 1-5");
        assert!(weekdays.is_due_on(1, 13, 1) && !weekdays.is_due_on(1, 13, 0));
        assert!(weekdays.is_due_at(0, 0) && !weekdays.is_due_at(0, 1) && !weekdays.is_due_at(255, 0));
    }

    #[test]
    fn prints_as_written() {
        let cron: Cron = "CRON_TZ=Europe/London   0 20\t* * MON-thu ".parse().unwrap();
        assert_eq!(cron.to_string(), "CRON_TZ=Europe/London 0 20 * * MON-thu");
        assert_eq!(cron.zone().map(Zone::as_str), Some("Europe/London"));
        assert_eq!(
            "@every 90s".parse::<Cron>().unwrap().timing(),
            Timing::Every(Duration::from_secs(90))
        );
    }
}
