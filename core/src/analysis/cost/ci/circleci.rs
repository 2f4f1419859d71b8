//! CircleCI: credits for each second, each job up to the next credit, less what the plan includes.

use super::{Machine, Work, take_off, unit, usage};
use crate::analysis::cost::ledger::Ledger;
use crate::analysis::cost::{Three, What};
use crate::model::scalar::Decimal;

pub(super) fn add(ledger: &mut Ledger<'_>, work: &[Work]) -> Vec<(usize, Three)> {
    let ci = ledger.costs.and_then(|costs| costs.ci.as_ref());
    let plan = ci.and_then(|ci| ci.plan.as_deref()).map(str::to_ascii_lowercase);
    let name = plan.as_deref().unwrap_or("free");
    let included = ledger
        .book
        .fact(&format!("circleci.included.{name}"))
        .map_or(Decimal::ZERO, |fact| fact.value);
    let (mut free, mut runs) = (Three::exact(included), Vec::new());
    for work in work {
        let Machine::Hosted(label) = &work.machine else { continue };
        let class = label.as_deref().unwrap_or("medium");
        let own = ci.and_then(|ci| ci.multipliers.get(class)).copied();
        let known = ledger.book.fact(&format!("circleci.credits.{class}")).map(|fact| fact.value);
        let Some(rate) = own.or(known) else {
            let why = format!("how many credits a minute on `{class}` takes is not known; say it in `costs.ci.multipliers`");
            ledger.unknown(ledger.plan.pipeline_path(work.pipeline), What::Price, Some("circleci.credits"), why);
            continue;
        };
        let Some(each) = work.credits(rate) else { continue };
        if let Some((entry, _)) = ledger.price("circleci.credits", None, &[])
            && let Some(run) = each.map(|credits| entry.cost(credits).map(|money| money.amount))
        {
            runs.push((work.pipeline.position(), run));
        }
        let Some(credits) = work.monthly(each) else { continue };
        let Some(paid) = take_off(&mut free, credits, Decimal::ONE).and_then(|taken| credits.with(taken, Decimal::checked_sub)) else {
            continue;
        };
        let draft = usage(ledger, work, "circleci.credits", paid, unit("credit"));
        ledger.charge(draft);
    }
    runs
}
