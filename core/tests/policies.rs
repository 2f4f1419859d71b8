//! Policies of the caller in Rego: what they see, what becomes of what they say, and how they are stopped.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]
#![cfg(feature = "rego")]

use gatewright::rules::Policy;
use gatewright::{CheckOptions, Delivery, ErrorKind, Report, Severity, api};

const DOCUMENT: &str = "gatewright: 1
name: shop
groups: { leads: { size: 3 } }
services: { api: { runtime: go 1.25 } }
environments:
  prod: { tier: production, rollback: undo, gates: [ { approval: { by: [leads], not_author: true } } ] }
rollbacks: { undo: { method: { kubernetes_undo: {} }, tested: 2026-11-02 } }
pipelines:
  main:
    on: [ { push: {} } ]
    stages:
      build: { jobs: { api: { steps: [ { run: make } ] } } }
      ship: { jobs: { api: { environment: prod, steps: [ { deploy: {} } ] } } }
";

fn options(text: &str) -> CheckOptions {
    CheckOptions {
        select: vec!["POL".parse().unwrap(), "DOC".parse().unwrap()],
        policies: vec![Policy::new("own.rego", text).unwrap()],
        ..CheckOptions::default()
    }
}

fn check(document: &str, policy: &str) -> Report {
    Delivery::read(document).check(&options(policy))
}

/// Code, severity, place and words of each finding.
fn told(report: &Report) -> Vec<(String, Severity, String, String)> {
    let one = |found: &gatewright::Diagnostic| {
        (
            found.code.to_owned(),
            found.severity,
            found.place.path.to_string(),
            found.message.clone(),
        )
    };
    report.diagnostics().iter().map(one).collect()
}

#[test]
fn what_a_policy_says_becomes_findings_with_places() {
    let report = check(
        DOCUMENT,
        r#"package gatewright
           deny contains {"code": "ACME-1", "message": "no owner", "path": ["services", id]} if {
               some id, service in input.delivery.services
               not service.owner
           }
           deny contains {"message": "only a word", "path": "pipelines.main.on[0]", "severity": "info"} if input.gatewright == 1
           warn contains "a plain text" if count(input.jobs) == 2
        "#,
    );
    let all = told(&report);
    assert_eq!(all.len(), 3, "{report}");
    assert!(
        all.contains(&("POL001".into(), Severity::Error, "services.api".into(), "no owner (ACME-1)".into())),
        "{report}"
    );
    assert!(
        all.contains(&("POL001".into(), Severity::Info, "pipelines.main.on[0]".into(), "only a word".into())),
        "{report}"
    );
    assert!(
        all.contains(&("POL002".into(), Severity::Warning, String::new(), "a plain text".into())),
        "{report}"
    );
    let owner = report.diagnostics().iter().find(|found| found.message.contains("owner")).unwrap();
    assert!(owner.place.span.is_some(), "a place in the text");
}

#[test]
fn policies_see_what_follows_from_the_document() {
    let report = check(
        DOCUMENT,
        r#"package gatewright
           deny contains sprintf("%v %v %v", [r.environment, r.approved, r.job]) if some r in input.releases
           deny contains sprintf("%v %v", [j.id, j.tier]) if { some j in input.jobs; j.tier }
           deny contains sprintf("%v after %v", [s.id, s.after]) if { some s in input.stages; count(s.after) > 0 }
           deny contains sprintf("%v by others %v", [g.kind, g.by_others]) if { some e in input.environments; some g in e.gates }
        "#,
    );
    let words: Vec<String> = told(&report).into_iter().map(|(.., message)| message).collect();
    for wanted in [
        "prod true pipelines.main.stages.ship.jobs.api",
        "api production",
        "ship after [\"build\"]",
        "approval by others true",
    ] {
        assert!(words.iter().any(|message| message == wanted), "{wanted}\n{words:?}");
    }
}

#[test]
fn findings_of_policies_can_be_waived_and_are_in_sarif() {
    let policy = r#"package gatewright
        deny contains {"message": "no owner", "path": ["services", id]} if some id, _ in input.delivery.services
    "#;
    let waived = format!("{DOCUMENT}waivers: [ {{ code: POL001, at: services.api, reason: soon, owner: leads, until: 2099-01-01 }} ]\n");
    assert_eq!(told(&check(&waived, policy)), []);
    let report = check(DOCUMENT, policy);
    let sarif = gatewright::diagnostic::view::sarif::render(&[report], &gatewright::rules::sarif_rules());
    assert!(sarif.contains("\"ruleId\": \"POL001\""), "{sarif}");
}

#[test]
fn a_policy_that_fails_or_does_not_end_is_a_finding() {
    let endless = r"package gatewright
        deny contains x if {
            some a in input.numbers
            some x in input.numbers
        }
        items := [0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19]
        deny contains 1 if { some a in items; some b in items; some c in items; some d in items; some e in items; some f in items; some g in items; a+b+c+d+e+f+g == -1 }
    ";
    let report = check(DOCUMENT, endless);
    let all = told(&report);
    assert_eq!(all.len(), 1, "{report}");
    assert!(
        all.iter()
            .all(|(code, severity, _, message)| code == "POL001" && *severity == Severity::Error && message.contains("could not be asked")),
        "{report}"
    );
}

#[test]
fn what_is_no_policy_is_an_error_of_the_call() {
    for text in [
        "no rego at all",
        "package gatewright\nallow := true",
        "package gatewright\ndeny contains x if some x in numbers.range(1, 1000000000000)",
    ] {
        let error = Policy::new("own.rego", text).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Argument, "{error}");
        assert!(error.to_string().contains("own.rego"), "{error}");
        assert!(!error.to_string().contains('\n'), "{error}");
    }
    // What several policies share has a package of its own.
    assert!(Policy::new("shared.rego", "package shared\nowner := \"x\"").is_ok());
}

#[test]
fn other_languages_give_policies_as_texts() {
    let document = api::Document::read(DOCUMENT.as_bytes(), "delivery.yaml", None);
    let request = r#"{ "select": ["POL"], "policies": [ { "name": "own.rego", "text": "package gatewright\ndeny contains \"no\"" } ] }"#;
    let answer = document.call("check", request).unwrap();
    assert!(answer.contains("POL001"), "{answer}");
    let wrong = document
        .call("check", r#"{ "policies": [ { "name": "own.rego", "text": "package" } ] }"#)
        .unwrap_err();
    assert_eq!(wrong.kind(), ErrorKind::Argument);
}
