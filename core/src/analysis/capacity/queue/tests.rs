//! The simulation against what is known of queues in closed form.

use super::*;
use crate::analysis::work::{Ground, WorkOptions};
use crate::model::Delivery;
use crate::numbers::Queue;
use crate::plan::Plan;
use crate::resolve::PipelineIndex;

/// One pipeline of one job.
fn plan() -> Plan {
    let text = "gatewright: 1\nname: made\npipelines: { main: { on: [ { push: {} } ], stages: { all: { jobs: { one: { lasts: 10m, steps: [ { run: make } ] } } } } } }\n";
    Delivery::read(text).plan().unwrap()
}

/// Simulates servers of one job each, arrivals by the hour, services exponential with a mean in minutes.
fn simulated(arrivals: f64, service: f64, servers: u32, runs: usize) -> Outcome {
    let plan = plan();
    let network = Ground::new(&plan).network(PipelineIndex(0), None, &WorkOptions::default());
    let needs = network.nodes.iter().map(|node| matches!(node, Node::Task(_))).collect();
    let load = Load {
        network: &network,
        rate: arrivals / 3_600_000.0,
        needs,
    };
    let machines = Machines {
        count: servers,
        startup: None,
    };
    let exponential = |network: &Network, node: u32, random: &mut Random| match network.nodes[node as usize] {
        Node::Task(_) => whole(random.waiting() * service * 60_000.0),
        _ => 0,
    };
    simulate(&[load], machines, runs, 4, &exponential).unwrap()
}

#[test]
fn simulation_and_erlang_agree_within_the_error_that_is_told() {
    for (arrivals, service, servers) in [
        (30.0, 10.0, 6),
        (30.0, 10.0, 8),
        (60.0, 8.0, 11),
        (120.0, 12.0, 27),
        (120.0, 12.0, 31),
    ] {
        let told = simulated(arrivals, service, servers, 60_000);
        let queue = Queue {
            servers,
            load: arrivals * service / 60.0,
            service,
        };
        let (mean, wanted) = (told.waits.mean.as_secs_f64() / 60.0, queue.mean_wait().unwrap());
        let margin = told.margin.as_secs_f64() / 60.0;
        // Twice the interval: five cases should all hold, and they follow from one seed.
        assert!(
            (mean - wanted).abs() <= 2.0 * margin + 0.001,
            "{mean} for {wanted}, give or take {margin}"
        );
        assert!(margin < 0.3 * wanted, "{margin} of {wanted}");
    }
}

#[test]
fn more_machines_never_lengthen_the_wait() {
    let means: Vec<Duration> = (5..12).map(|servers| simulated(28.0, 10.0, servers, 5_000).waits.mean).collect();
    assert!(means.is_sorted_by(|few, many| few >= many), "{means:?}");
}

#[test]
fn the_same_seed_gives_the_same_outcome() {
    assert_eq!(simulated(30.0, 10.0, 6, 2_000), simulated(30.0, 10.0, 6, 2_000));
}
