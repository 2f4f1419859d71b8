//! Small words of Jenkins: lengths of time, times of day, names of tools.

use crate::emit::groovy::Call;
use crate::model::scalar::{Cron, Duration, Runtime};

/// A call with a length of time, in the largest unit that fits: `timeout(time: 30, unit: 'MINUTES')`.
pub(super) fn timed(name: &str, length: Duration) -> Call {
    let seconds = length.as_secs_up().max(1);
    let (count, unit) = match seconds {
        whole if whole % 86_400 == 0 => (whole / 86_400, "DAYS"),
        whole if whole % 3600 == 0 => (whole / 3600, "HOURS"),
        whole if whole % 60 == 0 => (whole / 60, "MINUTES"),
        whole => (whole, "SECONDS"),
    };
    Call::new(name).named("time", count).named("unit", unit)
}

/// A schedule in Jenkins' words: it knows no names of days and months.
pub(super) fn schedule(cron: &Cron) -> Option<String> {
    const DAYS: [&str; 7] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
    const MONTHS: [&str; 12] = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    let fields: Vec<&str> = cron.as_str().split(' ').filter(|field| !field.contains("TZ=")).collect();
    if let [word] = fields.as_slice() {
        return matches!(
            *word,
            "@hourly" | "@daily" | "@midnight" | "@weekly" | "@monthly" | "@yearly" | "@annually"
        )
        .then(|| (*word).to_owned());
    }
    let [minute, hour, day, month, weekday] = fields.as_slice() else {
        return None;
    };
    let numbered = |field: &str, names: &[&str], first: usize| {
        let mut field = field.to_ascii_uppercase();
        for (number, name) in names.iter().enumerate() {
            field = field.replace(name, &(number + first).to_string());
        }
        field.replace('?', "*")
    };
    Some(
        [
            (*minute).to_owned(),
            (*hour).to_owned(),
            numbered(day, &[], 0),
            numbered(month, &MONTHS, 1),
            numbered(weekday, &DAYS, 0),
        ]
        .join(" "),
    )
}

/// The image of a language or a tool.
pub(super) fn image(tool: &Runtime, builder: &str) -> Option<String> {
    match tool.name() {
        "terraform" => Some(format!("hashicorp/terraform:{}", tool.version().unwrap_or("latest"))),
        _ => crate::recipe::language_image(tool, builder),
    }
}

/// An id as a title: `unit-tests` is `Unit tests`.
pub(super) fn title(id: &str) -> String {
    let spaced = id.replace(['-', '_'], " ");
    let mut letters = spaced.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => spaced,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::groovy::to_string;

    #[test]
    fn times_are_said_as_jenkins_does() {
        let said = |text: &str| to_string(&[timed("timeout", text.parse().unwrap()).into()]);
        assert_eq!(said("90m"), "timeout(time: 90, unit: 'MINUTES')\n");
        assert_eq!(said("48h"), "timeout(time: 2, unit: 'DAYS')\n");
        assert_eq!(schedule(&"0 2 * * MON-FRI".parse().unwrap()).as_deref(), Some("0 2 * * 1-5"));
        assert_eq!(schedule(&"@daily".parse().unwrap()).as_deref(), Some("@daily"));
    }
}
