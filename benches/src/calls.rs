//! The time of single calls, for the other languages to hold theirs against.

use crate::documents;
use crate::measure::median;
use gatewright::{Plan, Read, ReadOptions, format};
use std::error::Error;

const ROUNDS: usize = 301;

/// Writes a document of about 20 KB and tells, as JSON, how many microseconds each call takes on it.
pub(crate) fn measure(path: &str) -> Result<String, Box<dyn Error>> {
    let text = documents::pipeline(150);
    std::fs::write(path, &text)?;
    let read = || Read::from_text(&text, ReadOptions::named(path));
    let plan: Plan = read().plan()?;
    let tree = plan.tree().ok_or("the document was text")?;
    let rows = [
        ("read, plan and check", median(ROUNDS, || read().plan().map(|plan| plan.check()))),
        ("check", median(ROUNDS, || plan.check())),
        ("write", median(ROUNDS, || format::reformat(plan.delivery(), tree))),
        ("render svg", median(ROUNDS, || plan.render("svg"))),
    ];
    let rows: Vec<String> = rows
        .iter()
        .map(|(name, time)| format!("\"{name}\": {:.1}", time.as_secs_f64() * 1e6))
        .collect();
    Ok(format!("{{ {} }}", rows.join(", ")))
}
