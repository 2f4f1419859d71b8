//! What could be saved: each advice with its amount and what it takes for granted.

use super::commitment::listed;
use super::host::is_production;
use super::{Estimate, Kind, Line, PipelineCost, Three};
use crate::model::scalar::{Decimal, Per};
use crate::model::{Delivery, Environment, Platform, Tier};
use crate::plan::Plan;
use crate::prices::PriceBook;
use crate::text::{ModelPath, Segment};
use std::collections::{BTreeSet, HashMap};

/// Something that would save money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// What kind of advice, such as `switch-off-at-night`.
    pub kind: &'static str,
    /// Where in the document.
    pub path: ModelPath,
    /// What to do.
    pub what: String,
    /// What it saves in a month.
    pub saves: Three,
    /// What it takes for granted.
    pub assumes: String,
}

/// Hours of a week that an environment for work is needed: eleven on five days.
const NEEDED: i64 = 55;
/// Hours of a week.
const WEEK: i64 = 168;

/// What could be saved, the most first.
pub fn advice(plan: &Plan, estimate: &Estimate, book: &PriceBook) -> Vec<Advice> {
    let delivery = plan.delivery();
    let mut list: Vec<Advice> = Vec::new();
    let committed: BTreeSet<&str> = delivery
        .costs
        .iter()
        .flat_map(|costs| costs.commitments.values())
        .flat_map(|commitment| commitment.covers.iter().map(String::as_str))
        .collect();
    for line in &estimate.lines {
        list.extend(at_night(delivery, line));
        list.extend(reserve(line, &committed, book));
        list.extend(smaller_machine(line, book));
        list.extend(shorter_retention(line));
    }
    list.extend(merge_jobs(plan, estimate));
    list.retain(|advice| advice.saves.likely > Decimal::ZERO);
    list.sort_by_key(|advice| std::cmp::Reverse(advice.saves.likely));
    list
}

/// Whether an environment is for work, and what it runs on can be switched off.
pub fn rests(id: &crate::model::scalar::Id, environment: &Environment) -> bool {
    let tier = environment.tier(id);
    let works = matches!(tier, Some(Tier::Development | Tier::Test | Tier::Staging | Tier::Preview));
    // The plan of an App Service costs the same whether its apps run or not.
    let stops = matches!(
        environment.platform,
        Some(Platform::VmGroup(_) | Platform::AwsEcs(_) | Platform::AzureContainerApps(_))
    );
    works && stops && environment.schedule.is_none()
}

fn at_night(delivery: &Delivery, line: &Line) -> Option<Advice> {
    let [id] = line.environments.as_slice() else { return None };
    let environment = delivery.environments.get(id)?;
    let own = matches!(line.path.segments().first(), Some(Segment::Key(key)) if key == "environments");
    if !own || line.kind != Kind::Fixed || !rests(id, environment) {
        return None;
    }
    Some(Advice {
        kind: "switch-off-at-night",
        path: line.path.clone(),
        what: format!("switch `{id}` off at night and on weekends, with its `schedule`"),
        saves: line.amount.times(WEEK - NEEDED)?.over(WEEK)?,
        assumes: "it is needed for eleven hours on five days of the week".to_owned(),
    })
}

/// What a year's promise would take off a steady line that nobody made one for, in percent.
pub fn reservable(line: &Line, committed: &BTreeSet<&str>, book: &PriceBook) -> Option<Decimal> {
    let meter = line.meter.as_ref()?;
    let steady = line.kind == Kind::Fixed && line.price.per == Some(Per::Hour) && line.amount.is_exact();
    // Only what never rests: so many whole months of hours.
    let whole = line.quantity.likely.checked_div(730)?.whole().is_some_and(|count| count > 0);
    let covered = committed.iter().any(|name| {
        meter.starts_with(name) || line.path.last_key() == Some(name) || line.environments.iter().any(|id| id.as_str() == *name)
    });
    (steady && whole && !covered).then(|| listed(book, "year", meter))?
}

fn reserve(line: &Line, committed: &BTreeSet<&str>, book: &PriceBook) -> Option<Advice> {
    let discount = reservable(line, committed, book)?;
    Some(Advice {
        kind: "reserve-steady-load",
        path: line.path.clone(),
        what: format!("promise to keep {} for a year", line.name),
        saves: line.amount.times(discount)?.over(100)?,
        assumes: format!(
            "it runs for at least {}% of the year, and the discount is {discount}%",
            Decimal::from(100).checked_sub(discount)?
        ),
    })
}

fn smaller_machine(line: &Line, book: &PriceBook) -> Option<Advice> {
    let meter = line.meter.as_ref()?.strip_prefix("github-actions.")?;
    let (base, cores) = meter.strip_suffix("-core")?.rsplit_once('-')?;
    let cores: u32 = cores.parse().ok()?;
    let smaller = if cores > 4 {
        format!("{base}-{}-core", cores / 2)
    } else {
        base.to_owned()
    };
    let price = book
        .find(&format!("github-actions.{smaller}"), None)?
        .entry
        .unit_price()
        .money
        .amount;
    let own = line.price.money.amount;
    // Half the cores take at most twice as long; with what runs one after the other it is less.
    let half_again = price.checked_mul(Decimal::from(3))?.checked_div(2)?;
    let less = own.checked_sub(half_again).filter(|less| *less > Decimal::ZERO)?;
    let saves = line.quantity.map(|minutes| minutes.checked_mul(less))?;
    Some(Advice {
        kind: "right-size-runner",
        path: line.path.clone(),
        what: format!("run {} on `{smaller}`", line.name),
        saves,
        assumes: "jobs take half as long again with half the cores; larger machines pay only for what runs side by side".to_owned(),
    })
}

fn shorter_retention(line: &Line) -> Option<Advice> {
    let keeps = line
        .meter
        .as_ref()
        .is_some_and(|meter| meter.ends_with(".retention") || meter.ends_with(".archive"));
    if !keeps {
        return None;
    }
    Some(Advice {
        kind: "shorten-retention",
        path: line.path.clone(),
        what: format!("keep the lines of {} half as long", line.name.trim_end_matches(", kept")),
        saves: line.amount.over(2)?,
        assumes: "no framework and no investigation asks for more".to_owned(),
    })
}

/// The minutes of one run that are lost by each job being rounded by itself, and all that are billed. None when nothing is.
pub fn rounding(pipeline: &PipelineCost) -> Option<(Decimal, Decimal)> {
    let (exact, rounded) = (pipeline.machine_time.likely, pipeline.rounded.likely);
    // Together they would still be rounded once.
    let near = exact.rounded(0)?;
    let together = if near < exact { near.checked_add(Decimal::ONE)? } else { near };
    let lost = rounded.checked_sub(together)?;
    (lost > Decimal::ZERO && rounded > Decimal::ZERO).then_some((lost, rounded))
}

fn merge_jobs(plan: &Plan, estimate: &Estimate) -> Vec<Advice> {
    // What is included costs nothing, and so saves nothing.
    let mut paid: HashMap<ModelPath, Three> = HashMap::new();
    for line in &estimate.lines {
        if line.meter.as_ref().is_some_and(|meter| meter.starts_with("github-actions.")) {
            let sum = paid.entry(line.path.clone()).or_insert(Three::ZERO);
            *sum = sum.plus(line.amount).unwrap_or(*sum);
        }
    }
    let mut list = Vec::new();
    for (index, id, _) in plan.pipelines() {
        let path = plan.pipeline_path(index);
        let pipeline = estimate.pipelines.get(index.position());
        let Some((pipeline, paid)) = pipeline.zip(paid.get(&path)) else {
            continue;
        };
        let Some((wasted, billed)) = rounding(pipeline) else { continue };
        let fifth = billed.checked_div(5);
        if fifth.is_none_or(|fifth| wasted < fifth) {
            continue;
        }
        let saves = paid.map(|paid| super::commitment::ratio(paid.checked_mul(wasted)?, billed.rounded(6)?));
        list.extend(saves.map(|saves| Advice {
            kind: "merge-tiny-jobs",
            path,
            what: format!(
                "let jobs of `{id}` share a machine: {} of {} minutes of a run are rounding",
                shown(wasted),
                shown(billed)
            ),
            saves,
            assumes: "all jobs can run one after the other, which takes longer".to_owned(),
        }));
    }
    list
}

fn shown(minutes: Decimal) -> String {
    minutes.rounded(1).unwrap_or(minutes).to_string()
}

/// Production that runs on a plan which no promise makes cheaper, such as `S1` of App Service.
pub fn unreservable(delivery: &Delivery) -> impl Iterator<Item = (&crate::model::scalar::Id, &str)> {
    delivery.environments.iter().filter_map(|(id, environment)| {
        let Some(Platform::AzureAppService(app)) = &environment.platform else {
            return None;
        };
        let plan = app.plan.as_deref()?;
        let newer = plan.to_ascii_lowercase().ends_with("v3") || plan.to_ascii_lowercase().ends_with("v4");
        (is_production(id, environment) && !newer).then_some((id, plan))
    })
}
