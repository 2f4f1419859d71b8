//! What each view writes, case by case.

mod laws;
mod machines;
mod people;

use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::text::{ModelPath, Source, Span};

/// A text with marks in it: `«…»` is what the finding is about, `‹…›` are the other places, in order.
fn marked(text: &str) -> (String, Option<Span>, Vec<Span>) {
    let (mut plain, mut own, mut related, mut open) = (String::new(), None, Vec::new(), Vec::new());
    for character in text.chars() {
        let here = u32::try_from(plain.len()).unwrap();
        match character {
            '«' | '‹' => open.push(here),
            '»' => own = Some(Span::new(open.pop().unwrap(), here)),
            '›' => related.push(Span::new(open.pop().unwrap(), here)),
            _ => plain.push(character),
        }
    }
    (plain, own, related)
}

/// A finding whose places are those marked in a text, and the report about it.
fn report(text: &str, labels: &[&str], finding: impl FnOnce(Diagnostic) -> Diagnostic) -> Report {
    let (plain, own, related) = marked(text);
    let path = ModelPath::root().key("jobs").key("deploy").key("needs").index(0);
    let mut diagnostic = Diagnostic::new("STR002", Severity::Error, path, "job `deploy` needs `biuld`, which does not exist");
    diagnostic.place.span = own;
    for (place, label) in labels.iter().enumerate() {
        diagnostic = diagnostic.related(ModelPath::root().key("jobs").key("other"), *label);
        diagnostic.related[place].place.span = related.get(place).copied();
    }
    about(&plain, [finding(diagnostic)])
}

fn about(text: &str, diagnostics: impl IntoIterator<Item = Diagnostic>) -> Report {
    let mut report = Report::about(Source::new("delivery.yaml", text));
    report.extend(diagnostics);
    report.settle(None, 200);
    report
}
