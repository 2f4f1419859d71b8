//! Recovery as built against as promised: the numbers of deliveries worked out by hand, and laws that hold for all.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it stands")]

use gatewright::analysis::recovery::{Loss, Recovery, Time, recover};
use gatewright::model::FailureMode;
use gatewright::model::scalar::Duration;
use gatewright::{Delivery, Plan};
use proptest::prelude::*;
use std::fmt::Write as _;
use std::time::Instant;

const ORRO: &str = include_str!("scenarios/orro.yaml");

fn plan(text: &str) -> Plan {
    Delivery::read(&format!("gatewright: 1\nname: shop\n{text}")).plan().unwrap()
}

fn time(text: &str) -> Duration {
    text.parse().unwrap()
}

fn lost(recovery: &Recovery<'_>, mode: FailureMode) -> String {
    match recovery.after(mode).unwrap().loss() {
        Loss::Time(time) => time.to_string(),
        Loss::Unknown => "unknown".into(),
        Loss::All => "all".into(),
    }
}

fn back(recovery: &Recovery<'_>, mode: FailureMode) -> String {
    match recovery.after(mode).unwrap().way.time {
        Time::Known(best, worst) => format!("{best}..{worst}"),
        Time::AtLeast(best, worst) => format!("at least {best}..{worst}"),
        Time::Unknown => "unknown".into(),
    }
}

/// Six hours between two backups and twenty minutes until one is safe; twenty, five and fifteen minutes one after the other.
#[test]
fn orro_loses_six_hours_and_is_back_within_forty_minutes() {
    let plan = Delivery::read(ORRO).plan().unwrap();
    let recovery = recover(&plan);
    for mode in [
        FailureMode::ZoneLoss,
        FailureMode::RegionLoss,
        FailureMode::Corruption,
        FailureMode::Deletion,
    ] {
        assert_eq!(lost(&recovery, mode), "6h20m", "{mode:?}");
    }
    assert_eq!(lost(&recovery, FailureMode::Ransomware), "all");
    assert_eq!(back(&recovery, FailureMode::RegionLoss), "at least 30m..40m");
    assert_eq!(recovery.late_times().count(), 0);
    let changes: Vec<String> = recovery.changes.iter().map(ToString::to_string).collect();
    assert!(changes.iter().any(|change| change.contains("replicate")), "{changes:?}");
    assert!(changes.iter().any(|change| change.contains("every 5m")), "{changes:?}");
    assert!(changes.iter().any(|change| change.contains("promise 6h20m")), "{changes:?}");
    let text = recovery.to_text();
    assert!(text.contains("arithmetically false: it can be 6h20m"), "{text}");
    let report = plan.check();
    let found: Vec<String> = report
        .diagnostics()
        .iter()
        .map(|finding| format!("{} {}", finding.code, finding.message))
        .collect();
    assert!(
        found
            .iter()
            .any(|finding| finding.starts_with("DR001") && finding.contains("6h20m")),
        "{found:?}"
    );
    assert!(!found.iter().any(|finding| finding.starts_with("DR002")), "{found:?}");
}

#[test]
fn each_kind_of_loss_has_its_own_youngest_copy() {
    let plan = plan(
        r#"
objectives: { recovery_point: 1h, recovery_time: 2h }
infrastructure:
  databases: { orders: { region: westeurope, account: prod, copies: { count: 2, zones: 2 }, takes_over_in: 90s } }
recovery:
  regions: { primary: westeurope, standby: northeurope, dns_ttl: 5m }
  detect: 5m
  declare: 10m
  validate: 10m..20m
  backups:
    nightly:
      of: orders
      schedule: "0 2 * * 1-5"
      takes: 1h
      keep: 35d
      tolerate_failures: 1
      to: { azure_blob: { redundancy: zone } }
      copies: { vault: { to: { azure_blob: {}, region: northeurope, account: safe, immutable: 14d }, lag: 2h } }
      restore: { per_second: 100MiB, tested: 2026-01-10 }
      size: 360000MiB
  replications:
    standby: { of: orders, to: northeurope, mode: asynchronous, lag: 30s, promote: 2m..5m }
  failover:
    promote: { promotes: standby }
    start: { takes: 15m, after: promote }
    dns: { does: switch_traffic, takes: 1m, after: start }
  drills: { region: { kind: failover, took: 55m, passed: true } }
"#,
    );
    let recovery = recover(&plan);
    // Another data centre takes over by itself and loses nothing.
    assert_eq!(lost(&recovery, FailureMode::ZoneLoss), "0s");
    assert_eq!(back(&recovery, FailureMode::ZoneLoss), "1m30s..1m30s");
    assert_eq!(lost(&recovery, FailureMode::RegionLoss), "30s");
    // 5m + 10m + (2m..5m) + 15m + 1m + (10m..20m) + 5m
    assert_eq!(back(&recovery, FailureMode::RegionLoss), "48m..1h1m");
    // From Friday to Monday are 72 hours; one run may fail, and then one takes an hour.
    assert_eq!(lost(&recovery, FailureMode::Corruption), "145h");
    // The copy that cannot be changed is complete two hours later.
    assert_eq!(lost(&recovery, FailureMode::Ransomware), "147h");
    // 5m + 10m + 360000/100 seconds + (10m..20m)
    assert_eq!(back(&recovery, FailureMode::Deletion), "1h25m..1h35m");
    assert_eq!(recovery.drilled.map(|(_, took)| took), Some(time("55m")));
    let made = &recovery.backups[0];
    // 35 days, five of seven days each.
    assert_eq!((made.kept.copies, made.kept.least), (Some(25), Some(time("32d"))));
}

#[test]
fn one_person_does_one_step_at_a_time() {
    let text = |size: u32| {
        format!(
            "groups: {{ ops: {{ size: {size} }} }}\nobjectives: {{ recovery_time: 1h }}\nrecovery:\n  detect: 0s\n  declare: 0s\n  regions: {{ primary: a, standby: b }}\n  failover:\n    one: {{ takes: 20m, by: ops }}\n    two: {{ takes: 30m, by: ops }}\n    three: {{ takes: 25m, by: ops }}\n"
        )
    };
    let of = |size| back(&recover(&plan(&text(size))), FailureMode::RegionLoss);
    assert_eq!(of(1), "1h15m..1h15m");
    assert_eq!(of(2), "45m..45m");
    assert_eq!(of(3), "30m..30m");
    let alone = plan(&text(1));
    let recovery = recover(&alone);
    let way = &recovery.after(FailureMode::RegionLoss).unwrap().way;
    assert!(way.terms.iter().any(|term| term.for_people));
}

#[test]
fn replication_is_no_help_against_wrong_data_and_stores_fit_the_oldest() {
    let plan = plan(
        r#"
infrastructure:
  databases: { orders: { region: a }, stock: { region: a } }
recovery:
  regions: { primary: a, standby: b }
  backups:
    orders: { of: orders, schedule: "@every 15m", takes: 1m, to: { s3: x, region: b } }
    stock: { of: stock, schedule: "@every 4h", takes: 10m, to: { s3: x, region: b } }
  replications: { all: { of: [orders, stock], to: b, mode: synchronous } }
  consistent: { trade: { stores: [orders, stock], reconcile: 30m } }
"#,
    );
    let recovery = recover(&plan);
    assert_eq!(lost(&recovery, FailureMode::RegionLoss), "0s");
    assert_eq!(lost(&recovery, FailureMode::Corruption), "4h10m");
    let corruption = recovery.after(FailureMode::Corruption).unwrap();
    assert!(corruption.lost.iter().all(|lost| lost.loss == Loss::Time(time("4h10m"))));
    assert!(
        corruption
            .lost
            .iter()
            .any(|lost| lost.with.is_some_and(|with| with.as_str() == "stock"))
    );
}

/// What is proposed is enough: with it, nothing is arithmetically false any more.
#[test]
fn proposed_changes_keep_the_promise() {
    let text = |backup: &str| {
        format!(
            "objectives: {{ recovery_point: 1h }}\nrecovery:\n  backups: {{ all: {{ takes: 10m, to: {{ s3: x, immutable: 90d, region: b }}, {backup} }} }}\n"
        )
    };
    let late = |text: &str| recover(&plan(text)).late_points().count();
    let first = plan(&text("schedule: \"0 */6 * * *\""));
    let recovery = recover(&first);
    assert_eq!(recovery.late_points().count(), 5);
    let told: Vec<String> = recovery
        .changes
        .iter()
        .map(|change| format!("{:?} {}", change.kind, change.to))
        .collect();
    assert!(told[0].starts_with("BackUpEvery") && told[0].ends_with(" 30m"), "{told:?}");
    assert!(told[1].starts_with("CopyChangesEvery") && told[1].ends_with(" 1h"), "{told:?}");
    assert_eq!(late(&text("schedule: \"@every 30m\"")), 0);
    assert_eq!(late(&text("schedule: \"0 */6 * * *\", log_every: 1h")), 0);
}

#[test]
fn what_nobody_keeps_elsewhere_is_lost_with_the_region() {
    let plan = plan(
        "infrastructure: { databases: { orders: { region: West US 2 } } }\nrecovery: { regions: { primary: westus2 }, backups: { all: { schedule: \"@hourly\", takes: 5m, to: { azure_blob: { redundancy: local }, region: westus2 } } } }\n",
    );
    let recovery = recover(&plan);
    assert_eq!(lost(&recovery, FailureMode::RegionLoss), "all");
    assert_eq!(lost(&recovery, FailureMode::ZoneLoss), "all");
    assert_eq!(lost(&recovery, FailureMode::Deletion), "1h5m");
    let text = recovery.to_text();
    assert!(text.contains("it is kept in the same region"), "{text}");
}

#[test]
fn a_plan_without_recovery_has_an_answer_too() {
    let plan = plan("services: { api: {} }\n");
    let recovery = recover(&plan);
    assert!(recovery.outcomes.iter().all(|outcome| outcome.loss() == Loss::Unknown));
    assert!(recovery.to_text().contains("Nothing is promised of recovery."));
    assert!(recovery.to_markdown().contains("| loss of the region |"));
}

/// So many backups of so many stores, and so many steps in a row.
fn large(count: usize) -> String {
    let mut text = String::from("infrastructure:\n  databases:\n");
    for number in 0..count {
        let _ = writeln!(text, "    d{number}: {{ region: a }}");
    }
    text.push_str("recovery:\n  regions: { primary: a, standby: b }\n  backups:\n");
    for number in 0..count {
        let minute = number % 60;
        let _ = writeln!(
            text,
            "    b{number}: {{ of: d{number}, schedule: \"{minute} 2 * * *\", zone: Europe/London, takes: 5m, keep: 30d, to: {{ s3: x, region: b }} }}"
        );
    }
    text.push_str("  failover:\n");
    for number in 0..count {
        let after = number
            .checked_sub(1)
            .map_or_else(String::new, |before| format!(", after: s{before}"));
        let _ = writeln!(text, "    s{number}: {{ takes: 1m, restores: b{number}, by: [ops, dba]{after} }}");
    }
    text
}

#[test]
fn time_grows_with_the_plan_and_no_faster() {
    let took = |count: usize| {
        let plan = plan(&large(count));
        let begin = Instant::now();
        let recovery = recover(&plan);
        assert_eq!(recovery.after(FailureMode::RegionLoss).unwrap().way.terms.len(), count);
        begin.elapsed()
    };
    took(50);
    let (small, big) = (took(250), took(2000));
    println!("250: {small:?}, 2,000: {big:?}");
    // Eight times as much; a machine that does other things meanwhile gets as much again, twice over.
    assert!(big < small * 32, "250 took {small:?}, 2,000 took {big:?}");
}

proptest! {
    /// A stricter promise never turns a plan that fails it into one that keeps it, and another copy never loses more.
    #[test]
    fn promises_and_copies_move_the_right_way(every in 1_u64..1440, takes in 0_u64..120, promised in 1_u64..3000, failures in 0_u32..3) {
        let text = |promised: u64, more: &str| format!(
            "objectives: {{ recovery_point: {promised}m }}\nrecovery:\n  backups:\n    one: {{ schedule: \"@every {every}m\", takes: {takes}m, tolerate_failures: {failures}, to: {{ s3: x }} }}\n{more}"
        );
        let late = |text: &str| recover(&plan(text)).late_points().count();
        prop_assert!(late(&text(promised, "")) <= late(&text(promised.div_ceil(2), "")));
        let loss = |text: &str| recover(&plan(text)).after(FailureMode::Deletion).unwrap().loss();
        let alone = loss(&text(promised, ""));
        prop_assert_eq!(alone, Loss::Time(Duration::from_minutes(every.max(takes) * u64::from(failures + 1) + takes)));
        let another = loss(&text(promised, "    two: { schedule: \"@every 7h\", takes: 1m, to: { s3: y } }\n"));
        prop_assert!(another <= alone);
    }
}
