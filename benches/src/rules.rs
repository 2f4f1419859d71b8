//! All rules on a fleet of pipelines with everything they ask about, and how the time of each grows.

use crate::documents::fleet;
use crate::measure::{exponent, processor};
use gatewright::model::Profile;
use gatewright::{CheckOptions, Delivery, Plan, rules};
use std::error::Error;
use std::fmt::Write as _;
use std::time::Duration;

/// Jobs of the small fleet and of the large one, which has 500 environments.
const SIZES: [usize; 2] = [1_000, 10_000];
/// All rules on the large one.
const GOAL: Duration = Duration::from_millis(300);
/// Time may grow with this power of the size.
const GROWTH: f64 = 1.1;
/// Rules that take less than this on the large fleet grow as the caches of the machine will have it.
const LEAST: Duration = Duration::from_millis(10);
/// Rules that are told one by one.
const SHOWN: usize = 8;

/// The times as text, and whether the goals are met.
pub(crate) fn measure() -> Result<(String, bool), Box<dyn Error>> {
    let mut plans = Vec::new();
    for jobs in SIZES {
        let plan = Delivery::read(&fleet(jobs)).plan().map_err(|report| report.to_string())?;
        plans.push((jobs, plan));
    }
    let [(small, first), (large, last)] = plans.as_slice() else {
        return Err("two sizes".into());
    };
    let all = CheckOptions {
        profile: Some(Profile::Strict),
        ..CheckOptions::default()
    };
    let time = |plan: &Plan, options: &CheckOptions| processor(7, || plan.check_with(options));
    let (before, after) = (time(first, &all)?, time(last, &all)?);
    let growth = exponent(*small, before, *large, after);
    let mut kept = after <= GOAL && growth <= GROWTH;
    let mut out = format!(
        "\nall rules, processor time: {small} jobs {:.1} ms, {large} jobs {:.1} ms (goal: {} ms), exponent {growth:.2} (goal: {GROWTH}) {}\n",
        before.as_secs_f64() * 1e3,
        after.as_secs_f64() * 1e3,
        GOAL.as_millis(),
        if kept { "ok" } else { "MISSED" }
    );
    let mut rows = Vec::new();
    for rule in rules::all() {
        let alone = CheckOptions {
            select: vec![rule.code.parse()?],
            ..CheckOptions::default()
        };
        let after = time(last, &alone)?;
        if after >= LEAST {
            rows.push((after, exponent(*small, time(first, &alone)?, *large, after), rule));
        }
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.0));
    for (position, (time, growth, rule)) in rows.iter().enumerate() {
        let steep = *growth > GROWTH + 0.1;
        kept &= !steep;
        if position < SHOWN || steep {
            writeln!(
                out,
                "  {} {:<28} {:>7.2} ms, exponent {growth:.2}{}",
                rule.code,
                rule.name(),
                time.as_secs_f64() * 1e3,
                if steep { " TOO STEEP" } else { "" }
            )?;
        }
    }
    Ok((out, kept))
}
