//! What recovery is worth: a line for every kind of loss, and what would keep the promise.
//!
//! `cargo run --bin recovery -- core/tests/scenarios/orro.yaml`

use gatewright::analysis::recovery::{Loss, recover, words};
use gatewright::{Read, ReadOptions};
use std::process::ExitCode;

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let mut broken = false;
    for path in std::env::args().skip(1) {
        let plan = Read::from_bytes(&std::fs::read(&path)?, ReadOptions::named(&path)).plan()?;
        let recovery = recover(&plan);
        for outcome in &recovery.outcomes {
            println!(
                "{path}: {}: {} lost, back in {}",
                words(outcome.mode),
                outcome.loss(),
                outcome.way.time
            );
            broken |= outcome.loss() == Loss::All;
        }
        broken |= recovery.late_points().next().is_some() || recovery.late_times().next().is_some();
        for change in &recovery.changes {
            println!("  {change}");
        }
    }
    Ok(if broken { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
