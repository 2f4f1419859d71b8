//! The wire types of schedules. Times are in seconds.

use crate::analysis::schedule::Percentiles;
use crate::model::scalar::DurationRange;
use schemars::JsonSchema;
use serde::Serialize;

/// How long the runs of a plan take. Times are in seconds; those of machines and those of people are never added up.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SchedulesJson {
    /// A schedule for each pipeline and each kind of start that runs other jobs.
    pub schedules: Vec<ScheduleJson>,
    /// What past runs say, when some were given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub history: Option<HistoryJson>,
    /// All of it as a text.
    pub text: String,
    /// All of it as Markdown.
    pub markdown: String,
}

/// How long a run of a pipeline takes.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ScheduleJson {
    /// The pipeline.
    pub pipeline: String,
    /// What starts such a run, in words.
    pub starts: Vec<String>,
    /// With any number of machines, without waiting for people.
    pub whole: SpanJson,
    /// What all jobs take together, likely.
    pub work: f64,
    /// With the machines and locks there are; left out when nothing waits for them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limited: Option<LimitedJson>,
    /// Until something is in production, without waiting for people; left out for runs that bring nothing there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<SpanJson>,
    /// The lead time that is promised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promised: Option<f64>,
    /// Whether the promise holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keeps: Option<KeepsJson>,
    /// What many runs say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub simulated: Option<SimulatedJson>,
    /// Share of the runs that go through without a job being started again, from zero to one.
    pub passes: f64,
    /// Waits for people and for the calendar.
    pub waits: Vec<WaitJson>,
    /// Times in which it is only watched, which count.
    pub pauses: Vec<PauseJson>,
    /// How long people are usually waited for on the way to production, as far as it is said.
    pub people: SpanJson,
    /// How long the calendar is usually waited for there.
    pub calendar: SpanJson,
    /// The machines it runs on.
    pub pools: Vec<PoolUseJson>,
    /// Its jobs, in order of need.
    pub jobs: Vec<ScheduledJobJson>,
    /// Names of the jobs whose length nobody says and for which one was taken.
    pub assumed: Vec<String>,
    /// Routes of jobs that do not run on such a start.
    pub skipped: Vec<String>,
    /// What was taken to be simpler than it is.
    pub notes: Vec<ScheduleNoteJson>,
}

/// A time that varies, in seconds.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct SpanJson {
    /// When all goes well.
    pub best: f64,
    /// Likely.
    pub likely: f64,
    /// When all takes longest.
    pub worst: f64,
}

/// With the machines and locks there are, in seconds.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct LimitedJson {
    /// All of it, likely.
    pub whole: f64,
    /// Until something is in production.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<f64>,
    /// What no order of the jobs can go below.
    pub least: f64,
}

/// Whether a promise holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum KeepsJson {
    /// Even when all takes longest.
    Always,
    /// It depends.
    Perhaps,
    /// Not even when all goes well.
    Never,
}

/// What many runs say.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct SimulatedJson {
    /// How many runs.
    pub runs: u32,
    /// What they follow from.
    pub seed: u64,
    /// How long a run takes.
    pub whole: PercentilesJson,
    /// How long it takes to production.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<PercentilesJson>,
    /// Share of the runs that keep the promised lead time, from zero to one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kept: Option<f64>,
}

/// Times that a share of the runs does not go beyond, in seconds.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct PercentilesJson {
    /// The mean.
    pub mean: f64,
    /// Half of the runs.
    pub p50: f64,
    /// Four of five runs.
    pub p80: f64,
    /// Nineteen of twenty runs.
    pub p95: f64,
}

/// A wait for people or for the calendar.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct WaitJson {
    /// What is waited for: the key of a gate, or `manual` for a job that a person starts.
    pub kind: &'static str,
    /// Route to the gate.
    pub path: String,
    /// The job or stage that waits.
    pub before: String,
    /// How long it usually takes; left out when nobody says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub usual: Option<SpanJson>,
    /// The longest it can take, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub longest: Option<f64>,
    /// True when people are waited for, not the calendar.
    pub people: bool,
}

/// A time in which it is only watched.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PauseJson {
    /// The job or stage that comes after.
    pub before: String,
    /// How long, in seconds.
    pub lasts: f64,
}

/// What a run asks of a pool of machines.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PoolUseJson {
    /// What jobs call it.
    pub name: String,
    /// True for machines of one's own.
    pub own: bool,
    /// How many jobs can run at once; left out when it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub runners: Option<u32>,
    /// Jobs that run there.
    pub jobs: u32,
    /// What they take together, likely, in seconds.
    pub work: f64,
    /// How many run at the same time at most.
    pub peak: u32,
}

/// A job of a run. Times are in seconds.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ScheduledJobJson {
    /// Its name within the run: `build.api`, `test.unit (20, ubuntu)`, `release.call / deploy.web`.
    pub name: String,
    /// Route to the job.
    pub path: String,
    /// How long it takes.
    pub lasts: SpanJson,
    /// Where that comes from.
    pub known: KnownJson,
    /// When it likely starts, with the machines there are.
    pub start: f64,
    /// By how much it could take longer before all of it does.
    pub slack: f64,
    /// By how much all of it would be shorter without it.
    pub drag: f64,
    /// True when it is on the longest path.
    pub critical: bool,
    /// The pool it runs in; left out for what needs no machine.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pool: Option<String>,
    /// True when a condition may keep it from running.
    pub perhaps: bool,
    /// True when it brings something to production.
    pub releases: bool,
    /// Share of the tries that fail for no good reason, from zero to one.
    pub flaky: f64,
    /// How many tries there are.
    pub tries: u32,
}

/// Where a duration comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum KnownJson {
    /// The document says it.
    Said,
    /// It was measured.
    Measured,
    /// Nobody said it; a value was taken.
    Assumed,
}

/// Something that was taken to be simpler than it is.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ScheduleNoteJson {
    /// Route to the job.
    pub path: String,
    /// What was taken.
    pub note: &'static str,
}

/// What past runs say.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct HistoryJson {
    /// Tries that a job of the plan answers to.
    pub matched: u32,
    /// The jobs that were found.
    pub jobs: Vec<MeasuredJobJson>,
    /// Names that no job of the plan answers to, or more than one.
    pub unmatched: Vec<UnmatchedJson>,
    /// What could not be read.
    pub problems: Vec<String>,
}

/// What past runs say of a job. Times are in seconds.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MeasuredJobJson {
    /// Route to the job.
    pub path: String,
    /// How long it took when it passed; left out when it never did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lasts: Option<PercentilesJson>,
    /// How long it waited for a machine; left out where the system does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub queued: Option<PercentilesJson>,
    /// Tries that passed or failed.
    pub tries: u32,
    /// Tries that failed.
    pub failures: u32,
    /// Of these, the ones after which the same run had a try that passed.
    pub flaky_failures: u32,
    /// Tries after the first of a run.
    pub retries: u32,
}

/// A name of past runs that no job of the plan answers to, or more than one.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct UnmatchedJson {
    /// The name.
    pub name: String,
    /// How many tries there were.
    pub tries: u32,
    /// True when several jobs are called so.
    pub ambiguous: bool,
}

impl From<DurationRange> for SpanJson {
    fn from(range: DurationRange) -> Self {
        Self {
            best: range.best().as_secs_f64(),
            likely: range.likely().as_secs_f64(),
            worst: range.worst().as_secs_f64(),
        }
    }
}

impl From<Percentiles> for PercentilesJson {
    fn from(times: Percentiles) -> Self {
        Self {
            mean: times.mean.as_secs_f64(),
            p50: times.p50.as_secs_f64(),
            p80: times.p80.as_secs_f64(),
            p95: times.p95.as_secs_f64(),
        }
    }
}
