//! Laws of adopting and rendering workflows of GitHub, over random files and random plans.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::format_collect,
    reason = "a test may stop where it stands"
)]

mod grammar;
mod random;

use gatewright::foreign::{self, Adopted, Fate, SourceFile};
use gatewright::format::to_yaml;
use gatewright::model::Data;
use gatewright::text::yaml::Dialect;
use gatewright::text::{Limits, ModelPath};
use gatewright::{Plan, Read, ReadOptions, adopters, emit};
use proptest::prelude::*;
use random::Random;
use std::time::{Duration, Instant};

const ACTION: &str = ".github/actions/set-up/action.yml";
const CI: &str = ".github/workflows/ci.yml";
const EVERYTHING: &str = include_str!("adopt/everything.yml");
const OTHER: &str = "on: workflow_call\njobs:\n  one:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n";

/// A quick run by default; `PROPTEST_CASES` for a long one.
fn config(usual: u32) -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok())
        .unwrap_or(usual);
    ProptestConfig {
        cases,
        failure_persistence: None,
        max_shrink_iters: 0, // a smaller seed is no smaller workflow
        ..ProptestConfig::default()
    }
}

fn adopt(text: &str) -> Adopted {
    let files = [SourceFile::new(CI, text), SourceFile::new(".github/workflows/other.yml", OTHER)];
    adopters::adopt(Some("github-actions"), &files).unwrap()
}

/// The value of a file in the form that says the same with the least variety, without what says nothing.
fn normal(path: &str, text: &str) -> Data {
    let (_, data, problems) = foreign::read(&SourceFile::new(path, text), Dialect::Core, Limits::default());
    assert!(problems.is_empty(), "{problems:?}\n{text}");
    (adopters::find("github-actions").unwrap().normal)(data.unwrap())
}

/// Routes to what only the second value has; what it has not is the ledger's.
fn added(before: &Data, after: &Data, path: &ModelPath, new: &mut Vec<String>) {
    match (before, after) {
        (Data::Map(before), Data::Map(after)) => {
            for (key, value) in after {
                let path = path.clone().key(key.as_str());
                match before.get(key) {
                    Some(before) => added(before, value, &path, new),
                    None => new.push(format!("{path}: added")),
                }
            }
        }
        (Data::List(before), Data::List(after)) => {
            for (index, (before, after)) in before.iter().zip(after).enumerate() {
                added(before, after, &path.clone().index(index), new);
            }
            if after.len() > before.len() {
                new.push(format!("{path}: longer"));
            }
        }
        (before, after) if before == after => {}
        _ => new.push(format!("{path}: other")),
    }
}

/// The workflow of a plan.
fn render(plan: &Plan) -> String {
    let rendered = plan.render("github-actions").unwrap();
    rendered.files().iter().find(|file| file.path == CI).unwrap().text.clone()
}

/// Adopted and written back, a composite action says the same, and so does a workflow that uses it.
fn action_comes_back(text: &str) {
    let workflow = "on: push\njobs:\n  one:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: ./.github/actions/set-up\n        with: { where: here }\n";
    let adopt = |text: &str| {
        let files = [SourceFile::new(ACTION, text), SourceFile::new(CI, workflow)];
        adopters::adopt(Some("github-actions"), &files).unwrap()
    };
    let adopted = adopt(text);
    let document = to_yaml(&adopted.delivery).unwrap();
    assert!(document.contains("by: step"), "{document}");
    let ledger = adopted
        .ledger()
        .unwrap_or_else(|error| panic!("{error}\nof\n{document}\nof\n{text}"));
    let wrong: Vec<_> = ledger
        .entries
        .iter()
        .filter(|entry| matches!(entry.2, Fate::Degraded | Fate::Dropped))
        .collect();
    let read = Read::from_text(&document, ReadOptions::default());
    assert!(read.report.is_clean(), "{}\n{document}", read.report);
    let written = |plan: &Plan| {
        let rendered = plan.render("github-actions").unwrap();
        rendered.files().iter().find(|file| file.path == ACTION).unwrap().text.clone()
    };
    let back = written(&read.plan().unwrap());
    assert!(ledger.is_faithful(), "{wrong:#?}\n{text}\nbecame\n{back}\nby\n{document}");
    let mut new = Vec::new();
    added(&normal(ACTION, text), &normal(ACTION, &back), &ModelPath::root(), &mut new);
    assert!(new.is_empty(), "{new:#?}\n{text}\nbecame\n{back}\nby\n{document}");
    let again = written(&adopt(&back).delivery.plan().unwrap());
    assert_eq!(again, back, "from\n{text}");
    // Every other system gets something, whatever stands in the action.
    let plan = adopted.delivery.plan().unwrap();
    for target in ["gitlab-ci", "azure-pipelines", "jenkins"] {
        let rendered = plan.render(target).unwrap();
        assert!(!rendered.files().is_empty());
        assert!(rendered.files().iter().all(|file| !file.path.contains("set-up")), "{target}");
    }
}

/// Adopted and written back, a workflow says the same: nothing is changed, lost or added.
fn comes_back(text: &str) {
    let adopted = adopt(text);
    let document = to_yaml(&adopted.delivery).unwrap();
    let ledger = adopted
        .ledger()
        .unwrap_or_else(|error| panic!("{error}\nof\n{document}\nof\n{text}"));
    let wrong: Vec<_> = ledger
        .entries
        .iter()
        .filter(|(_, _, fate)| matches!(fate, Fate::Degraded | Fate::Dropped))
        .map(|(_, path, fate)| format!("{path}: {}", fate.word()))
        .collect();
    let read = Read::from_text(&document, ReadOptions::default());
    assert!(read.report.is_clean(), "{}\n{document}", read.report);
    let back = &render(&read.plan().unwrap());
    assert_eq!(*back, render(&adopted.delivery.plan().unwrap()), "{document}");
    assert!(ledger.is_faithful(), "{wrong:#?}\n{text}\nbecame\n{back}\nby\n{document}");
    let mut new = Vec::new();
    added(&normal(CI, text), &normal(CI, back), &ModelPath::root(), &mut new);
    assert!(new.is_empty(), "{new:#?}\n{text}\nbecame\n{back}\nby\n{document}");
    // What is written stays as it is from then on.
    assert_eq!(render(&adopt(back).delivery.plan().unwrap()), *back, "from\n{text}");
}

proptest! {
    #![proptest_config(config(96))]

    #[test]
    fn any_workflow_comes_back_the_same(seed: u64) {
        let workflow = grammar::workflow(&mut Random::new(seed));
        comes_back(&emit::yaml::to_string(&workflow).unwrap());
    }

    #[test]
    fn any_composite_action_comes_back_the_same(seed: u64) {
        let action = grammar::composite(&mut Random::new(seed));
        action_comes_back(&emit::yaml::to_string(&action).unwrap());
    }

    #[test]
    fn any_text_is_adopted_or_refused(seed: u64) {
        let mut random = Random::new(seed);
        let workflow = grammar::workflow(&mut random);
        let mut text = match random.below(4) {
            0 => EVERYTHING.to_owned(),
            1 => serde_json::to_string(&workflow).unwrap(),
            _ => emit::yaml::to_string(&workflow).unwrap(),
        };
        for _ in 0..=random.below(4) {
            random::mutate(&mut text, &mut random);
            survives(&text);
        }
    }

    #[test]
    fn any_bytes_are_adopted_or_refused(bytes: Vec<u8>) {
        survives(&String::from_utf8_lossy(&bytes));
    }
}

/// Adopting ends soon and without a panic, whatever the text is, and so does what follows from it.
fn survives(text: &str) {
    let start = Instant::now();
    let adopted = adopt(text);
    for file in &adopted.files {
        assert!(!file.report.to_string().is_empty());
    }
    let document = to_yaml(&adopted.delivery).unwrap();
    let read = Read::from_text(&document, ReadOptions::default());
    assert!(read.report.is_clean(), "{}\n{document}\nof\n{text}", read.report);
    // What does not hold together is told; what does is written.
    if let Ok(ledger) = adopted.ledger() {
        assert!(ledger.total() > 0);
    }
    assert!(start.elapsed() < Duration::from_secs(5), "{:?} for\n{text}", start.elapsed());
}

#[test]
fn texts_that_would_take_long_do_not() {
    let nested = format!("on: push\njobs: {}{}", "[".repeat(50_000), "]".repeat(50_000));
    let steps = format!(
        "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n{}",
        "      - parallel:\n".to_owned() + &"          - run: make\n".repeat(20_000)
    );
    let jobs: String = (0..2_000)
        .map(|job| {
            format!(
                "  j{job}:\n    needs: [{}]\n    runs-on: x\n    steps: [{{ run: a }}]\n",
                (0..job.min(20))
                    .map(|back| format!("j{}", job - 1 - back))
                    .collect::<Vec<_>>()
                    .join(", ")
            )
        })
        .collect();
    let chain = format!("on: push\njobs:\n{jobs}");
    let bombs: String = (1..30)
        .map(|level| format!("a{level}: &a{level} [*a{0}, *a{0}]\n", level - 1))
        .collect();
    let bomb = format!("on: push\na0: &a0 [x, y]\n{bombs}jobs:\n  a:\n    runs-on: *a29\n    steps: *a29\n");
    let names: String = (0..3_000)
        .map(|job| {
            format!(
                "  {}:\n    runs-on: x\n    steps: [{{ run: a }}]\n",
                "_".repeat(job % 60 + 1) + &"A".repeat(job / 60 + 1)
            )
        })
        .collect();
    let names = format!("on: push\njobs:\n{names}");
    let comments = format!(
        "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n{}",
        "      # why\n      - run: a # because\n".repeat(5_000)
    );
    for (what, text) in [
        ("nesting", nested),
        ("steps", steps),
        ("a chain", chain),
        ("a bomb", bomb),
        ("names", names),
        ("comments", comments),
    ] {
        let start = Instant::now();
        let adopted = adopt(&text);
        drop(adopted.ledger());
        // Ten times what they take without optimization; what is not linear takes hours.
        assert!(start.elapsed() < Duration::from_secs(20), "{what}: {:?}", start.elapsed());
    }
}
