//! A capacity for people: as a text for terminals, and as Markdown.

use super::{Arrivals, Capacity, PoolCapacity, Row};
use crate::emit::columns::columns;
use crate::model::scalar::{Duration, Money};
use std::fmt::Write as _;

/// What holds for all of it.
const CAVEAT: &str = "Erlang's formula takes jobs to come one by one and is too hopeful where a run brings many at once; the simulation \
                      lets whole runs come, as they do.";

/// A time in few words: whole seconds, and no seconds from an hour on.
fn told(duration: Duration) -> String {
    if duration == Duration::MAX {
        return "without end".to_owned();
    }
    let unit = if duration.as_secs() >= 3600 { 60_000 } else { 1_000 };
    let millis = duration.as_millis();
    Duration::from_millis(millis.saturating_add(unit / 2) / unit * unit).to_string()
}

fn money(money: Option<Money>) -> String {
    match money.and_then(|money| money.rounded(2)) {
        Some(money) => money.to_string(),
        None => "not known".to_owned(),
    }
}

impl Capacity {
    /// As a text.
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        for line in self.lines() {
            let _ = writeln!(out, "{line}");
        }
        for pool in &self.pools {
            let _ = writeln!(out, "\n{}", pool.title());
            for line in columns(&pool.table(), SIDES) {
                let _ = writeln!(out, "  {line}");
            }
            let _ = writeln!(out, "  {}", pool.verdict(self.promised));
        }
        let _ = writeln!(out, "\n{CAVEAT}");
        out
    }

    /// As Markdown.
    pub fn to_markdown(&self) -> String {
        let mut out = String::from("## Machines\n\n");
        for line in self.lines() {
            let _ = writeln!(out, "- {line}");
        }
        for pool in &self.pools {
            let _ = writeln!(out, "\n### {}\n", pool.title());
            let mut table = pool.table().into_iter();
            let head = table.next().unwrap_or_default();
            let _ = writeln!(out, "| {} |\n|{}", head.join(" | "), "---:|".repeat(head.len()));
            for row in table {
                let _ = writeln!(out, "| {} |", row.join(" | "));
            }
            let _ = writeln!(out, "\n{}", pool.verdict(self.promised));
        }
        let _ = writeln!(out, "\n{CAVEAT}");
        out
    }

    /// How often runs begin, a line for each kind.
    fn lines(&self) -> Vec<String> {
        let said = if self.busy_hours_assumed { ", which nobody said" } else { "" };
        let mut lines: Vec<String> = self.arrivals.iter().map(Arrivals::line).collect();
        lines.push(format!(
            "{} times as many in the busy hours of a working day of {}{said}",
            self.peak, self.busy_hours
        ));
        lines
    }
}

impl Arrivals {
    fn line(&self) -> String {
        let name = match self.starts.as_slice() {
            [] => self.name.clone(),
            starts => format!("{} on {}", self.name, starts.join(", ")),
        };
        match self.per_day {
            Some(rate) => format!("{name}: {rate:.1} runs a working day, by {}", self.from),
            None => format!("{name}: not counted, since {}", self.from),
        }
    }
}

/// All columns hold numbers.
const SIDES: &str = ">>>>>>>>>";
const HEAD: [&str; 9] = [
    "runners",
    "busy",
    "formula: mean",
    "95 %",
    "simulated: mean",
    "95 %",
    "to production, 95 %",
    "a month",
    "waiting costs",
];

impl PoolCapacity {
    fn title(&self) -> String {
        let own = if self.pool.own {
            "machines of one's own"
        } else {
            "machines of the service"
        };
        let there = self
            .pool
            .runners
            .map(|runners| format!(", {runners} there are"))
            .unwrap_or_default();
        format!(
            "{} ({own}{there}): {:.1} jobs an hour of {} each keep {:.1} busy",
            self.pool.name,
            self.jobs_per_hour,
            told(self.mean),
            self.load
        )
    }

    fn table(&self) -> Vec<Vec<String>> {
        let mut table = vec![HEAD.map(str::to_owned).to_vec()];
        table.extend(self.rows.iter().map(Row::cells));
        table
    }

    fn verdict(&self, promised: Option<Duration>) -> String {
        match (promised, self.unhindered, self.smallest) {
            (Some(promised), Some(_), Some(smallest)) => {
                format!(
                    "{smallest} is the smallest number with which 95 of a hundred runs are in production within the promised {promised}."
                )
            }
            (Some(promised), Some(unhindered), None) => {
                let without = told(unhindered);
                format!("No number looked at keeps the promised {promised}; without any waiting 95 of a hundred runs take up to {without}.")
            }
            (Some(_), None, _) => "No run that is counted brings anything to production, so no promise is held against it.".to_owned(),
            (None, ..) => "No lead time is promised, so there is no smallest number.".to_owned(),
        }
    }
}

impl Row {
    fn cells(&self) -> Vec<String> {
        let simulated = |pick: fn(&super::Waiting) -> String| self.simulated.as_ref().map_or_else(|| "–".to_owned(), pick);
        vec![
            self.runners.to_string(),
            format!("{:.0} %", self.used * 100.0),
            told(self.formula.mean),
            told(self.formula.p95),
            simulated(|told_of| format!("{} ± {}", told(told_of.jobs.mean), told(told_of.margin))),
            simulated(|told_of| told(told_of.jobs.p95)),
            simulated(|told_of| told_of.lead.map_or_else(|| "–".to_owned(), |lead| told(lead.p95))),
            money(self.cost),
            money(self.waiting_cost),
        ]
    }
}
