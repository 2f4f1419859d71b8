//! A sound plan with one thing taken out: whatever keeps production safe is missed by the rule that says so.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use gatewright::{CheckOptions, Delivery};

/// Two ways to production, through calls, conditions and starts by hand.
const SOUND: &str = r#"gatewright: 1
name: sound
environments:
  prod: { tier: production }
pipelines:
  main:
    on: [ { push: { branches: [main] } }, { manual: {} } ]
    stages:
      build:
        jobs:
          app: { steps: [ { run: npm test, reports: { junit: out.xml } }, { publish: { artifact: app, path: dist } } ] }
          code: { steps: [ { scan: { kind: sast, fail_on: ["vulnerabilities.high = 0"] } } ] }
      approve:
        gates: [ { approval: { by: [leads], not_author: true } } ]
        jobs: { note: { steps: [ { run: echo approved } ] } }
      release:
        jobs: { ship: { call: ship } }
  ship:
    on: [ { call: {} } ]
    stages:
      prod: { jobs: { deploy: { environment: prod, steps: [ { fetch: { artifact: app, from: main } }, { deploy: {} } ] } } }
  nightly:
    on: [ { schedule: "0 3 * * *" } ]
    stages:
      build: { jobs: { app: { steps: [ { run: npm test } ] } } }
      prod:
        jobs: { deploy: { when: "${{ github.event_name == 'push' }}", environment: prod, steps: [ { deploy: {} } ] } }
"#;

/// What is taken out or changed, what becomes of it, and the rules that must say so.
const MUTATIONS: &[(&str, &str, &[&str])] = &[
    (
        "        gates: [ { approval: { by: [leads], not_author: true } } ]\n",
        "",
        &["GAT001"],
    ),
    ("not_author: true", "not_author: false", &["GAT005"]),
    ("approval: { by: [leads], not_author: true }", "manual: {}", &["GAT001"]),
    (
        "not_author: true } }",
        "not_author: true, emergency: true } }",
        &["GAT001", "GAT010"],
    ),
    (
        "      release:\n        jobs",
        "      release:\n        after: []\n        jobs",
        &["GAT001", "GAT002", "GAT003"],
    ),
    (
        "ship: { call: ship }",
        "ship: { after: [], call: ship }",
        &["GAT001", "GAT002", "GAT003"],
    ),
    (
        "ship: { call: ship }",
        "ship: { after: build.app, call: ship }",
        &["GAT001", "GAT002"],
    ),
    (
        "ship: { call: ship }",
        "ship: { when: always, call: ship }",
        &["GAT001", "GAT002", "GAT003"],
    ),
    (
        "on: [ { call: {} } ]",
        "on: [ { call: {} }, { tag: \"v*\" } ]",
        &["GAT001", "GAT002", "GAT003"],
    ),
    (
        "on: [ { call: {} } ]",
        "on: [ { call: {} }, { manual: {} } ]",
        &["GAT001", "GAT002", "GAT003"],
    ),
    (
        "{ scan: { kind: sast, fail_on: [\"vulnerabilities.high = 0\"] } }",
        "{ scan: { kind: sast } }",
        &["GAT004"],
    ),
    ("= 0\"] } }", "= 0\"] }, continue_on_error: true }", &["GAT004"]),
    (
        "code: { steps",
        "code: { when: \"${{ vars.scan == '1' }}\", continue_on_error: true, steps",
        &["GAT002", "GAT004"],
    ),
    ("= 0\"] } }", "= 0\"] }, when: \"${{ vars.scan == '1' }}\" }", &["GAT002"]),
    ("{ run: npm test, reports: { junit: out.xml } }, ", "", &["GAT003"]),
    (
        "{ run: npm test, reports: { junit: out.xml } }, ",
        "{ run: npm test, continue_on_error: true }, ",
        &["GAT003"],
    ),
    (" when: \"${{ github.event_name == 'push' }}\",", "", &["GAT001"]),
    ("github.event_name == 'push'", "github.event_name != 'push'", &["GAT001"]),
    ("github.event_name == 'push'", "vars.release == '1'", &["GAT001"]),
    ("on: [ { schedule: \"0 3 * * *\" } ]", "on: [ { push: {} } ]", &["GAT001"]),
];

fn gates(text: &str) -> Vec<&'static str> {
    let options = CheckOptions {
        select: vec!["GAT".parse().unwrap()],
        ..CheckOptions::default()
    };
    let report = Delivery::read(text).check(&options);
    let mut codes: Vec<_> = report.diagnostics().iter().map(|diagnostic| diagnostic.code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

#[test]
fn the_plan_is_sound() {
    assert_eq!(gates(SOUND), [] as [&str; 0]);
}

#[test]
fn whatever_is_taken_out_is_missed() {
    let mut wrong = Vec::new();
    for (old, new, expected) in MUTATIONS {
        assert!(SOUND.contains(old), "`{old}` is not in the plan");
        let found = gates(&SOUND.replacen(old, new, 1));
        if found != *expected {
            wrong.push(format!("`{old}` -> `{new}`: {found:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_way_can_be_followed() {
    let text = SOUND.replacen("ship: { call: ship }", "ship: { when: always, call: ship }", 1);
    let report = Delivery::read(&text).check(&CheckOptions::default());
    let found = report.diagnostics().iter().find(|diagnostic| diagnostic.code == "GAT001").unwrap();
    let tale: Vec<_> = found
        .related
        .iter()
        .map(|related| format!("{}: {}", related.place.path, related.message))
        .collect();
    assert_eq!(
        tale,
        [
            "pipelines.main.on[0]: `push` starts it",
            "pipelines.main.stages.release.jobs.ship.when: `release.ship` runs even when what it waits for did not go well",
            "pipelines.ship.stages.prod.jobs.deploy: then `prod.deploy`",
        ]
    );
}
