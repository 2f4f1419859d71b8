//! Schedules held against every minute of four years.

use super::*;
use crate::model::scalar::{Cron, CronCalendar, Date, Duration, Zone};
use jiff::Timestamp;
use jiff::tz::TimeZone;

fn zone(name: &str) -> Zone {
    name.parse().unwrap()
}

fn calendar(cron: &str) -> CronCalendar {
    *cron.parse::<Cron>().unwrap().calendar().unwrap()
}

fn longest(cron: &str, name: &str) -> String {
    let clock = Clock::of(&zone(name)).unwrap();
    rhythm(calendar(cron), &clock, FROM).map_or_else(|| "never".to_owned(), |rhythm| rhythm.longest.to_string())
}

/// V-CRON of the reference, and what a change of the clock makes of it.
#[test]
fn worst_gaps_of_the_reference() {
    let table = [
        ("0 2 * * *", "24h"),
        ("0 */5 * * *", "5h"),
        ("*/7 * * * *", "7m"),
        ("0 2 * * 1-5", "72h"),
        ("0 2 * * 0", "168h"),
        ("0 3 1 * *", "744h"),
        ("0 3 31 * *", "1464h"),
        ("0 3 29 2 *", "35064h"),
        ("0 3 1,15 * 1", "168h"),
        ("0 9-17 * * 1-5", "64h"),
        ("* * * * *", "1m"),
        ("0 0 1 1 *", "8784h"),
        ("0 0 30 2 *", "never"),
    ];
    for (cron, expected) in table {
        let expected = expected
            .parse::<Duration>()
            .map_or_else(|_| expected.to_owned(), |gap| gap.to_string());
        assert_eq!(longest(cron, "UTC"), expected, "{cron}");
    }
    assert_eq!(longest("30 1 * * *", "Europe/London"), "47h");
    assert_eq!(longest("30 2 * * *", "America/New_York"), "47h");
    assert_eq!(longest("30 2 * * *", "Europe/London"), "25h");
    assert_eq!(longest("30 1 * * 0", "Europe/London"), "335h");
    assert_eq!(longest("15 2 * * *", "Australia/Lord_Howe"), "47h30m");
    assert_eq!(longest("0 */6 * * *", "Europe/Berlin"), "7h");
}

#[test]
fn a_century_without_a_leap_day_has_a_gap_of_eight_years() {
    let from = Date::new(2095, 6, 1).unwrap();
    let found = rhythm(calendar("0 3 29 2 *"), &Clock::utc(), from).unwrap();
    assert_eq!(found.longest, Duration::from_days(2921));
    let last = Date::new(9999, 12, 1).unwrap();
    assert!(rhythm(calendar("0 3 29 2 *"), &Clock::of(&zone("Europe/London")).unwrap(), last).is_none());
    assert!(rhythm(calendar("* * * * *"), &Clock::of(&zone("Europe/London")).unwrap(), last).is_some());
}

#[test]
fn changes_of_the_clock_skip_and_double() {
    let told = |cron: &str, name: &str| {
        let found = rhythm(calendar(cron), &Clock::of(&zone(name)).unwrap(), FROM).unwrap();
        (found.skips, found.doubles)
    };
    assert_eq!(told("30 1 * * *", "Europe/London"), (true, true));
    assert_eq!(told("30 2 * * *", "Europe/London"), (false, false));
    assert_eq!(told("30 2 * * *", "America/New_York"), (true, false));
    assert_eq!(told("30 1 * * *", "America/New_York"), (false, true));
    assert_eq!(told("30 * * * *", "Europe/London"), (false, false));
    assert_eq!(told("30 1 * * *", "UTC"), (false, false));
    assert!(Clock::of(&zone("Mars/Olympus_Mons")).is_none());
}

#[test]
fn moments_print_as_the_clock_shows_them() {
    let found = rhythm(calendar("30 1 * * *"), &Clock::of(&zone("Europe/London")).unwrap(), FROM).unwrap();
    assert_eq!(found.apart.0.to_string(), "2026-03-28 01:30 +00:00");
    assert_eq!(found.apart.1.to_string(), "2026-03-30 01:30 +01:00");
    assert_eq!(found.shortest.to_string(), "1h");
}

/// What clocks of a zone show in four years and four months, a quarter of an hour each: nowhere are they changed within one.
fn quarters(name: &str, from: i64) -> Vec<(i64, u8, u8, u8, u8, u8)> {
    let zone = TimeZone::get(name).unwrap();
    (0..151_000)
        .map(|number| {
            let seconds = from + number * 900;
            let local = zone.to_datetime(Timestamp::from_second(seconds).unwrap());
            let field = |value: i8| value.cast_unsigned();
            let weekday = local.weekday().to_sunday_zero_offset();
            (
                seconds,
                field(local.month()),
                field(local.day()),
                field(weekday),
                field(local.hour()),
                field(local.minute()),
            )
        })
        .collect()
}

/// Every minute of four years, asked one by one, says the same: in a zone of Europe, one of America and one whose clocks are
/// changed by half an hour in the other half of the year.
#[test]
fn gaps_equal_those_of_counting_every_minute() {
    let crons = [
        "30 1 * * *",
        "30 2 * * *",
        "15,45 1-2 * * *",
        "0 */5 * * *",
        "*/7 * * * *",
        "30 1 * * 0",
        "0 2 * * 1-5",
        "5 2 31 * *",
        "0 3 1,15 * 1",
        "45 1 28-31 3,10 *",
        "* 2 * * *",
        "59 23 * * 6",
    ];
    for name in ["Europe/London", "America/New_York", "Australia/Lord_Howe"] {
        let clock = Clock::of(&zone(name)).unwrap();
        let begin = clock.midnight(FROM);
        let quarters = quarters(name, begin);
        for cron in crons {
            let calendar = calendar(cron);
            let mut moments = Vec::new();
            for (seconds, month, day, weekday, hour, minute) in &quarters {
                if calendar.is_due_on(*month, *day, *weekday) {
                    let due = (0..15_u8).filter(|more| calendar.is_due_at(*hour, minute + more));
                    moments.extend(due.map(|more| seconds + i64::from(more) * 60));
                }
            }
            let end = moments[0] + 1462 * 86_400;
            moments.retain(|moment| *moment <= end);
            let gaps: Vec<i64> = moments.windows(2).map(|pair| pair[1] - pair[0]).collect();
            let found = rhythm(calendar, &clock, FROM).unwrap();
            let told = |gap: Duration| i64::try_from(gap.as_secs()).unwrap();
            assert_eq!(told(found.longest), *gaps.iter().max().unwrap(), "{cron} in {name}");
            assert_eq!(told(found.shortest), *gaps.iter().min().unwrap(), "{cron} in {name}");
            let round = 1461 * 86_400;
            let count = moments.iter().filter(|moment| **moment < moments[0] + round).count();
            let mean = round / i64::try_from(count).unwrap();
            assert_eq!(told(found.mean), mean, "{cron} in {name}");
            let listed = fires(calendar, &clock, begin, end + 1).map(|moment| moment.seconds);
            assert!(listed.eq(moments), "{cron} in {name}");
        }
    }
}

#[test]
fn windows_are_met_by_any_clock() {
    let cron = |text: &str| text.parse::<Cron>().unwrap();
    let open = |start: &str, opens: &str, hours: u64| is_ever_open((&cron(start), None), (&cron(opens), None), Duration::from_hours(hours));
    assert_eq!(open("0 2 * * *", "0 20 * * 1-4", 3), Some(false));
    assert_eq!(open("30 20 * * 1-4", "0 20 * * 1-4", 3), Some(true));
    assert_eq!(open("0 23 * * 4", "0 20 * * 1-4", 3), Some(false));
    assert_eq!(open("59 22 * * 4", "0 20 * * 1-4", 3), Some(true));
    // Late on Saturday opens what is open on Sunday.
    assert_eq!(open("0 1 * * 0", "0 23 * * 6", 3), Some(true));
    // By the clock of London it is open an hour later in summer.
    assert_eq!(open("30 19 * * *", "CRON_TZ=Europe/London 0 20 * * *", 1), Some(true));
    assert_eq!(open("30 18 * * *", "CRON_TZ=Europe/London 0 20 * * *", 1), Some(false));
    assert_eq!(open("0 12 25 12 *", "0 0 24 12 *", 48), Some(true));
    assert_eq!(open("0 12 27 12 *", "0 0 24 12 *", 48), Some(false));
    assert_eq!(open("@every 5m", "0 20 * * *", 1), None);
    let on = |start: &str| is_ever_on((&cron(start), None), (&cron("0 20 * * 1-5"), None), (&cron("0 7 * * 1-5"), None));
    assert_eq!(on("0 3 * * *"), Some(false));
    assert_eq!(on("0 7 * * *"), Some(true));
    assert_eq!(on("0 12 * * 6"), Some(false));
}
