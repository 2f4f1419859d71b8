//! Rollouts, verdicts and ways back of whole deliveries.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it stands")]

use gatewright::analysis::rollback::ways_back;
use gatewright::analysis::rollout::{Asked, Engine, Facts, Outcome, subjects};
use gatewright::api::{JudgeRequest, JudgementJson, RollbacksJson, SimulateRequest, SimulationJson};
use gatewright::{Delivery, Plan};

fn plan(text: &str) -> Plan {
    Delivery::read(text).plan().unwrap()
}

const CONTOSO: &str = include_str!("scenarios/contoso.yaml");
const ORRO: &str = include_str!("scenarios/orro.yaml");

#[test]
fn contoso_is_back_within_five_minutes_at_worst() {
    let plan = plan(CONTOSO);
    let backs = ways_back(&plan);
    assert_eq!(backs.len(), 1);
    // Two minutes of the condition, up to one until measurements show it, and ninety seconds for the swap.
    assert_eq!(backs[0].times.total(), 270_000);
    assert!(backs[0].promises.len() == 2 && backs[0].promises.iter().all(|promise| promise.holds == Some(true)));
    assert!(backs[0].trials.iter().all(|trial| trial.left.is_empty()));
    let told = RollbacksJson::of(&plan, None).unwrap();
    let runs: Vec<&str> = told.ways_back[0].steps.iter().filter_map(|step| step.run.as_deref()).collect();
    assert!(runs[1].starts_with("az webapp deployment slot swap --resource-group contoso-rg --name contoso-prod --slot staging"));
    assert_eq!(told.ways_back[0].services, ["web", "api"], "who calls goes back first");
    assert_eq!(told.without, ["dev", "staging"]);
}

#[test]
fn orro_gives_up_by_its_analysis_and_stops_its_engine() {
    let plan = plan(ORRO);
    let subjects = subjects(&plan);
    assert_eq!(subjects.len(), 1);
    let facts = Facts::of(&plan, subjects[0], &Asked::default());
    assert_eq!(facts.setting.course.engine, Engine::ArgoTraffic);
    assert_eq!(facts.bad.outcome, Outcome::RolledBack);
    // Argo Rollouts takes the old version away 30 seconds after the last step, and it stays away.
    assert_eq!(facts.good.moments.last().unwrap().old, (0, 0));
    // Each of the three shares needs copies that are not there yet, and begins when they are.
    assert_eq!(
        facts.outline.promoted,
        Some((2 + 5 + 5) * 60_000 + 3 * facts.setting.course.startup)
    );
    let told = RollbacksJson::of(&plan, None).unwrap();
    let steps: Vec<&str> = told.ways_back[0].steps.iter().map(|step| step.what.as_str()).collect();
    assert_eq!(steps[0], "Take all traffic from the new version: webapp");
    assert_eq!(steps[1], "Stop Argo CD from bringing the new version back");
}

#[test]
fn what_the_document_does_not_say_can_be_said() {
    let request: SimulateRequest =
        serde_json::from_str(r#"{"replicas":2,"requests":"10/second","error_rate":"0.1%","fault":{"at":"1m","error_rate":"50%"}}"#)
            .unwrap();
    let told = SimulationJson::of(&plan(ORRO), &request).unwrap();
    let rollout = &told.rollouts[0];
    assert_eq!((rollout.replicas, rollout.fault_error_rate), (2, 0.5));
    assert!(rollout.bad.noticed.unwrap() - 60.0 <= rollout.detect_worst.unwrap());
    assert!(rollout.bad.back.unwrap() - 60.0 <= rollout.rollback_worst.unwrap());
    assert!(rollout.steps[0].smallest_regression.unwrap() > 0.0);
    assert!(!rollout.assumed.iter().any(|line| line.contains("instance,")));
}

#[test]
fn every_method_has_commands_on_every_platform_that_knows_it() {
    let platforms = [
        (
            "kubernetes: { namespace: shop, context: prod }",
            &[
                "kubernetes_undo: {}",
                "argo_rollback: {}",
                "redeploy_previous: {}",
                "traffic_shift: {}",
            ][..],
        ),
        ("kubernetes: { helm: ./chart }", &["kubernetes_undo: {}"]),
        (
            "azure_app_service: { resource_group: g, app: a, slots: [staging] }",
            &["slot_swap: {}", "traffic_shift: {}", "redeploy_previous: {}"],
        ),
        (
            "azure_container_apps: { resource_group: g, app: a }",
            &["traffic_shift: {}", "redeploy_previous: {}"],
        ),
        (
            "aws_ecs: { cluster: c, service: s, region: eu-west-1 }",
            &["traffic_shift: {}", "redeploy_previous: {}"],
        ),
        (
            "aws_ecs: { cluster: c, service: s, code_deploy_application: x, code_deploy_group: y }",
            &["traffic_shift: {}"],
        ),
        (
            "aws_lambda: { function: f, alias: live }",
            &["traffic_shift: { to: '7' }", "redeploy_previous: {}"],
        ),
        (
            "cloud_run: { service: s, region: europe-west1 }",
            &["traffic_shift: {}", "redeploy_previous: {}"],
        ),
        (
            "vm_group: { hosts: [a.example.com], unit: shop }",
            &["redeploy_previous: {}", "traffic_shift: {}"],
        ),
        ("docker_swarm: { stack: shop }", &["swarm_rollback: {}", "redeploy_previous: {}"]),
        ("compose: { host: a.example.com }", &["redeploy_previous: {}"]),
        (
            "static_site: { provider: s3, bucket: b }",
            &["redeploy_previous: {}", "traffic_shift: {}"],
        ),
    ];
    for (platform, methods) in platforms {
        for method in methods
            .iter()
            .chain(&["git_revert: {}", "flag_off: new-basket", "restore_data: {}"])
        {
            let text = format!(
                "gatewright: 1\nname: shop\nservices: {{ api: {{}} }}\nenvironments: {{ prod: {{ tier: production, platform: {{ {platform} }}, rollback: back }} }}\nrollbacks: {{ back: {{ method: {{ {method} }} }} }}\n"
            );
            let told = RollbacksJson::of(&plan(&text), None).unwrap();
            assert!(!told.ways_back[0].steps.is_empty(), "{platform} {method}");
        }
    }
}

#[test]
fn a_migration_that_takes_away_ends_the_way_back() {
    let text = "gatewright: 1\nname: shop\nservices: { api: {} }\nenvironments: { prod: { tier: production, rollback: back } }\nrollbacks: { back: { automatic: true, method: { kubernetes_undo: {} } } }\nmigrations:\n  add: { phase: expand, undo: {} }\n  drop: { phase: contract, operations: [ { does: drop_column } ] }\npipelines:\n  main:\n    on: [ { push: {} } ]\n    stages:\n      release:\n        jobs:\n          deploy: { environment: prod, steps: [ { migrate: add }, { deploy: {} }, { migrate: drop } ] }\n";
    let plan = plan(text);
    let backs = ways_back(&plan);
    let left: Vec<bool> = backs[0].trials.iter().map(|trial| trial.left.is_empty()).collect();
    assert_eq!(left, [true, true, false]);
    let end = backs[0].point_of_no_return().unwrap();
    assert_eq!(
        end.after.path.to_string(),
        "pipelines.main.stages.release.jobs.deploy.steps[2].migrate"
    );
    assert_eq!(end.left, ["`drop` took away what the old version needs"]);
}

#[test]
fn a_verdict_asks_for_one_judge() {
    let request = JudgeRequest {
        metrics: String::from("[]"),
        ..JudgeRequest::default()
    };
    assert!(JudgementJson::of(&plan("gatewright: 1\nname: x\n"), &request).is_err());
    let told = JudgementJson::of(&plan(ORRO), &request).unwrap();
    assert_eq!(told.judged_by, "progressive");
}
