//! An estimate: the lines, their totals, and what is not known.

use super::ledger::Ledger;
use super::rollout::Release;
use super::split::evenly;
use super::{Kind, Line, Three, Unknown};
use crate::analysis::releases::releases;
use crate::model::CostCategory;
use crate::model::scalar::{Currency, Date, Decimal, Id};
use std::collections::{BTreeMap, HashSet};

/// What a delivery costs.
#[derive(Clone, Debug)]
pub struct Estimate {
    /// The currency of all amounts.
    pub currency: Currency,
    /// The lines, in the order of the document.
    pub lines: Vec<Line>,
    /// What costs money and nobody knows how much; part of no total.
    pub unknowns: Vec<Unknown>,
    /// What was taken for granted, in words.
    pub assumptions: Vec<String>,
    /// The totals.
    pub totals: Totals,
    /// What one run of each pipeline costs.
    pub pipelines: Vec<PipelineCost>,
    /// What one release costs beside its runs: machines that run twice.
    pub double_running: Three,
    /// What one release costs: the runs of the pipelines that bring it out, and machines that run twice.
    pub release: Three,
    /// The strategies that make machines run twice.
    pub strategies: Vec<Id>,
    /// How many deployments to production there are in a month.
    pub deployments: Option<Decimal>,
    /// How many clusters there are.
    pub clusters: Option<u32>,
    /// The oldest and the newest day of the prices that were used.
    pub as_of: Option<(Date, Date)>,
}

/// Totals of an estimate.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    /// In a month.
    pub monthly: Three,
    /// In a year, without what is paid once.
    pub yearly: Three,
    /// In a month, the same in each.
    pub fixed: Three,
    /// In a month, by use.
    pub usage: Three,
    /// Once.
    pub once: Three,
    /// In a month by environment; the last one without a name is shared by all.
    pub environments: Vec<Share>,
    /// In a month by service; the last one without a name is shared by all.
    pub services: Vec<Share>,
    /// In a month by kind of thing.
    pub categories: Vec<(CostCategory, Three)>,
    /// In a month for each cluster, of all that is spent.
    pub cluster: Option<Three>,
    /// For each deployment to production, of all that is spent.
    pub deployment: Option<Three>,
}

/// A part of a total.
#[derive(Clone, Debug)]
pub struct Share {
    /// Whose; none of what all share.
    pub id: Option<Id>,
    /// How much in a month.
    pub monthly: Three,
}

/// What a pipeline costs.
#[derive(Clone, Debug)]
pub struct PipelineCost {
    /// The pipeline.
    pub id: Id,
    /// How often it runs in a month.
    pub runs: Three,
    /// Minutes that machines work in one run, of all jobs together.
    pub machine_time: Three,
    /// The same with each job rounded up, to the minute or as the document says.
    pub rounded: Three,
    /// What one run costs at list prices, nothing included. None when it is not known.
    pub run: Option<Three>,
}

impl Estimate {
    pub(super) fn of(ledger: Ledger<'_>, pipelines: Vec<PipelineCost>, release: Release) -> Self {
        let delivery = ledger.delivery();
        let mut assumptions: Vec<String> = ledger.spared();
        assumptions.extend(ledger.assumptions.iter().cloned());
        let releasing: HashSet<&Id> = releases(ledger.plan)
            .into_iter()
            .filter_map(|release| ledger.plan.job(release.place.job))
            .filter_map(|view| ledger.plan.pipeline(view.pipeline).map(|(id, _)| id))
            .collect();
        let runs = pipelines
            .iter()
            .filter(|pipeline| releasing.contains(&pipeline.id))
            .filter_map(|pipeline| pipeline.run)
            .fold(Three::ZERO, |sum, run| sum.plus(run).unwrap_or(sum));
        let deployments = super::runs::deployments(ledger.plan).filter(|count| !count.is_zero());
        let clusters = super::item::clusters(delivery).filter(|count| *count > 0);
        let days = ledger.lines.iter().filter_map(|line| line.provenance.as_of);
        let as_of = days.clone().min().zip(days.max());
        let totals = Totals::of(&ledger.lines, delivery, clusters, deployments);
        Self {
            currency: ledger.currency,
            totals,
            pipelines,
            double_running: release.double,
            release: runs.plus(release.double).unwrap_or(runs),
            strategies: release.strategies,
            deployments,
            clusters,
            as_of,
            lines: ledger.lines,
            unknowns: ledger.unknowns,
            assumptions,
        }
    }
}

impl Totals {
    fn of(lines: &[Line], delivery: &crate::model::Delivery, clusters: Option<u32>, deployments: Option<Decimal>) -> Self {
        let add = |sum: &mut Three, more: Three| *sum = sum.plus(more).unwrap_or(*sum);
        let mut totals = Self::default();
        let mut categories: BTreeMap<&'static str, (CostCategory, Three)> = BTreeMap::new();
        for line in lines {
            match line.kind {
                Kind::Fixed => add(&mut totals.fixed, line.amount),
                Kind::Usage => add(&mut totals.usage, line.amount),
                Kind::Once => {
                    add(&mut totals.once, line.amount);
                    continue;
                }
            }
            add(&mut totals.monthly, line.amount);
            let (_, sum) = categories.entry(line.category.word()).or_insert((line.category, Three::ZERO));
            add(sum, line.amount);
        }
        totals.yearly = totals.monthly.times(12).unwrap_or(totals.monthly);
        totals.categories = categories.into_values().collect();
        totals.environments = shares(lines, delivery.environments.keys(), |line| &line.environments);
        totals.services = shares(lines, delivery.services.keys(), |line| &line.services);
        totals.cluster = clusters.and_then(|count| totals.monthly.over(i64::from(count)));
        totals.deployment = deployments.and_then(|count| totals.monthly.map(|all| super::commitment::ratio(all, count.rounded(6)?)));
        totals
    }
}

/// Splits lines evenly among those they are for. What is for nobody in particular comes last.
fn shares<'d>(lines: &[Line], ids: impl Iterator<Item = &'d Id>, of: impl Fn(&Line) -> &Vec<Id>) -> Vec<Share> {
    let mut sums: indexmap::IndexMap<Option<Id>, Three> = ids.map(|id| (Some(id.clone()), Three::ZERO)).collect();
    sums.insert(None, Three::ZERO);
    for line in lines.iter().filter(|line| line.kind != Kind::Once) {
        let among = of(line);
        let mut add = |id: Option<Id>, more: Three| {
            let sum = sums.entry(id).or_insert(Three::ZERO);
            *sum = sum.plus(more).unwrap_or(*sum);
        };
        if among.is_empty() {
            add(None, line.amount);
            continue;
        }
        let parts = |amount: Decimal| evenly(amount, among.len());
        let (low, likely, high) = (parts(line.amount.low), parts(line.amount.likely), parts(line.amount.high));
        for (position, id) in among.iter().enumerate() {
            let part = |list: &[Decimal]| list.get(position).copied().unwrap_or_default();
            add(
                Some(id.clone()),
                Three {
                    low: part(&low),
                    likely: part(&likely),
                    high: part(&high),
                },
            );
        }
    }
    let rest = sums.shift_remove(&None).unwrap_or(Three::ZERO);
    let mut list: Vec<Share> = sums.into_iter().map(|(id, monthly)| Share { id, monthly }).collect();
    list.push(Share { id: None, monthly: rest });
    list
}
