//! GitLab: the time of all jobs together, times what a minute counts on such a machine, less what the plan includes.

use super::{Machine, Work, label, seats, take_off, usage};
use crate::analysis::cost::ledger::Ledger;
use crate::analysis::cost::{Three, What};
use crate::model::scalar::{Decimal, Per};

pub(super) fn add(ledger: &mut Ledger<'_>, work: &[Work]) -> Vec<(usize, Three)> {
    let ci = ledger.costs.and_then(|costs| costs.ci.as_ref());
    let plan = ci.and_then(|ci| ci.plan.as_deref()).map(str::to_ascii_lowercase);
    let name = plan.as_deref().unwrap_or("free");
    let fact = ledger.book.fact(&format!("gitlab-ci.included.{name}")).map(|fact| fact.value);
    let included = ci
        .and_then(|ci| ci.included_minutes)
        .map(Decimal::from)
        .or(fact)
        .unwrap_or_default();
    if matches!(name, "premium" | "ultimate") {
        seats(ledger, &format!("gitlab.{name}"));
    }
    let (mut free, mut runs, mut hosted) = (Three::exact(included), Vec::new(), false);
    for work in work {
        let Machine::Hosted(label) = &work.machine else { continue };
        hosted = true;
        let kind = label::gitlab(label.as_deref());
        let own = ci.and_then(|ci| ci.multipliers.get(work.machine.name())).copied();
        let known = ledger.book.fact(&format!("gitlab-ci.factor.{kind}")).map(|fact| fact.value);
        let Some(factor) = own.or(known) else {
            let why = format!("what a minute counts on `{kind}` is not known; say it in `costs.ci.multipliers`");
            ledger.unknown(
                ledger.plan.pipeline_path(work.pipeline),
                What::Price,
                Some("gitlab-ci.minutes"),
                why,
            );
            continue;
        };
        let Some(each) = work.exact.times(factor) else { continue };
        if let Some((entry, _)) = ledger.price("gitlab-ci.minutes", None, &[])
            && let Some(run) = each.map(|minutes| entry.cost(minutes).map(|money| money.amount))
        {
            runs.push((work.pipeline.position(), run));
        }
        let Some(counted) = work.monthly(each) else { continue };
        let Some(paid) = take_off(&mut free, counted, Decimal::ONE).and_then(|taken| counted.with(taken, Decimal::checked_sub)) else {
            continue;
        };
        let draft = usage(ledger, work, "gitlab-ci.minutes", paid, Per::Minute);
        ledger.charge(draft);
    }
    if hosted {
        if plan.is_none() {
            ledger.assume(format!(
                "no plan of GitLab is said, so {included} minutes a month are taken to be included"
            ));
        } else {
            ledger.assume(format!("{included} minutes a month are included in the plan `{name}`"));
        }
    }
    runs
}
