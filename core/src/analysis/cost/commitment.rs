//! Discounts for promising to stay: `od x [(1 - cov) + cov x (1 - d) / util]`, and when they pay.

use super::ledger::Ledger;
use super::{Kind, Line, Provenance, Three, What};
use crate::model::scalar::{Decimal, Id, Per, Percent, Period, Price};
use crate::model::{Commitment, CommitmentKind, CommitmentTerm, CostCategory};
use crate::text::ModelPath;

/// The number of months of a term.
fn months(term: Option<CommitmentTerm>) -> i64 {
    match term {
        Some(CommitmentTerm::Month) => 1,
        Some(CommitmentTerm::ThreeYears) => 36,
        Some(CommitmentTerm::FiveYears) => 60,
        Some(CommitmentTerm::Year) | None => 12,
    }
}

/// Whether a commitment covers a line: by its meter or one above it, by its cost item, or by its environment.
fn covers(commitment: &Commitment, line: &Line) -> bool {
    let region = commitment.region.as_deref().is_none_or(|region| {
        let of = line.provenance.instead_of.as_ref().or(line.provenance.region.as_ref());
        of.is_none_or(|of| of == region)
    });
    region
        && commitment.covers.iter().any(|name| {
            let by_meter = line.meter.as_ref().is_some_and(|meter| {
                let rest = meter.strip_prefix(name.as_str());
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            });
            let by_item = line.path.segments().len() == 3 && line.path.last_key() == Some(name);
            let by_environment = line.environments.len() == 1 && line.environments.iter().any(|id| id.as_str() == name);
            by_meter || by_item || by_environment
        })
}

/// Adds commitments.
pub(super) fn add(ledger: &mut Ledger<'_>) {
    let Some(costs) = ledger.costs else { return };
    for (id, commitment) in &costs.commitments {
        let path = ModelPath::root().key("costs").key("commitments").key(id.as_str());
        let covered: Vec<&Line> = ledger.lines.iter().filter(|line| covers(commitment, line)).collect();
        let base = covered.iter().try_fold(Three::ZERO, |sum, line| sum.plus(line.amount));
        let Some(base) = base.filter(|_| !covered.is_empty()) else {
            ledger.assume(format!("the commitment `{id}` covers nothing that is priced here"));
            continue;
        };
        let meter = covered.iter().find_map(|line| line.meter.clone());
        let environments: Vec<Id> = covered.iter().flat_map(|line| line.environments.iter().cloned()).collect();
        let change = if let Some(price) = &commitment.price {
            promised(ledger, id, commitment, price, base, &path)
        } else {
            discounted(ledger, id, commitment, meter.as_deref(), base, &path)
        };
        let Some(change) = change else { continue };
        let upfront = commitment
            .upfront
            .and_then(|money| ledger.exchanged(Three::exact(money.amount), money.currency, &path));
        let spread = upfront.and_then(|upfront| upfront.over(months(commitment.term)));
        if spread.is_some() {
            ledger.assume(format!("what `{id}` takes at the beginning is spread over its term"));
        }
        let amount = change.plus(spread.unwrap_or(Three::ZERO)).unwrap_or(change);
        let amount = Three {
            low: amount.low.min(amount.high),
            likely: amount.likely,
            high: amount.high.max(amount.low),
        };
        ledger.lines.push(Line {
            path,
            name: format!("commitment {id}"),
            meter: None,
            category: CostCategory::Other,
            kind: Kind::Fixed,
            quantity: Three::exact(1),
            price: Price::per(super::ledger::money(amount.likely, ledger.currency), Per::Month),
            provenance: Provenance::said("costs.commitments"),
            amount,
            environments: if environments.len() == 1 { environments } else { Vec::new() },
            services: Vec::new(),
            clusters: false,
            provider: None,
        });
    }
}

/// What a discount on a share of the use changes: less, or more when too little of it is used.
fn discounted(ledger: &mut Ledger<'_>, id: &Id, own: &Commitment, meter: Option<&str>, base: Three, path: &ModelPath) -> Option<Three> {
    if own.kind == Some(CommitmentKind::Contract) && own.discount.is_none() {
        return None;
    }
    let Some(discount) = discount(ledger, own, meter) else {
        let why = format!("what the commitment `{id}` takes off is not said; say its `discount`");
        ledger.unknown(path.clone(), What::Price, meter, why);
        return None;
    };
    let coverage = own.coverage.unwrap_or(Percent::HUNDRED).as_decimal();
    let used = own.utilization.unwrap_or(Percent::HUNDRED).as_decimal();
    base.map(|base| {
        let covered = base.checked_mul(coverage)?.checked_div(100)?;
        let paid = covered.checked_mul(Decimal::from(100).checked_sub(discount)?)?.checked_div(100)?;
        ratio(paid, used)?.checked_mul(Decimal::from(100))?.checked_sub(covered)
    })
}

/// What a discount is, in percent: as said, or as the book knows it.
pub(super) fn discount(ledger: &Ledger<'_>, own: &Commitment, meter: Option<&str>) -> Option<Decimal> {
    own.discount.map(Percent::as_decimal).or_else(|| {
        let term = if own.term == Some(CommitmentTerm::ThreeYears) {
            "three-years"
        } else {
            "year"
        };
        listed(ledger.book, term, meter?)
    })
}

/// What the book knows that a promise for a term takes off a meter, in percent.
pub(super) fn listed(book: &crate::prices::PriceBook, term: &str, meter: &str) -> Option<Decimal> {
    if let Some(rest) = meter.strip_prefix("azure.app-service.") {
        // Only the premium plans of the third version and later can be reserved.
        let (plan, system) = rest.split_once('.').unwrap_or((rest, "linux"));
        if !(plan.ends_with("v3") || plan.ends_with("v4")) {
            return None;
        }
        return book
            .fact(&format!("commitment.{term}.azure.app-service.{system}"))
            .map(|fact| fact.value);
    }
    book.fact_about(&format!("commitment.{term}"), meter).map(|fact| fact.value)
}

/// What a promise of so much money changes: it is paid whether used or not, and buys what it would cost with the discount.
fn promised(ledger: &mut Ledger<'_>, id: &Id, own: &Commitment, price: &Price, base: Three, path: &ModelPath) -> Option<Three> {
    let Some(monthly) = price.over_period(Period::Month) else {
        let why = format!("the price of the commitment `{id}` is of no time; say for example `2 USD/hour`");
        ledger.unknown(path.clone(), What::Price, None, why);
        return None;
    };
    let paid = ledger.exchanged(Three::exact(monthly.amount), monthly.currency, path)?;
    let discount = own.discount.map_or(Decimal::ZERO, Percent::as_decimal);
    let rest = Decimal::from(100).checked_sub(discount)?;
    paid.with(base, |paid, base| {
        let buys = ratio(paid, rest)?.checked_mul(Decimal::from(100))?;
        paid.checked_sub(buys.min(base))
    })
}

/// One number by another, where that has six decimals at most. None when it is nothing.
pub(super) fn ratio(amount: Decimal, by: Decimal) -> Option<Decimal> {
    let million = Decimal::from(1_000_000);
    let by = by.checked_mul(million)?.whole()?;
    amount.checked_mul(million)?.checked_div(i64::try_from(by).ok()?)
}

/// A commitment and how much of it must be used for it to pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BreakEven {
    /// The commitment.
    pub id: Id,
    /// The share that is used, in percent.
    pub used: Decimal,
    /// The share from which on it pays, in percent: what the discount leaves.
    pub needed: Decimal,
}

/// The commitments whose use and discount are both said, with the use from which on they pay.
pub fn break_even(costs: &crate::model::Costs) -> Vec<BreakEven> {
    let both = costs.commitments.iter().filter_map(|(id, own)| {
        let discount = own.discount?.as_decimal();
        Some(BreakEven {
            id: id.clone(),
            used: own.utilization?.as_decimal(),
            needed: Decimal::from(100).checked_sub(discount)?,
        })
    });
    both.collect()
}
