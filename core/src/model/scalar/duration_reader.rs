//! How a duration is read, in our words or those of ISO 8601.

use super::duration::UNITS;
use super::reading::{number_and_rest, quote, quoted};
use super::{Decimal, Duration};

impl Duration {
    /// Reads a duration, or says why the text is none.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        if text == "0" {
            return Ok(Self::ZERO);
        }
        if let Some(usual) = Self::of_one_unit(text) {
            return Ok(usual);
        }
        if text.starts_with('-') {
            return Err(format!("{} is negative, and a duration cannot be", quoted(text)));
        }
        text.strip_prefix('P').map_or_else(|| read_parts(text), read_iso)
    }
}

impl Duration {
    /// What most durations are: a whole number and one unit, as in `30m`.
    pub(super) fn of_one_unit(text: &str) -> Option<Self> {
        let end = text.bytes().position(|byte| !byte.is_ascii_digit())?;
        let (number, unit) = text.split_at_checked(end)?;
        let (_, millis) = UNITS.iter().find(|(name, _)| *name == unit)?;
        let number: u32 = number.parse().ok()?;
        Some(Self::from_millis(u64::from(number) * millis))
    }
}

/// Reads `1h 30m`.
fn read_parts(text: &str) -> Result<Duration, String> {
    let mut total = Duration::ZERO;
    let mut last = None;
    let mut rest = text;
    while !rest.is_empty() {
        let (number, after) = number_and_rest(rest);
        let unit_and_rest = after.trim_start();
        let end = unit_and_rest.find(|c: char| !c.is_alphabetic()).unwrap_or(unit_and_rest.len());
        let (unit, after) = unit_and_rest.split_at(end);
        match (number, unit) {
            ("", "") => return Err(format!("{} is not a part of a duration", quoted(rest))),
            ("", unit) => return Err(format!("{} is missing a number", quoted(unit))),
            (number, "") => {
                let number = quoted(number);
                return Err(format!(
                    "{number} is missing a unit; write w, d, h, m, s or ms after it, as in `30m`"
                ));
            }
            _ => {}
        }
        let Some(rank) = UNITS.iter().position(|(name, _)| *name == unit) else {
            return Err(unknown_unit(unit));
        };
        add(&mut total, &mut last, number, unit, rank)?;
        rest = after.trim_start();
    }
    Ok(total)
}

/// Reads `1DT12H`, the rest of an ISO 8601 duration after its `P`.
fn read_iso(text: &str) -> Result<Duration, String> {
    let (date, time) = text.split_once('T').map_or((text, None), |(date, time)| (date, Some(time)));
    if time.unwrap_or(date).is_empty() {
        return Err(format!("{} ends too early; write for example `P1D` or `PT5M`", quote!("P{text}")));
    }
    let mut total = Duration::ZERO;
    let mut last = None;
    let (date_units, time_units): (&[_], &[_]) = (&[("W", 0), ("D", 1)], &[("H", 2), ("M", 3), ("S", 4)]);
    for (part, units) in [(date, date_units), (time.unwrap_or_default(), time_units)] {
        let mut rest = part;
        while !rest.is_empty() {
            let (number, after) = number_and_rest(rest);
            let mut following = after.chars();
            let unit = following.next().map(String::from).unwrap_or_default();
            if number.is_empty() {
                return Err(format!("{} is missing a number", quoted(&unit)));
            }
            match units.iter().find(|(name, _)| *name == unit) {
                Some((_, rank)) => add(&mut total, &mut last, number, &unit, *rank)?,
                None if unit.is_empty() => return Err(format!("{} is missing a unit", quoted(number))),
                None if time.is_none() && matches!(unit.as_str(), "Y" | "M") => {
                    return Err(format!(
                        "{} has no fixed length; write months and years in days",
                        quote!("{number}{unit}")
                    ));
                }
                None if time.is_none() && matches!(unit.as_str(), "H" | "S") => {
                    return Err(format!("{} belongs after a `T`, as in `PT5M`", quoted(&unit)));
                }
                None => return Err(format!("{} is not a unit that can stand here", quoted(&unit))),
            }
            rest = following.as_str();
        }
    }
    Ok(total)
}

/// Adds one part, which must be in a smaller unit than the one before.
fn add(total: &mut Duration, last: &mut Option<(usize, String)>, number: &str, unit: &str, rank: usize) -> Result<(), String> {
    match last {
        Some((before, name)) if *before >= rank => {
            return Err(format!(
                "`{unit}` cannot follow `{name}`; units go from the largest to the smallest"
            ));
        }
        _ => *last = Some((rank, unit.to_owned())),
    }
    let millis = UNITS.get(rank).map_or(0, |(_, millis)| *millis);
    let amount = Decimal::read(number)?.checked_mul(Decimal::from(millis));
    let whole = amount
        .map(|amount| {
            amount
                .whole()
                .ok_or_else(|| format!("{} is finer than a millisecond", quote!("{number}{unit}")))
        })
        .transpose()?;
    let part = whole.and_then(|whole| u64::try_from(whole).ok()).map(Duration::from_millis);
    *total = part
        .and_then(|part| total.checked_add(part))
        .ok_or_else(|| format!("{} is too long", quote!("{number}{unit}")))?;
    Ok(())
}

fn unknown_unit(unit: &str) -> String {
    let instead = match unit.to_lowercase().as_str() {
        "wk" | "wks" | "week" | "weeks" | "w" => "w",
        "day" | "days" | "d" => "d",
        "hr" | "hrs" | "hour" | "hours" | "h" => "h",
        "min" | "mins" | "minute" | "minutes" | "m" => "m",
        "sec" | "secs" | "second" | "seconds" | "s" => "s",
        "msec" | "millis" | "millisecond" | "milliseconds" => "ms",
        "month" | "months" | "mo" | "year" | "years" | "y" => {
            return format!("{} has no fixed length; write months and years in days, as in `30d`", quoted(unit));
        }
        _ => return format!("{} is not a unit; use w, d, h, m, s or ms", quoted(unit)),
    };
    format!("{} is not a unit; write `{instead}`", quoted(unit))
}
