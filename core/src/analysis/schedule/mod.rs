//! How long a run takes: with any number of machines and with those there are, what of it decides, how sure that is, and how
//! long people and the calendar are waited for, which is told beside it.

mod drag;
mod list;
mod pools;
mod simulate;
mod view;

pub use pools::PoolUse;
pub use simulate::{MOST_RUNS, Percentiles, Simulated};

use super::work::{Ground, Known, Network, Node, Note, Start, Task, Wait, WorkOptions, starts};
use crate::graph::{LongestPath, longest_path};
use crate::model::scalar::{Duration, DurationRange, Percent};
use crate::plan::Plan;
use crate::resolve::{JobIndex, PipelineIndex};
use list::Lister;

/// What a schedule is asked for.
#[derive(Clone, Debug, Default)]
pub struct ScheduleOptions {
    /// The machines there are, and what is known of the jobs.
    pub work: WorkOptions,
    /// How many runs are simulated: so many as are usual when left out, none when zero.
    pub runs: Option<u32>,
    /// What they follow from.
    pub seed: u64,
}

/// How long a run of a pipeline takes.
#[derive(Clone, Debug)]
pub struct Schedule {
    /// The pipeline.
    pub pipeline: PipelineIndex,
    /// Its id.
    pub name: String,
    /// What starts such a run, in words.
    pub starts: Vec<String>,
    /// Its jobs, each matrix written out and each called pipeline in place, in order of need.
    pub jobs: Vec<ScheduledJob>,
    /// How long it takes with any number of machines: when all goes well, likely, and when all takes longest.
    pub whole: DurationRange,
    /// What all jobs take together, likely.
    pub work: Duration,
    /// How long it likely takes with the machines and locks there are; none when nothing has to wait for them.
    pub limited: Option<Limited>,
    /// The machines it runs on.
    pub pools: Vec<PoolUse>,
    /// How long it takes until something is in production, without waiting for people; none for runs that bring nothing there.
    pub lead: Option<DurationRange>,
    /// The lead time that is promised.
    pub promised: Option<Duration>,
    /// Waits for people and for the calendar.
    pub waits: Vec<Wait>,
    /// Times in which it is only watched, which count, with the job or stage that comes after.
    pub pauses: Vec<(String, Duration)>,
    /// How long people are usually waited for on the way to production, as far as it is said.
    pub people: DurationRange,
    /// How long the calendar is usually waited for there.
    pub calendar: DurationRange,
    /// How many runs go through without anybody starting a job again.
    pub passes: Percent,
    /// What many runs say.
    pub simulated: Option<Simulated>,
    /// Jobs that do not run on such a start.
    pub skipped: Vec<JobIndex>,
    /// What was taken to be simpler than it is.
    pub notes: Vec<Note>,
}

/// How long a run takes with the machines and locks there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limited {
    /// All of it.
    pub whole: Duration,
    /// Until something is in production.
    pub lead: Option<Duration>,
    /// What no order of the jobs can go below: the longest path, or the work of a pool shared among its machines.
    pub least: Duration,
}

/// A job of a run.
#[derive(Clone, Debug)]
pub struct ScheduledJob {
    /// The job.
    pub job: JobIndex,
    /// Its name within the run: `build.api`, `test.unit (20, ubuntu)`, `release.call / deploy.web`.
    pub name: String,
    /// How long it takes.
    pub lasts: DurationRange,
    /// Where that comes from.
    pub known: Known,
    /// When it likely starts, with the machines there are.
    pub start: Duration,
    /// By how much it could take longer before all of it does, with any number of machines.
    pub slack: Duration,
    /// By how much all of it would be shorter without it, with any number of machines.
    pub drag: Duration,
    /// True when it is on the longest path.
    pub critical: bool,
    /// The pool it runs in, by its place in the list of pools; none for what needs no machine.
    pub pool: Option<u32>,
    /// True when a condition may keep it from running.
    pub perhaps: bool,
    /// True when it brings something to production.
    pub releases: bool,
    /// How often a try fails for no good reason.
    pub flaky: Percent,
    /// How many tries there are.
    pub tries: u32,
}

impl Schedule {
    /// The jobs for which a duration had to be taken.
    pub fn assumed(&self) -> impl Iterator<Item = &ScheduledJob> {
        self.jobs.iter().filter(|job| job.known == Known::Assumed)
    }

    /// Whether the promised lead time holds: always, perhaps or never; none when nothing is promised or nothing released.
    pub fn keeps(&self) -> Option<Keeps> {
        let (lead, promised) = (self.lead?, self.promised?);
        let limited = self.limited.and_then(|limited| limited.lead);
        Some(if lead.best() > promised {
            Keeps::Never
        } else if lead.worst() <= promised && limited.is_none() {
            Keeps::Always
        } else {
            Keeps::Perhaps
        })
    }
}

/// Whether a promise holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeps {
    /// Even when all takes longest.
    Always,
    /// It depends.
    Perhaps,
    /// Not even when all goes well.
    Never,
}

/// How long the runs of a plan take: of one pipeline, or of each that something starts.
pub fn schedule(plan: &Plan, pipeline: Option<PipelineIndex>, options: &ScheduleOptions) -> Vec<Schedule> {
    let ground = Ground::new(plan);
    let each = starts(&ground, pipeline).into_iter();
    each.map(|(pipeline, start)| of_start(&ground, pipeline, start, options)).collect()
}

fn of_start(ground: &Ground<'_>, pipeline: PipelineIndex, start: Start, options: &ScheduleOptions) -> Schedule {
    let plan = ground.plan;
    let network = ground.network(pipeline, start.occasion.as_ref(), &options.work);
    let order: Vec<u32> = network.flow.nodes().collect();
    let likely = network.weights(|task| task.lasts.likely());
    let longest = longest_path(&network.flow, &order, &likely);
    let total = |pick: fn(DurationRange) -> Duration, waits: Waiting| {
        let mut weights = network.weights(|task| pick(task.lasts.range).as_millis());
        waits.add(&network, pick, &mut weights);
        longest_path(&network.flow, &order, &weights)
    };
    let exact = network.tasks.iter().all(|task| task.lasts.range.is_exact());
    let (best, worst) = if exact {
        (longest.clone(), longest.clone())
    } else {
        (
            total(DurationRange::best, Waiting::Nothing),
            total(DurationRange::worst, Waiting::Nothing),
        )
    };
    let span = |best: u64, likely: u64, worst: u64| {
        let [best, likely, worst] = [best, likely.max(best), worst.max(likely).max(best)].map(Duration::from_millis);
        DurationRange::three(best, likely, worst).unwrap_or(DurationRange::exact(likely))
    };
    let lead =
        |path: &LongestPath, pick: fn(DurationRange) -> Duration| lead_of(&network, |node| path.start(node), |task| pick(task.lasts.range));
    let leads = [
        lead(&best, DurationRange::best),
        lead(&longest, DurationRange::likely),
        lead(&worst, DurationRange::worst),
    ];
    // Without a release, the end of the run is what people and the calendar put off.
    let end = |path: &LongestPath, pick: fn(DurationRange) -> Duration| lead(path, pick).unwrap_or(path.total());
    let put_off = |waits: Waiting| {
        if network.waits.is_empty() {
            return DurationRange::exact(Duration::ZERO);
        }
        let by =
            |pick: fn(DurationRange) -> Duration, without: &LongestPath| end(&total(pick, waits), pick).saturating_sub(end(without, pick));
        span(
            by(DurationRange::best, &best),
            by(DurationRange::likely, &longest),
            by(DurationRange::worst, &worst),
        )
    };
    let limited = network.is_limited().then(|| {
        let mut lister = Lister::new(&network, network.resources.iter().map(|resource| resource.slots).collect());
        let whole = lister.run(&likely);
        let starts = std::mem::take(&mut lister.starts);
        (whole, starts)
    });
    let starts: Vec<u64> = match &limited {
        Some((_, starts)) => starts.clone(),
        None => order.iter().map(|&node| longest.start(node)).collect(),
    };
    let drags = drag::drags(&network.flow, &likely, &longest);
    let course = ground.course(pipeline, start.occasion.as_ref());
    let promised = plan.delivery().objectives.as_ref().and_then(|objectives| objectives.lead_time);
    let runs = options.runs.unwrap_or_else(|| simulate::usual_runs(network.tasks.len()));
    let simulated = if runs == 0 {
        None
    } else {
        simulate::simulate(&network, runs, options.seed, promised)
    };
    let (people, calendar) = (put_off(Waiting::People), put_off(Waiting::Calendar));
    let skipped: Vec<JobIndex> = course.skipped.into_iter().chain(left_out(&network, course.on_demand)).collect();
    Schedule {
        pipeline,
        name: plan.pipeline(pipeline).map_or_else(String::new, |(id, _)| id.to_string()),
        starts: start.words,
        whole: span(best.total(), longest.total(), worst.total()),
        work: Duration::from_millis(network.tasks.iter().fold(0, |sum, task| sum.saturating_add(task.lasts.likely()))),
        limited: limited.map(|(whole, starts)| Limited {
            whole: Duration::from_millis(whole),
            lead: lead_of(
                &network,
                |node| starts.get(node as usize).copied().unwrap_or(0),
                |task| task.lasts.range.likely(),
            )
            .map(Duration::from_millis),
            least: Duration::from_millis(pools::least(&network).max(longest.total())),
        }),
        pools: pools::uses(&network, &starts),
        lead: match leads {
            [Some(best), Some(likely), Some(worst)] => Some(span(best, likely, worst)),
            _ => None,
        },
        promised,
        people,
        calendar,
        passes: passes(&network),
        simulated,
        skipped,
        jobs: jobs(&network, &starts, &longest, &drags),
        waits: network.waits,
        pauses: network.pauses,
        notes: network.notes,
    }
}

/// Which waits are added to the time of machines, to find out what they come to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Waiting {
    Nothing,
    People,
    Calendar,
}

impl Waiting {
    fn add(self, network: &Network, pick: fn(DurationRange) -> Duration, weights: &mut [u64]) {
        if self == Self::Nothing {
            return;
        }
        for (node, weight) in network.nodes.iter().zip(weights) {
            if let Node::Wait(wait) = node
                && let Some(wait) = network.waits.get(*wait as usize)
                && wait.people == (self == Self::People)
            {
                *weight = wait.usual.map_or(0, |usual| pick(usual).as_millis());
            }
        }
    }
}

/// When the last job that brings something to production is done.
fn lead_of(network: &Network, start: impl Fn(u32) -> u64, time: impl Fn(&Task) -> Duration) -> Option<u64> {
    let releases = network.tasks.iter().filter(|task| task.releases);
    releases.map(|task| start(task.node).saturating_add(time(task).as_millis())).max()
}

/// How many runs go through: every job has a try that does not fail for no good reason.
fn passes(network: &Network) -> Percent {
    let tasks = network.tasks.iter().filter(|task| !task.forgiven && task.flaky > Percent::ZERO);
    let share = tasks.fold(1.0, |share, task| {
        share * (1.0 - libm::pow(task.flaky.as_fraction(), f64::from(task.tries)))
    });
    Percent::from_fraction(share).unwrap_or(Percent::HUNDRED)
}

/// Jobs that people start and that are no part of the way.
fn left_out(network: &Network, on_demand: Vec<JobIndex>) -> impl Iterator<Item = JobIndex> {
    let taken: std::collections::HashSet<JobIndex> = network.tasks.iter().map(|task| task.job).collect();
    on_demand.into_iter().filter(move |job| !taken.contains(job))
}

fn jobs(network: &Network, starts: &[u64], longest: &LongestPath, drags: &[u64]) -> Vec<ScheduledJob> {
    let mut critical = vec![false; network.nodes.len()];
    for &node in longest.nodes() {
        if let Some(slot) = critical.get_mut(node as usize) {
            *slot = true;
        }
    }
    let at = |list: &[u64], node: u32| Duration::from_millis(list.get(node as usize).copied().unwrap_or(0));
    let tasks = network.tasks.iter().map(|task| ScheduledJob {
        job: task.job,
        name: task.name.clone(),
        lasts: task.lasts.range,
        known: task.lasts.known,
        start: at(starts, task.node),
        slack: Duration::from_millis(longest.slack(task.node)),
        drag: at(drags, task.node),
        critical: critical.get(task.node as usize).copied().unwrap_or(false),
        pool: task.pool,
        perhaps: task.perhaps,
        releases: task.releases,
        flaky: task.flaky,
        tries: task.tries,
    });
    tasks.collect()
}
