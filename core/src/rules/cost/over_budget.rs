//! `CST001`: more is spent than may be.

use super::said::{amount, costs, monthly};
use crate::analysis::cost::{Estimate, Line, Three, estimate};
use crate::model::CostBudget;
use crate::plan::Plan;
use crate::prices::builtin;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// What the delivery costs is more than its budget.
    ///
    /// A budget is a promise like any other; held against the bill of the month, it is broken before anyone looks. The estimate
    /// counts only what is known, so the bill is at least that.
    ///
    /// ```yaml bad
    /// objectives: { budget: 100 USD/month }
    /// costs:
    ///   items:
    ///     monitoring: { price: 120 USD/month }
    /// ```
    ///
    /// ```yaml good
    /// objectives: { budget: 150 USD/month }
    /// costs:
    ///   items:
    ///     monitoring: { price: 120 USD/month }
    /// ```
    ///
    /// References: FinOps Framework, "Budgeting".
    Error, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let delivery = plan.delivery();
    let budget = delivery.objectives.as_ref().and_then(|objectives| objectives.budget.as_ref());
    let parts = delivery
        .costs
        .as_ref()
        .map(|costs| &costs.budgets)
        .filter(|budgets| !budgets.is_empty());
    if budget.is_none() && parts.is_none() {
        return;
    }
    let estimate = estimate(plan, builtin());
    let mut held = |path: ModelPath, what: &str, limit: &crate::model::scalar::Price, spent: Three| {
        let Some(limit) = monthly(limit).filter(|limit| limit.currency == estimate.currency) else {
            return;
        };
        if spent.likely > limit.amount {
            _ = found
                .add(
                    path,
                    format!(
                        "{what} costs {} a month, and {limit} may be spent",
                        amount(spent.likely, estimate.currency)
                    ),
                )
                .help("`gatewright cost` shows every line and what could be saved");
        }
    };
    if let Some(budget) = budget {
        held(
            ModelPath::root().key("objectives").key("budget"),
            "the delivery",
            budget,
            estimate.totals.monthly,
        );
    }
    for (id, part) in parts.into_iter().flatten() {
        let path = costs().key("budgets").key(id.as_str()).key("limit");
        held(path, &format!("what `{id}` is for"), &part.limit, spent(&estimate, part));
    }
}

/// What is spent on the part that a budget is for: lines that name what it names. A line for many counts by its share.
fn spent(estimate: &Estimate, budget: &CostBudget) -> Three {
    let whole = budget.environments.is_empty() && budget.services.is_empty() && budget.items.is_empty();
    if whole {
        return estimate.totals.monthly;
    }
    let share = |list: &[crate::analysis::cost::Share], ids: &[crate::model::scalar::Id]| {
        let own = list.iter().filter(|share| share.id.as_ref().is_some_and(|id| ids.contains(id)));
        own.fold(Three::ZERO, |sum, share| sum.plus(share.monthly).unwrap_or(sum))
    };
    if !budget.environments.is_empty() {
        return share(&estimate.totals.environments, &budget.environments);
    }
    if !budget.services.is_empty() {
        return share(&estimate.totals.services, &budget.services);
    }
    let named = |line: &&Line| {
        line.path
            .last_key()
            .is_some_and(|key| budget.items.iter().any(|id| id.as_str() == key))
    };
    let lines = estimate.lines.iter().filter(named);
    lines.fold(Three::ZERO, |sum, line| sum.plus(line.amount).unwrap_or(sum))
}
