//! A schedule for people: as a text for terminals, and as Markdown.

use super::{Keeps, Schedule, ScheduledJob};
use crate::analysis::work::{Known, Note};
use crate::emit::columns::columns;
use crate::model::scalar::{Duration, DurationRange};
use crate::plan::Plan;
use std::fmt::Write as _;

/// Jobs that are shown; the rest is counted.
const SHOWN: usize = 60;
/// Names that a line holds.
const NAMED: usize = 6;

/// A duration without what nobody reads: no milliseconds from ten seconds on, no seconds from three hours on.
pub(super) fn told(duration: Duration) -> String {
    let millis = duration.as_millis();
    let to = |unit: u64| Duration::from_millis(millis.saturating_add(unit / 2) / unit * unit).to_string();
    match millis {
        0..10_000 => duration.to_string(),
        10_000..10_800_000 => to(1_000),
        _ => to(60_000),
    }
}

/// A range in few words.
fn span(range: DurationRange) -> String {
    if range.is_exact() {
        told(range.best())
    } else {
        format!("{}, from {} to {}", told(range.likely()), told(range.best()), told(range.worst()))
    }
}

fn lasts(job: &ScheduledJob) -> String {
    let range = if job.lasts.is_exact() {
        told(job.lasts.best())
    } else {
        format!("{}–{}", told(job.lasts.best()), told(job.lasts.worst()))
    };
    match job.known {
        Known::Said => range,
        Known::Measured(runs) => format!("{range} in {runs} runs"),
        Known::Assumed => format!("{range} assumed"),
    }
}

fn few(names: &[String]) -> String {
    let shown = names.get(..NAMED.min(names.len())).unwrap_or_default().join(", ");
    match names.len().saturating_sub(NAMED) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// Facts of a schedule, a line each, with what each is about.
fn lines(plan: &Plan, schedule: &Schedule) -> Vec<(&'static str, String)> {
    let mut lines = vec![("takes", span(schedule.whole))];
    if let Some(limited) = schedule.limited {
        lines.push((
            "with the runners there are",
            format!(
                "{}; no order of the jobs takes less than {}",
                told(limited.whole),
                told(limited.least)
            ),
        ));
    }
    if let Some(simulated) = &schedule.simulated {
        let whole = &simulated.whole;
        lines.push((
            "of all runs",
            format!(
                "half within {}, four of five within {}, 19 of 20 within {} ({} simulated, seed {})",
                told(whole.p50),
                told(whole.p80),
                told(whole.p95),
                simulated.runs,
                simulated.seed
            ),
        ));
    }
    if let Some(lead) = schedule.lead {
        lines.push(("to production", span(lead)));
        lines.extend(promise(schedule).map(|line| ("promised", line)));
    }
    let work: Vec<String> = schedule
        .pools
        .iter()
        .map(|used| {
            let runners = used.pool.runners.map(|runners| format!(" of {runners}")).unwrap_or_default();
            let jobs = if used.jobs == 1 {
                "1 job".to_owned()
            } else {
                format!("{} jobs", used.jobs)
            };
            format!("{jobs} on {}, {}{runners} at a time", used.pool.name, used.peak)
        })
        .collect();
    lines.push(("work", format!("{} in all: {}", told(schedule.work), few(&work))));
    for (before, time) in &schedule.pauses {
        lines.push(("watches", format!("{} before {before}", told(*time))));
    }
    for wait in &schedule.waits {
        let longest = wait.longest.map(|longest| format!("at most {}", told(longest)));
        let usual = match wait.usual {
            Some(usual) => format!("usually {}", told(usual.likely())),
            None => "how long it takes is not said".to_owned(),
        };
        let facts: Vec<String> = [Some(usual), longest].into_iter().flatten().collect();
        lines.push((
            "waits",
            format!("{} before {}: {}", wait.kind.replace('_', " "), wait.before, facts.join(", ")),
        ));
    }
    let beside: Vec<String> = [("people", schedule.people), ("the calendar", schedule.calendar)]
        .into_iter()
        .filter(|(_, wait)| !wait.worst().is_zero())
        .map(|(who, wait)| format!("{} for {who}", span(wait)))
        .collect();
    if !beside.is_empty() {
        lines.push(("beside that", beside.join("; ")));
    }
    let flaky: Vec<String> = schedule
        .jobs
        .iter()
        .filter(|job| !job.flaky.as_decimal().is_zero())
        .map(|job| format!("{} {}", job.name, job.flaky))
        .collect();
    if !flaky.is_empty() {
        lines.push(("fails for no reason", few(&flaky)));
        lines.push((
            "passes",
            format!("{} of the runs, without a job being started again", rounded(schedule)),
        ));
    }
    let assumed: Vec<String> = schedule.assumed().map(|job| job.name.clone()).collect();
    if !assumed.is_empty() {
        let each = schedule.assumed().next().map(|job| span(job.lasts)).unwrap_or_default();
        lines.push(("not known", format!("how long {} take; {each} was taken", few(&assumed))));
    }
    let perhaps: Vec<String> = schedule.jobs.iter().filter(|job| job.perhaps).map(|job| job.name.clone()).collect();
    if !perhaps.is_empty() {
        lines.push(("only when a condition holds", few(&perhaps)));
    }
    lines.extend(
        schedule
            .notes
            .iter()
            .take(NAMED)
            .map(|note| ("simpler than it is", said(plan, note))),
    );
    lines
}

fn rounded(schedule: &Schedule) -> String {
    let percent = schedule.passes.as_decimal().rounded(1).unwrap_or_default();
    format!("{percent}%")
}

fn promise(schedule: &Schedule) -> Option<String> {
    let promised = schedule.promised?;
    let kept = match schedule.keeps()? {
        Keeps::Always => "kept",
        Keeps::Never => "not kept, even when all goes well",
        Keeps::Perhaps => match schedule.simulated.and_then(|simulated| Some((simulated.kept?, simulated.runs))) {
            Some((kept, runs)) => return Some(format!("{promised}: kept by {kept} of {runs} runs")),
            None => "not always kept",
        },
    };
    Some(format!("{promised}: {kept}"))
}

fn said(plan: &Plan, note: &Note) -> String {
    let name = |job| plan.job(job).map_or_else(String::new, |view| view.id.to_string());
    match note {
        Note::UnknownWidth(job) => format!(
            "how many jobs the matrix of {} has is known only when it runs; one was taken",
            name(*job)
        ),
        Note::CutMatrix(job, all) => format!("{} has {all} jobs, of which the first are looked at", name(*job)),
        Note::UnknownCall(job) => format!("what {} calls is not in the document; it was taken as one job", name(*job)),
    }
}

impl Schedule {
    /// What it is a schedule of.
    fn title(&self) -> String {
        match self.starts.as_slice() {
            [] => self.name.clone(),
            starts => format!("{} on {}", self.name, starts.join(", ")),
        }
    }

    /// As a text.
    pub fn to_text(&self, plan: &Plan) -> String {
        let mut out = format!("{}\n", self.title());
        let lines = lines(plan, self);
        let wide = lines.iter().map(|(about, _)| about.len()).max().unwrap_or(0);
        let mut before = "";
        for (about, line) in &lines {
            let shown = if *about == before { "" } else { about };
            let _ = writeln!(out, "  {shown:wide$}  {line}");
            before = about;
        }
        out.push('\n');
        let rows: Vec<Vec<String>> = self
            .rows()
            .into_iter()
            .map(|(mark, mut row)| {
                if let Some(name) = row.first_mut() {
                    name.insert_str(0, mark);
                }
                row
            })
            .collect();
        for line in columns(&rows, "<<>>") {
            let _ = writeln!(out, "  {line}");
        }
        self.more(&mut out);
        out
    }

    /// As Markdown.
    pub fn to_markdown(&self, plan: &Plan) -> String {
        let mut out = format!("## {}\n\n", self.title());
        for (about, line) in lines(plan, self) {
            let _ = writeln!(out, "- **{about}**: {line}");
        }
        out.push_str("\n| job | lasts | starts at | slack | drag |\n|---|---|---:|---:|---:|\n");
        for (mark, row) in self.rows().iter().skip(1) {
            let bold = |text: &String| if *mark == "* " { format!("**{text}**") } else { text.clone() };
            let cells: Vec<String> = row
                .iter()
                .enumerate()
                .map(|(at, text)| if at == 0 { bold(text) } else { text.clone() })
                .collect();
            let _ = writeln!(out, "| {} |", cells.join(" | ").replace('\n', " "));
        }
        self.more(&mut out);
        out
    }

    fn more(&self, out: &mut String) {
        if self.jobs.len() > SHOWN {
            let _ = writeln!(out, "\n{} more jobs are not shown.", self.jobs.len() - SHOWN);
        }
        out.push_str("\nThe longest path is marked; drag is what would be gained were the job not there.\n");
    }

    /// The jobs as rows, with a mark for those on the longest path.
    fn rows(&self) -> Vec<(&'static str, Vec<String>)> {
        let head = ["job", "lasts", "starts at", "slack", "drag"].map(str::to_owned);
        let mut rows = vec![("  ", head.to_vec())];
        for job in self.jobs.iter().take(SHOWN) {
            let when = |time: Duration| if time.is_zero() { String::new() } else { told(time) };
            let cells = vec![
                job.name.replace('|', "\\|"),
                lasts(job),
                told(job.start),
                when(job.slack),
                when(job.drag),
            ];
            rows.push((if job.critical { "* " } else { "  " }, cells));
        }
        rows
    }
}
