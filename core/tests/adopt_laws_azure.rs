//! Laws of adopting and rendering pipelines of Azure, over random files.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::format_collect,
    reason = "a test may stop where it stands"
)]

mod grammar_azure;
mod random;

use gatewright::foreign::{Adopted, Fate, SourceFile};
use gatewright::format::to_yaml;
use gatewright::{Read, ReadOptions, adopters, emit};
use proptest::prelude::*;
use random::Random;
use std::time::{Duration, Instant};

const MAIN: &str = "azure-pipelines.yml";
const OTHER: &str = "parameters:\n  - name: x\n    default: 1\nsteps:\n  - script: make\n";
const EVERYTHING: &str = include_str!("adopt/azure.yml");

/// A quick run by default; `PROPTEST_CASES` for a long one.
fn config(usual: u32) -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok())
        .unwrap_or(usual);
    ProptestConfig {
        cases,
        failure_persistence: None,
        max_shrink_iters: 0, // a smaller seed is no smaller pipeline
        ..ProptestConfig::default()
    }
}

fn adopt(text: &str) -> Adopted {
    let files = [SourceFile::new(MAIN, text), SourceFile::new("other.yml", OTHER)];
    adopters::adopt(Some("azure-pipelines"), &files).unwrap()
}

/// The file as it is written back, by way of the document and without.
fn back(adopted: &Adopted, text: &str) -> String {
    let document = to_yaml(&adopted.delivery).unwrap();
    let read = Read::from_text(&document, ReadOptions::default());
    assert!(read.report.is_clean(), "{}\n{document}\nof\n{text}", read.report);
    let plan = read.plan().unwrap_or_else(|report| panic!("{report}\n{document}\nof\n{text}"));
    let of = |plan: &gatewright::Plan| {
        let rendered = plan.render("azure-pipelines").unwrap();
        rendered.files().iter().find(|file| file.path == MAIN).unwrap().text.clone()
    };
    let written = of(&plan);
    assert_eq!(written, of(&adopted.delivery.clone().plan().unwrap()), "{document}");
    written
}

proptest! {
    #![proptest_config(config(128))]

    #[test]
    fn any_pipeline_comes_back_the_same(seed: u64) {
        let pipeline = grammar_azure::pipeline(&mut Random::new(seed));
        let text = emit::yaml::to_string(&pipeline).unwrap();
        let adopted = adopt(&text);
        // A name alone is no pipeline.
        prop_assume!(!adopted.files[0].report.has_errors());
        let written = back(&adopted, &text);
        let ledger = adopted.ledger().unwrap();
        let wrong: Vec<_> = ledger
            .entries
            .iter()
            .filter(|(file, _, fate)| *file == 0 && matches!(fate, Fate::Degraded | Fate::Dropped))
            .map(|(_, path, fate)| format!("{path}: {}", fate.word()))
            .collect();
        prop_assert!(wrong.is_empty(), "{seed} {wrong:#?}\n{text}\nbecame\n{written}\nby\n{}", to_yaml(&adopted.delivery).unwrap());
        // What is written stays as it is from then on.
        let again = adopt(&written);
        prop_assert_eq!(back(&again, &written), written, "{} from\n{}", seed, text);
    }

    #[test]
    fn any_text_is_adopted_or_refused(seed: u64) {
        let mut random = Random::new(seed);
        let mut text = match random.below(2) {
            0 => EVERYTHING.to_owned(),
            _ => emit::yaml::to_string(&grammar_azure::pipeline(&mut random)).unwrap(),
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
    let document = to_yaml(&adopted.delivery).unwrap();
    let read = Read::from_text(&document, ReadOptions::default());
    assert!(read.report.is_clean(), "{}\n{document}\nof\n{text}", read.report);
    // Whatever is adopted holds together.
    if adopted.files[0].report.has_errors() {
        return;
    }
    let ledger = adopted.ledger().unwrap_or_else(|error| panic!("{error}\nof\n{text}"));
    assert!(ledger.total() > 0);
    assert!(start.elapsed() < Duration::from_secs(5), "{:?} for\n{text}", start.elapsed());
}

#[test]
fn texts_that_would_take_long_do_not() {
    let nested = format!("steps: {}{}", "[".repeat(50_000), "]".repeat(50_000));
    let groups: String = (0..10_000)
        .map(|level| format!("{}- ${{{{ if x }}}}:\n", " ".repeat(level)))
        .collect();
    let calls = format!(
        "steps:\n- script: a\n  condition: {}succeeded(){}\n",
        "not(".repeat(10_000),
        ")".repeat(10_000)
    );
    let steps = format!("steps:\n{}", "- script: make\n  condition: always()\n".repeat(5_000));
    let jobs: String = (0..1_000)
        .map(|job| {
            let needs: Vec<String> = (0..job.min(20)).map(|back| format!("J{}", job - 1 - back)).collect();
            format!("- job: J{job}\n  dependsOn: [{}]\n  steps: [{{ script: a }}]\n", needs.join(", "))
        })
        .collect();
    let alternating: String = (0..3_000)
        .map(|number| format!("- ${{{{ if eq(parameters.a, {number}) }}}}:\n  - script: a\n"))
        .collect();
    let elses: String = (0..300)
        .map(|number| format!("- ${{{{ elseif eq(parameters.a, {number}) }}}}:\n  - script: a\n"))
        .collect();
    let dollars = format!("steps:\n- script: '{}'\n", "$(${{ $[".repeat(20_000));
    let comments = format!("steps:\n{}", "# why\n- script: a # because\n".repeat(3_000));
    for (what, text) in [
        ("nesting", nested),
        ("groups", format!("steps:\n{groups}")),
        ("calls", calls),
        ("steps", steps),
        ("a chain", format!("jobs:\n{jobs}")),
        ("conditions", format!("parameters: [{{ name: a }}]\nsteps:\n{alternating}")),
        ("else", format!("steps:\n- ${{{{ if x }}}}:\n  - script: a\n{elses}")),
        ("dollars", dollars),
        ("comments", comments),
    ] {
        let start = Instant::now();
        let adopted = adopt(&text);
        drop(adopted.ledger());
        // Ten times what they take without optimization; what is not linear takes hours.
        assert!(start.elapsed() < Duration::from_secs(20), "{what}: {:?}", start.elapsed());
    }
}

#[test]
fn templates_that_name_themselves_and_one_another_end() {
    let files = [
        SourceFile::new(MAIN, "stages:\n- template: a.yml\n"),
        SourceFile::new("a.yml", "stages:\n- template: b.yml\n- template: a.yml\n"),
        SourceFile::new("b.yml", "stages:\n- stage: x\n  jobs:\n  - template: a.yml\n"),
    ];
    let adopted = adopters::adopt(Some("azure-pipelines"), &files).unwrap();
    assert_eq!(adopted.files.len(), 3);
    assert!(adopted.ledger().unwrap().is_faithful());
}
