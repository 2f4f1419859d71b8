//! Schedules over the boundary: how long the runs of a plan take.

mod wire;

pub use wire::{
    HistoryJson, KeepsJson, KnownJson, LimitedJson, MeasuredJobJson, PauseJson, PercentilesJson, PoolUseJson, ScheduleJson,
    ScheduleNoteJson, ScheduledJobJson, SchedulesJson, SimulatedJson, SpanJson, UnmatchedJson, WaitJson,
};

use super::Request;
use crate::analysis::schedule::{Keeps, MOST_RUNS, Percentiles, PoolUse, Schedule, ScheduleOptions, ScheduledJob, schedule as schedules};
use crate::analysis::work::{History, Known, Measured, Note, Wait, WorkOptions, assumed, pool_names};
use crate::diagnostic::nearest;
use crate::error::Error;
use crate::foreign::SourceFile;
use crate::model::scalar::{Duration, Percent};
use crate::plan::Plan;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Which runs are looked at, and what is known beyond the document.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ScheduleRequest {
    /// The pipeline, by its id; all that something starts when left out.
    pub pipeline: Option<String>,
    /// How many jobs run at once in each pool, by its name; as the document says when left out.
    pub runners: BTreeMap<String, u32>,
    /// How many jobs the service runs at once; as the document says when left out.
    pub parallel_jobs: Option<u32>,
    /// How long a job is taken to last when nobody says it: `5m`, `4m..6m` or `1m/5m/20m`, which it is when left out.
    pub assume: Option<String>,
    /// Jobs of past runs, as the interfaces of GitHub, GitLab and Azure DevOps tell them.
    pub history: Vec<SourceFile>,
    /// How many runs are simulated; as many as are usual when left out, none when zero.
    pub runs: Option<u32>,
    /// What they follow from; zero when left out.
    pub seed: u64,
}

impl Request for ScheduleRequest {
    fn hold(&self) -> Result<(), Error> {
        if self.runs.is_some_and(|runs| runs > MOST_RUNS) {
            return Err(Error::argument(format!("at most {MOST_RUNS} runs are simulated")));
        }
        work(&self.runners, self.parallel_jobs, self.assume.as_deref()).map(drop)
    }
}

/// What is known of machines and jobs, without what was measured.
pub(super) fn work(runners: &BTreeMap<String, u32>, parallel_jobs: Option<u32>, assume: Option<&str>) -> Result<WorkOptions, Error> {
    if runners.values().chain(&parallel_jobs).any(|&count| count == 0) {
        return Err(Error::argument("there must be a runner at least"));
    }
    let assumed = match assume {
        None => assumed(),
        Some(text) => text.parse().map_err(|error| Error::argument(format!("{error}")))?,
    };
    Ok(WorkOptions {
        runners: runners.clone(),
        parallel_jobs,
        assumed,
        history: Measured::default(),
    })
}

/// Refuses pools that no job of a plan asks for.
pub(super) fn known_pools<'r>(plan: &Plan, mut named: impl Iterator<Item = &'r String>) -> Result<(), Error> {
    let known = pool_names(plan);
    match named.find(|name| !known.contains(name)) {
        None => Ok(()),
        Some(name) => {
            let meant = nearest(name, known.iter().map(String::as_str));
            let meant = meant.map(|word| format!("; did you mean `{word}`?")).unwrap_or_default();
            Err(Error::argument(format!(
                "no job runs on `{name}`{meant}; there are {}",
                known.join(", ")
            )))
        }
    }
}

impl SchedulesJson {
    /// Works them out.
    pub fn of(plan: &Plan, request: &ScheduleRequest) -> Result<Self, Error> {
        request.hold()?;
        known_pools(plan, request.runners.keys())?;
        let pipeline = request.pipeline.as_deref().map(|id| plan.pipeline_named(id)).transpose()?;
        let mut work = work(&request.runners, request.parallel_jobs, request.assume.as_deref())?;
        let (measured, history) = measured(plan, &request.history);
        work.history = measured;
        let options = ScheduleOptions {
            work,
            runs: request.runs,
            seed: request.seed,
        };
        let told = schedules(plan, pipeline, &options);
        let account = history.as_ref().map(account).unwrap_or_default();
        let joined = |shown: fn(&Schedule, &Plan) -> String| {
            let texts: Vec<String> = told.iter().map(|schedule| shown(schedule, plan)).collect();
            texts.join("\n") + &account
        };
        Ok(Self {
            text: joined(Schedule::to_text),
            markdown: joined(Schedule::to_markdown),
            schedules: told.iter().map(|schedule| wire(plan, schedule)).collect(),
            history,
        })
    }
}

/// What files of past runs say, for the schedule and for the answer.
pub(super) fn measured(plan: &Plan, files: &[SourceFile]) -> (Measured, Option<HistoryJson>) {
    if files.is_empty() {
        return (Measured::default(), None);
    }
    let history = History::read(files.iter().map(|file| (file.path.as_str(), file.text.as_str())));
    let measured = history.of(plan);
    let times = |times: &[u64]| Percentiles::of_sorted(times).map(PercentilesJson::from);
    let jobs = measured.jobs().into_iter().map(|(job, measure)| MeasuredJobJson {
        path: plan.job_path(job).to_string(),
        lasts: times(&measure.times),
        queued: times(&measure.queued),
        tries: measure.tries,
        failures: measure.failures,
        flaky_failures: measure.flaky_failures,
        retries: measure.retries,
    });
    let unmatched = measured.unmatched.iter().map(|name| UnmatchedJson {
        name: name.name.clone(),
        tries: name.tries,
        ambiguous: name.ambiguous,
    });
    let told = HistoryJson {
        matched: measured.matched,
        jobs: jobs.collect(),
        unmatched: unmatched.collect(),
        problems: history.problems,
    };
    (measured, Some(told))
}

/// What became of past runs, in words.
pub(super) fn account(history: &HistoryJson) -> String {
    /// Names that are told.
    const TOLD: usize = 12;
    let mut lines = vec![format!(
        "\nOf past runs, {} tries were used: {} of the plan's jobs are measured.",
        history.matched,
        history.jobs.len()
    )];
    let word = |name: &UnmatchedJson| {
        let why = if name.ambiguous { ", which several are called" } else { "" };
        format!("`{}` ({}{why})", name.name, name.tries)
    };
    let names: Vec<String> = history.unmatched.iter().take(TOLD).map(word).collect();
    if !names.is_empty() {
        let more = history.unmatched.len() - names.len();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        lines.push(format!("No job of the plan answers to {}{more}.", names.join(", ")));
    }
    lines.extend(history.problems.iter().take(TOLD).cloned());
    lines.join("\n") + "\n"
}

fn wire(plan: &Plan, schedule: &Schedule) -> ScheduleJson {
    ScheduleJson {
        pipeline: schedule.name.clone(),
        starts: schedule.starts.clone(),
        whole: schedule.whole.into(),
        work: schedule.work.as_secs_f64(),
        limited: schedule.limited.map(|limited| LimitedJson {
            whole: limited.whole.as_secs_f64(),
            lead: limited.lead.map(Duration::as_secs_f64),
            least: limited.least.as_secs_f64(),
        }),
        lead: schedule.lead.map(SpanJson::from),
        promised: schedule.promised.map(Duration::as_secs_f64),
        keeps: schedule.keeps().map(|keeps| match keeps {
            Keeps::Always => KeepsJson::Always,
            Keeps::Perhaps => KeepsJson::Perhaps,
            Keeps::Never => KeepsJson::Never,
        }),
        simulated: schedule.simulated.map(|simulated| SimulatedJson {
            runs: simulated.runs,
            seed: simulated.seed,
            whole: simulated.whole.into(),
            lead: simulated.lead.map(PercentilesJson::from),
            kept: simulated.kept.map(|kept| f64::from(kept) / f64::from(simulated.runs.max(1))),
        }),
        passes: schedule.passes.as_fraction(),
        waits: schedule.waits.iter().map(wait).collect(),
        pauses: schedule
            .pauses
            .iter()
            .map(|(before, time)| PauseJson {
                before: before.clone(),
                lasts: time.as_secs_f64(),
            })
            .collect(),
        people: schedule.people.into(),
        calendar: schedule.calendar.into(),
        pools: schedule.pools.iter().map(pool).collect(),
        jobs: schedule.jobs.iter().map(|job| self::job(plan, schedule, job)).collect(),
        assumed: schedule.assumed().map(|job| job.name.clone()).collect(),
        skipped: schedule.skipped.iter().map(|job| plan.job_path(*job).to_string()).collect(),
        notes: schedule.notes.iter().map(|one| note(plan, one)).collect(),
    }
}

fn wait(wait: &Wait) -> WaitJson {
    WaitJson {
        kind: wait.kind,
        path: wait.place.to_string(),
        before: wait.before.clone(),
        usual: wait.usual.map(SpanJson::from),
        longest: wait.longest.map(Duration::as_secs_f64),
        people: wait.people,
    }
}

fn pool(used: &PoolUse) -> PoolUseJson {
    PoolUseJson {
        name: used.pool.name.clone(),
        own: used.pool.own,
        runners: used.pool.runners,
        jobs: used.jobs,
        work: used.work.as_secs_f64(),
        peak: used.peak,
    }
}

fn job(plan: &Plan, schedule: &Schedule, job: &ScheduledJob) -> ScheduledJobJson {
    let pool = job.pool.and_then(|pool| schedule.pools.get(pool as usize));
    ScheduledJobJson {
        name: job.name.clone(),
        path: plan.job_path(job.job).to_string(),
        lasts: job.lasts.into(),
        known: match job.known {
            Known::Said => KnownJson::Said,
            Known::Measured(_) => KnownJson::Measured,
            Known::Assumed => KnownJson::Assumed,
        },
        start: job.start.as_secs_f64(),
        slack: job.slack.as_secs_f64(),
        drag: job.drag.as_secs_f64(),
        critical: job.critical,
        pool: pool.map(|used| used.pool.name.clone()),
        perhaps: job.perhaps,
        releases: job.releases,
        flaky: Percent::as_fraction(job.flaky),
        tries: job.tries,
    }
}

fn note(plan: &Plan, note: &Note) -> ScheduleNoteJson {
    let (job, note) = match note {
        Note::UnknownWidth(job) => (job, "how many jobs the matrix has is known only when it runs; one was taken"),
        Note::CutMatrix(job, _) => (job, "the matrix has more jobs than are looked at"),
        Note::UnknownCall(job) => (job, "what it calls is not in the document, or too deep; it was taken as one job"),
    };
    ScheduleNoteJson {
        path: plan.job_path(*job).to_string(),
        note,
    }
}

pub(super) fn schedule(plan: &Plan, request: &ScheduleRequest) -> Result<SchedulesJson, Error> {
    SchedulesJson::of(plan, request)
}
