//! `CST007`: the list price for what is there all the time.

use super::said::{amount, counts, limits};
use crate::analysis::cost::{advice, estimate, unreservable};
use crate::plan::Plan;
use crate::prices::builtin;
use crate::rules::{Findings, rule};

rule! {
    /// A load that never rests is paid for as if it might go away tomorrow.
    ///
    /// Clouds take a quarter to a half off for the promise to stay for a year. Plans of App Service before the third version get
    /// nothing off, whatever one promises. The rule speaks where the document says in `costs.limits.coverage` how much must be
    /// promised.
    ///
    /// ```yaml bad
    /// environments:
    ///   prod: { tier: production, region: us-east-1, platform: { vm_group: { size: m7i.large, count: 2 } } }
    /// costs: { limits: { coverage: 70% } }
    /// ```
    ///
    /// ```yaml good
    /// environments:
    ///   prod: { tier: production, region: us-east-1, platform: { vm_group: { size: m7i.large, count: 2 } } }
    /// costs:
    ///   limits: { coverage: 70% }
    ///   commitments: { machines: { kind: savings_plan, covers: aws.ec2, term: year, discount: 28% } }
    /// ```
    ///
    /// References: FinOps Framework, "Rate Optimization".
    Info, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let wanted = limits(plan.delivery()).and_then(|limits| limits.coverage);
    if !counts(plan.delivery()) || wanted.is_none_or(|share| share == crate::model::scalar::Percent::ZERO) {
        return;
    }
    let estimate = estimate(plan, builtin());
    for advice in advice(plan, &estimate, builtin()) {
        if advice.kind == "reserve-steady-load" {
            _ = found
                .add(
                    advice.path,
                    format!(
                        "it is there all the time and no commitment covers it; {} a month could be saved",
                        amount(advice.saves.likely, estimate.currency)
                    ),
                )
                .on_key()
                .help(advice.what);
        }
    }
    for (id, size) in unreservable(plan.delivery()) {
        let path = crate::text::ModelPath::root().key("environments").key(id.as_str()).key("platform");
        _ = found
            .add(path, format!("`{id}` runs on `{size}`, which no promise to stay makes cheaper"))
            .help("plans such as `P1v3` can be reserved");
    }
}
