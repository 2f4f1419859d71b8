//! Times of measurements: seconds, milliseconds, or a date with a time of day.

/// A time in seconds. Numbers beyond the year 5138 are milliseconds.
pub(super) fn seconds(text: &str) -> Option<f64> {
    let text = text.trim();
    if let Ok(number) = text.parse::<f64>() {
        return number.is_finite().then(|| of_number(number));
    }
    of_date(text)
}

pub(super) fn of_number(number: f64) -> f64 {
    if number.abs() >= 1e11 { number / 1000.0 } else { number }
}

/// `2026-11-21T19:54:10.5Z`, or with an offset such as `+01:00`.
fn of_date(text: &str) -> Option<f64> {
    let (date, clock) = text.split_once(['T', 't', ' '])?;
    let mut parts = date.splitn(3, '-');
    let mut number = |digits: usize| -> Option<i64> {
        let part = parts.next()?;
        (part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse().ok())?
    };
    let (year, month, day) = (number(4)?, number(2)?, number(2)?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let (clock, offset) = match clock.strip_suffix(['Z', 'z']) {
        Some(clock) => (clock, 0.0),
        None => match clock.rfind(['+', '-']).and_then(|at| clock.split_at_checked(at)) {
            Some((clock, offset)) => {
                let sign = if offset.starts_with('-') { -1.0 } else { 1.0 };
                (clock, sign * of_clock(offset.get(1..)?)?)
            }
            None => (clock, 0.0),
        },
    };
    #[expect(clippy::cast_precision_loss, reason = "days of ten thousand years")]
    let days = days(year, month, day) as f64;
    Some(days * 86_400.0 + of_clock(clock)? - offset)
}

fn of_clock(text: &str) -> Option<f64> {
    let mut parts = text.split(':');
    let mut sum = 0.0;
    for (unit, most) in [(3600.0, 24.0), (60.0, 60.0), (1.0, 61.0)] {
        match parts.next() {
            Some(part) => {
                let number: f64 = part.parse().ok().filter(|number| (0.0..most).contains(number))?;
                sum += number * unit;
            }
            None if unit < 3600.0 => {}
            None => return None,
        }
    }
    parts.next().is_none().then_some(sum)
}

/// Days since 1970, by the calendar that months of 31 and 30 days follow when March comes first.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let in_era = year.rem_euclid(400);
    let in_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + in_era * 365 + in_era / 4 - in_era / 100 + in_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_seconds() {
        assert_eq!(seconds("1763755450"), Some(1_763_755_450.0));
        assert_eq!(seconds("1763755450500"), Some(1_763_755_450.5));
        assert_eq!(seconds("1970-01-01T00:00:00Z"), Some(0.0));
        assert_eq!(seconds("2026-11-21T19:54:10.5Z"), Some(1_795_290_850.5));
        assert_eq!(seconds("2024-02-29 01:00+01:00"), Some(1_709_164_800.0));
        assert_eq!(seconds("2024-02-29T00:00:00-00:30"), Some(1_709_166_600.0));
        for wrong in [
            "",
            "now",
            "2026-13-01T00:00Z",
            "2026-01-01",
            "2026-01-01T25:00Z",
            "NaN",
            "inf",
            "2026-01-01T0:0:0:0Z",
            "é-01-01T00:00Z",
        ] {
            assert_eq!(seconds(wrong), None, "{wrong}");
        }
    }
}
