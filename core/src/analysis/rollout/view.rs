//! A rollout for people: as a text for terminals, and as Markdown.

use super::{Event, Facts, Moment, Notices, Outcome, Run, Step};
use crate::emit::columns::columns;
use crate::model::scalar::Duration;
use std::fmt::Write as _;

/// So many moments of a run are shown.
const SHOWN: usize = 40;

impl Facts<'_> {
    /// What it is about: `progressive of api in prod, by Argo Rollouts with a router`.
    pub fn title(&self) -> String {
        let mut title = self.subject.strategy.0.to_string();
        if let Some((service, _)) = self.subject.service {
            let _ = write!(title, " of {service}");
        }
        if let Some(view) = self.subject.environment {
            let _ = write!(title, " in {}", view.id);
        }
        let _ = write!(title, ", by {}", self.setting.course.engine.words());
        title
    }

    /// As a text.
    pub fn to_text(&self) -> String {
        let mut out = format!("{}\n", self.title());
        for line in self.sentences() {
            let _ = writeln!(out, "  {line}");
        }
        out.push('\n');
        for line in columns(&self.table(), SIDES) {
            let _ = writeln!(out, "  {line}");
        }
        let _ = writeln!(out, "\n  a bad release:");
        for line in told(&self.bad, self.setting.scene.requests.is_some()) {
            let _ = writeln!(out, "    {line}");
        }
        if !self.setting.assumed.is_empty() {
            let _ = writeln!(out, "\n  taken for granted:");
            for line in &self.setting.assumed {
                let _ = writeln!(out, "    {line}");
            }
        }
        out
    }

    /// As Markdown.
    pub fn to_markdown(&self) -> String {
        let mut out = format!("## {}\n\n", self.title());
        for line in self.sentences() {
            let _ = writeln!(out, "- {line}");
        }
        let mut table = self.table().into_iter();
        let head = table.next().unwrap_or_default();
        let _ = writeln!(out, "\n| {} |\n|{}", head.join(" | "), "---:|".repeat(head.len()));
        for row in table {
            let _ = writeln!(out, "| {} |", row.join(" | "));
        }
        let _ = writeln!(out, "\nA bad release:\n");
        for line in told(&self.bad, self.setting.scene.requests.is_some()) {
            let _ = writeln!(out, "- {line}");
        }
        if !self.setting.assumed.is_empty() {
            let _ = writeln!(out, "\nTaken for granted:\n");
            for line in &self.setting.assumed {
                let _ = writeln!(out, "- {line}");
            }
        }
        out
    }

    /// What is most worth knowing, a sentence each.
    fn sentences(&self) -> Vec<String> {
        let mut lines = Vec::new();
        lines.push(match self.outline.promoted {
            Some(at) => format!("a good release has all traffic after {}", time(at)),
            None => String::from("a release stops on the way and waits for someone"),
        });
        let fault = self.setting.scene.fault;
        let errors = fault.map_or(0.0, |fault| fault.error_rate);
        lines.push(match self.worst_case() {
            Some((until, all)) => format!(
                "one that fails {} of its requests is noticed within {} at worst and gone within {}",
                percent(errors * 100.0),
                time(until),
                time(all)
            ),
            None => format!("one that fails {} of its requests is noticed by nothing", percent(errors * 100.0)),
        });
        for worst in &self.worst {
            let by = match worst.by {
                Notices::Analysis => "the analysis",
                Notices::Alarm => "the rollback's conditions",
            };
            let mut line = format!(
                "{by}: {}, of which {} until measurements show it",
                time(worst.detect),
                time(worst.lag)
            );
            if worst.decide > 0 {
                let _ = write!(line, ", and {} until someone has decided", time(worst.decide));
            }
            lines.push(line);
        }
        if self.setting.scene.requests.is_some() {
            lines.push(format!(
                "caught before half of the traffic: {}; given up although good: {}",
                percent(self.caught_before(50.0) * 100.0),
                percent(self.false_alarm * 100.0)
            ));
        }
        if let Some(burned) = self.burned() {
            lines.push(format!("one bad release spends {} of the error budget", percent(burned * 100.0)));
        }
        lines.push(format!(
            "at most {} at once, {} of extra running time",
            plural(self.good.most),
            hours(self.good.extra)
        ));
        if let Some(draws) = self.draws {
            lines.push(format!(
                "of {} drawn at random {} were caught; lost requests: {:.0} on average, {:.0} in the worst twentieth",
                draws.runs,
                percent(draws.caught * 100.0),
                draws.mean_lost,
                draws.most_lost
            ));
        }
        lines
    }

    /// The steps as rows, below their head.
    fn table(&self) -> Vec<Vec<String>> {
        let mut table = vec![HEAD.map(str::to_owned).to_vec()];
        table.extend(self.steps.iter().map(row));
        table
    }
}

fn row(step: &Step) -> Vec<String> {
    let sees = step.sight.and_then(|sight| sight.smallest());
    vec![
        time(step.from),
        time(step.to - step.from),
        percent(step.requested),
        percent(step.realised),
        step.instances.0.to_string(),
        step.instances.1.to_string(),
        step.requests.map_or_else(|| String::from("?"), |requests| format!("{requests:.0}")),
        sees.map_or_else(|| String::from("-"), |sees| format!("+{}", percent(sees * 100.0))),
        percent(step.caught_before * 100.0),
    ]
}

/// All columns hold numbers.
const SIDES: &str = ">>>>>>>>>";
const HEAD: [&str; 9] = ["at", "for", "asked", "real", "new", "old", "requests", "sees", "caught before"];

/// What happened, a line for each moment that is worth one.
fn told(run: &Run, counted: bool) -> Vec<String> {
    let mut lines: Vec<String> = run.moments.iter().filter_map(|moment| line(moment, counted)).take(SHOWN).collect();
    lines.push(format!(
        "{}: {}",
        time(run.ended),
        match run.outcome {
            Outcome::Promoted => "it is over, and the new version runs",
            Outcome::RolledBack => "it is over, and the old version runs",
            Outcome::Held => "it stays where it is",
            Outcome::Unfinished => "more happens than is looked at",
        }
    ));
    lines
}

fn line(moment: &Moment, counted: bool) -> Option<String> {
    let what = match moment.event {
        Event::Start | Event::Instances | Event::OldGone => return None,
        Event::Weight(_) if moment.realised <= 0.0 => return None,
        Event::Weight(_) => format!("{} of the traffic", percent(moment.realised)),
        Event::Fault => String::from("it becomes bad"),
        Event::Promoted => String::from("everything is new"),
        Event::Failed => String::from("too many measurements were bad"),
        Event::Alarm => String::from("the rollback's conditions hold"),
        Event::Back => String::from("all traffic is back"),
        Event::Waits => String::from("it waits for someone"),
    };
    // Without a number of requests nobody can count those that are lost.
    let lost = if counted && moment.lost >= 0.5 {
        format!("; {:.0} requests lost", moment.lost)
    } else {
        String::new()
    };
    Some(format!("{}: {what}{lost}", time(moment.at)))
}

/// A time in words.
pub(super) fn time(millis: u64) -> String {
    // Parts of seconds matter to nobody in a rollout that takes minutes.
    let shown = if millis >= 60_000 { (millis + 500) / 1_000 * 1_000 } else { millis };
    Duration::from_millis(shown).to_string()
}

/// A number of percent, with the digits that matter.
pub(super) fn percent(number: f64) -> String {
    let digits = match number.abs() {
        n if !(1e-9..99.95).contains(&n) => 0,
        n if n >= 10.0 => 1,
        n if n >= 1.0 => 2,
        _ => 3,
    };
    let text = format!("{number:.digits$}");
    let text = if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        &text
    };
    format!("{text}%")
}

fn plural(count: u32) -> String {
    if count == 1 {
        String::from("1 instance")
    } else {
        format!("{count} instances")
    }
}

/// Seconds of instances as hours.
fn hours(seconds: f64) -> String {
    format!("{:.2} instance-hours", seconds / 3600.0)
}
