//! What holds of every view, whatever the text and wherever the places.

use crate::diagnostic::view::text::{self, Style};
use crate::diagnostic::view::{github, json, sarif};
use crate::diagnostic::{Diagnostic, Edit, Fix, Related, Report, Severity};
use crate::text::{ModelPath, Source, Span};
use proptest::prelude::*;

/// Text of the characters that are hard to show, and of any others.
fn texts() -> impl Strategy<Value = String> {
    let hard = "a: 1,\t\n\r\u{0}\u{1b}\u{7f}\u{85}\u{9b}\u{202e}\u{2028}\u{2066}\u{feff}\u{301}\u{200d}é値🚀👩";
    let hard: Vec<char> = hard.chars().collect();
    let character = prop_oneof![4 => prop::sample::select(hard), 1 => any::<char>()];
    prop::collection::vec(character, 0..200).prop_map(|characters| characters.into_iter().collect())
}

/// Spans inside a text, across its characters, after it, and beyond all bounds.
fn spans() -> impl Strategy<Value = Option<Span>> {
    let offset = || prop_oneof![6 => 0_u32..300, 1 => any::<u32>()];
    // Built by hand, so that an end may come before its start.
    prop::option::weighted(0.9, (offset(), offset()).prop_map(|(start, end)| Span { start, end }))
}

fn diagnostics() -> impl Strategy<Value = Diagnostic> {
    let severity = prop::sample::select(vec![Severity::Info, Severity::Warning, Severity::Error]);
    let related = prop::collection::vec((spans(), texts()), 0..8);
    let fixes = prop::collection::vec((texts(), prop::collection::vec((spans(), texts()), 0..3)), 0..2);
    (severity, spans(), texts(), prop::option::of(texts()), texts(), related, fixes).prop_map(
        |(severity, span, message, help, key, related, fixes)| {
            let path = ModelPath::root().key("a").index(1).key(key);
            let mut diagnostic = Diagnostic::new("STR002", severity, path.clone(), message);
            diagnostic.place.span = span;
            diagnostic.help = help;
            diagnostic.related = related
                .into_iter()
                .map(|(span, message)| {
                    let mut place = diagnostic.place.clone();
                    place.span = span;
                    Related { place, message }
                })
                .collect();
            diagnostic.fixes = fixes
                .into_iter()
                .map(|(title, edits)| {
                    let edits = edits.into_iter().map(|(span, text)| Edit {
                        span: span.unwrap_or_default(),
                        text,
                    });
                    Fix {
                        title,
                        edits: edits.collect(),
                        safe: false,
                    }
                })
                .collect();
            diagnostic
        },
    )
}

prop_compose! {
    fn reports()(
        source in prop::option::weighted(0.9, (texts(), texts())),
        diagnostics in prop::collection::vec(diagnostics(), 0..4),
        omitted in 0_usize..2,
        settled in any::<bool>(),
    ) -> Report {
        let mut report = source.map_or_else(Report::new, |(name, text)| Report::about(Source::new(&name, &text)));
        report.extend(diagnostics);
        report.omit(omitted);
        if settled {
            report.settle(None, 200);
        }
        report
    }
}

proptest! {
    #[test]
    fn text_shows_nothing_a_terminal_would_obey(report in reports(), width in 0_usize..150, unicode: bool) {
        let shown = text::render(&report, &Style { color: false, width, unicode });
        let obeyed = |character: char| (character.is_control() && character != '\n') || matches!(character, '\u{202e}' | '\u{2028}' | '\u{2066}');
        prop_assert!(!shown.contains(obeyed), "{shown:?}");

        // Colours change nothing but colours.
        let mut coloured = text::render(&report, &Style { color: true, width, unicode });
        for sequence in ["0", "1", "2", "34", "1;31", "1;32", "1;33", "1;34", "1;36"] {
            coloured = coloured.replace(&format!("\u{1b}[{sequence}m"), "");
        }
        let blank = |text: &str| text.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
        prop_assert_eq!(blank(&coloured), blank(&shown));
    }

    #[test]
    fn ranges_are_in_the_text_and_in_order(report in reports()) {
        let wire = json::wire(&report);
        let text = report.source().map_or("", Source::text);
        let ranges = wire.diagnostics.iter().flat_map(|finding| {
            let related = finding.related.iter().filter_map(|related| related.range);
            let edits = finding.fixes.iter().flat_map(|fix| fix.edits.iter().map(|edit| edit.range));
            finding.range.into_iter().chain(related).chain(edits)
        });
        let source = Source::new("", text);
        for range in ranges {
            prop_assert!(text.get(range.start.offset as usize..range.end.offset as usize).is_some());
            for end in [range.start, range.end] {
                let position = source.position(end.offset);
                prop_assert_eq!((end.line, end.column), (position.line, position.column));
            }
        }
        let parsed: serde_json::Value = serde_json::from_str(&json::render(&report)).unwrap();
        prop_assert_eq!(parsed["diagnostics"].as_array().map(Vec::len), Some(report.diagnostics().len()));
    }

    #[test]
    fn every_result_has_its_rule(reports in prop::collection::vec(reports(), 0..3)) {
        let log: serde_json::Value = serde_json::from_str(&sarif::render(&reports, &[])).unwrap();
        let run = &log["runs"][0];
        for result in run["results"].as_array().unwrap() {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            prop_assert_eq!(&run["tool"]["driver"]["rules"][index]["id"], &result["ruleId"]);
        }
    }

    #[test]
    fn github_has_a_line_for_each_finding(report in reports()) {
        let commands = github::render(&report);
        let lines = report.diagnostics().len() + usize::from(report.omitted() > 0);
        prop_assert_eq!(commands.lines().filter(|line| line.starts_with("::")).count(), lines);
        prop_assert_eq!(commands.matches(['\n', '\r']).count(), lines);
    }
}
