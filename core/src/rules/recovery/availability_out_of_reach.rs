//! `DR009`: more is promised than what it stands on can keep.

use crate::analysis::availability::{Composite, Part, composites};
use crate::analysis::recovery::recover;
use crate::analysis::service_levels::budget;
use crate::model::scalar::{Duration, Percent};
use crate::plan::Plan;
use crate::rules::{Findings, rule};

rule! {
    /// A service is promised to be up more often than what it stands on can be, all together.
    ///
    /// A service is up when everything it cannot do without is up at once, so the shares multiply: three parts of 99.9 % make
    /// 99.7 %. Counted are the copies of workloads, the services they need, and the stores, ways in and services of others
    /// with an `availability`; copies side by side help only as far as they do not fail together (`shared_fate`). With
    /// `recovery.losses`, each expected loss takes the time to recover.
    ///
    /// ```yaml bad
    /// services: { api: { exposure: public } }
    /// objectives: { availability: 99.95% }
    /// infrastructure:
    ///   databases: { orders: { managed_by: azure-postgresql-flexible, used_by: api, availability: 99.9% } }
    /// ```
    ///
    /// ```yaml good
    /// services: { api: { exposure: public } }
    /// objectives: { availability: 99.9% }
    /// infrastructure:
    ///   databases: { orders: { managed_by: azure-postgresql-flexible, used_by: api, availability: 99.99% } }
    /// ```
    ///
    /// References: Google SRE Workbook, "The Calculus of Service Availability"; AWS, "Availability and Beyond"; IEC 61508-6,
    /// annex D (beta factor).
    Warning, Plan(check)
}

/// So many parts are told.
const SHOWN: usize = 4;
const MONTH: Duration = Duration::from_days(30);

fn check(plan: &Plan, found: &mut Findings) {
    for composite in composites(plan, &recover(plan)) {
        for (promised, path) in &composite.promised {
            // What is less only by the last digits of the computer's arithmetic is kept.
            if composite.share + 1e-9 >= promised.as_fraction() {
                continue;
            }
            let draft = found
                .add(
                    path.clone(),
                    format!(
                        "`{}` can be up {} of the time, less than the promised {promised}: {}",
                        composite.service,
                        percent(composite.share),
                        parts(&composite)
                    ),
                )
                .help(help(&composite, *promised));
            _ = match composite.parts.first() {
                Some(weakest) => draft.related(weakest.path.clone(), "the weakest part"),
                None => draft,
            };
        }
    }
}

/// The parts and their shares.
fn parts(composite: &Composite<'_>) -> String {
    let one = |part: &Part<'_>| {
        let copies = part
            .copies
            .map_or_else(String::new, |(count, needed)| format!(", {needed} of {count}"));
        format!("{} `{}` {}{copies}", part.kind, part.id, percent(part.share))
    };
    let mut words: Vec<String> = composite.parts.iter().take(SHOWN).map(one).collect();
    let more = composite.parts.len().saturating_sub(SHOWN);
    words.extend((more > 0).then(|| format!("{more} more")));
    if words.is_empty() {
        "losses take the rest".to_owned()
    } else {
        words.join(" × ")
    }
}

fn help(composite: &Composite<'_>, promised: Percent) -> String {
    let down = composite.down_in(MONTH);
    let allowed = budget(promised, MONTH);
    let weakest = composite.parts.first().map_or_else(String::new, |part| {
        // What the weakest would have to be, the others as they are.
        let others = composite.share / part.share.max(f64::MIN_POSITIVE);
        let needed = promised.as_fraction() / others.max(f64::MIN_POSITIVE);
        if needed < 1.0 {
            format!("; `{}` alone would have to be up {}", part.id, percent(needed))
        } else {
            format!("; better copies of `{}` alone would not do", part.id)
        }
    });
    format!("that is {down} of 30 days instead of {allowed}; run copies side by side or promise less{weakest}")
}

/// A share with four decimals of a percent, rounded down.
fn percent(share: f64) -> String {
    let text = format!("{:.4}", (share * 1e6 + 1e-6).floor() / 1e4);
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}
