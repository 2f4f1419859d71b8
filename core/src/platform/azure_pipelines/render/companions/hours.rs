//! Windows as hours of the week, which a check of Azure can hold.

use crate::model::Window;
use crate::model::scalar::Zone;

/// Hours of some days of the week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::platform::azure_pipelines::render) struct Hours {
    /// Days, from Sunday on.
    pub(super) days: Vec<&'static str>,
    pub(in crate::platform::azure_pipelines::render) start: String,
    pub(in crate::platform::azure_pipelines::render) end: String,
    /// The zone by the name that Windows gives it.
    pub(in crate::platform::azure_pipelines::render) zone: &'static str,
}

impl Hours {
    /// The days, for people: `Monday to Thursday`.
    pub(super) fn weekdays(&self) -> String {
        let places: Vec<usize> = DAYS
            .iter()
            .enumerate()
            .filter(|(_, day)| self.days.contains(day))
            .map(|(place, _)| place)
            .collect();
        let follow = places.windows(2).all(|pair| matches!(pair, [one, next] if one + 1 == *next));
        match (self.days.as_slice(), follow) {
            (days, _) if days.len() == 7 => "every day".to_owned(),
            ([first, .., last], true) if self.days.len() > 2 => format!("{first} to {last}"),
            (days, _) => days.join(", "),
        }
    }
}

const DAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/// The hours of a window, when a check can hold it: one time of the day, before midnight, without days of the month, months
/// or frozen days.
pub(in crate::platform::azure_pipelines::render) fn hours(window: &Window) -> Option<Hours> {
    let calendar = window.cron.calendar()?;
    if !window.freeze.is_empty() || calendar.day_of_month_restricted() || calendar.months().count_ones() < 12 {
        return None;
    }
    if calendar.hours().count_ones() != 1 || calendar.minutes().count_ones() != 1 {
        return None;
    }
    let start = u64::from(calendar.hours().trailing_zeros()) * 60 + u64::from(calendar.minutes().trailing_zeros());
    let end = start + window.length.as_millis().div_ceil(60_000);
    if end >= 24 * 60 {
        return None;
    }
    let time = |minutes: u64| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let zone = window.zone.as_ref().or(window.cron.zone()).map_or("UTC", Zone::as_str);
    Some(Hours {
        days: (0..7)
            .filter(|day| calendar.days_of_week() >> day & 1 == 1)
            .filter_map(|day: usize| DAYS.get(day).copied())
            .collect(),
        start: time(start),
        end: time(end),
        zone: windows(zone)?,
    })
}

/// Zones by the names of IANA and of Windows, as the Unicode Common Locale Data Repository pairs them.
const ZONES: &[(&str, &[&str])] = &[
    ("UTC", &["UTC", "Etc/UTC", "Etc/GMT"]),
    ("GMT Standard Time", &["Europe/London", "Europe/Dublin", "Europe/Lisbon"]),
    (
        "Greenwich Standard Time",
        &["Atlantic/Reykjavik", "Africa/Abidjan", "Africa/Accra", "Africa/Dakar"],
    ),
    (
        "W. Europe Standard Time",
        &[
            "Europe/Berlin",
            "Europe/Amsterdam",
            "Europe/Rome",
            "Europe/Vienna",
            "Europe/Zurich",
            "Europe/Stockholm",
            "Europe/Oslo",
            "Europe/Luxembourg",
        ],
    ),
    (
        "Romance Standard Time",
        &["Europe/Paris", "Europe/Madrid", "Europe/Brussels", "Europe/Copenhagen"],
    ),
    (
        "Central Europe Standard Time",
        &[
            "Europe/Budapest",
            "Europe/Prague",
            "Europe/Belgrade",
            "Europe/Bratislava",
            "Europe/Ljubljana",
        ],
    ),
    (
        "Central European Standard Time",
        &["Europe/Warsaw", "Europe/Zagreb", "Europe/Sarajevo", "Europe/Skopje"],
    ),
    ("GTB Standard Time", &["Europe/Athens", "Europe/Bucharest"]),
    (
        "FLE Standard Time",
        &[
            "Europe/Helsinki",
            "Europe/Kyiv",
            "Europe/Kiev",
            "Europe/Riga",
            "Europe/Sofia",
            "Europe/Tallinn",
            "Europe/Vilnius",
        ],
    ),
    ("Turkey Standard Time", &["Europe/Istanbul"]),
    ("Russian Standard Time", &["Europe/Moscow"]),
    ("South Africa Standard Time", &["Africa/Johannesburg"]),
    ("W. Central Africa Standard Time", &["Africa/Lagos"]),
    ("E. Africa Standard Time", &["Africa/Nairobi"]),
    ("Egypt Standard Time", &["Africa/Cairo"]),
    ("Israel Standard Time", &["Asia/Jerusalem"]),
    ("Arab Standard Time", &["Asia/Riyadh", "Asia/Kuwait"]),
    ("Arabian Standard Time", &["Asia/Dubai"]),
    ("Pakistan Standard Time", &["Asia/Karachi"]),
    ("India Standard Time", &["Asia/Kolkata", "Asia/Calcutta"]),
    ("SE Asia Standard Time", &["Asia/Bangkok", "Asia/Jakarta", "Asia/Ho_Chi_Minh"]),
    ("China Standard Time", &["Asia/Shanghai", "Asia/Hong_Kong"]),
    ("Singapore Standard Time", &["Asia/Singapore", "Asia/Manila", "Asia/Kuala_Lumpur"]),
    ("Taipei Standard Time", &["Asia/Taipei"]),
    ("Tokyo Standard Time", &["Asia/Tokyo"]),
    ("Korea Standard Time", &["Asia/Seoul"]),
    ("W. Australia Standard Time", &["Australia/Perth"]),
    ("AUS Eastern Standard Time", &["Australia/Sydney", "Australia/Melbourne"]),
    ("E. Australia Standard Time", &["Australia/Brisbane"]),
    ("Cen. Australia Standard Time", &["Australia/Adelaide"]),
    ("New Zealand Standard Time", &["Pacific/Auckland"]),
    ("Hawaiian Standard Time", &["Pacific/Honolulu"]),
    ("Alaskan Standard Time", &["America/Anchorage"]),
    ("Pacific Standard Time", &["America/Los_Angeles", "America/Vancouver"]),
    ("US Mountain Standard Time", &["America/Phoenix"]),
    ("Mountain Standard Time", &["America/Denver", "America/Edmonton"]),
    ("Central Standard Time", &["America/Chicago", "America/Winnipeg"]),
    ("Central Standard Time (Mexico)", &["America/Mexico_City"]),
    (
        "Eastern Standard Time",
        &["America/New_York", "America/Toronto", "America/Detroit", "America/Montreal"],
    ),
    ("SA Pacific Standard Time", &["America/Bogota", "America/Lima"]),
    ("Atlantic Standard Time", &["America/Halifax"]),
    ("Pacific SA Standard Time", &["America/Santiago"]),
    ("E. South America Standard Time", &["America/Sao_Paulo"]),
    (
        "Argentina Standard Time",
        &["America/Buenos_Aires", "America/Argentina/Buenos_Aires"],
    ),
];

fn windows(zone: &str) -> Option<&'static str> {
    ZONES.iter().find(|(_, names)| names.contains(&zone)).map(|(windows, _)| *windows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::scalar::Duration;

    fn window(cron: &str, hours: u64, zone: &str) -> Window {
        Window {
            cron: cron.parse().unwrap(),
            length: Duration::from_hours(hours),
            zone: Some(zone.parse().unwrap()),
            freeze: Vec::new(),
        }
    }

    #[test]
    fn hours_of_a_day_are_a_check() {
        let found = hours(&window("30 20 * * 1-4", 3, "Europe/London")).unwrap();
        assert_eq!(
            (found.start.as_str(), found.end.as_str(), found.zone),
            ("20:30", "23:30", "GMT Standard Time")
        );
        assert_eq!(found.days, ["Monday", "Tuesday", "Wednesday", "Thursday"]);
        for (cron, length, zone) in [
            ("0 22 * * 1-5", 4, "Europe/London"),
            ("0 8,14 * * *", 2, "UTC"),
            ("0 8 1 * *", 2, "UTC"),
            ("0 8 * * *", 2, "Antarctica/Troll"),
        ] {
            assert_eq!(hours(&window(cron, length, zone)), None, "{cron} {zone}");
        }
    }
}
