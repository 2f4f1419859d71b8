//! Every rule's page has examples, and they are true: the bad one raises exactly its code, the good one does not.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop where it stands"
)]

use gatewright::model::scalar::Date;
use gatewright::rules::{self, Rule};
use gatewright::{CheckOptions, Read, ReadOptions, Report};

/// A report of one rule alone, so that other rules may think of its examples what they like.
fn report(rule: &Rule, text: &str) -> Report {
    let today: Date = "2026-11-21".parse().unwrap();
    // A waiver needs the rule it waives beside its own.
    let select = if rule.group == "document" {
        Vec::new()
    } else {
        vec![rule.code.parse().unwrap()]
    };
    let options = CheckOptions {
        select,
        policies: policies(rule),
        today: Some(today),
        ..CheckOptions::default()
    };
    Read::from_text(text, ReadOptions::default()).check(&options)
}

/// The policy that stands on the page of a rule about policies.
fn policies(rule: &Rule) -> Vec<rules::Policy> {
    let page = rule.page();
    let text = page.split("```rego\n").nth(1).and_then(|rest| rest.split("```").next());
    let policy = text.map(|text| rules::Policy::new("example.rego", text).unwrap());
    policy.into_iter().collect()
}

/// Every rule that this build can run: policies need a feature.
fn all() -> impl Iterator<Item = &'static Rule> {
    rules::all().filter(|rule| cfg!(feature = "rego") || rule.group != "policy")
}

#[test]
fn bad_examples_raise_their_code_and_good_ones_do_not() {
    for rule in all() {
        let examples = rule.examples();
        assert!(examples.iter().any(|example| !example.good), "{} has no bad example", rule.code);
        assert!(examples.iter().any(|example| example.good), "{} has no good example", rule.code);
        for example in examples {
            let text = example.document();
            let report = report(rule, &text);
            let found = report.codes().filter(|code| *code == rule.code).count();
            if example.good {
                assert_eq!(found, 0, "{}: the good example raises it\n{text}\n{report}", rule.code);
                assert!(
                    report.codes().all(|code| !code.starts_with("DOC")),
                    "{}: the good example cannot be read\n{text}\n{report}",
                    rule.code
                );
            } else {
                assert!(found > 0, "{}: the bad example does not raise it\n{text}\n{report}", rule.code);
            }
            let others: Vec<&str> = report
                .codes()
                .filter(|code| *code != rule.code && rule.group != "document")
                .collect();
            assert!(
                others.is_empty(),
                "{}: the example raises {others:?} too\n{text}\n{report}",
                rule.code
            );
        }
    }
}

#[test]
fn pages_say_what_and_why() {
    for rule in rules::all() {
        let summary = rule.summary();
        assert!(summary.len() > 10 && !summary.ends_with('.'), "{}: `{summary}`", rule.code);
        assert!(
            rule.page().lines().filter(|line| !line.trim().is_empty()).count() > 8,
            "{}: the page is empty",
            rule.code
        );
    }
}

#[test]
fn findings_have_places_help_and_the_users_words() {
    for rule in all().filter(|rule| rule.group != "document") {
        for example in rule.examples().iter().filter(|example| !example.good) {
            let report = report(rule, &example.document());
            for found in report.diagnostics() {
                assert!(found.place.span.is_some(), "{}: {} has no place", rule.code, found.message);
                assert!(found.help.is_some(), "{}: {} has no help", rule.code, found.message);
                let first = found.message.chars().next().unwrap();
                assert!(
                    !first.is_uppercase() && !found.message.ends_with('.'),
                    "{}: `{}`",
                    rule.code,
                    found.message
                );
                assert!(
                    !found.message.contains('\n'),
                    "{}: `{}` is more than a line",
                    rule.code,
                    found.message
                );
            }
        }
    }
}

#[test]
fn every_rule_is_described_in_a_sarif_log() {
    let sarif = gatewright::diagnostic::view::sarif::render(&[Report::new()], &rules::sarif_rules());
    for rule in rules::all() {
        assert!(sarif.contains(&format!("\"id\": \"{}\"", rule.code)), "{} has no entry", rule.code);
    }
}
