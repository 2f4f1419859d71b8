//! Documents full of mistakes: every one is told in one run, at its line and column, and nothing else is.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop where it stands"
)]

use gatewright::text::Lines;
use gatewright::{CheckOptions, Read, ReadOptions, Report};
use std::collections::BTreeSet;

/// A finding as the documents note it behind the line: `# <- DOC003 column 5 (runtime)`, several of them with commas.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    line: u32,
    column: u32,
    code: String,
    /// The word that is suggested.
    meant: Option<String>,
}

fn marks(text: &str) -> Vec<Mark> {
    let lines = text
        .lines()
        .zip(1..)
        .filter_map(|(line, number)| Some((number, line.split_once("# <- ")?.1)));
    let marks = lines.flat_map(|(line, marks)| {
        marks.split(", ").map(move |mark| {
            let words: Vec<&str> = mark.split(' ').collect();
            let [code, "column", column, meant @ ..] = words.as_slice() else {
                panic!("line {line}: `{mark}` is no mark")
            };
            Mark {
                line,
                column: column.parse().unwrap(),
                code: (*code).to_owned(),
                meant: meant.first().map(|word| word.trim_matches(['(', ')']).to_owned()),
            }
        })
    });
    marks.collect()
}

fn found(report: &Report) -> Vec<Mark> {
    let lines = Lines::new(report.source().unwrap());
    let marks = report.diagnostics().iter().map(|diagnostic| {
        let position = lines.position(diagnostic.place.span.unwrap().start);
        let help = diagnostic.help.as_deref().unwrap_or("");
        let meant = help.strip_prefix("did you mean `").or(help.strip_prefix("write `"));
        Mark {
            line: position.line,
            column: position.column,
            code: diagnostic.code.to_owned(),
            meant: meant.and_then(|rest| rest.split('`').next()).map(str::to_owned),
        }
    });
    marks.collect()
}

/// The report has the marks of the text and no others. With `GATEWRIGHT_MARKS` set, the text is printed with the marks
/// that its report asks for, to be looked at and taken over.
fn judge(name: &str, text: &str) -> Report {
    let options = CheckOptions {
        select: vec!["DOC".parse().unwrap(), "STR002".parse().unwrap()],
        ..CheckOptions::default()
    };
    let report = Read::from_text(text, ReadOptions::named(name)).check(&options);
    let (mut wanted, mut found) = (marks(text), found(&report));
    wanted.sort();
    found.sort();
    if std::env::var_os("GATEWRIGHT_MARKS").is_some() {
        print_marked(text, &found);
    }
    let missing: Vec<&Mark> = wanted.iter().filter(|mark| !found.contains(mark)).collect();
    let more: Vec<&Mark> = found.iter().filter(|mark| !wanted.contains(mark)).collect();
    assert!(
        missing.is_empty() && more.is_empty(),
        "{name}\nnot told: {missing:#?}\ntold: {more:#?}\n{report}"
    );
    assert_eq!(wanted.len(), found.len(), "{name}: something is told twice\n{report}");
    report
}

fn print_marked(text: &str, found: &[Mark]) {
    for (line, number) in text.lines().zip(1_u32..) {
        let meant = |mark: &Mark| mark.meant.as_ref().map(|word| format!(" ({word})")).unwrap_or_default();
        let marks: Vec<String> = found
            .iter()
            .filter(|mark| mark.line == number)
            .map(|mark| format!("{} column {}{}", mark.code, mark.column, meant(mark)))
            .collect();
        let line = line.split(" # <- ").next().unwrap();
        println!("{line}{}{}", if marks.is_empty() { "" } else { " # <- " }, marks.join(", "));
    }
}

#[test]
fn forty_mistakes_in_one_document() {
    let report = judge("forty.yaml", include_str!("mistakes/forty.yaml"));
    let diagnostics = report.diagnostics();
    let messages: BTreeSet<&str> = diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    assert!(messages.len() >= 40, "{} different mistakes", messages.len());
    let codes: BTreeSet<&str> = report.codes().collect();
    assert_eq!(codes, BTreeSet::from(["DOC002", "DOC003", "DOC004", "DOC005", "DOC006", "DOC007"]));
    for diagnostic in diagnostics {
        assert!(!diagnostic.place.path.is_root(), "{diagnostic:?} has no route");
        assert!(
            !diagnostic.place.path.to_string().starts_with("extensions"),
            "{diagnostic:?} is about free data"
        );
    }
}

#[test]
fn a_mistake_that_is_used_often_is_told_once_with_its_uses() {
    let report = judge("forty.yaml", include_str!("mistakes/forty.yaml"));
    let lines = Lines::new(report.source().unwrap());
    let uses = |message: &str| -> Vec<&str> {
        let diagnostic = report
            .diagnostics()
            .iter()
            .find(|diagnostic| diagnostic.message.contains(message))
            .unwrap();
        let line = |span: gatewright::text::Span| lines.line(lines.position(span.start).line).trim();
        diagnostic.related.iter().map(|related| line(related.place.span.unwrap())).collect()
    };
    assert_eq!(uses("`prot`"), ["web: *service", "admin: *service"]);
    assert_eq!(uses("`dept`"), ["steps: *steps", "steps: *steps"]);
}

#[test]
fn names_that_nobody_declared() {
    let report = judge("structure.yaml", include_str!("mistakes/structure.yaml"));
    assert_eq!(report.diagnostics().len(), 12, "{report}");
    assert!(report.codes().all(|code| code == "STR002"));
}
