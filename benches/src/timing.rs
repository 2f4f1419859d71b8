//! Time of schedules: many simulated runs of a pipeline of a hundred jobs, and one schedule of a hundred thousand.

use crate::documents;
use crate::measure::median;
use gatewright::Delivery;
use gatewright::analysis::schedule::{ScheduleOptions, schedule};
use gatewright::analysis::work::WorkOptions;
use std::fmt::Write as _;
use std::time::Duration;

/// Ten thousand runs of a hundred jobs.
const RUNS: Duration = Duration::from_millis(100);
/// A hundred thousand jobs, with the machines there are.
const LARGE: Duration = Duration::from_millis(300);

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

/// The times as text, and whether the goals are kept.
pub(crate) fn measure() -> Result<(String, bool), String> {
    let plan = |text: &str| Delivery::read(text).plan().map_err(|report| report.to_string());
    let (small, large) = (plan(&hundred())?, plan(&documents::pipeline(100_000))?);
    let runs = |parallel_jobs| ScheduleOptions {
        work: WorkOptions {
            parallel_jobs,
            ..WorkOptions::default()
        },
        runs: Some(10_000),
        seed: 1,
    };
    let none = ScheduleOptions {
        runs: Some(0),
        ..ScheduleOptions::default()
    };
    let few = ScheduleOptions {
        work: runs(Some(50)).work,
        runs: Some(0),
        seed: 1,
    };
    let rows = [
        ("10,000 runs of 100 jobs", median(9, || schedule(&small, None, &runs(None))), RUNS),
        (
            "the same on five runners",
            median(9, || schedule(&small, None, &runs(Some(5)))),
            RUNS,
        ),
        ("a schedule of 100,000 jobs", median(7, || schedule(&large, None, &none)), LARGE),
        ("the same on 50 runners", median(7, || schedule(&large, None, &few)), LARGE),
    ];
    let (mut out, mut kept) = (String::new(), true);
    for (what, time, goal) in rows {
        let fine = time < goal;
        kept &= fine;
        let _ = writeln!(
            out,
            "{what}: {:.1} ms (goal: under {} ms) {}",
            time.as_secs_f64() * 1e3,
            goal.as_millis(),
            if fine { "ok" } else { "MISSED" }
        );
    }
    Ok((out, kept))
}
