//! The formulas and the engines step by step, held against each other and against figures that are known.

mod agree;
mod figures;

use super::*;
use crate::model::{Delivery, Strategy};

fn strategy(text: &str) -> Strategy {
    let text = format!("gatewright: 1\nname: x\nstrategies:\n  s: {{ {text} }}\n");
    let read = Delivery::read(&text);
    let delivery = read.delivery.expect("a delivery");
    delivery.strategies.values().next().cloned().expect("a strategy")
}

fn means(replicas: u32) -> Means {
    Means {
        replicas,
        ..Means::default()
    }
}

fn scene(requests: f64, baseline: f64) -> Scene {
    Scene {
        requests: Some(requests),
        baseline,
        objective: Some(0.999),
        ..Scene::default()
    }
}

fn broken(at: u64, error_rate: f64) -> Fault {
    Fault {
        at,
        error_rate,
        latency: None,
    }
}
