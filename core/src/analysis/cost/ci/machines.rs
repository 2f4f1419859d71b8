//! Machines of one's own that jobs run on.

use super::{Machine, Work};
use crate::analysis::cost::ledger::{Draft, Ledger};
use crate::analysis::cost::{Kind, Provenance, Three, What, runs};
use crate::model::CostCategory;
use crate::model::scalar::{Decimal, Per};
use crate::plan::Plan;
use crate::prices::{PriceEntry, machine};
use crate::text::ModelPath;
use std::collections::{HashMap, HashSet};

/// Adds machines that are declared, and names those that jobs ask for and nobody declared.
pub(super) fn add(ledger: &mut Ledger<'_>, work: &[Work]) {
    let ci = ledger.costs.and_then(|costs| costs.ci.as_ref());
    let base = ModelPath::root().key("costs").key("ci").key("machines");
    let busy_minutes = busy(work);
    for (label, own) in ci.into_iter().flat_map(|ci| &ci.machines) {
        let path = base.clone().key(label.as_str());
        let busy = busy_minutes
            .get(label.as_str())
            .and_then(|minutes| minutes.over(60))
            .unwrap_or(Three::ZERO);
        let always = own.count.unwrap_or(1);
        let hours = if own.autoscaled {
            let warm = Three::exact(u64::from(own.warm.unwrap_or(0)) * 730);
            busy.plus(warm)
        } else {
            Three::exact(1).times(u64::from(always) * 730)
        };
        let Some(hours) = hours else { continue };
        let windows = label.to_ascii_lowercase().contains("windows");
        let meter = own.size.as_deref().and_then(|size| machine(size, windows));
        let draft = Draft {
            category: CostCategory::DeveloperTools,
            kind: if own.autoscaled { Kind::Usage } else { Kind::Fixed },
            environments: own.environment.iter().cloned().collect(),
            ..Draft::new(
                path.clone(),
                format!("machines `{label}`"),
                meter.clone().unwrap_or_else(|| label.clone()),
                hours,
                Per::Hour,
            )
        };
        match (&own.price, meter) {
            (Some(price), _) => {
                let entry = PriceEntry::flat(draft.meter.as_str(), "", price, "costs.ci.machines");
                match entry {
                    Some(entry) => ledger.priced(draft, &entry, Provenance::said("costs.ci.machines")),
                    None => ledger.unknown(
                        path.clone(),
                        What::Price,
                        None,
                        format!("the price of `{label}` is of no time; say for example `0.192 USD/hour`"),
                    ),
                }
            }
            (None, Some(_)) => ledger.charge(draft),
            (None, None) => ledger.unknown(
                path.clone(),
                What::Price,
                None,
                format!("what a machine `{label}` costs is not known; say its `price` or `size`"),
            ),
        }
        upkeep(ledger, label, own.upkeep, &path);
    }
    fee(ledger, work);
    let known = |label: &str| ci.is_some_and(|ci| ci.machines.contains_key(label));
    let mut told: HashSet<&str> = HashSet::new();
    for work in work {
        let Machine::Own(label) = &work.machine else { continue };
        if known(label) || told.contains(label.as_str()) || ledger.is_covered(label, crate::analysis::cost::ledger::About::Other, &[]) {
            continue;
        }
        told.insert(label);
        let why = format!("jobs run on machines `{label}` of one's own, and nobody says what they cost; say `costs.ci.machines.{label}`");
        ledger.unknown(ledger.plan.pipeline_path(work.pipeline), What::Amount, None, why);
    }
}

/// Minutes of a month that jobs run on each kind of one's own machines.
fn busy(work: &[Work]) -> HashMap<&str, Three> {
    let mut busy: HashMap<&str, Three> = HashMap::new();
    for work in work {
        if let (Machine::Own(label), Some(minutes)) = (&work.machine, work.monthly(work.exact)) {
            let sum = busy.entry(label).or_insert(Three::ZERO);
            *sum = sum.plus(minutes).unwrap_or(*sum);
        }
    }
    busy
}

/// The work of people who look after machines.
fn upkeep(ledger: &mut Ledger<'_>, label: &str, upkeep: Option<crate::model::scalar::Duration>, path: &ModelPath) {
    let Some(upkeep) = upkeep else { return };
    let hourly = ledger.delivery().team.as_ref().and_then(|team| team.hourly_cost.clone());
    let path = path.clone().key("upkeep");
    let hours = Decimal::from(upkeep.as_millis()).checked_div(3_600_000).map(Three::exact);
    let entry = hourly.and_then(|price| PriceEntry::flat("team.hour", "", &price, "team.hourly_cost"));
    let (Some(hours), Some(entry)) = (hours, entry) else {
        let why = format!("what an hour of looking after `{label}` costs is not said; say `team.hourly_cost`");
        ledger.unknown(path, What::Price, None, why);
        return;
    };
    let mut draft = Draft::new(path, format!("upkeep of `{label}`"), "team.hour", hours, Per::Hour);
    draft.category = CostCategory::DeveloperTools;
    ledger.priced(draft, &entry, Provenance::said("team.hourly_cost"));
}

/// What the service takes for minutes on one's own machines.
fn fee(ledger: &mut Ledger<'_>, work: &[Work]) {
    let fee = ledger
        .costs
        .and_then(|costs| costs.ci.as_ref())
        .and_then(|ci| ci.self_hosted_fee.as_ref());
    let Some(entry) = fee.and_then(|fee| PriceEntry::flat("self-hosted-fee", "", fee, "costs.ci.self_hosted_fee")) else {
        return;
    };
    for work in work.iter().filter(|work| matches!(work.machine, Machine::Own(_))) {
        let Some(minutes) = work.monthly(work.exact) else { continue };
        let draft = super::usage(ledger, work, "self-hosted-fee", minutes, Per::Minute);
        ledger.priced(draft, &entry, Provenance::said("costs.ci.self_hosted_fee"));
    }
}

/// How busy machines of one's own are in a month, for those that are always there: label, how many, and the share of their
/// time, in percent. Those whose work is not known are left out.
pub fn utilization(plan: &Plan) -> Vec<(String, u32, Decimal)> {
    let book = crate::prices::builtin();
    let mut ledger = Ledger::new(plan, book);
    let Some(ci) = ledger
        .costs
        .and_then(|costs| costs.ci.as_ref())
        .filter(|ci| !ci.machines.is_empty())
    else {
        return Vec::new();
    };
    let runs = runs::of(plan, &mut ledger);
    let work = super::work::of(plan, &mut ledger, &runs);
    // What is not known may be all the work there is.
    if !ledger.unknowns.is_empty() {
        return Vec::new();
    }
    let busy = busy(&work);
    let mut list = Vec::new();
    for (label, own) in ci.machines.iter().filter(|(_, own)| !own.autoscaled) {
        let count = own.count.unwrap_or(1).max(1);
        let minutes = busy.get(label.as_str()).copied().unwrap_or(Three::ZERO);
        let there = i64::from(count) * 730 * 60;
        let share = minutes.high.checked_mul(Decimal::from(100)).and_then(|all| all.checked_div(there));
        list.extend(share.map(|share| (label.clone(), count, share)));
    }
    list
}
