//! Recovery for people: as a text for terminals, and as Markdown.

use super::loss::{Loss, Lost, Source};
use super::{Made, Outcome, Recovery, Time, Way, WayKind, words};
use crate::model::Id;
use crate::model::scalar::Duration;
use std::fmt::{self, Write as _};

/// So many stores, backups and the like are told one by one.
const SHOWN: usize = 20;

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Time(time) if time.is_zero() => f.pad("nothing"),
            Self::Time(time) => time.fmt(f),
            Self::Unknown => f.pad("not known"),
            Self::All => f.pad("everything"),
        }
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(best, worst) | Self::AtLeast(best, worst) if best == worst => best.fmt(f),
            Self::Known(best, worst) | Self::AtLeast(best, worst) => f.pad(&format!("{best}..{worst}")),
            Self::Unknown => f.pad("not known"),
        }
    }
}

/// A line of the account: what it is about, and how it is marked.
struct Line {
    heading: &'static str,
    text: String,
}

impl Recovery<'_> {
    /// As a text.
    pub fn to_text(&self) -> String {
        let mut out = format!("{}\n\n", self.promise());
        let _ = writeln!(out, "{:<20} {:<18} time to recover (RTO)", "after", "work lost (RPO)");
        for outcome in &self.outcomes {
            let (lost, time) = self.cells(outcome);
            let _ = writeln!(out, "{:<20} {lost:<18} {time}", words(outcome.mode));
        }
        let mut heading = "";
        for line in self.lines() {
            if line.heading != heading {
                heading = line.heading;
                let _ = write!(out, "\n{heading}\n");
            }
            let _ = writeln!(out, "  {}", line.text);
        }
        out
    }

    /// As Markdown.
    pub fn to_markdown(&self) -> String {
        let mut out = format!(
            "{}\n\n| after | work lost (RPO) | time to recover (RTO) |\n|---|---|---|\n",
            self.promise()
        );
        for outcome in &self.outcomes {
            let (lost, time) = self.cells(outcome);
            let _ = writeln!(out, "| {} | {lost} | {time} |", words(outcome.mode));
        }
        let mut heading = "";
        for line in self.lines() {
            if line.heading != heading {
                heading = line.heading;
                let _ = write!(
                    out,
                    "\n## {}{}\n\n",
                    heading.get(..1).unwrap_or_default().to_uppercase(),
                    heading.get(1..).unwrap_or_default()
                );
            }
            let _ = writeln!(out, "- {}", line.text);
        }
        out
    }

    /// What decides the figures, what the backups are worth and what would keep the promise: what each line is about, and the
    /// line.
    pub fn account(&self) -> impl Iterator<Item = (&'static str, String)> {
        self.lines().into_iter().map(|line| (line.heading, line.text))
    }

    /// What is promised, and whether it can be kept.
    pub fn promise(&self) -> String {
        let mut lines = Vec::new();
        if let Some(promised) = self.promised.point {
            let worst = self.late_points().map(|(.., lost)| lost).max();
            let nothing: Vec<&str> = self
                .outcomes
                .iter()
                .filter(|outcome| outcome.loss() == Loss::All)
                .map(|outcome| words(outcome.mode))
                .collect();
            let everything = if nothing.is_empty() {
                String::new()
            } else {
                format!(" After {}, nothing is left.", nothing.join(", "))
            };
            lines.push(match worst {
                Some(worst) => format!(
                    "Promised is to lose at most {promised} of work (RPO). That is arithmetically false: it can be {worst}.{everything}"
                ),
                None if nothing.is_empty() => format!("Promised is to lose at most {promised} of work (RPO). Nothing speaks against it."),
                None => format!("Promised is to lose at most {promised} of work (RPO).{everything}"),
            });
        }
        if let Some(promised) = self.promised.time {
            let worst = self.late_times().map(|(_, worst)| worst).max();
            let told = self.outcomes.iter().filter_map(|outcome| outcome.way.time.worst()).max();
            let text = format!("Promised is to be back within {promised} (RTO).");
            lines.push(match (worst, told) {
                (Some(worst), _) => format!("{text} That is arithmetically false: it can take {worst}."),
                (None, Some(told)) => format!("{text} What is told of the ways back takes {told} at most."),
                (None, None) => format!("{text} Nobody says how long any way back takes."),
            });
        }
        if lines.is_empty() {
            lines.push("Nothing is promised of recovery.".to_owned());
        }
        lines.join("\n")
    }

    /// What is lost and how long recovery takes, marked when it is more than promised.
    fn cells(&self, outcome: &Outcome<'_>) -> (String, String) {
        let loss = outcome.loss();
        let late = self
            .promised
            .point
            .is_some_and(|promised| loss > Loss::Time(promised) && loss != Loss::Unknown);
        let worst = outcome.way.time.worst();
        let slow = worst.zip(self.promised.time).is_some_and(|(worst, promised)| worst > promised);
        let mark = |text: String, bad: bool| if bad { format!("{text} (!)") } else { text };
        (mark(loss.to_string(), late), mark(outcome.way.time.to_string(), slow))
    }

    fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        self.lost(&mut lines);
        self.ways(&mut lines);
        self.made(&mut lines);
        self.remarks(&mut lines);
        let heading = "what would keep the promise";
        let text = self.changes.iter().map(ToString::to_string);
        lines.extend(text.map(|text| Line { heading, text }));
        // Backing up more often does not help when one takes too long for that.
        let too_long = self
            .backups
            .iter()
            .filter(|made| self.promised.point.is_some_and(|promised| made.takes >= promised));
        for made in too_long.take(SHOWN).filter(|made| !made.is_by_changes()) {
            let text = format!("more runs of `{}` would not keep it: one takes {}", made.id, made.takes);
            lines.push(Line { heading, text });
        }
        lines
    }

    /// What decides how much is lost: one line for all kinds of loss with the same reason.
    fn lost(&self, lines: &mut Vec<Line>) {
        let mut told: Vec<(String, Vec<&'static str>)> = Vec::new();
        for outcome in &self.outcomes {
            let Some(worst) = outcome.worst() else { continue };
            let text = self.reason(worst);
            match told.iter_mut().find(|(known, _)| *known == text) {
                Some((_, modes)) => modes.push(words(outcome.mode)),
                None => told.push((text, vec![words(outcome.mode)])),
            }
        }
        let all = told.len() == 1;
        lines.extend(told.into_iter().map(|(text, modes)| Line {
            heading: "work lost",
            text: if all { text } else { format!("{}: {text}", modes.join(", ")) },
        }));
    }

    /// Why so much of a store is lost.
    fn reason(&self, lost: &Lost<'_>) -> String {
        let name = lost.store.map_or_else(String::new, |id| format!("`{id}`: "));
        let mut text = match (&lost.saved, lost.loss) {
            (Some(saved), Loss::Time(_)) => match saved.source {
                Source::Backup(id) => {
                    let made = self.backups.iter().find(|made| made.id == id);
                    let mut text = made.map(Made::sum).unwrap_or_default();
                    if !saved.lag.is_zero() {
                        let _ = write!(text, ", its further copy is complete {} later", saved.lag);
                    }
                    text
                }
                Source::Replication(id) => format!("`{id}` may be so far behind"),
                Source::Store => "it keeps its own copies".to_owned(),
            },
            (Some(saved), _) => format!("nobody says how old {} may be", source(&saved.source)),
            (None, _) => "nothing is left".to_owned(),
        };
        if let Some(with) = lost.with {
            let _ = write!(text, "; it must fit `{with}`, which is older");
        }
        if let Some(remark) = lost.saved.as_ref().and_then(|saved| saved.remark) {
            let _ = write!(text, "; {remark}");
        }
        if lost.saved.is_none() {
            let why: Vec<String> = lost
                .unsaved
                .iter()
                .map(|tried| format!("{}: {}", source(&tried.source), tried.why))
                .collect();
            if !why.is_empty() {
                let _ = write!(text, " ({})", why.join("; "));
            }
        }
        format!("{name}{text}")
    }

    fn ways(&self, lines: &mut Vec<Line>) {
        let mut told: Vec<(String, Vec<&'static str>)> = Vec::new();
        for outcome in &self.outcomes {
            let text = chain(&outcome.way);
            match told.iter_mut().find(|(known, _)| *known == text) {
                Some((_, modes)) => modes.push(words(outcome.mode)),
                None => told.push((text, vec![words(outcome.mode)])),
            }
        }
        lines.extend(told.into_iter().map(|(text, modes)| Line {
            heading: "time to recover",
            text: format!("{}: {text}", modes.join(", ")),
        }));
        if let Some((id, took)) = self.drilled {
            lines.push(Line {
                heading: "time to recover",
                text: format!("the drill `{id}` took {took}"),
            });
        }
    }

    fn made(&self, lines: &mut Vec<Line>) {
        let mut add = |text| {
            lines.push(Line { heading: "backups", text });
        };
        for made in self.backups.iter().take(SHOWN) {
            add(made.line());
        }
        let more = self.backups.len().saturating_sub(SHOWN);
        if more > 0 {
            add(format!("{more} more"));
        }
    }

    fn remarks(&self, lines: &mut Vec<Line>) {
        let mut add = |text| {
            lines.push(Line {
                heading: "what else to know",
                text,
            });
        };
        for tier in self.tier.iter().filter(|tier| !tier.missing.is_empty()) {
            add(format!("claimed is `{}`, but {}", tier.claimed.word(), tier.missing.join(", ")));
        }
        for stranded in self.stranded.iter().take(SHOWN) {
            add(format!(
                "the step `{}` needs the {} `{}`, which is lost with the region",
                stranded.step, stranded.kind, stranded.needs
            ));
        }
        let mut unmeasured: Vec<&Id> = self
            .outcomes
            .iter()
            .flat_map(|outcome| outcome.way.unmeasured.iter().copied())
            .collect();
        unmeasured.sort_unstable();
        unmeasured.dedup();
        if !unmeasured.is_empty() {
            add(format!("never measured: how long it takes to bring {} back", listed(&unmeasured)));
        }
    }
}

fn source(source: &Source<'_>) -> String {
    match source {
        Source::Backup(id) | Source::Replication(id) => format!("`{id}`"),
        Source::Store => "the store itself".to_owned(),
    }
}

/// Some names, and how many more.
fn listed(names: &[&Id]) -> String {
    let mut words: Vec<String> = names.iter().take(SHOWN).map(|id| format!("`{id}`")).collect();
    let more = names.len().saturating_sub(SHOWN);
    words.extend((more > 0).then(|| format!("{more} more")));
    words.join(", ")
}

/// The parts of a way back.
fn chain(way: &Way<'_>) -> String {
    let terms: Vec<String> = way
        .terms
        .iter()
        .map(|term| {
            let wait = if term.for_people { ", by whoever did the one before" } else { "" };
            format!("{} {}{wait}", term.part, term.time)
        })
        .collect();
    let how = match way.kind {
        WayKind::Failover => "the failover".to_owned(),
        WayKind::Procedure(id) => format!("`{id}`"),
        WayKind::TakesOver => "a copy in another data centre".to_owned(),
        WayKind::Restore => "no procedure, but backups".to_owned(),
        WayKind::Unknown => return "nobody says how".to_owned(),
    };
    let mut text = how;
    if !terms.is_empty() {
        let _ = write!(text, ": {}", terms.join(" → "));
    }
    if !way.open.is_empty() {
        let mut open: Vec<String> = way.open.iter().take(SHOWN).map(ToString::to_string).collect();
        let more = way.open.len().saturating_sub(SHOWN);
        open.extend((more > 0).then(|| format!("{more} more")));
        let _ = write!(text, "; not counted, since nobody says how long it takes: {}", open.join(", "));
    }
    text
}

impl Made<'_> {
    /// How old it may be, as a sum: "`all` starts at most 6h apart and takes up to 20m".
    pub fn sum(&self) -> String {
        if let Some(changes) = self.changes.filter(|_| self.is_by_changes()) {
            return format!("the changes since `{}` are copied every {changes}", self.id);
        }
        let mut text = format!("`{}` starts at most {} apart", self.id, self.every.unwrap_or_default());
        if self.every.is_some_and(|every| self.takes > every) {
            let _ = write!(text, ", and no sooner than the one before has ended");
        }
        if let Some(failures) = self.backup.tolerate_failures.filter(|count| *count > 0) {
            let _ = write!(text, ", may fail {failures} times in a row");
        }
        match self.backup.takes {
            Some(_) => {
                let _ = write!(text, " and takes up to {}", self.takes);
            }
            None => text.push_str("; how long it takes nobody says"),
        }
        text
    }

    /// What is kept of it and when it skips, as a line.
    fn line(&self) -> String {
        let mut text = format!("`{}`", self.id);
        match (&self.backup.schedule, self.useless) {
            (_, Some(why)) => {
                let _ = write!(text, ": {why}");
            }
            (Some(schedule), None) => {
                let zone = self.backup.zone.as_ref().map_or("UTC", |zone| zone.as_str());
                let zone = schedule.zone().map_or(zone, |zone| zone.as_str());
                let _ = write!(text, ": `{schedule}` in {zone}, at most {} apart", self.every.unwrap_or_default());
            }
            (None, None) => {
                let _ = write!(text, ": changes every {}", self.changes.unwrap_or_default());
            }
        }
        if let Some(rhythm) = self.rhythm.filter(|rhythm| rhythm.skips) {
            let _ = write!(text, " (from {} to {}, when the clocks change)", rhythm.apart.0, rhythm.apart.1);
        }
        let kept = &self.kept;
        if let Some(copies) = kept.copies {
            let _ = write!(text, "; about {copies} copies are kept");
        }
        if let (Some(least), Some(most)) = (kept.least, kept.most) {
            let range = if least == most {
                least.to_string()
            } else {
                format!("{} to {}", coarse(least), coarse(most))
            };
            let _ = write!(text, ", reaching {range} back");
        }
        if kept.assumed {
            text.push_str(", as the tool does when told nothing");
        }
        text
    }
}

/// A long time in whole days, when it is some.
fn coarse(time: Duration) -> String {
    let days = time.as_secs() / 86_400;
    let rest = time.saturating_sub(Duration::from_days(days));
    match (days, rest.is_zero()) {
        (0..2, _) | (_, true) => time.to_string(),
        (days, false) => format!("{days}d{rest}"),
    }
}
