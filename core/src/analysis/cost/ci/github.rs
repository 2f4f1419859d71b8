//! GitHub Actions: minutes, each job rounded up, less those that the plan includes; people, storage.

use super::{Machine, Work, label, seats, take_off, unit, usage};
use crate::analysis::cost::ledger::{Draft, Ledger};
use crate::analysis::cost::{Kind, Line, Provenance, Three};
use crate::model::CostCategory;
use crate::model::scalar::{Decimal, Per};
use crate::prices::PriceEntry;
use crate::text::ModelPath;

pub(super) fn add(ledger: &mut Ledger<'_>, work: &[Work]) -> Vec<(usize, Three)> {
    let ci = ledger.costs.and_then(|costs| costs.ci.as_ref());
    let plan = ci.and_then(|ci| ci.plan.as_deref()).map(str::to_ascii_lowercase);
    let name = plan.as_deref().unwrap_or("free");
    let fact = ledger.book.fact(&format!("github-actions.included.{name}")).map(|fact| fact.value);
    let included = ci.and_then(|ci| ci.included_minutes).map(Decimal::from).or(fact);
    let public = ci.is_some_and(|ci| ci.public);
    if matches!(name, "team" | "enterprise" | "pro") {
        seats(ledger, &format!("github.{name}"));
    }
    let mut free = Three::exact(included.unwrap_or_default());
    let mut runs = Vec::new();
    // Linux first: its minutes count least against what is included.
    let mut order: Vec<(&Work, String)> = work
        .iter()
        .filter_map(|work| match &work.machine {
            Machine::Hosted(label) => Some((work, label::github(label.as_deref().unwrap_or("ubuntu-latest")))),
            Machine::Own(_) => None,
        })
        .collect();
    order.sort_by_key(|(_, sku)| {
        ["linux", "windows", "macos"]
            .iter()
            .position(|system| label::included(sku) == Some(*system))
    });
    if !order.is_empty() && plan.is_none() && !public {
        let minutes = included.unwrap_or_default();
        ledger.assume(format!(
            "no plan of GitHub is said, so {minutes} minutes a month are taken to be included"
        ));
    }
    for (work, sku) in order {
        let standard = label::included(&sku);
        if public && standard.is_some() {
            ledger.assume("minutes on the usual machines are free, since the source is public");
            runs.push((work.pipeline.position(), Three::ZERO));
            continue;
        }
        let meter = format!("github-actions.{sku}");
        let Some(minutes) = work.monthly(work.rounded) else { continue };
        let own = ci.and_then(|ci| ci.minutes.get(work.machine.name()));
        let draft = usage(ledger, work, &meter, minutes, Per::Minute);
        let entry = match own {
            Some(price) => PriceEntry::flat(meter.as_str(), "", price, "costs.ci.minutes"),
            None => ledger.price(&meter, None, &[]).map(|(entry, _)| entry),
        };
        if let Some(entry) = &entry
            && let Some(run) = work.rounded.map(|minutes| entry.cost(minutes).map(|money| money.amount))
        {
            runs.push((work.pipeline.position(), run));
        }
        let before = ledger.lines.len();
        match (own, entry) {
            (Some(_), Some(entry)) => {
                if !ledger.is_covered(&meter, draft.about, &[]) {
                    ledger.priced(draft, &entry, Provenance::said("costs.ci.minutes"));
                }
            }
            _ => ledger.charge(draft),
        }
        let charged = ledger.lines.get(before).cloned();
        if let (Some(line), Some(system)) = (charged, standard) {
            let weight = multiplier(ledger, work.machine.name(), system);
            let Some(taken) = take_off(&mut free, minutes, weight) else {
                continue;
            };
            credit(ledger, &line, taken);
        }
    }
    storage(ledger, name);
    runs
}

/// How many included minutes one minute takes.
fn multiplier(ledger: &mut Ledger<'_>, label: &str, system: &str) -> Decimal {
    let own = ledger
        .costs
        .and_then(|costs| costs.ci.as_ref())
        .and_then(|ci| ci.multipliers.get(label));
    if let Some(own) = own.filter(|own| **own > Decimal::ZERO) {
        return *own;
    }
    let fact = ledger.book.fact(&format!("github-actions.multiplier.{system}"));
    let value = fact.map_or(Decimal::ONE, |fact| fact.value);
    if value > Decimal::ONE {
        ledger.assume(format!("a minute on {system} is taken to use {value} included minutes"));
    }
    value
}

/// A line that takes off what is included, at the price it would have had.
fn credit(ledger: &mut Ledger<'_>, line: &Line, taken: Three) {
    let price = line.price.money.amount;
    let less = |amount: Decimal| Decimal::ZERO.checked_sub(amount);
    let value = taken.map(|minutes| minutes.checked_mul(price));
    let Some(value) = value.and_then(|value| value.with(line.amount, |value, most| less(value.min(most)))) else {
        return;
    };
    if let Some(quantity) = taken.map(less).filter(|taken| !taken.is_zero()) {
        ledger.lines.push(Line {
            name: format!("{}, included", line.name),
            quantity,
            amount: value,
            ..line.clone()
        });
    }
}

/// What artifacts and caches take up beyond what the plan includes.
fn storage(ledger: &mut Ledger<'_>, plan: &str) {
    let Some(ci) = ledger.costs.and_then(|costs| costs.ci.as_ref()) else {
        return;
    };
    let free = |name: String| ledger.book.fact(&name).map_or(Decimal::ZERO, |fact| fact.value);
    let kinds = [
        (
            "storage",
            ci.storage,
            free(format!("github-actions.storage-included.{plan}")),
            "artifacts and packages",
        ),
        ("cache", ci.cache, free("github-actions.cache-included".to_owned()), "caches"),
    ];
    for (key, size, free, name) in kinds {
        let Some(size) = size else { continue };
        let gigabytes = Decimal::from(size.bytes()).checked_div(1 << 30).unwrap_or_default();
        let paid = gigabytes.checked_sub(free).filter(|paid| *paid > Decimal::ZERO);
        let Some(paid) = paid else { continue };
        let path = ModelPath::root().key("costs").key("ci").key(key);
        let draft = Draft {
            category: CostCategory::DeveloperTools,
            kind: Kind::Usage,
            ..Draft::new(path, name, format!("github-actions.{key}"), Three::exact(paid), unit("GB-month"))
        };
        ledger.charge(draft);
    }
}
