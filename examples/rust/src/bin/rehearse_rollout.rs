//! Before a release: will a bad one be noticed in time, and how does one go back? Afterwards: what do measurements say?
//!
//! `cargo run --bin rehearse_rollout delivery.yaml [metrics.json]`

use gatewright::Delivery;
use gatewright::api::{FaultRequest, JudgeRequest, JudgementJson, Request as _, RollbacksJson, SimulateRequest, SimulationJson};
use gatewright::model::scalar::Percent;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let mut paths = std::env::args().skip(1);
    let path = paths.next().ok_or("name a delivery")?;
    let text = std::fs::read_to_string(&path)?;
    let plan = Delivery::read(&text).plan().map_err(|report| report.to_string())?;
    // A release that fails one request in five, and ten thousand of its kind.
    let request = SimulateRequest {
        fault: Some(FaultRequest {
            at: None,
            error_rate: Percent::of(20).unwrap_or_default(),
            latency: None,
        }),
        runs: 10_000,
        ..SimulateRequest::default()
    };
    request.hold()?;
    for rollout in SimulationJson::of(&plan, &request)?.rollouts {
        let worst = rollout
            .rollback_worst
            .map_or_else(|| "nobody knows when".to_owned(), |worst| format!("{worst} s"));
        println!("{}: users are rid of it within {worst}", rollout.strategy);
        for step in rollout.steps {
            println!("  {}% asked for, {:.1}% real", step.requested, step.realised);
        }
    }
    println!("{}", RollbacksJson::of(&plan, None)?.text);
    if let Some(metrics) = paths.next() {
        let request = JudgeRequest {
            metrics: std::fs::read_to_string(metrics)?,
            ..JudgeRequest::default()
        };
        println!("{}", JudgementJson::of(&plan, &request)?.text);
    }
    Ok(())
}
