//! How often pipelines run in a month: as the document says, or as follows from their triggers and the team.

use super::hours::fires;
use super::ledger::Ledger;
use super::{Three, What};
use crate::model::scalar::{Decimal, Period, Rate};
use crate::model::{Event, Pipeline};
use crate::plan::Plan;
use crate::resolve::{Binding, PipelineIndex, expand};
use std::collections::{BTreeSet, HashMap};

/// How often each pipeline runs in a month, by its index.
pub(super) struct Runs(Vec<Three>);

impl Runs {
    /// Of one pipeline.
    pub(super) fn of(&self, pipeline: PipelineIndex) -> Three {
        self.0.get(pipeline.position()).copied().unwrap_or(Three::ZERO)
    }

    /// Of all together.
    pub(super) fn all(&self) -> Three {
        self.0.iter().fold(Three::ZERO, |sum, runs| sum.plus(*runs).unwrap_or(sum))
    }
}

/// How often the team pushes in a month. Rates told by the day are of working days, five of seven, and of all days at most.
fn pushes(plan: &Plan) -> Option<Three> {
    let rate = plan.delivery().team.as_ref()?.pushes?;
    let all = rate.over(Period::Month)?;
    let working = match rate.period() {
        Period::Day => all.checked_mul(Decimal::from(5))?.checked_div(7)?,
        _ => all,
    };
    Some(Three {
        low: working,
        likely: working,
        high: all,
    })
}

/// How often production is deployed to in a month.
pub(super) fn deployments(plan: &Plan) -> Option<Decimal> {
    let delivery = plan.delivery();
    let team = delivery.team.as_ref().and_then(|team| team.deployments);
    let promised = delivery.objectives.as_ref().and_then(|objectives| objectives.deployment_frequency);
    team.or(promised).and_then(|rate| rate.over(Period::Month))
}

/// Works out how often each pipeline runs; what is not known is named.
pub(super) fn of(plan: &Plan, ledger: &mut Ledger<'_>) -> Runs {
    let own = ledger.costs.and_then(|costs| costs.ci.as_ref()).map(|ci| &ci.runs);
    let pushes = pushes(plan);
    let mut own_runs: Vec<Three> = Vec::new();
    let mut fixed: Vec<bool> = Vec::new();
    let (mut missing, mut by_push) = (Vec::new(), false);
    for (index, id, pipeline) in plan.pipelines() {
        let said = own.and_then(|own| own.get(id)).and_then(|rate: &Rate| rate.over(Period::Month));
        if let Some(said) = said {
            own_runs.push(Three::exact(said));
            fixed.push(true);
            continue;
        }
        let (runs, lacks) = triggered(pipeline, pushes, deployments(plan));
        by_push |= pipeline.on.iter().any(|trigger| is_push(&trigger.event)) && pushes.is_some();
        missing.extend(lacks.into_iter().map(|lack| (index, id, lack)));
        own_runs.push(runs);
        fixed.push(false);
    }
    if by_push {
        ledger.assume("each push is taken to start every pipeline that waits for pushes or pull requests once");
        let by_day = plan.delivery().team.as_ref().and_then(|team| team.pushes);
        if by_day.is_some_and(|rate| rate.period() == Period::Day) {
            ledger.assume("pushes told by the day are taken to come on five days of seven, and on all seven at most");
        }
    }
    for (index, id, lack) in missing {
        let why = format!("how often {lack} starts `{id}` is not said; say `costs.ci.runs.{id}` or what the team does in `team`");
        ledger.unknown(plan.pipeline_path(index).key("on"), What::Amount, None, why);
    }
    Runs(passed_on(plan, own_runs, &fixed))
}

fn is_push(event: &Event) -> bool {
    matches!(event, Event::Push(_) | Event::PullRequest(_) | Event::MergeQueue(_))
}

/// How often triggers start a pipeline, and what is not known about that. Starts by hand, by calls and by other systems
/// are not counted.
fn triggered(pipeline: &Pipeline, pushes: Option<Three>, deployments: Option<Decimal>) -> (Three, BTreeSet<&'static str>) {
    let (mut sum, mut lacks) = (Three::ZERO, BTreeSet::new());
    let (mut seen_push, mut released) = (false, false);
    for trigger in &pipeline.on {
        let more = match &trigger.event {
            event if is_push(event) => {
                let first = !std::mem::replace(&mut seen_push, true);
                if pushes.is_none() {
                    lacks.insert("a push");
                }
                pushes.filter(|_| first)
            }
            Event::Tag(_) | Event::Release(_) => {
                let first = !std::mem::replace(&mut released, true);
                if deployments.is_none() {
                    lacks.insert("a release");
                }
                deployments.map(Three::exact).filter(|_| first)
            }
            Event::Schedule(schedule) => fires(&schedule.cron.timing()).map(Three::exact),
            _ => None,
        };
        sum = more.and_then(|more| sum.plus(more)).unwrap_or(sum);
    }
    (sum, lacks)
}

/// Adds to each pipeline the runs of those that call it or that it waits for the end of. What goes in a circle is counted
/// once round.
fn passed_on(plan: &Plan, mut runs: Vec<Three>, fixed: &[bool]) -> Vec<Three> {
    let mut edges: HashMap<(usize, usize), u64> = HashMap::new();
    for view in plan.jobs() {
        if let Some(called) = view.calls.and_then(Binding::known) {
            let times = view
                .job
                .matrix
                .as_ref()
                .and_then(|matrix| expand(matrix.literal()?).count())
                .unwrap_or(1);
            let count = edges.entry((view.pipeline.position(), called.position())).or_default();
            *count = count.saturating_add(times);
        }
    }
    let by_name: HashMap<&str, usize> = plan.pipelines().map(|(index, id, _)| (id.as_str(), index.position())).collect();
    for (index, _, pipeline) in plan.pipelines() {
        for trigger in &pipeline.on {
            let Event::Pipeline(end) = &trigger.event else { continue };
            for before in end.pipelines.iter().filter_map(|name| by_name.get(name.as_str())) {
                edges.entry((*before, index.position())).or_insert(1);
            }
        }
    }
    let mut waits = vec![0_usize; runs.len()];
    let mut after: Vec<Vec<(usize, u64)>> = vec![Vec::new(); runs.len()];
    for ((from, to), times) in edges {
        if let (Some(wait), Some(list)) = (waits.get_mut(to), after.get_mut(from)) {
            *wait += 1;
            list.push((to, times));
        }
    }
    let mut open: Vec<usize> = (0..runs.len()).filter(|pipeline| waits.get(*pipeline) == Some(&0)).collect();
    while let Some(from) = open.pop() {
        let Some(own) = runs.get(from).copied() else { continue };
        for (to, times) in after.get(from).into_iter().flatten() {
            if let Some(wait) = waits.get_mut(*to) {
                *wait -= 1;
                if *wait == 0 {
                    open.push(*to);
                }
            }
            let more = own.times(*times);
            if fixed.get(*to) == Some(&false)
                && let (Some(runs), Some(more)) = (runs.get_mut(*to), more)
            {
                *runs = runs.plus(more).unwrap_or(*runs);
            }
        }
    }
    runs
}
