//! `CST008`: a promise that costs more than it saves.

use super::said::costs;
use crate::analysis::cost::break_even;
use crate::plan::Plan;
use crate::rules::{Findings, rule};

rule! {
    /// So little of a commitment is used that the list price would be cheaper.
    ///
    /// A commitment is paid whether it is used or not. With a discount of 37 % it pays from a use of 63 % on; below that it loses
    /// money every hour.
    ///
    /// ```yaml bad
    /// costs:
    ///   commitments:
    ///     machines: { covers: aws.ec2, discount: 37%, utilization: 50% }
    /// ```
    ///
    /// ```yaml good
    /// costs:
    ///   commitments:
    ///     machines: { covers: aws.ec2, discount: 37%, utilization: 90% }
    /// ```
    ///
    /// References: FinOps Framework, "Rate Optimization".
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let Some(own) = &plan.delivery().costs else { return };
    for held in break_even(own) {
        if held.used < held.needed {
            _ = found
                .add(
                    costs().key("commitments").key(held.id.as_str()),
                    format!("{}% of `{}` is used, and it pays from {}% on", held.used, held.id, held.needed),
                )
                .on_key()
                .help("use more of it, or do not renew it");
        }
    }
}
