//! Azure Pipelines: not minutes are paid for but how many jobs may run at once.

use super::{Machine, Work};
use crate::analysis::cost::Three;
use crate::analysis::cost::ledger::{Draft, Ledger};
use crate::model::CostCategory;
use crate::model::scalar::{Decimal, Per};
use crate::text::ModelPath;

pub(super) fn add(ledger: &mut Ledger<'_>, work: &[Work]) -> Vec<(usize, Three)> {
    let fact = |ledger: &Ledger<'_>, name: &str| ledger.book.fact(name).map_or(Decimal::ZERO, |fact| fact.value);
    let said = ledger.costs.and_then(|costs| costs.ci.as_ref()).and_then(|ci| ci.parallel_jobs);
    for hosted in [true, false] {
        let minutes = work
            .iter()
            .filter(|work| matches!(work.machine, Machine::Hosted(_)) == hosted)
            .filter_map(|work| work.monthly(work.exact))
            .try_fold(Three::ZERO, Three::plus);
        let Some(minutes) = minutes.filter(|minutes| !minutes.is_zero()) else {
            continue;
        };
        let kind = if hosted { "hosted" } else { "self-hosted" };
        let meter = format!("azure-pipelines.{kind}-parallel-job");
        // A month has 43,800 minutes, and one job at a time can use no more.
        let least = |minutes: Decimal| {
            let jobs = minutes.checked_div(43_800)?;
            let down = jobs.rounded(0)?;
            if down < jobs { down.checked_add(Decimal::ONE) } else { Some(down) }
        };
        let Some(least) = minutes.map(least).and_then(|jobs| jobs.map(|jobs| Some(jobs.max(Decimal::ONE)))) else {
            continue;
        };
        let free = fact(ledger, &format!("azure-pipelines.free-{kind}-parallel-jobs"));
        let free_minutes = fact(ledger, "azure-pipelines.included.free");
        let paid = match said.filter(|_| hosted) {
            Some(said) => Some(Three::exact(said)),
            // The free job of hosted machines has few minutes; who needs more pays for all of them.
            None if hosted => least.with(minutes, |jobs, minutes| {
                Some(if minutes <= free_minutes { Decimal::ZERO } else { jobs })
            }),
            None => least.map(|jobs| jobs.checked_sub(free)),
        };
        let Some(paid) = paid.filter(|paid| !paid.is_zero()) else {
            continue;
        };
        if said.is_none() && !ledger.is_covered(&meter, crate::analysis::cost::ledger::About::Other, &[]) {
            ledger.assume(format!(
                "as few {kind} parallel jobs are paid for as the minutes need, whatever the waiting; say `costs.ci.parallel_jobs`"
            ));
        }
        let path = ModelPath::root().key("costs").key("ci").key("parallel_jobs");
        let draft = Draft {
            category: CostCategory::DeveloperTools,
            ..Draft::new(path, format!("{kind} parallel jobs"), meter, paid, Per::Month)
        };
        ledger.charge(draft);
    }
    // One more run costs nothing where only jobs at once are paid for.
    work.iter().map(|work| (work.pipeline.position(), Three::ZERO)).collect()
}
