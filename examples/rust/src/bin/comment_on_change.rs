//! A comment for a proposed change: what it changes, what that costs, what it risks, and the way back.
//!
//! `cargo run --bin comment_on_change -- before.yaml after.yaml`

use gatewright::analysis::compare::{RiskLevel, compare};
use gatewright::document::compare::compare_markdown;
use gatewright::document::cost::difference_markdown;
use gatewright::{Plan, Read, ReadOptions, prices};
use std::fs;
use std::process::ExitCode;

fn plan(path: &str) -> Result<Plan, Box<dyn std::error::Error>> {
    Ok(Read::from_bytes(&fs::read(path)?, ReadOptions::named(path)).plan()?)
}

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let [before, after] = paths.as_slice() else {
        return Err("name the document before and after the change".into());
    };
    let comparison = compare(&plan(before)?, &plan(after)?, prices::builtin());
    let money = difference_markdown(&comparison.before, &comparison.after);
    println!("{}", compare_markdown(&comparison, &money));
    // Who changes what protects production is asked to look again.
    let high = comparison.risk.level == RiskLevel::High;
    Ok(if high { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
