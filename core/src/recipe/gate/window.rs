//! Windows: the hours of the week in which something may go on, and the days on which it may not.

use super::patience;
use crate::model::Window;
use crate::model::scalar::{Duration, Zone};
use crate::recipe::{Recipe, Script, Site};
use crate::render::Feature;

const DAY: u64 = 24 * 60;

/// Waits until the window is open, or fails at once when the gate may not wait.
pub(super) fn recipe(site: &Site<'_>, window: &Window, timeout: Option<Duration>) -> Recipe {
    let refuse = |message: &str, help: &str| site.impossible(Feature::Windows, "Check the window", message, help);
    let Some(calendar) = window.cron.calendar() else {
        return refuse("a window opens at a time of day", "write `cron` with hours and minutes");
    };
    if calendar.day_of_month_restricted() {
        return refuse(
            "windows on days of the month cannot be told by the shell",
            "name days of the week, and the days that stay closed under `freeze`",
        );
    }
    let length = window.length.as_millis().div_ceil(60_000);
    if length > DAY {
        return refuse("a window longer than a day cannot be told by the shell", "open it once a day");
    }
    let zone = window.zone.as_ref().or(window.cron.zone()).map_or("UTC", Zone::as_str);
    let bits = |set: u64, count: u64| (0..count).filter(move |bit| set >> bit & 1 == 1);
    let starts: Vec<u64> = bits(u64::from(calendar.hours()), 24)
        .flat_map(|hour| bits(calendar.minutes(), 60).map(move |minute| hour * 60 + minute))
        .collect();
    let days: String = bits(u64::from(calendar.days_of_week()), 7).map(|day| day.to_string()).collect();
    let months: Vec<String> = bits(u64::from(calendar.months()), 13).map(|month| format!("{month:02}")).collect();
    let mut script = Script::new();
    script.lines(&format!("zone={zone}\ndays={days}"));
    if zone != "UTC" {
        // A machine without the zones would take each for UTC, and say nothing.
        script.lines(
            "if [ ! -e \"${TZDIR:-/usr/share/zoneinfo}/$zone\" ]; then
               echo \"this machine does not know the time zone $zone; install tzdata\" >&2
               exit 1
             fi",
        );
    }
    let mut body = String::from("  now=\"$(TZ=\"$zone\" date '+%w %H %M %Y%m%d')\"\n  echo \"it is $now in $zone\"\n");
    body.push_str("  day=\"${now%% *}\"\n  now=\"${now#* }\"\n  hour=\"${now%% *}\"\n  now=\"${now#* }\"\n  minute=\"${now%% *}\"\n");
    if !window.freeze.is_empty() || months.len() < 12 {
        body.push_str("  date=\"${now#* }\"\n");
    }
    body.push_str("  # A zero in front would make the numbers octal.\n  minutes=$((${hour#0} * 60 + ${minute#0}))\n");
    for freeze in &window.freeze {
        let number = |date: crate::model::scalar::Date| format!("{:04}{:02}{:02}", date.year(), date.month(), date.day());
        body.push_str(&format!(
            "  if [ \"$date\" -ge {} ] && [ \"$date\" -le {} ]; then\n    echo 'nothing is changed from {} to {}'\n    return 1\n  fi\n",
            number(freeze.from),
            number(freeze.to),
            freeze.from,
            freeze.to
        ));
    }
    if months.len() < 12 {
        body.push_str(&format!(
            "  case \"$date\" in\n    {}) ;;\n    *) return 1 ;;\n  esac\n",
            months.iter().map(|month| format!("????{month}??")).collect::<Vec<_>>().join(" | ")
        ));
    }
    let list: Vec<String> = starts.iter().map(u64::to_string).collect();
    body.push_str(&format!(
        "  # How long ago it opened today, or yesterday before midnight.\n  yesterday=$(((day + 6) % 7))\n  set -- {}\n  for start in \"$@\"; do\n    case \"$days\" in\n      *\"$day\"*)\n        if [ \"$minutes\" -ge \"$start\" ] && [ \"$minutes\" -lt $((start + {length})) ]; then\n          return 0\n        fi\n        ;;\n    esac\n    case \"$days\" in\n      *\"$yesterday\"*)\n        if [ $((minutes + {DAY})) -lt $((start + {length})) ]; then\n          return 0\n        fi\n        ;;\n    esac\n  done\n  return 1\n",
        list.join(" ")
    ));
    script.lines(&format!("holds() {{\n{body}}}"));
    patience(timeout).until_holds(&mut script, &format!("the window {} is closed", window.cron));
    Recipe::of(Vec::new(), vec![script.act("Check the window")])
}
