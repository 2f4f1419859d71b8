//! Laws of rendering for Jenkins, over random plans.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::format_collect,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test may stop where it stands"
)]

mod deliveries;
mod random;

use gatewright::{Plan, Read, ReadOptions, emit};
use proptest::prelude::*;
use random::Random;
use std::path::Path;

/// The document and the plan of a seed.
fn plan(seed: u64) -> (String, Plan) {
    let text = emit::yaml::to_string(&deliveries::delivery(&mut Random::new(seed))).unwrap();
    let plan = Read::from_text(&text, ReadOptions::default()).plan();
    let plan = plan.unwrap_or_else(|report| panic!("{report}\n{text}"));
    (text, plan)
}

/// Every bracket of a file is closed by its own, outside of texts and comments.
fn is_closed(text: &str) -> bool {
    let mut open = Vec::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let quoted = ["'''", "'", "\""].iter().find(|quote| rest.starts_with(**quote));
        if let Some(quote) = quoted {
            rest = &rest[quote.len()..];
            while !rest.starts_with(quote) {
                let Some(letter) = rest.chars().next() else { return false };
                rest = &rest[letter.len_utf8()..];
                if letter == '\\' {
                    rest = &rest[rest.chars().next().map_or(0, char::len_utf8)..];
                }
            }
            rest = &rest[quote.len()..];
            continue;
        }
        if rest.starts_with("//") {
            rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
            continue;
        }
        match letter {
            '(' | '[' | '{' => open.push(letter),
            ')' | ']' | '}' if open.pop() != Some([('(', ')'), ('[', ']'), ('{', '}')].iter().find(|pair| pair.1 == letter).unwrap().0) => {
                return false;
            }
            _ => {}
        }
        rest = &rest[letter.len_utf8()..];
    }
    open.is_empty()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, max_shrink_iters: 0, ..ProptestConfig::default() })]

    #[test]
    fn any_plan_becomes_pipelines_that_hold(seed: u64) {
        let (text, plan) = plan(seed);
        let rendered = plan.render("jenkins").unwrap();
        assert_eq!(plan.render("jenkins").unwrap().files(), rendered.files());
        for file in rendered.files().iter().filter(|file| !file.path.ends_with(".yaml")) {
            assert!(is_closed(&file.text), "# {}\n{}\nof {text}", file.path, file.text);
        }
    }
}

/// Writes what becomes of some plans where core/tests/judge_jenkins.py finds it; run by `make judges`.
#[test]
fn plans_for_judges() {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("judged-jenkins");
    let _ = std::fs::remove_dir_all(&place);
    for seed in 0..36 {
        let (_, plan) = plan(seed);
        for file in plan.render("jenkins").unwrap().files() {
            let path = place.join(seed.to_string()).join(&file.path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, &file.text).unwrap();
        }
    }
}

/// The text of a small delivery's file.
fn file(more: &str) -> (String, String) {
    let text = format!("gatewright: 1\nname: shop\n{more}");
    let plan = Read::from_text(&text, ReadOptions::default()).plan().unwrap();
    let rendered = plan.render("jenkins").unwrap();
    let losses = rendered
        .losses()
        .iter()
        .map(|loss| format!("{} {}\n", loss.severity, loss.message))
        .collect();
    (rendered.files()[0].text.clone(), losses)
}

#[test]
fn what_cannot_be_asked_never_runs() {
    let (text, losses) = file(
        "pipelines: { app: { on: [ { push: {} } ], stages: { release: { jobs: { ship: { when: '${{ fromJSON(vars.X) }}', steps: [ { run: make } ] } } } } } }",
    );
    assert!(text.contains("expression {\n                    false\n"), "{text}");
    assert!(text.contains("Never runs: Jenkins has no counterpart"), "{text}");
    assert!(losses.contains("so this never runs"), "{losses}");
}

#[test]
fn several_people_are_asked_until_enough_said_yes() {
    let (text, _) = file(
        "pipelines: { app: { on: [ { push: {} } ], stages: { release: { gates: [ { approval: { by: [a, b], at_least: 2 }, timeout: 2h } ], jobs: { ship: { steps: [ { run: make } ] } } } } } }",
    );
    for part in [
        "while (approvers.size() < 2)",
        "submitter: 'a,b'",
        "timeout(time: 2, unit: 'HOURS')",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn secrets_are_read_by_the_shell_alone() {
    let (text, _) = file(
        "pipelines: { app: { on: [ { push: {} } ], stages: { test: { jobs: { unit: { env: { HEADER: 'Bearer ${{ secrets.TOKEN }}', PLAIN: { secret: plain } }, steps: [ { run: 'curl -H \"$HEADER\"' } ] } } } } } }",
    );
    assert!(text.contains("TOKEN = credentials('TOKEN')"), "{text}");
    assert!(text.contains("PLAIN = credentials('plain')"), "{text}");
    assert!(text.contains("export HEADER=\"Bearer ${TOKEN}\""), "{text}");
    assert!(!text.contains("env.TOKEN"), "{text}");
}

#[test]
fn jobs_after_all_others_stand_in_post() {
    let (text, _) = file(
        "pipelines: { app: { on: [ { push: {} } ], stages: { test: { jobs: { unit: { steps: [ { run: make } ] }, clean: { when: always, steps: [ { run: make clean } ] } } } } } }",
    );
    assert!(
        text.contains("    post {\n        always {\n            node('linux') {\n"),
        "{text}"
    );
}
