//! `CST010`: data that moves for more money than it may.

use super::said::{amount, costs, limits, monthly};
use crate::analysis::cost::estimate;
use crate::plan::Plan;
use crate::prices::builtin;
use crate::rules::{Findings, rule};
use crate::text::Segment;

rule! {
    /// Data that moves between two places costs more than the document allows.
    ///
    /// What crosses the border of a data centre, a region or a cloud is charged by the gigabyte, and shows in no size of any
    /// machine.
    ///
    /// ```yaml bad
    /// environments: { prod: { tier: production, region: us-east-1 } }
    /// costs:
    ///   limits: { transfer: 50 USD/month }
    ///   transfers: [ { from: prod, monthly: 2TB } ]
    /// ```
    ///
    /// ```yaml good
    /// environments: { prod: { tier: production, region: us-east-1 } }
    /// costs:
    ///   limits: { transfer: 50 USD/month }
    ///   transfers: [ { from: prod, monthly: 200GB } ]
    /// ```
    ///
    /// References: AWS, "EC2 on-demand pricing: data transfer".
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let Some(limit) = limits(plan.delivery())
        .and_then(|limits| limits.transfer.as_ref())
        .and_then(monthly)
    else {
        return;
    };
    let estimate = estimate(plan, builtin());
    if limit.currency != estimate.currency {
        return;
    }
    let base = costs().key("transfers");
    for line in &estimate.lines {
        let is_transfer = matches!(line.path.segments(), [.., Segment::Index(_)]) && line.path.parent() == base;
        if is_transfer && line.amount.likely > limit.amount {
            _ = found
                .add(
                    line.path.clone(),
                    format!(
                        "{} costs {} a month, more than {limit}",
                        line.name,
                        amount(line.amount.likely, estimate.currency)
                    ),
                )
                .help("keep what talks much in one place, or put copies near to who reads them");
        }
    }
}
