//! Ten thousand simulated runs of a pipeline of a hundred jobs.

use super::{Work, planned, unseen};
use gatewright::analysis::schedule::{ScheduleOptions, schedule};
use gatewright::analysis::work::WorkOptions;
use std::error::Error;
use std::fmt::Write as _;

/// With as many machines as there are jobs, or with five.
pub(super) fn runs(machines: &str) -> Result<Work, Box<dyn Error>> {
    let plan = planned(&hundred())?;
    let options = options((machines == "five").then_some(5), 10_000);
    Ok(unseen(0, move || schedule(&plan, None, &options)))
}

/// So many simulated runs on so many machines.
pub(super) fn options(machines: Option<u32>, runs: u32) -> ScheduleOptions {
    ScheduleOptions {
        work: WorkOptions {
            parallel_jobs: machines,
            ..WorkOptions::default()
        },
        runs: Some(runs),
        seed: 1,
    }
}

/// Ten stages of ten jobs, each of which may take shorter or longer.
fn hundred() -> String {
    let mut text = String::from(
        "gatewright: 1\nname: hundred\npipelines:\n  main:\n    on: [ { push: {} } ]\n    runner: { hosted: ubuntu-latest }\n    stages:\n",
    );
    for stage in 0..10 {
        let _ = write!(text, "      stage-{stage}:\n        jobs:\n");
        for job in 0..10 {
            let _ = writeln!(
                text,
                "          job-{job}: {{ lasts: {}m/{}m/{}m, steps: [ {{ run: make }} ] }}",
                1 + job % 3,
                3 + job % 4,
                9 + job
            );
        }
    }
    text
}
