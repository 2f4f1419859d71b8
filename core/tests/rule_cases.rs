//! Cases of single rules: every file of `tests/rules/` is checked by the one rule that its name begins with.
//!
//! Comments at its top say what must be found, `# expect: STR005 at pipelines.main.stages.x.jobs.y`; a file
//! without such a line must be clean. A new case is a new file.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where it stands")]

use gatewright::{CheckOptions, Delivery};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// How often a code is found at a place.
type Found = BTreeMap<String, usize>;

#[test]
fn every_rule_finds_what_its_cases_expect() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    files.sort();
    assert!(!files.is_empty());
    let differences: Vec<String> = files.iter().filter_map(|path| difference(path)).collect();
    assert!(
        differences.is_empty(),
        "{} of {} cases differ\n\n{}",
        differences.len(),
        files.len(),
        differences.join("\n")
    );
}

/// What a file expects and is not found, and what is found and not expected.
fn difference(path: &Path) -> Option<String> {
    let text = std::fs::read_to_string(path).unwrap();
    let name = path.file_name().unwrap().to_str().unwrap();
    let (code, _) = name
        .split_once('-')
        .unwrap_or_else(|| panic!("{name} does not begin with a code and a `-`"));
    let expected = expected(&text, code, name);
    let options = CheckOptions {
        select: vec![code.parse().unwrap_or_else(|error| panic!("{name}: {error}"))],
        limit: Some(usize::MAX),
        ..CheckOptions::default()
    };
    let report = Delivery::read(&text).check(&options);
    let mut found = Found::new();
    let mut messages = BTreeMap::new();
    for diagnostic in report.diagnostics() {
        let place = format!("{} at {}", diagnostic.code, diagnostic.place.path);
        *found.entry(place.clone()).or_default() += 1;
        messages.entry(place).or_insert(&diagnostic.message);
    }
    if found == expected {
        return None;
    }
    let mut lines = format!("{name}\n");
    for place in expected.keys().chain(found.keys().filter(|place| !expected.contains_key(*place))) {
        let count = |counts: &Found| counts.get(place).copied().unwrap_or(0);
        let message = messages.get(place).map_or("", |message| message.as_str());
        match (count(&expected), count(&found)) {
            (wanted, there) if wanted == there => writeln!(lines, "    {place}"),
            (_, 0) => writeln!(lines, "  - {place}"),
            (0, _) => writeln!(lines, "  + {place}: {message}"),
            (wanted, there) => writeln!(lines, "  ! {place}: {there} times instead of {wanted}: {message}"),
        }
        .unwrap();
    }
    Some(lines)
}

/// The comments that say what must be found.
fn expected(text: &str, code: &str, name: &str) -> Found {
    let mut expected = Found::new();
    for line in text.lines().take_while(|line| line.starts_with('#')) {
        let Some(place) = line.trim_start_matches('#').trim().strip_prefix("expect:") else {
            continue;
        };
        let place = place.trim();
        assert!(
            place.starts_with(&format!("{code} at ")),
            "{name} expects `{place}`, but runs only {code}"
        );
        *expected.entry(place.to_owned()).or_default() += 1;
    }
    let stray = text
        .lines()
        .skip_while(|line| line.starts_with('#'))
        .any(|line| line.trim_start().starts_with("# expect:"));
    assert!(!stray, "{name} has an expectation below the first lines");
    expected
}
