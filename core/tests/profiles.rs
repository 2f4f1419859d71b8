//! Which rules run and how bad their findings are: by profile, by the document, by whoever runs them.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use gatewright::model::Profile;
use gatewright::{CheckOptions, Delivery, Severity};

/// A document with an approval that stays although the change changes.
fn found(checks: &str, options: &CheckOptions) -> Vec<(&'static str, Severity)> {
    let text = format!(
        "gatewright: 1\nname: x\n{checks}environments:\n  prod:\n    tier: production\n    gates: [ {{ approval: {{ by: [x], not_author: true, fresh: false }} }} ]\n"
    );
    let report = Delivery::read(&text).check(options);
    report
        .diagnostics()
        .iter()
        .map(|diagnostic| (diagnostic.code, diagnostic.severity))
        .collect()
}

fn with(profile: Profile) -> CheckOptions {
    CheckOptions {
        profile: Some(profile),
        select: vec!["GAT".parse().unwrap(), "DOC".parse().unwrap()],
        ..CheckOptions::default()
    }
}

#[test]
fn production_makes_errors_of_what_weakens_it() {
    assert_eq!(found("", &with(Profile::Recommended)), [("GAT006", Severity::Warning)]);
    assert_eq!(found("", &with(Profile::Production)), [("GAT006", Severity::Error)]);
}

#[test]
fn the_document_says_so_and_whoever_runs_the_rules_has_the_last_word() {
    let plain = CheckOptions {
        select: with(Profile::Strict).select,
        ..CheckOptions::default()
    };
    assert_eq!(found("checks: production\n", &plain), [("GAT006", Severity::Error)]);
    assert_eq!(
        found("checks: production\n", &with(Profile::Recommended)),
        [("GAT006", Severity::Warning)]
    );
    assert_eq!(found("checks: { ignore: GAT006 }\n", &plain), []);
    assert_eq!(
        found("checks: { severities: { GAT: error, GAT006: info } }\n", &plain),
        [("GAT006", Severity::Info)]
    );
    let louder = CheckOptions {
        severities: vec![("GAT".parse().unwrap(), Severity::Error)],
        ..plain
    };
    assert_eq!(
        found("checks: { severities: { GAT006: info } }\n", &louder),
        [("GAT006", Severity::Error)]
    );
}

#[test]
fn words_that_mean_no_rule_are_told() {
    let all = CheckOptions::default();
    let codes = |checks: &str| found(checks, &all).iter().filter(|(code, _)| *code == "DOC011").count();
    assert_eq!(codes("checks: { ignore: [GAT006, GAT999], severities: { nonsense: error } }\n"), 2);
    assert_eq!(codes("checks: strict\n"), 0);
}
