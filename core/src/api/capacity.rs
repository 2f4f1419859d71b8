//! Capacity over the boundary: how many machines a team needs.

use super::Request;
use super::schedule::{HistoryJson, PercentilesJson, account, known_pools, measured, work};
use crate::analysis::capacity::{Capacity, CapacityOptions, MOST_MACHINES, MOST_RUNS, PoolCapacity, Row, capacity as work_out};
use crate::error::Error;
use crate::foreign::SourceFile;
use crate::model::scalar::{Decimal, Duration, Money, Per, Percent, Price, Rate};
use crate::plan::Plan;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;

/// What is known beyond the document.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CapacityRequest {
    /// Pushes of the whole team, such as `40/day`; the document's when left out.
    pub pushes: Option<String>,
    /// How many times as many runs begin in busy times as on average; `2` when left out.
    pub peak: Option<String>,
    /// Which part of the time that people wait for a run they do nothing else; `25%` when left out.
    pub attention: Option<String>,
    /// How many machines there are in each pool, by its name; as the document says when left out.
    pub runners: BTreeMap<String, u32>,
    /// What machines cost, by the name of their pool: `40 USD/month`, `0.192 USD/hour`, `0.006 USD/minute`; as the document
    /// says when left out.
    pub prices: BTreeMap<String, String>,
    /// How long a job is taken to last when nobody says it: `5m`, `4m..6m` or `1m/5m/20m`, which it is when left out.
    pub assume: Option<String>,
    /// Jobs of past runs, as the interfaces of GitHub, GitLab and Azure DevOps tell them.
    pub history: Vec<SourceFile>,
    /// How many runs are simulated for each number of machines; as many as are usual when left out.
    pub runs: Option<u32>,
    /// What they follow from; zero when left out.
    pub seed: u64,
}

impl Request for CapacityRequest {
    fn hold(&self) -> Result<(), Error> {
        self.options().map(drop)
    }
}

/// A word of a request; `otherwise` when it is left out.
fn word<T: FromStr<Err: Display>>(text: Option<&str>, otherwise: T) -> Result<T, Error> {
    match text {
        None => Ok(otherwise),
        Some(text) => text.parse().map_err(|error: T::Err| Error::argument(error.to_string())),
    }
}

impl CapacityRequest {
    fn options(&self) -> Result<CapacityOptions, Error> {
        let usual = CapacityOptions::default();
        if self.runs.is_some_and(|runs| runs > MOST_RUNS || runs == 0) {
            return Err(Error::argument(format!("from 1 to {MOST_RUNS} runs are simulated")));
        }
        if self.runners.values().any(|&count| count > MOST_MACHINES) {
            return Err(Error::argument(format!("at most {MOST_MACHINES} machines of a pool are looked at")));
        }
        let peak: Decimal = word(self.peak.as_deref(), usual.peak)?;
        if peak.is_negative() || peak.is_zero() {
            return Err(Error::argument("the peak must be more than nothing"));
        }
        let priced = |(pool, text): (&String, &String)| -> Result<(String, Price), Error> {
            let price: Price = text.parse().map_err(|error| Error::argument(format!("{error}")))?;
            if price.per.as_ref().and_then(Per::period).is_none() {
                return Err(Error::argument(format!(
                    "`{text}` is not by time; write for example `40 USD/month`"
                )));
            }
            Ok((pool.clone(), price))
        };
        Ok(CapacityOptions {
            work: work(&self.runners, None, self.assume.as_deref())?,
            pushes: match &self.pushes {
                None => None,
                Some(text) => Some(text.parse::<Rate>().map_err(|error| Error::argument(error.to_string()))?),
            },
            peak,
            attention: word(self.attention.as_deref(), usual.attention)?,
            prices: self.prices.iter().map(priced).collect::<Result<_, _>>()?,
            runs: self.runs,
            seed: self.seed,
        })
    }
}

/// How many machines a team needs. Times are in seconds.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CapacityJson {
    /// How often runs begin.
    pub arrivals: Vec<ArrivalsJson>,
    /// Length of the part of a working day in which they do.
    pub busy_hours: f64,
    /// True when nobody said how long that is.
    pub busy_hours_assumed: bool,
    /// How many times as many begin in busy times as on average.
    pub peak: Decimal,
    /// The lead time that is promised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promised: Option<f64>,
    /// Each pool by itself, the others as large as they need be.
    pub pools: Vec<PoolCapacityJson>,
    /// What past runs say, when some were given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub history: Option<HistoryJson>,
    /// All of it as a text.
    pub text: String,
    /// All of it as Markdown.
    pub markdown: String,
}

/// How often runs of one kind begin.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ArrivalsJson {
    /// The pipeline.
    pub pipeline: String,
    /// What starts them, in words.
    pub starts: Vec<String>,
    /// Runs on a working day; left out when nothing says how many, and these are not counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_day: Option<f64>,
    /// Where that comes from.
    pub from: &'static str,
}

/// How many machines of a pool are needed.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PoolCapacityJson {
    /// What jobs call it.
    pub name: String,
    /// True for machines of one's own.
    pub own: bool,
    /// How many there are; left out when it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub runners: Option<u32>,
    /// Jobs that come in an hour of the busy times.
    pub jobs_per_hour: f64,
    /// How long one takes on average.
    pub mean: f64,
    /// How many machines are busy on average in the busy times; fewer are never enough.
    pub load: f64,
    /// By the number of machines.
    pub rows: Vec<CapacityRowJson>,
    /// The smallest number with which 95 of a hundred runs keep the promised lead time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub smallest: Option<u32>,
    /// How long 95 of a hundred runs take at most to production when nobody waits for a machine.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unhindered: Option<f64>,
}

/// What a number of machines comes to.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CapacityRowJson {
    /// How many machines.
    pub runners: u32,
    /// Share of the busy times in which they work, from zero to one.
    pub used: f64,
    /// What Erlang's formula says, which is too hopeful where runs bring many jobs at once.
    pub formula: FormulaJson,
    /// What simulated runs say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub simulated: Option<WaitingJson>,
    /// What the machines cost in a month; left out when no price is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost: Option<Money>,
    /// What the time costs that people wait in a month; left out when nobody says what an hour costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waiting_cost: Option<Money>,
}

/// What Erlang's formula says. Times are left out when the queue grows without end.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct FormulaJson {
    /// How likely a job has to wait.
    pub chance: f64,
    /// How long it waits on average.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mean: Option<f64>,
    /// What 95 of a hundred wait at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p95: Option<f64>,
}

/// What simulated runs say.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct WaitingJson {
    /// How long a job waits for a machine.
    pub jobs: PercentilesJson,
    /// Half the width of the interval that holds the mean 95 times of a hundred.
    pub margin: f64,
    /// By how much waiting makes a run longer on average.
    pub longer: f64,
    /// How long it takes to production.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<PercentilesJson>,
    /// Share of the runs that keep the promised lead time, from zero to one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kept: Option<f64>,
}

impl CapacityJson {
    /// Works it out.
    pub fn of(plan: &Plan, request: &CapacityRequest) -> Result<Self, Error> {
        let mut options = request.options()?;
        known_pools(plan, request.runners.keys().chain(request.prices.keys()))?;
        let (known, history) = measured(plan, &request.history);
        options.work.history = known;
        let told: Capacity = work_out(plan, &options);
        let account = history.as_ref().map(account).unwrap_or_default();
        Ok(Self {
            text: told.to_text() + &account,
            markdown: told.to_markdown() + &account,
            arrivals: told
                .arrivals
                .iter()
                .map(|arrivals| ArrivalsJson {
                    pipeline: arrivals.name.clone(),
                    starts: arrivals.starts.clone(),
                    per_day: arrivals.per_day,
                    from: arrivals.from,
                })
                .collect(),
            busy_hours: told.busy_hours.as_secs_f64(),
            busy_hours_assumed: told.busy_hours_assumed,
            peak: told.peak,
            promised: told.promised.map(Duration::as_secs_f64),
            pools: told.pools.iter().map(pool).collect(),
            history,
        })
    }
}

fn pool(pool: &PoolCapacity) -> PoolCapacityJson {
    PoolCapacityJson {
        name: pool.pool.name.clone(),
        own: pool.pool.own,
        runners: pool.pool.runners,
        jobs_per_hour: pool.jobs_per_hour,
        mean: pool.mean.as_secs_f64(),
        load: pool.load,
        rows: pool.rows.iter().map(row).collect(),
        smallest: pool.smallest,
        unhindered: pool.unhindered.map(Duration::as_secs_f64),
    }
}

fn row(row: &Row) -> CapacityRowJson {
    let told = |time: Duration| (time != Duration::MAX).then(|| time.as_secs_f64());
    CapacityRowJson {
        runners: row.runners,
        used: row.used,
        formula: FormulaJson {
            chance: row.formula.chance,
            mean: told(row.formula.mean),
            p95: told(row.formula.p95),
        },
        simulated: row.simulated.map(|waiting| WaitingJson {
            jobs: waiting.jobs.into(),
            margin: waiting.margin.as_secs_f64(),
            longer: waiting.longer.as_secs_f64(),
            lead: waiting.lead.map(PercentilesJson::from),
            kept: waiting.kept.map(Percent::as_fraction),
        }),
        cost: row.cost,
        waiting_cost: row.waiting_cost,
    }
}

pub(super) fn capacity(plan: &Plan, request: &CapacityRequest) -> Result<CapacityJson, Error> {
    CapacityJson::of(plan, request)
}
