//! Units of price lists: `1 Hour`, `Hrs`, `GiBy.mo`, `100 GB/Month`.

use crate::model::scalar::{Per, Period};
use crate::prices::slug;

/// What a price is counted by, and how many of it the price is for.
pub(super) fn unit(written: &str) -> Option<(Per, i64)> {
    let text = written.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (count, rest) = text.split_at_checked(digits)?;
    let rest = rest.trim();
    // `10K` is a unit of its own; `10 Hours` are ten of one.
    let thousands = rest.starts_with(['K', 'M']) && rest.len() <= 2;
    if thousands {
        return Some((slug(text).parse().ok()?, 1));
    }
    let count = count.parse::<i64>().unwrap_or(1).max(1);
    let rest = rest.trim_start_matches('/').trim();
    let known = match rest.to_ascii_lowercase().as_str() {
        "hour" | "hours" | "hrs" | "h" | "hr" => Per::from(Period::Hour),
        "month" | "months" | "mo" => Per::from(Period::Month),
        "day" | "days" => Per::from(Period::Day),
        "minute" | "minutes" | "min" => Per::from(Period::Minute),
        "second" | "seconds" | "s" => Per::from(Period::Second),
        "year" | "years" => Per::from(Period::Year),
        "gb/month" | "gib/month" | "gb-mo" | "gb-month" | "giby.mo" => "GB-month".parse().ok()?,
        "gb" | "gib" | "giby" => "GB".parse().ok()?,
        "gb/hour" | "giby.h" | "gb-hours" => "GB-hour".parse().ok()?,
        "gb second" | "gb-second" | "lambda-gb-second" | "giby.s" => "GB-second".parse().ok()?,
        other => slug(other).parse().ok()?,
    };
    Some((known, count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_price_lists_are_known() {
        let table = [
            ("1 Hour", "hour", 1),
            ("100 Hours", "hour", 100),
            ("Hrs", "hour", 1),
            ("1 GB/Month", "GB-month", 1),
            ("1/Month", "month", 1),
            ("10K", "10k", 1),
            ("GiBy.mo", "GB-month", 1),
            ("Lambda-GB-Second", "GB-second", 1),
            ("LCU-Hrs", "lcu-hrs", 1),
        ];
        for (written, per, count) in table {
            let (found, many) = unit(written).unwrap();
            assert_eq!((found.to_string().as_str(), many), (per, count), "{written}");
        }
        assert_eq!(unit(""), None);
    }
}
