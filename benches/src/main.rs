//! `make bench`: reading, resolving and checking pipelines of a thousand to a hundred thousand jobs, and how time grows; all
//! rules on a fleet of pipelines; schedules; workflow files, written and adopted; rollouts; then manifests. `rules` as the only argument
//! leaves the rest out.
//!
//! With a path, it writes a document of 20 KB there and tells the time of single calls on it, as the benches of Python and
//! Node ask. Each figure is the median of several rounds of wall time on one thread. The program ends with 1 when a goal is missed.

mod calls;
mod documents;
mod manifests;
mod measure;
mod rollouts;
mod rules;
mod timing;
mod workflows;

use gatewright::{CheckOptions, Delivery, Graph, Plan, Read, ReadOptions};
use measure::{Row, median, table};
use std::error::Error;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

/// Jobs per round; each is ten times the one before.
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
/// Ten times the jobs may take so many times the time.
const GROWTH: f64 = 12.0;
/// Read, resolve and check of the largest pipeline.
const GOAL: Duration = Duration::from_secs(1);

fn main() -> ExitCode {
    if std::env::args().nth(1).as_deref() == Some("rules") {
        return ended(told(rules::measure()));
    }
    if let Some(path) = std::env::args().nth(1) {
        return ended(told(calls::measure(&path).map(|times| (times + "\n", true))));
    }
    let mut rows = Vec::new();
    for jobs in SIZES {
        let text = documents::pipeline(jobs);
        let rounds = if jobs > 10_000 { 5 } else { 15 };
        let read = median(rounds, || Delivery::read(&text));
        let Read {
            delivery: Some(delivery),
            tree,
            ..
        } = Read::from_text(&text, ReadOptions::default())
        else {
            println!("the document of {jobs} jobs is not valid");
            return ExitCode::FAILURE;
        };
        let delivery = Arc::new(delivery);
        let resolve = median(rounds, || Graph::new(Arc::clone(&delivery), Some(Arc::clone(&tree))));
        let Ok(plan) = Plan::new(Graph::new(delivery, Some(tree))) else {
            println!("the document of {jobs} jobs has no plan");
            return ExitCode::FAILURE;
        };
        let check = median(rounds, || plan.check());
        let cost = median(rounds, || plan.cost(gatewright::prices::builtin()));
        let write = median(rounds, || gatewright::format::to_yaml(plan.delivery()));
        let whole = median(rounds, || {
            Read::from_text(&text, ReadOptions::default()).check(&CheckOptions::default())
        });
        rows.push(Row {
            jobs,
            bytes: text.len(),
            read,
            resolve,
            check,
            cost,
            write,
            whole,
        });
    }
    print!("{}", table(&rows));
    let mut kept = true;
    for pair in rows.windows(2) {
        if let [small, large] = pair {
            let growth = large.whole.as_secs_f64() / small.whole.as_secs_f64();
            let fine = growth <= GROWTH;
            kept &= fine;
            println!(
                "{} -> {} jobs: {growth:.1} times the time (goal: at most {GROWTH}) {}",
                small.jobs,
                large.jobs,
                if fine { "ok" } else { "MISSED" }
            );
        }
    }
    if let Some(largest) = rows.last() {
        let fine = largest.whole < GOAL;
        kept &= fine;
        println!(
            "{} jobs read, resolved and checked in {:.0} ms (goal: under {} ms) {}",
            largest.jobs,
            largest.whole.as_secs_f64() * 1e3,
            GOAL.as_millis(),
            if fine { "ok" } else { "MISSED" }
        );
    }
    kept &= told(timing::measure().map_err(Into::into));
    kept &= told(rules::measure());
    kept &= told(workflows::measure());
    kept &= told(rollouts::measure());
    kept &= told(manifests::measure());
    ended(kept)
}

/// Prints figures, or why there are none; true when they are as they should be.
fn told(measured: Result<(String, bool), Box<dyn Error>>) -> bool {
    let (times, fine) = measured.unwrap_or_else(|error| (format!("{error}\n"), false));
    print!("{times}");
    fine
}

fn ended(fine: bool) -> ExitCode {
    if fine { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
