//! Every edit that a rule offers mends what it is offered for: with the edit made, the rule finds less, and nothing else is
//! wrong with the text.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use gatewright::diagnostic::{Diagnostic, Fix};
use gatewright::{CheckOptions, Delivery};
use std::path::Path;

fn found(code: &str, text: &str) -> Vec<Diagnostic> {
    let options = CheckOptions {
        select: vec![code.parse().unwrap()],
        limit: Some(usize::MAX),
        ..CheckOptions::default()
    };
    Delivery::read(text).check(&options).diagnostics().to_vec()
}

/// The text with the edits made, the last one first.
fn mended(text: &str, fix: &Fix) -> String {
    let mut edits = fix.edits.clone();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    let mut text = text.to_owned();
    for edit in edits {
        text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
    }
    text
}

#[test]
fn edits_mend_what_they_are_offered_for() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let mut tried = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let code = name.split('-').next().unwrap();
        let before = found(code, &text);
        for fix in before.iter().flat_map(|finding| &finding.fixes) {
            let mended = mended(&text, fix);
            let after = found(code, &mended);
            assert!(
                after.len() < before.len(),
                "{name}: `{}` mends nothing\n{mended}\n{after:?}",
                fix.title
            );
            tried += 1;
        }
    }
    assert!(tried >= 8, "{tried} edits were tried");
}
