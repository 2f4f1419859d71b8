//! Says how long a release takes, how many runners keep the promise, and what they cost.
//!
//! `cargo run --bin size_runners -- path/to/delivery.yaml`

use gatewright::Delivery;
use gatewright::analysis::capacity::{CapacityOptions, capacity};
use gatewright::analysis::schedule::{ScheduleOptions, schedule};
use std::fs;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("say which document")?;
    let plan = Delivery::read(&fs::read_to_string(path)?).plan()?;

    for one in schedule(&plan, None, &ScheduleOptions::default()) {
        let slowest = one.jobs.iter().max_by_key(|job| job.drag);
        println!("{}: {} likely, {} of work", one.name, one.whole.likely(), one.work);
        if let Some(job) = slowest.filter(|job| !job.drag.is_zero()) {
            println!("  without {} it would take {} less", job.name, job.drag);
        }
        if let (Some(simulated), Some(promised)) = (one.simulated, one.promised) {
            println!(
                "  {} of {} runs keep the promised {promised}",
                simulated.kept.unwrap_or(0),
                simulated.runs
            );
        }
    }
    for pool in capacity(&plan, &CapacityOptions::default()).pools {
        let Some(smallest) = pool.smallest else { continue };
        let row = pool.rows.iter().find(|row| row.runners == smallest);
        let cost = row
            .and_then(|row| row.cost)
            .map_or("an unknown price".to_owned(), |cost| cost.to_string());
        println!("{}: {smallest} runners keep the promise, for {cost} a month", pool.pool.name);
    }
    Ok(())
}
