//! Moments as interfaces write them: `2026-11-20T10:04:30.123Z`, `2026-11-20T10:04:30+01:00`.

use crate::model::scalar::Date;

/// Milliseconds since 1970, in UTC; none for a text that is no moment.
pub(super) fn millis(text: &str) -> Option<i64> {
    let (date, time) = text.trim().split_once(['T', 't', ' '])?;
    let days = date.parse::<Date>().ok()?.days_since(Date::new(1970, 1, 1)?);
    let (clock, offset) = match time.find(['Z', 'z', '+', '-']) {
        Some(at) => time.split_at_checked(at)?,
        // Without a zone it is taken as UTC.
        None => (time, "Z"),
    };
    let (whole, part) = clock.split_once('.').unwrap_or((clock, ""));
    let mut fields = whole.split(':');
    let mut next = |most: i64| {
        let field = fields.next()?;
        let number = (field.len() == 2 && field.bytes().all(|byte| byte.is_ascii_digit())).then(|| field.parse().ok())??;
        (0..=most).contains(&number).then_some(number)
    };
    let (hours, minutes, seconds) = (next(24)?, next(59)?, next(60)?);
    let thousandths: String = part.chars().chain("000".chars()).take(3).collect();
    let thousandths: i64 = thousandths
        .parse()
        .ok()
        .filter(|_| part.bytes().all(|byte| byte.is_ascii_digit()))?;
    let ahead = match offset.strip_prefix(['+', '-']) {
        None => 0,
        Some(written) => {
            let digits: String = written.chars().filter(|character| *character != ':').collect();
            let (hours, minutes) = digits.split_at_checked(2)?;
            let minutes = if minutes.is_empty() { 0 } else { minutes.parse::<i64>().ok()? };
            let ahead = hours.parse::<i64>().ok()? * 60 + minutes;
            if offset.starts_with('-') { -ahead } else { ahead }
        }
    };
    let all_minutes = (days * 24 + hours) * 60 + minutes - ahead;
    Some((all_minutes * 60 + seconds) * 1000 + thousandths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_in_every_zone() {
        let table = [
            ("1970-01-01T00:00:01Z", Some(1000)),
            ("1970-01-01T01:00:00+01:00", Some(0)),
            ("1969-12-31T23:00:00.5-0100", Some(500)),
            ("2024-02-29T12:00:00.1234567Z", Some(1_709_208_000_123)),
            ("1970-01-01 00:00:02", Some(2000)),
            ("2024-02-30T12:00:00Z", None),
            ("2024-02-29T25:00:00Z", None),
            ("2024-02-29T12:00:00.xZ", None),
            ("2024-02-29", None),
            ("", None),
            ("T+:", None),
            ("2024-02-29T12:00:00+é1", None),
        ];
        for (text, moment) in table {
            assert_eq!(millis(text), moment, "{text}");
        }
    }
}
