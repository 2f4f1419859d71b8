//! What YAML's plain words become: numbers, truth and nothing only in free data, texts wherever a text belongs.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop where it stands"
)]

use gatewright::Delivery;
use gatewright::format::{to_json, to_yaml};
use gatewright::model::Data;

/// As written, what it is in free data, and how it is written back there.
#[rustfmt::skip] // a table in rows
const FREE: &[(&str, &str, &str)] = &[
    // YAML 1.1 took these for truth values; they are words.
    ("yes", "text yes", "yes"),
    ("No", "text No", "No"),
    ("on", "text on", "on"),
    ("off", "text off", "off"),
    ("y", "text y", "y"),
    ("true", "truth true", "true"),
    ("True", "truth true", "true"),
    ("FALSE", "truth false", "false"),
    ("tRUE", "text tRUE", "tRUE"),
    ("'true'", "text true", "'true'"),
    ("\"false\"", "text false", "'false'"),
    // Nothing.
    ("~", "nothing", ""),
    ("null", "nothing", ""),
    ("Null", "nothing", ""),
    ("", "nothing", ""),
    ("nUll", "text nUll", "nUll"),
    ("'~'", "text ~", "'~'"),
    ("'null'", "text null", "'null'"),
    ("''", "text ", "\"\""),
    // Numbers keep their digits.
    ("1", "number 1", "1"),
    ("1.10", "number 1.10", "1.10"),
    ("1.0", "number 1.0", "1.0"),
    ("1e5", "number 1e5", "1e5"),
    ("-0", "number -0", "-0"),
    ("+5", "number 5", "5"),
    (".5", "number 0.5", "0.5"),
    ("5.", "number 5.0", "5.0"),
    ("-.5", "number -0.5", "-0.5"),
    ("0x1F", "number 31", "31"),
    ("0o17", "number 15", "15"),
    (
        "340282366920938463463374607431768211456",
        "number 340282366920938463463374607431768211456",
        "340282366920938463463374607431768211456",
    ),
    ("1e999", "number 1e999", "1e999"),
    ("'1.10'", "text 1.10", "'1.10'"),
    ("\"0x1F\"", "text 0x1F", "'0x1F'"),
    // Numbers to some readers, and more to people: file modes, account numbers, times, versions, dates.
    ("010", "text 010", "'010'"),
    ("0755", "text 0755", "'0755'"),
    ("-010", "text -010", "'-010'"),
    ("0b11", "text 0b11", "0b11"),
    ("1_000", "text 1_000", "1_000"),
    ("1,000", "text 1,000", "1,000"),
    ("12:30", "text 12:30", "12:30"),
    ("190:20:30", "text 190:20:30", "190:20:30"),
    ("1.2.3", "text 1.2.3", "1.2.3"),
    ("2026-10-01", "text 2026-10-01", "2026-10-01"),
    ("2026-10-01T00:00:00Z", "text 2026-10-01T00:00:00Z", "2026-10-01T00:00:00Z"),
    (".inf", "text .inf", "'.inf'"),
    ("-.INF", "text -.INF", "'-.INF'"),
    (".nan", "text .nan", "'.nan'"),
    ("NaN", "text NaN", "NaN"),
    ("0xZZ", "text 0xZZ", "0xZZ"),
    ("1e", "text 1e", "1e"),
    // Words with marks in them.
    ("a b", "text a b", "a b"),
    ("http://x/y?z#top", "text http://x/y?z#top", "http://x/y?z#top"),
    ("a#b", "text a#b", "a#b"),
    ("'a #b'", "text a #b", "'a #b'"),
    ("'a: b'", "text a: b", "'a: b'"),
    ("\"tab\\there\"", "text tab\there", "\"tab\\there\""),
    ("\"\\u00e9\"", "text é", "é"),
    ("'it''s'", "text it's", "it's"),
    ("'<<'", "text <<", "'<<'"),
    ("<<", "text <<", "'<<'"),
    ("=", "text =", "="),
    ("!!str 1.10", "text 1.10", "'1.10'"),
    ("!!str", "text ", "\"\""),
    ("!own 1.10", "number 1.10", "1.10"),
];

/// As written where a text belongs, and how it is written back; the text is what was written, without its quotes.
#[rustfmt::skip] // a table in rows
const TEXTS: &[(&str, &str, &str)] = &[
    ("on", "on", "on"),
    ("yes", "yes", "yes"),
    ("1.10", "1.10", "'1.10'"),
    ("1", "1", "'1'"),
    ("true", "true", "'true'"),
    ("0x1F", "0x1F", "'0x1F'"),
    ("010", "010", "'010'"),
    ("+5", "+5", "'+5'"),
    ("1_000", "1_000", "1_000"),
    ("12:30", "12:30", "12:30"),
    ("2026-10-01", "2026-10-01", "2026-10-01"),
    (".inf", ".inf", "'.inf'"),
    ("'~'", "~", "'~'"),
    ("\"null\"", "null", "'null'"),
    ("''", "", "\"\""),
    ("${{ github.sha }}", "${{ github.sha }}", "${{ github.sha }}"),
    ("|\n  make\n  make test\n", "make\nmake test\n", "|\n  make\n  make test"),
    ("|-\n  make\n  make test\n", "make\nmake test", "|-\n  make\n  make test"),
    (">\n  one\n  line\n", "one line\n", "|\n  one line"),
    (">-\n  one\n  line\n", "one line", "one line"),
    ("two\n  lines", "two lines", "two lines"),
];

fn described(data: &Data) -> String {
    match data {
        Data::Null => "nothing".into(),
        Data::Bool(value) => format!("truth {value}"),
        Data::Number(digits) => format!("number {digits}"),
        Data::Text(text) => format!("text {text}"),
        other => format!("{other:?}"),
    }
}

fn delivery(text: &str) -> Delivery {
    let read = Delivery::read(text);
    assert!(read.report.is_clean(), "{text}\n{}", read.report);
    read.delivery.unwrap()
}

#[test]
fn free_data_is_read_by_the_core_schema_and_keeps_its_digits() {
    let mut wrong = Vec::new();
    for (written, wanted, back) in FREE {
        let read = delivery(&format!("gatewright: 1\nname: shop\nextensions:\n  x: {written}\n"));
        let found = described(&read.extensions["x"]);
        let text = to_yaml(&read).unwrap();
        let line = text.lines().last().unwrap().trim().strip_prefix("x:").unwrap().trim_start();
        if found != *wanted || line != *back {
            wrong.push(format!(
                "{written}: is `{found}` and written `{line}` instead of `{wanted}` and `{back}`"
            ));
        }
        assert_eq!(delivery(&text), read, "{written}");
        assert_eq!(
            gatewright::Read::from_text(&to_json(&read).unwrap(), gatewright::ReadOptions::named("x.json")).delivery,
            Some(read),
            "{written}"
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_text_is_what_was_written() {
    let mut wrong = Vec::new();
    for (written, wanted, back) in TEXTS {
        let read = delivery(&format!("gatewright: 1\nname: shop\nsummary: {written}\n"));
        let found = read.summary.as_deref().unwrap();
        let text = to_yaml(&read).unwrap();
        let line = text.split_once("summary: ").unwrap().1.trim_end();
        if found != *wanted || line != *back {
            wrong.push(format!(
                "{written:?}: is {found:?} and written {line:?} instead of {wanted:?} and {back:?}"
            ));
        }
        assert_eq!(delivery(&text), read, "{written}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn keys_are_texts_too() {
    let read = delivery("gatewright: 1\nname: shop\nenv: { on: 1, yes: 2, 1.10: 3, 0x1F: 4, true: 5, ~: 6, 12:30: 7 }\n");
    let keys: Vec<&str> = read.env.keys().map(String::as_str).collect();
    assert_eq!(keys, ["on", "yes", "1.10", "0x1F", "true", "~", "12:30"]);
    assert_eq!(delivery(&to_yaml(&read).unwrap()), read);
    let read = delivery("gatewright: 1\nname: shop\npipelines:\n  main:\n    on: [ push: {} ]\n");
    assert_eq!(read.pipelines["main"].on.len(), 1, "`on` is a key like any other");
    assert!(to_yaml(&read).unwrap().contains("\n    on:\n"));
}

#[test]
fn truth_is_true_or_false() {
    for (written, meant) in [("yes", "true"), ("on", "true"), ("no", "false"), ("off", "false")] {
        let report = Delivery::read(&format!(
            "gatewright: 1\nname: shop\npipelines: {{ m: {{ secrets: {{ t: {{ required: {written} }} }} }} }}\n"
        ))
        .report;
        let [diagnostic] = report.diagnostics() else { panic!("{report}") };
        assert_eq!(diagnostic.code, "DOC006");
        assert_eq!(diagnostic.help.as_deref(), Some(format!("write `{meant}`").as_str()));
    }
    let quoted = Delivery::read("gatewright: 1\nname: shop\npipelines: { m: { secrets: { t: { required: 'true' } } } }\n").report;
    assert_eq!(quoted.codes().collect::<Vec<_>>(), ["DOC006"], "a quoted word is a text");
}
