//! What CI costs: the time of jobs, as often as pipelines run, by the rules of the service that runs them.

mod azure;
mod billing;
mod circleci;
mod github;
mod gitlab;
mod label;
mod machines;
mod system;
mod work;

pub use billing::{Minutes, billed_minutes, circleci_credits, gitlab_minutes};
pub use machines::utilization;
pub use system::System;
pub(super) use work::{Machine, Work};

use super::estimate::PipelineCost;
use super::ledger::{Draft, Ledger};
use super::runs::Runs;
use super::{Kind, Three, What};
use crate::model::CostCategory;
use crate::model::scalar::{Decimal, Per};
use crate::text::ModelPath;

/// Adds what CI costs, and tells what one run of each pipeline costs.
pub(super) fn add(ledger: &mut Ledger<'_>, runs: &Runs) -> Vec<PipelineCost> {
    let plan = ledger.plan;
    if plan.delivery().pipelines.is_empty() {
        return Vec::new();
    }
    let work = work::of(plan, ledger, runs);
    machines::add(ledger, &work);
    let hosted = work.iter().any(|work| matches!(work.machine, Machine::Hosted(_)));
    let costs = match system(plan) {
        Some(System::GithubActions) => github::add(ledger, &work),
        Some(System::GitlabCi) => gitlab::add(ledger, &work),
        Some(System::AzurePipelines) => azure::add(ledger, &work),
        Some(System::Circleci) => circleci::add(ledger, &work),
        Some(System::Jenkins) => Vec::new(),
        None => {
            if hosted {
                let why = "which service runs the pipelines is not said, so what its machines cost is not known; name it by a cost item \
                           `of` one of its meters, such as `github-actions`, or by `costs.prices`";
                ledger.unknown(ModelPath::root().key("pipelines"), What::Amount, None, why);
            }
            Vec::new()
        }
    };
    per_run(ledger, &work, costs)
}

/// The service that runs the pipelines of a plan.
pub(super) fn system(plan: &crate::plan::Plan) -> Option<System> {
    system::of(plan)
}

/// What one run of each pipeline costs, from the list prices of what its jobs use.
fn per_run(ledger: &Ledger<'_>, work: &[Work], costs: Vec<(usize, Three)>) -> Vec<PipelineCost> {
    let plan = ledger.plan;
    let mut list: Vec<PipelineCost> = plan
        .pipelines()
        .map(|(_, id, _)| PipelineCost {
            id: id.clone(),
            runs: Three::ZERO,
            machine_time: Three::ZERO,
            rounded: Three::ZERO,
            run: None,
        })
        .collect();
    for work in work {
        let Some(cost) = list.get_mut(work.pipeline.position()) else {
            continue;
        };
        cost.runs = work.runs;
        cost.machine_time = cost.machine_time.plus(work.exact).unwrap_or(cost.machine_time);
        cost.rounded = cost.rounded.plus(work.rounded).unwrap_or(cost.rounded);
    }
    for (pipeline, run) in costs {
        let Some(cost) = list.get_mut(pipeline) else { continue };
        cost.run = cost.run.unwrap_or(Three::ZERO).plus(run);
    }
    list
}

/// A line for what jobs of a pipeline use.
fn usage(ledger: &Ledger<'_>, work: &Work, meter: impl Into<String>, quantity: Three, per: Per) -> Draft {
    let path = ledger.plan.pipeline_path(work.pipeline);
    let id = ledger.plan.pipeline(work.pipeline).map_or("", |(id, _)| id.as_str());
    Draft {
        kind: Kind::Usage,
        category: CostCategory::DeveloperTools,
        ..Draft::new(path, format!("{id} on {}", work.machine.name()), meter, quantity, per)
    }
}

/// A line for people that are paid for.
fn seats(ledger: &mut Ledger<'_>, meter: &str) {
    let delivery = ledger.delivery();
    let users = ledger.costs.and_then(|costs| costs.ci.as_ref()).and_then(|ci| ci.users);
    let users = users.or(delivery.team.as_ref().and_then(|team| team.engineers));
    let path = ModelPath::root().key("costs").key("ci").key("plan");
    match users {
        Some(users) => {
            let draft = Draft {
                category: CostCategory::DeveloperTools,
                ..Draft::new(path, format!("people in {meter}"), meter, Three::exact(users), unit("user-month"))
            };
            ledger.charge(draft);
        }
        None => ledger.unknown(
            path,
            What::Amount,
            Some(meter),
            "how many people the plan is paid for is not said; say `costs.ci.users`",
        ),
    }
}

/// What is included in a plan, taken off what is used: the first uses first. Gives what is left free.
fn take_off(free: &mut Three, used: Three, weight: Decimal) -> Option<Three> {
    let wanted = used.times(weight)?;
    let taken = free.with(wanted, |free, wanted| Some(free.min(wanted)))?;
    *free = free.with(taken, Decimal::checked_sub)?;
    // Back from what counts to minutes.
    taken.map(|taken| divided(taken, weight))
}

/// One number by another of few decimals.
fn divided(amount: Decimal, by: Decimal) -> Option<Decimal> {
    let thousand = by.checked_mul(Decimal::from(1000))?.whole()?;
    amount.checked_mul(Decimal::from(1000))?.checked_div(i64::try_from(thousand).ok()?)
}

/// A unit of use by its name.
fn unit(name: &str) -> Per {
    name.parse().unwrap_or(Per::Month)
}
