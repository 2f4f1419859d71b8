//! How many machines a team needs: where arrivals come from, what the numbers say, and what must hold of them.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may stop where it stands"
)]

use gatewright::analysis::capacity::{Capacity, CapacityOptions, capacity};
use gatewright::analysis::work::WorkOptions;
use gatewright::{Delivery, Plan};

const CONTOSO: &str = include_str!("scenarios/contoso.yaml");

fn plan(text: &str) -> Plan {
    Delivery::read(text).plan().unwrap_or_else(|report| panic!("{report}"))
}

fn told(text: &str, options: &CapacityOptions) -> Capacity {
    capacity(&plan(text), options)
}

#[test]
fn contoso_needs_a_dozen_parallel_jobs_for_its_promise() {
    let contoso = told(CONTOSO, &CapacityOptions::default());
    assert_eq!(contoso.arrivals.len(), 1);
    assert_eq!((contoso.arrivals[0].per_day, contoso.arrivals[0].from), (Some(40.0), "team.pushes"));
    let pool = &contoso.pools[0];
    // 40 runs of 8 jobs in eight hours, twice as many at busy times: 80 jobs an hour, 37 minutes of machines a run.
    assert!((pool.jobs_per_hour - 80.0).abs() < 1e-9 && (pool.load - 10.0 * 37.0 / 60.0).abs() < 1e-9);
    assert!(pool.rows.iter().all(|row| f64::from(row.runners) > pool.load));
    let smallest = pool.smallest.unwrap();
    assert!((10..=14).contains(&smallest), "{smallest}");
    // One machine less does not keep it.
    let less = pool.rows.iter().find(|row| row.runners == smallest - 1).unwrap();
    assert!(less.simulated.unwrap().kept.unwrap().as_fraction() < 0.95);
    // What the document pays for each job at a time.
    assert_eq!(pool.rows[0].cost.unwrap().to_string(), format!("{} USD", 40 * pool.rows[0].runners));
    assert!(pool.rows[0].waiting_cost.is_none());
}

#[test]
fn formula_and_simulation_agree_where_the_formula_holds_and_part_where_runs_come_whole() {
    let contoso = told(CONTOSO, &CapacityOptions::default());
    let row = &contoso.pools[0].rows[1];
    assert!(row.simulated.unwrap().jobs.mean > row.formula.mean, "{row:?}");
}

#[test]
fn more_machines_never_lengthen_the_wait() {
    for text in [CONTOSO, include_str!("scenarios/monorepo.yaml")] {
        let mut options = CapacityOptions {
            runs: Some(1500),
            ..CapacityOptions::default()
        };
        options.pushes = Some("60/day".parse().unwrap());
        for pool in told(text, &options).pools {
            assert!(pool.rows.is_sorted_by(|few, many| few.runners < many.runners));
            assert!(pool.rows.is_sorted_by(|few, many| few.formula.mean >= many.formula.mean));
            let waits: Vec<_> = pool.rows.iter().map(|row| row.simulated.unwrap().jobs.mean).collect();
            assert!(waits.is_sorted_by(|few, many| few >= many), "{waits:?}");
        }
    }
}

#[test]
fn arrivals_come_from_triggers_rates_and_other_pipelines() {
    let text = "gatewright: 1\nname: made\nteam: { engineers: 10, deployments: 10/week, busy_hours: 10h, hourly_cost: 60 USD/hour }\ncosts: { ci: { runs: { said: 12/hour } } }\npipelines:\n  push: { on: [ { push: {} } ], stages: { a: { jobs: { b: { lasts: 5m, steps: [ { run: make } ] } } } } }\n  nightly: { on: [ { schedule: \"0 2 * * 1-5\" } ], stages: { a: { jobs: { b: { lasts: 5m, steps: [ { run: make } ] } } } } }\n  release: { on: [ { tag: v* } ], stages: { a: { jobs: { b: { lasts: 5m, steps: [ { run: make } ] } } } } }\n  after: { on: [ { pipeline: { pipelines: push } } ], stages: { a: { jobs: { b: { lasts: 5m, steps: [ { run: make } ] } } } } }\n  hand: { on: [ { manual: {} } ], stages: { a: { jobs: { b: { lasts: 5m, steps: [ { run: make } ] } } } } }\n  said: { on: [ { manual: {} } ], stages: { a: { jobs: { b: { lasts: 5m, steps: [ { run: make } ] } } } } }\n";
    let told = told(text, &CapacityOptions::default());
    let rates: Vec<(&str, Option<f64>)> = told
        .arrivals
        .iter()
        .map(|one| (one.name.as_str(), one.per_day.map(|rate| (rate * 1000.0).round() / 1000.0)))
        .collect();
    assert_eq!(
        rates,
        [
            ("push", Some(30.0)),
            ("nightly", Some(0.714)),
            ("release", Some(2.0)),
            ("after", Some(30.0)),
            ("hand", None),
            ("said", Some(120.0)),
        ]
    );
    assert!(!told.busy_hours_assumed && told.promised.is_none());
    let pool = &told.pools[0];
    assert_eq!(pool.smallest, None);
    assert!(pool.rows[0].waiting_cost.is_some() && pool.rows[0].cost.is_none());
}

#[test]
fn machines_of_ones_own_cost_by_the_month_or_by_use_and_take_time_to_start() {
    let text = |machines: &str| {
        format!(
            "gatewright: 1\nname: made\nteam: {{ pushes: 100/day }}\ncosts: {{ ci: {{ machines: {{ linux: {machines} }} }} }}\npipelines:\n  main: {{ on: [ {{ push: {{}} }} ], runner: {{ self_hosted: linux }}, stages: {{ a: {{ jobs: {{ b: {{ lasts: 6m, steps: [ {{ run: make }} ] }} }} }} }} }}\n"
        )
    };
    let steady = told(&text("{ price: 0.1 USD/hour, count: 6 }"), &CapacityOptions::default());
    let row = &steady.pools[0].rows.iter().find(|row| row.runners == 6).unwrap();
    assert_eq!(row.cost.unwrap().to_string(), "438 USD");
    let flexible = told(
        &text("{ price: 0.1 USD/hour, autoscaled: true, warm: 0, startup: 90s }"),
        &CapacityOptions::default(),
    );
    let row = flexible.pools[0].rows.last().unwrap();
    // 100 runs of six minutes on 21 days, whatever the number of machines; every job waits for one to start.
    assert_eq!(row.cost.unwrap().to_string(), "21 USD");
    assert_eq!(row.simulated.unwrap().jobs.p50.as_secs(), 90);
    let warm = told(
        &text("{ price: 0.1 USD/hour, autoscaled: true, warm: 20, startup: 90s }"),
        &CapacityOptions::default(),
    );
    assert!(warm.pools[0].rows.last().unwrap().simulated.unwrap().jobs.p95.is_zero());
    assert_eq!(warm.pools[0].rows[0].cost.unwrap().to_string(), "1460 USD");
}

#[test]
fn prices_and_numbers_that_are_asked_about_win() {
    let mut options = CapacityOptions {
        runs: Some(200),
        ..CapacityOptions::default()
    };
    options.prices.insert("ubuntu-latest".into(), "0.006 USD/minute".parse().unwrap());
    options.work.runners.insert("ubuntu-latest".into(), 40);
    let told = told(CONTOSO, &options);
    let row = told.pools[0].rows.iter().find(|row| row.runners == 40).unwrap();
    // 40 runs of 37 minutes on 21 days at 0.006.
    assert_eq!(row.cost.unwrap().to_string(), "186.48 USD");
}

#[test]
fn the_same_seed_gives_the_same_and_absurd_rates_end() {
    let text = |told: &Capacity| told.to_text();
    let options = CapacityOptions {
        runs: Some(300),
        ..CapacityOptions::default()
    };
    assert_eq!(text(&told(CONTOSO, &options)), text(&told(CONTOSO, &options)));
    let many = CapacityOptions {
        pushes: Some("1000000000/second".parse().unwrap()),
        runs: Some(50),
        work: WorkOptions::default(),
        ..CapacityOptions::default()
    };
    assert!(told(CONTOSO, &many).pools[0].rows.is_empty());
}
