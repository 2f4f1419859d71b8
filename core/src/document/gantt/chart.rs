//! What the picture shows: stages with a row for each job, a matrix in one row.

use crate::analysis::schedule::{Keeps, Schedule, ScheduledJob};
use crate::analysis::work::{Known, Wait};
use crate::model::scalar::{Duration, DurationRange};
use crate::plan::Plan;
use std::collections::HashMap;

/// Rows that are drawn; the rest is counted.
const ROWS: usize = 160;

/// The chart of one kind of run.
pub(super) struct Chart {
    pub(super) title: String,
    pub(super) note: String,
    pub(super) stages: Vec<StageRows>,
    /// Jobs that are only counted.
    pub(super) hidden: usize,
    /// When the last job ends, with all it may take longer, in milliseconds.
    pub(super) end: u64,
    /// The promised lead time, for runs that bring something to production.
    pub(super) promised: Option<Duration>,
    /// True when a job could end earlier or later.
    pub(super) varies: bool,
    pub(super) waits: bool,
}

/// A stage with its jobs.
pub(super) struct StageRows {
    pub(super) name: String,
    pub(super) rows: Vec<Row>,
}

/// A row: a job, or all jobs of a matrix.
pub(super) struct Row {
    pub(super) name: String,
    pub(super) count: usize,
    /// When it starts and likely ends, and between what its end may vary, in milliseconds.
    pub(super) start: u64,
    pub(super) end: u64,
    pub(super) earliest: u64,
    pub(super) latest: u64,
    pub(super) critical: bool,
    pub(super) assumed: bool,
    /// How long it takes, in words.
    pub(super) lasts: String,
    /// What is waited for before it.
    pub(super) waits: Vec<String>,
    /// For how long it is only watched before it.
    pub(super) watched: Vec<String>,
}

/// A duration without what nobody reads.
pub(super) fn told(duration: Duration) -> String {
    let unit = match duration.as_millis() {
        0..10_000 => 1,
        10_000..10_800_000 => 1_000,
        _ => 60_000,
    };
    Duration::from_millis(duration.as_millis().saturating_add(unit / 2) / unit * unit).to_string()
}

fn span(range: DurationRange) -> String {
    if range.is_exact() {
        told(range.best())
    } else {
        format!("{} ({}–{})", told(range.likely()), told(range.best()), told(range.worst()))
    }
}

impl Chart {
    pub(super) fn of(plan: &Plan, schedule: &Schedule) -> Self {
        let mut chart = Self {
            title: match schedule.starts.as_slice() {
                [] => schedule.name.clone(),
                starts => format!("{} on {}", schedule.name, starts.join(", ")),
            },
            note: note(schedule),
            stages: Vec::new(),
            hidden: 0,
            end: 0,
            promised: schedule.promised.filter(|_| schedule.lead.is_some()),
            varies: false,
            waits: !schedule.waits.is_empty(),
        };
        let mut stages: HashMap<String, usize> = HashMap::new();
        let mut rows: HashMap<String, (usize, usize)> = HashMap::new();
        let mut shown = 0;
        for job in &schedule.jobs {
            let base = base(plan, job);
            let mut drawn = Row::of(plan, job, &base, &schedule.waits);
            let watched = schedule.pauses.iter().filter(|(before, _)| *before == base);
            drawn.watched = watched.map(|(_, time)| format!("watched for {}", told(*time))).collect();
            chart.end = chart.end.max(drawn.latest).max(drawn.end);
            chart.varies |= drawn.earliest < drawn.latest;
            if let Some(&(stage, row)) = rows.get(&base) {
                if let Some(known) = chart.stages.get_mut(stage).and_then(|stage| stage.rows.get_mut(row)) {
                    known.join(&drawn);
                }
                continue;
            }
            if shown == ROWS {
                chart.hidden += 1;
                continue;
            }
            shown += 1;
            let stage = base.rsplit_once('.').map_or(base.as_str(), |(stage, _)| stage).to_owned();
            let place = *stages.entry(stage.clone()).or_insert_with(|| {
                chart.stages.push(StageRows {
                    name: stage,
                    rows: Vec::new(),
                });
                chart.stages.len() - 1
            });
            if let Some(stage) = chart.stages.get_mut(place) {
                rows.insert(base, (place, stage.rows.len()));
                stage.rows.push(drawn);
            }
        }
        for stage in &mut chart.stages {
            stage.rows.iter_mut().for_each(Row::settle);
        }
        chart
    }
}

/// The name of a job without the values of its matrix.
fn base(plan: &Plan, job: &ScheduledJob) -> String {
    let matrix = plan.job(job.job).is_some_and(|view| view.job.matrix.is_some());
    match job.name.rfind(" (") {
        Some(at) if matrix && job.name.ends_with(')') => job.name.get(..at).unwrap_or_default().to_owned(),
        _ => job.name.clone(),
    }
}

impl Row {
    fn of(plan: &Plan, job: &ScheduledJob, base: &str, waits: &[Wait]) -> Self {
        let start = job.start.as_millis();
        let after = |time: Duration| start.saturating_add(time.as_millis());
        let stage = base.rsplit_once('.').map_or(base, |(stage, _)| stage);
        let first = waits
            .iter()
            .filter(|wait| wait.before == base || wait.before == job.name || is_first_of(plan, job, wait, stage));
        Self {
            name: base.rsplit_once('.').map_or(base, |(_, name)| name).to_owned(),
            count: 1,
            start,
            end: after(job.lasts.likely()),
            earliest: after(job.lasts.best()),
            latest: after(job.lasts.worst()),
            critical: job.critical,
            assumed: job.known == Known::Assumed,
            lasts: span(job.lasts),
            waits: first.map(wait).collect(),
            watched: Vec::new(),
        }
    }

    /// Another job of the same matrix.
    fn join(&mut self, other: &Self) {
        self.count += 1;
        self.start = self.start.min(other.start);
        self.end = self.end.max(other.end);
        self.earliest = self.earliest.max(other.earliest);
        self.latest = self.latest.max(other.latest);
        self.critical |= other.critical;
        self.assumed |= other.assumed;
    }

    fn settle(&mut self) {
        if self.count > 1 {
            self.lasts = told(Duration::from_millis(self.end - self.start));
        }
    }
}

/// Whether a wait is before the stage of a job that is its first one, and so is shown there.
fn is_first_of(plan: &Plan, job: &ScheduledJob, wait: &Wait, stage: &str) -> bool {
    wait.before == stage
        && plan
            .job(job.job)
            .and_then(|view| plan.stage(view.stage))
            .and_then(|view| view.stage.jobs.first())
            .is_some_and(|(id, _)| job.name.ends_with(id.as_str()))
}

fn wait(wait: &Wait) -> String {
    let what = match wait.kind {
        "manual" => "started by hand".to_owned(),
        kind => kind.replace('_', " "),
    };
    match (wait.usual, wait.longest) {
        (Some(usual), _) => format!("{what}, usually {}", told(usual.likely())),
        (None, Some(longest)) => format!("{what}, at most {}", told(longest)),
        (None, None) => what,
    }
}

fn note(schedule: &Schedule) -> String {
    let mut parts = vec![span(schedule.whole)];
    if let Some(limited) = schedule.limited {
        parts.push(format!("{} with the runners and locks there are", told(limited.whole)));
    }
    if let (Some(promised), Some(keeps)) = (schedule.promised, schedule.keeps()) {
        let kept = match keeps {
            Keeps::Always => "kept",
            Keeps::Perhaps => "not always kept",
            Keeps::Never => "not kept",
        };
        parts.push(format!("promised to production: {promised}, {kept}"));
    }
    parts.join(" · ")
}
