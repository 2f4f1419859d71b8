//! What a plan shows of frameworks: right numbers, a verdict for each control, and nothing that is not there.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it stands")]

use gatewright::Delivery;
use gatewright::analysis::coverage::{Coverage, FRAMEWORKS, Verdict, cover, find};
use gatewright::model::ComplianceFact;
use std::collections::HashSet;

fn covered(text: &str, framework: &str) -> Coverage {
    cover(&Delivery::read(text).plan().unwrap(), find(framework).unwrap())
}

fn verdict(coverage: &Coverage, control: &str) -> Verdict {
    coverage
        .controls
        .iter()
        .find(|covered| covered.control.id == control)
        .unwrap()
        .verdict
}

const CONTOSO: &str = include_str!("scenarios/contoso.yaml");

#[test]
fn changes_are_cc8_1_and_the_boundary_is_cc6_6() {
    let soc2 = find("SOC 2").unwrap();
    let about = |id: &str| soc2.controls.iter().find(|control| control.id == id).unwrap().about;
    assert!(about("CC8.1").contains("changes"));
    assert!(about("CC6.6").contains("boundary"));
}

#[test]
fn contoso_shows_how_changes_are_made() {
    let coverage = covered(CONTOSO, "soc2");
    let changes = coverage.controls.iter().find(|covered| covered.control.id == "CC8.1").unwrap();
    assert_eq!(changes.verdict, Verdict::Supported);
    let shown: Vec<ComplianceFact> = changes.facts.iter().map(|(fact, _)| *fact).collect();
    for fact in [
        ComplianceFact::ProductionApproval,
        ComplianceFact::SeparateDuties,
        ComplianceFact::TestGate,
    ] {
        assert!(shown.contains(&fact), "{fact} is not among {shown:?}");
    }
    // What nothing in the document speaks of is named as missing.
    assert_eq!(verdict(&coverage, "A1.2"), Verdict::NoEvidence);
}

#[test]
fn a_scan_that_can_be_got_round_shows_a_part() {
    let plan = |release: &str| {
        format!(
            "gatewright: 1\nname: x\nenvironments: {{ prod: {{ tier: production }} }}\npipelines:\n  main:\n    on: [ {{ push: {{}} }} ]\n    stages:\n      check: {{ jobs: {{ code: {{ steps: [ {{ scan: {{ kind: sast, fail_on: [\"vulnerabilities.high = 0\"] }} }} ] }} }} }}\n      release: {{ jobs: {{ deploy: {{ {release}environment: prod, steps: [ {{ deploy: {{}} }} ] }} }} }}\n"
        )
    };
    let shown = |text: &str| {
        covered(text, "nist-800-53")
            .controls
            .iter()
            .find(|covered| covered.control.id == "SA-11(1)")
            .unwrap()
            .verdict
    };
    assert_eq!(shown(&plan("")), Verdict::Supported);
    assert_eq!(shown(&plan("after: [], ")), Verdict::Partial);
}

#[test]
fn the_document_has_its_say() {
    let text = "gatewright: 1\nname: x\ncompliance:\n  frameworks: { \"SOC 2\": { controls: [CC8.1, CC9.2, cc6.6], not_applicable: { CC9.2: no suppliers } } }\n  evidence: { wall: { summary: a firewall, controls: [soc2/CC6.6], shows: [encrypted_transit] } }\n";
    let coverage = covered(text, "soc2");
    assert_eq!(coverage.controls.len(), 3);
    assert_eq!(verdict(&coverage, "CC9.2"), Verdict::NotApplicable);
    assert_eq!(verdict(&coverage, "CC6.6"), Verdict::Partial);
    assert_eq!(verdict(&coverage, "CC8.1"), Verdict::NoEvidence);
}

#[test]
fn numbers_stand_once_and_every_fact_is_asked_for() {
    let mut asked = HashSet::new();
    for framework in FRAMEWORKS {
        let mut ids = HashSet::new();
        for control in framework.controls {
            assert!(ids.insert(control.id), "{} stands twice in {}", control.id, framework.id);
            asked.extend(control.facts.iter().chain(control.also).copied());
        }
        for name in framework.names {
            assert_eq!(find(name).unwrap().id, framework.id);
        }
    }
    for fact in ComplianceFact::ALL {
        assert!(asked.contains(fact), "nothing asks for {fact}");
    }
}

#[test]
fn nothing_is_ever_called_compliant() {
    for framework in FRAMEWORKS {
        let coverage = covered(CONTOSO, framework.id);
        let (text, markdown) = (coverage.to_text(), coverage.to_markdown());
        for shown in [&text, &markdown] {
            assert!(!shown.to_lowercase().contains("compliant"));
            assert!(shown.contains("not that they were done"));
        }
        assert_eq!(
            markdown.lines().filter(|line| line.starts_with("| ")).count(),
            coverage.controls.len() + 1
        );
    }
}
