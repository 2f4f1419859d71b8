//! The work of jobs: how long they last, on which machines, and how often in a month.

use super::billing::{Minutes, billed_minutes, circleci_credits};
use crate::analysis::cost::ledger::Ledger;
use crate::analysis::cost::runs::Runs;
use crate::analysis::cost::{Three, What};
use crate::model::scalar::{Decimal, Duration, Percent};
use crate::model::{Computed, Data, Runner};
use crate::plan::Plan;
use crate::resolve::{Combinations, JobView, PipelineIndex, expand};
use indexmap::IndexMap;

/// A kind of machine that jobs ask for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::analysis::cost) enum Machine {
    /// One of the service, by its label; none when nothing is said.
    Hosted(Option<String>),
    /// One's own, by its first label or the name of its pool.
    Own(String),
}

impl Machine {
    /// The word people know it by.
    pub(in crate::analysis::cost) fn name(&self) -> &str {
        match self {
            Self::Hosted(Some(label)) | Self::Own(label) => label,
            Self::Hosted(None) => "the usual machine",
        }
    }
}

/// What all jobs of a pipeline on one kind of machine do in one run.
#[derive(Clone, Debug)]
pub(in crate::analysis::cost) struct Work {
    pub(in crate::analysis::cost) pipeline: PipelineIndex,
    pub(in crate::analysis::cost) machine: Machine,
    /// How often the pipeline runs in a month, with those that are run again.
    pub(in crate::analysis::cost) runs: Three,
    /// Minutes as they are.
    pub(in crate::analysis::cost) exact: Three,
    /// Minutes with each job rounded up to the next.
    pub(in crate::analysis::cost) rounded: Three,
    /// How many jobs of which length, for services that round by more than the time.
    pub(in crate::analysis::cost) jobs: Vec<(Duration, Three)>,
}

impl Work {
    /// Credits of one run at so many a minute.
    pub(in crate::analysis::cost) fn credits(&self, rate: Decimal) -> Option<Three> {
        self.jobs.iter().try_fold(Three::ZERO, |sum, (lasts, count)| {
            sum.plus(count.times(circleci_credits(*lasts, rate)?)?)
        })
    }

    /// A quantity of one run, as often as it runs in a month.
    pub(in crate::analysis::cost) fn monthly(&self, each: Three) -> Option<Three> {
        self.runs.each(each)
    }
}

/// Gathers the work of all pipelines; jobs whose length nobody knows are named.
pub(super) fn of(plan: &Plan, ledger: &mut Ledger<'_>, runs: &Runs) -> Vec<Work> {
    let ci = ledger.costs.and_then(|costs| costs.ci.as_ref());
    let unit = ci.and_then(|ci| ci.rounds_to).unwrap_or(Duration::from_minutes(1));
    let again = ci.and_then(|ci| ci.reruns).map_or(Decimal::ZERO, Percent::as_decimal);
    let mut gathered: IndexMap<(PipelineIndex, Machine), Work> = IndexMap::new();
    let mut missing: IndexMap<PipelineIndex, Vec<String>> = IndexMap::new();
    for view in plan.jobs() {
        // What it calls works elsewhere, and shared steps work in the jobs that call them.
        if view.job.call.is_some()
            || plan
                .pipeline(view.pipeline)
                .is_some_and(|(_, pipeline)| pipeline.is_called_by_steps())
        {
            continue;
        }
        let Some(lasts) = plan.lasts_of(&view) else {
            let stage = plan.stage(view.stage).map_or("", |stage| stage.id.as_str());
            missing.entry(view.pipeline).or_default().push(format!("{stage}.{}", view.id));
            continue;
        };
        let conditional = view.job.when.is_some() || plan.stage(view.stage).is_some_and(|stage| stage.stage.when.is_some());
        let tries = view.job.retry.as_ref().and_then(|retry| retry.times).unwrap_or(0).saturating_add(1);
        for (machine, count) in machines(plan, &view) {
            let many = Decimal::from(count);
            let times = Three {
                low: if conditional { Decimal::ZERO } else { many },
                likely: many,
                high: many.checked_mul(Decimal::from(tries)).unwrap_or(many),
            };
            let minutes = |rounding: Minutes| {
                let each = Three {
                    low: billed_minutes(lasts.best(), rounding),
                    likely: billed_minutes(lasts.likely(), rounding),
                    high: billed_minutes(lasts.worst(), rounding),
                };
                each.each(times).unwrap_or(Three::ZERO)
            };
            let work = gathered.entry((view.pipeline, machine.clone())).or_insert_with(|| Work {
                pipeline: view.pipeline,
                machine,
                runs: runs
                    .of(view.pipeline)
                    .times(Decimal::from(100).checked_add(again).unwrap_or_default())
                    .and_then(|runs| runs.over(100))
                    .unwrap_or(Three::ZERO),
                exact: Three::ZERO,
                rounded: Three::ZERO,
                jobs: Vec::new(),
            });
            work.exact = work.exact.plus(minutes(Minutes::Exact)).unwrap_or(work.exact);
            work.rounded = work.rounded.plus(minutes(Minutes::Up(unit))).unwrap_or(work.rounded);
            let only = |amount: fn(&mut Three) -> &mut Decimal| {
                let (mut from, mut to) = (times, Three::ZERO);
                *amount(&mut to) = *amount(&mut from);
                to
            };
            work.jobs.extend([
                (lasts.best(), only(|three| &mut three.low)),
                (lasts.likely(), only(|three| &mut three.likely)),
                (lasts.worst(), only(|three| &mut three.high)),
            ]);
        }
    }
    for (pipeline, jobs) in missing {
        let id = plan.pipeline(pipeline).map_or("", |(id, _)| id.as_str());
        let shown = jobs.iter().take(3).map(|job| format!("`{job}`")).collect::<Vec<_>>().join(", ");
        let more = if jobs.len() > 3 {
            format!(" and {} more", jobs.len() - 3)
        } else {
            String::new()
        };
        let why = format!("how long {shown}{more} of `{id}` last is not said; say `lasts`");
        ledger.unknown(plan.pipeline_path(pipeline), What::Amount, None, why);
    }
    gathered.into_values().collect()
}

/// The machines a job runs on, and how many of each: one for every combination of its matrix.
fn machines(plan: &Plan, view: &JobView<'_>) -> Vec<(Machine, u64)> {
    let combinations = view
        .job
        .matrix
        .as_ref()
        .and_then(|matrix| matrix.literal())
        .map_or(Combinations::Counted(1), expand);
    let count = combinations.count().unwrap_or(1);
    let label = match plan.runner_of(view) {
        None => return vec![(Machine::Hosted(None), count)],
        Some(Computed::Literal(Runner::Hosted(Computed::Literal(label)))) => return vec![(Machine::Hosted(Some(label.clone())), count)],
        Some(Computed::Literal(Runner::SelfHosted(own))) => {
            let name = own.labels.iter().find(|label| *label != "self-hosted").or(own.labels.first());
            return vec![(Machine::Own(name.cloned().unwrap_or_else(|| "self-hosted".to_owned())), count)];
        }
        Some(Computed::Literal(Runner::Pool(pool))) => {
            let hosted = pool.image.is_some();
            let machine = if hosted {
                Machine::Hosted(pool.image.clone())
            } else {
                Machine::Own(pool.name.clone())
            };
            return vec![(machine, count)];
        }
        Some(Computed::Literal(Runner::Hosted(Computed::Expression(label))) | Computed::Expression(label)) => label.to_string(),
    };
    let axis = label
        .trim_start_matches("${{")
        .trim_end_matches("}}")
        .trim()
        .strip_prefix("matrix.")
        .map(str::to_owned);
    let (Some(axis), Combinations::Listed(list)) = (axis, &combinations) else {
        return vec![(Machine::Hosted(Some(label)), count)];
    };
    let mut found: IndexMap<Machine, u64> = IndexMap::new();
    for combination in list {
        let own = combination.get(&axis).and_then(Data::as_word).unwrap_or(&label);
        *found.entry(Machine::Hosted(Some(own.to_owned()))).or_default() += 1;
    }
    found.into_iter().collect()
}
