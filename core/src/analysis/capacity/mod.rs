//! How many machines a team needs: how long jobs wait for one, what that does to the lead time, and what it costs, by the
//! number of machines.

mod arrivals;
mod prices;
mod queue;
mod view;

pub use arrivals::Arrivals;
pub use prices::PoolPrice;

use super::schedule::Percentiles;
use super::work::{Ground, Network, Node, Pool, WorkOptions};
use crate::model::scalar::{Decimal, Duration, Money, Percent, Price, Rate};
use crate::numbers::{Queue, Random};
use crate::plan::Plan;
use arrivals::{MONTH, arrivals};
use queue::{Load, Machines, Outcome};
use std::collections::BTreeMap;

/// Jobs that are simulated for each number of machines, unless a caller says how many runs it wants.
const JOBS: usize = 100_000;
/// Runs for each number of machines, at least and at most.
const RUNS: (usize, usize) = (20, 10_000);
/// The most runs a caller can ask for.
pub const MOST_RUNS: u32 = 100_000;
/// The most machines of a pool that are looked at.
pub const MOST_MACHINES: u32 = 10_000;
/// Numbers of machines that are looked at.
const ROWS: usize = 14;
/// Numbers looked at one by one to find the smallest pool.
const STEPS: u32 = 24;
/// A working day, when the team does not say.
const DAY: Duration = Duration::from_hours(8);

/// What a capacity is asked for.
#[derive(Clone, Debug)]
pub struct CapacityOptions {
    /// The machines there are, and what is known of the jobs.
    pub work: WorkOptions,
    /// Pushes of the whole team; the document's when left out.
    pub pushes: Option<Rate>,
    /// How many times as many runs begin in busy times as on average.
    pub peak: Decimal,
    /// Which part of the time that people wait for a run they do nothing else.
    pub attention: Percent,
    /// What machines cost, by the name of their pool; the document's when left out.
    pub prices: BTreeMap<String, Price>,
    /// How many runs are simulated for each number of machines.
    pub runs: Option<u32>,
    /// What they follow from.
    pub seed: u64,
}

impl Default for CapacityOptions {
    fn default() -> Self {
        Self {
            work: WorkOptions::default(),
            pushes: None,
            peak: Decimal::from(2),
            attention: Percent::of(25).unwrap_or_default(),
            prices: BTreeMap::new(),
            runs: None,
            seed: 0,
        }
    }
}

/// How many machines a team needs.
#[derive(Clone, Debug)]
pub struct Capacity {
    /// How often runs begin.
    pub arrivals: Vec<Arrivals>,
    /// Hours of a working day in which they do.
    pub busy_hours: Duration,
    /// True when nobody said how long these are.
    pub busy_hours_assumed: bool,
    /// How many times as many begin in busy times.
    pub peak: Decimal,
    /// The lead time that is promised.
    pub promised: Option<Duration>,
    /// Each pool of machines by itself, the others as large as they need be.
    pub pools: Vec<PoolCapacity>,
}

/// How many machines of a pool are needed.
#[derive(Clone, Debug)]
pub struct PoolCapacity {
    /// The pool.
    pub pool: Pool,
    /// Jobs that come in an hour of the busy times.
    pub jobs_per_hour: f64,
    /// How long one takes on average.
    pub mean: Duration,
    /// How many machines are busy on average in the busy times; fewer are never enough.
    pub load: f64,
    /// What its machines cost.
    pub price: PoolPrice,
    /// By the number of machines.
    pub rows: Vec<Row>,
    /// The smallest number with which 95 of a hundred runs keep the promised lead time; none when none does, or nothing is
    /// promised or brought to production.
    pub smallest: Option<u32>,
    /// How long 95 of a hundred runs take at most to production when nobody waits for a machine.
    pub unhindered: Option<Duration>,
}

/// What a number of machines comes to.
#[derive(Clone, Debug)]
pub struct Row {
    /// How many machines.
    pub runners: u32,
    /// How busy they are in the busy times.
    pub used: f64,
    /// What Erlang's formula says, which takes jobs to come one by one and so is too hopeful where runs bring many.
    pub formula: Formula,
    /// What simulated runs say, which come whole.
    pub simulated: Option<Waiting>,
    /// What the machines cost in a month; none when no price is known.
    pub cost: Option<Money>,
    /// What the time costs that people wait for machines in a month; none when nobody says what an hour costs.
    pub waiting_cost: Option<Money>,
}

/// What Erlang's formula says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Formula {
    /// How likely a job has to wait.
    pub chance: f64,
    /// How long it waits on average.
    pub mean: Duration,
    /// What 95 of a hundred wait at most.
    pub p95: Duration,
}

/// What simulated runs say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// How long a job waits for a machine.
    pub jobs: Percentiles,
    /// Half the width of the interval that holds the mean 95 times of a hundred.
    pub margin: Duration,
    /// By how much waiting makes a run longer on average.
    pub longer: Duration,
    /// How long it takes to production.
    pub lead: Option<Percentiles>,
    /// How many of a hundred runs keep the promised lead time.
    pub kept: Option<Percent>,
}

/// How many machines a team needs.
pub fn capacity(plan: &Plan, options: &CapacityOptions) -> Capacity {
    let ground = Ground::new(plan);
    let team = plan.delivery().team.as_ref();
    let said = team.and_then(|team| team.busy_hours).filter(|hours| !hours.is_zero());
    let busy = said.unwrap_or(DAY);
    let hours = busy.as_secs_f64() / 3600.0;
    let arrivals = arrivals(&ground, options.pushes, hours);
    // Every pool but the one that is looked at is as large as it need be, so what limits it is left out.
    let free = WorkOptions {
        runners: BTreeMap::new(),
        parallel_jobs: None,
        ..options.work.clone()
    };
    let networks: Vec<(Network, f64)> = arrivals
        .iter()
        .map(|arrivals| {
            let network = ground.network(arrivals.pipeline, arrivals.start.occasion.as_ref(), &free);
            (network, arrivals.per_day.unwrap_or(0.0))
        })
        .collect();
    let mut pools: Vec<Pool> = Vec::new();
    for pool in networks.iter().flat_map(|(network, _)| &network.pools) {
        if pools.iter().all(|known| known.name != pool.name) {
            pools.push(pool.clone());
        }
    }
    let promised = plan.delivery().objectives.as_ref().and_then(|objectives| objectives.lead_time);
    let asked = Asked {
        plan,
        options,
        networks: &networks,
        hours,
        promised,
    };
    let pools = pools.into_iter().filter_map(|pool| asked.pool(pool)).collect();
    Capacity {
        arrivals,
        busy_hours: busy,
        busy_hours_assumed: said.is_none(),
        peak: options.peak,
        promised,
        pools,
    }
}

/// What is the same for every pool.
struct Asked<'a> {
    plan: &'a Plan,
    options: &'a CapacityOptions,
    /// The kinds of runs, and how many come on a working day.
    networks: &'a [(Network, f64)],
    hours: f64,
    promised: Option<Duration>,
}

/// What is the same for every number of machines of a pool.
struct Sized<'a> {
    loads: Vec<Load<'a>>,
    runs: usize,
    /// Runs and the time of machines on a working day.
    runs_per_day: f64,
    work_per_day: f64,
    load: f64,
    mean: f64,
    price: PoolPrice,
    /// How many are kept ready, and how long another one takes.
    startup: Option<(u32, u64)>,
    /// Runs that never wait.
    free: Option<Outcome>,
}

impl Asked<'_> {
    fn pool(&self, pool: Pool) -> Option<PoolCapacity> {
        let peak = self.options.peak.to_f64().max(0.0);
        let per_milli = peak / (self.hours * 3_600_000.0);
        let (mut jobs, mut work, mut runs_per_day, mut most) = (0.0, 0.0, 0.0, 0);
        let mut loads = Vec::new();
        for (network, per_day) in self.networks {
            let Some(number) = network.pools.iter().position(|other| other.name == pool.name) else {
                continue;
            };
            let number = u32::try_from(number).ok();
            let mut needs = vec![false; network.nodes.len()];
            for task in network.tasks.iter().filter(|task| task.pool == number) {
                jobs += per_day;
                work += per_day * Duration::from_millis(task.lasts.mean()).as_secs_f64();
                if let Some(slot) = needs.get_mut(task.node as usize) {
                    *slot = true;
                }
            }
            if *per_day > 0.0 {
                runs_per_day += per_day;
                most = network.tasks.len().max(most);
                loads.push(Load {
                    network,
                    rate: per_day * per_milli,
                    needs,
                });
            }
        }
        if loads.is_empty() || jobs <= 0.0 || work <= 0.0 {
            return None;
        }
        let load = work * per_milli * 1000.0;
        let machines = prices::machines(self.plan, &pool);
        let startup = machines
            .filter(|machines| machines.autoscaled)
            .and_then(|machines| Some((machines.warm.unwrap_or(0), machines.startup?.as_millis())));
        let runs = match self.options.runs {
            Some(runs) => runs as usize,
            None => (JOBS / most.max(1)).clamp(RUNS.0, RUNS.1),
        };
        let mut sized = Sized {
            loads,
            runs,
            runs_per_day,
            work_per_day: work,
            load,
            mean: work / jobs,
            price: prices::price(self.plan, &pool, self.options.prices.get(&pool.name)),
            startup,
            free: None,
        };
        sized.free = self.simulate(&sized, u32::MAX, None);
        let unhindered = sized
            .free
            .as_ref()
            .and_then(|free| Percentiles::of(&mut free.leads.clone()))
            .map(|lead| lead.p95);
        let named = self.options.work.runners.get(&pool.name).copied().or(pool.runners);
        let mut rows = Vec::new();
        let mut runners = least(load);
        while rows.len() < ROWS && runners <= MOST_MACHINES {
            let row = self.row(&sized, runners);
            // Where next to nobody waits, more machines change nothing.
            let waits = |told: Waiting| told.jobs.mean.as_secs_f64() * 100.0 > sized.mean || !told.jobs.p95.is_zero();
            let enough = !row.simulated.is_some_and(waits);
            rows.push(row);
            if enough {
                break;
            }
            runners += (runners / 8).max(1);
        }
        if let Some(named) =
            named.filter(|named| f64::from(*named) > load && *named <= MOST_MACHINES && rows.iter().all(|row| row.runners != *named))
        {
            let at = rows.partition_point(|row| row.runners < named);
            rows.insert(at, self.row(&sized, named));
        }
        let smallest = self.smallest(&sized, &mut rows);
        Some(PoolCapacity {
            pool: Pool { runners: named, ..pool },
            jobs_per_hour: jobs * per_milli * 3_600_000.0,
            mean: seconds(sized.mean),
            load,
            price: sized.price,
            rows,
            smallest,
            unhindered,
        })
    }

    fn simulate(&self, sized: &Sized<'_>, runners: u32, startup: Option<(u32, u64)>) -> Option<Outcome> {
        let machines = Machines { count: runners, startup };
        let time = |network: &Network, node: u32, random: &mut Random| match network.nodes.get(node as usize) {
            Some(Node::Task(task)) => network.tasks.get(*task as usize).map_or(0, |task| task.lasts.draw(random)),
            Some(Node::Pause(time)) => *time,
            _ => 0,
        };
        queue::simulate(&sized.loads, machines, sized.runs, self.options.seed, &time)
    }

    fn row(&self, sized: &Sized<'_>, runners: u32) -> Row {
        // Jobs that find no machine ready wait until one is, and keep it meanwhile.
        let (cold, wait) = match sized.startup {
            Some((warm, startup)) => {
                let share = more_than(warm, sized.load);
                (share, Duration::from_millis(startup).as_secs_f64())
            }
            None => (0.0, 0.0),
        };
        let service = sized.mean + cold * wait;
        let queue = Queue {
            servers: runners,
            load: sized.load * service / sized.mean,
            service,
        };
        let simulated = self
            .simulate(sized, runners, sized.startup)
            .map(|outcome| self.waiting(sized, outcome));
        let longer = simulated.map_or(Duration::ZERO, |told| told.longer);
        let waited = longer.as_secs_f64() * sized.runs_per_day * MONTH * self.options.attention.as_fraction();
        let hourly = self.plan.delivery().team.as_ref().and_then(|team| team.hourly_cost.as_ref());
        let used = seconds(sized.work_per_day * MONTH);
        Row {
            runners,
            used: queue.load / f64::from(runners),
            formula: Formula {
                chance: queue.chance_to_wait(),
                mean: queue
                    .mean_wait()
                    .map_or(Duration::MAX, |wait| seconds(wait + cold * wait_of(sized))),
                p95: queue.wait_of(95).map_or(Duration::MAX, seconds),
            },
            cost: sized.price.month(runners, sized.startup.map_or(0, |(warm, _)| warm), used),
            waiting_cost: hourly
                .and_then(|hourly| hourly.over(seconds(waited)))
                .filter(|_| simulated.is_some()),
            simulated,
        }
    }

    fn waiting(&self, sized: &Sized<'_>, mut outcome: Outcome) -> Waiting {
        let mean = |times: &[u64]| crate::numbers::mean(times).unwrap_or(0);
        let free = sized.free.as_ref().map_or(0, |free| mean(&free.wholes));
        let kept = self.promised.filter(|_| !outcome.leads.is_empty()).and_then(|promised| {
            let kept = outcome.leads.iter().filter(|&&lead| lead <= promised.as_millis()).count();
            let (kept, all) = (u32::try_from(kept).ok()?, u32::try_from(outcome.leads.len()).ok()?);
            Percent::from_fraction(f64::from(kept) / f64::from(all))
        });
        Waiting {
            jobs: outcome.waits,
            margin: outcome.margin,
            longer: Duration::from_millis(mean(&outcome.wholes).saturating_sub(free)),
            lead: Percentiles::of(&mut outcome.leads),
            kept,
        }
    }

    /// The smallest number of machines that keeps the promise; what lies between two rows is looked at one by one.
    fn smallest(&self, sized: &Sized<'_>, rows: &mut Vec<Row>) -> Option<u32> {
        let keeps = |row: &Row| {
            row.simulated
                .and_then(|told| told.kept)
                .is_some_and(|kept| kept.as_fraction() >= 0.95)
        };
        let at = rows.iter().position(keeps)?;
        let above = rows.get(at)?.runners;
        let from = at
            .checked_sub(1)
            .and_then(|before| rows.get(before))
            .map_or(above, |row| row.runners + 1);
        for runners in (from..above).take(STEPS as usize) {
            let row = self.row(sized, runners);
            if keeps(&row) {
                rows.insert(at, row);
                return Some(runners);
            }
        }
        Some(above)
    }
}

fn wait_of(sized: &Sized<'_>) -> f64 {
    sized
        .startup
        .map_or(0.0, |(_, startup)| Duration::from_millis(startup).as_secs_f64())
}

/// The smallest number of machines that does the work at all.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast keeps to the bounds")]
fn least(load: f64) -> u32 {
    (load as u32).saturating_add(1)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast keeps to the bounds")]
fn seconds(seconds: f64) -> Duration {
    Duration::from_millis((seconds * 1000.0 + 0.5) as u64)
}

/// The share of jobs that find at least so many machines busy, were there always one (the upper part of Poisson's
/// distribution).
fn more_than(warm: u32, load: f64) -> f64 {
    let (mut share, mut below) = (libm::exp(-load), 0.0);
    for busy in 0..warm {
        below += share;
        share *= load / f64::from(busy + 1);
    }
    (1.0 - below).clamp(0.0, 1.0)
}
