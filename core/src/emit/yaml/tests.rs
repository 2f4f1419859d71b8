//! Examples of the YAML writer; its laws stand beside.

mod laws;
mod reader;

use std::collections::BTreeMap;

use serde::ser::{SerializeStructVariant, SerializeTupleVariant};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::*;

fn both() -> Options {
    Options {
        quoting: Quoting::Both,
        ..Options::default()
    }
}

fn scalar(text: &str, options: &Options) -> String {
    let mut out = String::new();
    write_scalar(&mut out, text, options);
    out
}

#[test]
fn plain_strings_stay_plain() {
    for text in [
        "on",
        "y",
        "No",
        "2026-10-01",
        "22:22",
        "1.2.3",
        "v1",
        "1_000",
        "0b11",
        "-0x1F",
        "--release",
        "-x",
        ":8080",
        "a:b",
        "a#b",
        "it's",
        "say \"hi\"",
        "${{ matrix.os }}",
        "a, b",
        "x]",
        "C:\\dir",
        "~/bin",
        "nUll",
        "é",
        "🦀",
        "ubuntu-24.04",
        "1.5.",
        "+",
        ".",
        "1e",
        "0x",
        "<",
        "=",
        "----",
        "....",
    ] {
        assert_eq!(scalar(text, &Options::default()), text);
    }
}

#[test]
fn what_reads_as_something_else_is_quoted() {
    for text in [
        "null", "~", "True", "FALSE", "1.10", "0755", "0x1F", "0o17", ".5", "5.", "1e3", "-1E+3", ".inf", "-.INF", ".nan", "+1", "<<",
    ] {
        assert_eq!(scalar(text, &Options::default()), format!("'{text}'"));
        assert_eq!(scalar(text, &both()), format!("'{text}'"));
    }
    for text in [
        "on",
        "Off",
        "YES",
        "no",
        "y",
        "N",
        "22:22",
        "1:30:45.5",
        "8080:80",
        "1_000",
        "0b11",
        "-0x1F",
        "0O17",
        "2026-10-01",
        "2026-10-01T10:00:00Z",
        "2026-1-1 10:00:00",
        "=",
        "1,000",
        ":a",
    ] {
        assert_eq!(scalar(text, &both()), format!("'{text}'"));
        assert_eq!(scalar(text, &Options::default()), text);
    }
    for text in ["2026-10-01-rc", "1.2.3", "127.0.0.1:8080", "sha256:12", "10s", "only", "yes!"] {
        assert_eq!(scalar(text, &both()), text);
    }
}

#[test]
fn indicators_are_quoted() {
    for text in [
        "- a", "-", "?", "? a", ": a", ":", "a:", "a: b", "a #b", "#a", "[a", "]", "{a}", "}", ",", "&a", "*a", "!a", "|", ">", "%a", "@a",
        "`a`", "\"a\"", " a", "a ", "---", "--- a", "...", "... a",
    ] {
        assert_eq!(scalar(text, &Options::default()), format!("'{text}'"));
    }
    assert_eq!(scalar("", &Options::default()), "\"\"");
    assert_eq!(scalar("'a' \"b\" \\", &Options::default()), r#""'a' \"b\" \\""#);
    assert_eq!(
        scalar("a\tb\r\n\u{0}\u{7f}\u{85}\u{2028}\u{feff}", &Options::default()),
        r#""a\tb\r\n\u0000\u007f\u0085\u2028\ufeff""#
    );
}

#[test]
fn strings_of_several_lines() {
    for (text, expected) in [
        ("a\nb\n", "k: |\n  a\n  b\n"),
        ("a\n\nb", "k: |-\n  a\n\n  b\n"),
        ("a\n\n", "k: |+\n  a\n\n"),
        (" a\nb", "k: |2-\n   a\n  b\n"),
        ("\na\n", "k: |2\n\n  a\n"),
        ("a\n\tb \n", "k: |\n  a\n  \tb \n"),
        ("# a\n---\n", "k: |\n  # a\n  ---\n"),
        ("\n", "k: \"\\n\"\n"),
        ("\ta\nb", "k: \"\\ta\\nb\"\n"),
        ("a\n ", "k: \"a\\n \"\n"),
        ("a\r\nb", "k: \"a\\r\\nb\"\n"),
    ] {
        assert_eq!(to_string(&json!({ "k": text })).unwrap(), expected);
    }
    assert_eq!(to_string("a\nb").unwrap(), "|-\n  a\n  b\n");
    assert_eq!(to_string(" a\nb").unwrap(), "\" a\\nb\"\n");
    assert_eq!(
        to_string(&json!([["a\n"], { "b\nc": 1 }])).unwrap(),
        "- - |\n    a\n- \"b\\nc\": 1\n"
    );
}

#[test]
fn numbers() {
    let floats = [1.0, 1e300, 1.5e-7, f64::INFINITY, f64::NEG_INFINITY, f64::NAN, -0.0];
    assert_eq!(
        to_string(&floats).unwrap(),
        "- 1.0\n- 1.0e+300\n- 1.5e-7\n- .inf\n- -.inf\n- .nan\n- -0.0\n"
    );
    assert_eq!(to_string(&0.1_f32).unwrap(), "0.1\n");
    assert_eq!(
        to_string(&(i128::MIN, u128::MAX, -1_i8)).unwrap(),
        format!("- {}\n- {}\n- -1\n", i128::MIN, u128::MAX)
    );
}

#[test]
fn json_text_keeps_its_numbers() {
    let raw: BTreeMap<&str, Box<RawValue>> =
        serde_json::from_str(r#"{"a": 1.10, "b": {"c": [1E400, "1.10", null], "d": {}}, "e": true, "f": -0}"#).unwrap();
    assert_eq!(
        to_string(&raw).unwrap(),
        "a: 1.10\nb:\n  c:\n    - 1E400\n    - '1.10'\n    - null\n  d: {}\ne: true\nf: -0\n"
    );
}

#[test]
fn nulls() {
    let value = json!({ "push": null, "list": [null] });
    assert_eq!(to_string(&value).unwrap(), "push:\nlist:\n  - null\n");
    assert_eq!(
        to_string_with(
            &value,
            &Options {
                nulls: Nulls::Word,
                ..Options::default()
            }
        )
        .unwrap(),
        "push: null\nlist:\n  - null\n"
    );
    assert_eq!(to_string(&()).unwrap(), "null\n");
}

#[test]
fn lists() {
    let value = json!({ "a": [{ "b": 1, "c": [] }, ["d", ["e"]], {}], "f": ["g"] });
    let indented = "a:\n  - b: 1\n    c: []\n  - - d\n    - - e\n  - {}\nf:\n  - g\n";
    let flush = "a:\n- b: 1\n  c: []\n- - d\n  - - e\n- {}\nf:\n- g\n";
    let flow = "a:\n  - b: 1\n    c: []\n  - - d\n    - [e]\n  - {}\nf: [g]\n";
    assert_eq!(to_string(&value).unwrap(), indented);
    assert_eq!(
        to_string_with(
            &value,
            &Options {
                lists: Lists::Flush,
                ..Options::default()
            }
        )
        .unwrap(),
        flush
    );
    assert_eq!(
        to_string_with(
            &value,
            &Options {
                flow_lists: Some(9),
                ..Options::default()
            }
        )
        .unwrap(),
        flow
    );
}

#[test]
fn lists_on_one_line() {
    let flow = |value: Value, quoting| {
        to_string_with(
            &value,
            &Options {
                flow_lists: Some(22),
                quoting,
                ..Options::default()
            },
        )
        .unwrap()
    };
    assert_eq!(
        flow(json!({ "exactly": ["twenty", "two"] }), Quoting::Core12),
        "exactly: [twenty, two]\n"
    );
    assert_eq!(
        flow(json!({ "exactly": ["twenty", "tree"] }), Quoting::Core12),
        "exactly:\n  - twenty\n  - tree\n"
    );
    assert_eq!(
        flow(json!({ "a": ["b, c", "it's}", 1, null] }), Quoting::Core12),
        "a:\n  - b, c\n  - it's}\n  - 1\n  - null\n"
    );
    assert_eq!(flow(json!({ "a": ["b,", "'}", "1"] }), Quoting::Core12), "a: ['b,', \"'}\", '1']\n");
    assert_eq!(flow(json!({ "a": ["b:c", ":d"] }), Quoting::Core12), "a: [b:c, ':d']\n");
    assert_eq!(flow(json!({ "a": ["b:c"] }), Quoting::Both), "a: ['b:c']\n");
    assert_eq!(
        flow(json!({ "a": ["b\nc"], "d": [[]], "e": [{}] }), Quoting::Both),
        "a:\n  - |-\n    b\n    c\nd:\n  - []\ne:\n  - {}\n"
    );
    assert_eq!(flow(json!([["a", "b"], "c"]), Quoting::Both), "- [a, b]\n- c\n");
    assert_eq!(flow(json!({ "a": ["éééééééééé", "é"] }), Quoting::Both), "a: [éééééééééé, é]\n");
}

#[test]
fn keys() {
    let options = both();
    assert_eq!(
        to_string_with(
            &json!({ "on": { "on": "on" }, "y": 1, "1.10": 2, "true": 3, "": 4, "a: b": 5 }),
            &options
        )
        .unwrap(),
        "on:\n  'on': 'on'\n'y': 1\n'1.10': 2\n'true': 3\n\"\": 4\n'a: b': 5\n"
    );
    assert_eq!(to_string(&BTreeMap::from([(1, 'a'), (2, '1')])).unwrap(), "1: a\n2: '1'\n");
    assert_eq!(
        to_string(&BTreeMap::from([(true, Some(1)), (false, None)])).unwrap(),
        "false:\ntrue: 1\n"
    );
    let long = "k".repeat(1001);
    assert_eq!(
        to_string(&json!({ "a": { &long: [1] } })).unwrap(),
        format!("a:\n  ? {long}\n  :\n    - 1\n")
    );
    let shorter = "k".repeat(1000);
    assert_eq!(to_string(&json!({ &shorter: 1 })).unwrap(), format!("{shorter}: 1\n"));
    assert_eq!(to_string(&BTreeMap::from([([1], 1)])), Err(EmitError::Key { found: "a list" }));
    assert_eq!(to_string(&BTreeMap::from([((), 1)])), Err(EmitError::Key { found: "null" }));
}

/// Variants that the derive macro would make.
enum Shape {
    Tuple,
    Struct,
}

impl Serialize for Shape {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Tuple => {
                let mut fields = serializer.serialize_tuple_variant("Shape", 0, "tuple", 2)?;
                fields.serialize_field(&1)?;
                fields.serialize_field("a")?;
                fields.end()
            }
            Self::Struct => {
                let mut fields = serializer.serialize_struct_variant("Shape", 1, "struct", 1)?;
                fields.serialize_field("b", &2)?;
                fields.end()
            }
        }
    }
}

#[test]
fn variants() {
    assert_eq!(
        to_string(&(Shape::Tuple, Shape::Struct)).unwrap(),
        "- tuple:\n    - 1\n    - a\n- struct:\n    b: 2\n"
    );
    assert_eq!(
        to_string(&BTreeMap::from([("a", Ok::<_, ()>([1]))])).unwrap(),
        "a:\n  Ok:\n    - 1\n"
    );
}

#[test]
fn refusals() {
    struct Bytes;
    impl Serialize for Bytes {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.serialize_bytes(b"a")
        }
    }
    assert_eq!(to_string(&Bytes), Err(EmitError::Bytes));
    let nested = |levels| (1..levels).fold(json!([]), |inner, _| json!([inner]));
    assert!(to_string(&nested(512)).is_ok());
    assert_eq!(to_string(&nested(513)), Err(EmitError::TooDeep { limit: 512 }));
}

#[test]
fn comments() {
    let item = |value: Value| Commented::new(value);
    let tree = BTreeMap::from([
        (
            "a",
            Commented::new(vec![
                item(json!("x")).trailing("one"),
                item(json!({ "k": 1 })).before("two\n\nlines").trailing("three\nfour"),
            ])
            .before("top")
            .blank_before(),
        ),
        ("b", Commented::new(vec![item(json!("y\n\n")).trailing("five")])),
        ("c", Commented::new(vec![]).blank_before().trailing("")),
        ("d", Commented::new(vec![]).blank_before().before("")),
    ]);
    assert_eq!(
        to_string(&tree).unwrap(),
        "# top\na:\n  - x # one\n  # two\n  #\n  # lines\n  - k: 1 # three four\nb:\n  - |+ # five\n    y\n\nc: [] #\n\n#\nd: []\n"
    );
    assert_eq!(
        serde_json::to_value(&tree).unwrap(),
        json!({ "a": ["x", { "k": 1 }], "b": ["y\n\n"], "c": [], "d": [] })
    );
    let options = Options {
        flow_lists: Some(80),
        ..Options::default()
    };
    let lists = |list: Commented<Value>| to_string_with(&BTreeMap::from([("k", list)]), &options).unwrap();
    assert_eq!(lists(item(json!([1, 2])).before("above")), "# above\nk: [1, 2]\n");
    assert_eq!(lists(item(json!([1, 2])).trailing("beside")), "k: # beside\n  - 1\n  - 2\n");
    assert_eq!(
        to_string(&item(json!(1)).before("above").trailing("beside").blank_before()).unwrap(),
        "# above\n1 # beside\n"
    );
    assert_eq!(to_string(&[[item(json!(1)).before("above")]]).unwrap(), "# above\n- - 1\n");
}

#[test]
fn a_key_that_is_a_tag_is_written_as_one() {
    let value = serde_json::json!({
        "script": [{ "!reference": [".setup", "script"] }, "make"],
        "rules": { "!reference": [".rules"] },
        "image": { "!here": "word" },
        "deep": { "!map": { "a": 1, "b": [2] } },
        "two": { "!a": 1, "b": 2 },
        "odd": { "! x": 1 },
    });
    let options = Options {
        tags: true,
        flow_lists: Some(60),
        ..Options::default()
    };
    let expected = "script:\n  - !reference [.setup, script]\n  - make\nrules: !reference [.rules]\nimage: !here word\ndeep: !map\n  a: 1\n  b: [2]\ntwo:\n  '!a': 1\n  b: 2\nodd:\n  '! x': 1\n";
    let mut written = to_string_with(&value, &options).unwrap();
    written = written.replace('"', "'");
    assert_eq!(written, expected);
    let narrow = Options {
        tags: true,
        ..Options::default()
    };
    let value = serde_json::json!({ "a": [{ "!x": [1, 2] }] });
    assert_eq!(to_string_with(&value, &narrow).unwrap(), "a:\n  - !x\n    - 1\n    - 2\n");
}

#[test]
fn lists_of_some_keys_stay_in_block_style() {
    let options = Options {
        flow_lists: Some(60),
        block_lists: &["script"],
        ..Options::default()
    };
    let value = json!({ "script": ["a", "b"], "tags": ["c"], "deep": { "script": [], "x": { "tags": ["d"] } } });
    assert_eq!(
        to_string_with(&value, &options).unwrap(),
        "script:\n  - a\n  - b\ntags: [c]\ndeep:\n  script: []\n  x:\n    tags: [d]\n"
    );
}

#[test]
fn words_of_a_system_stay_plain_as_keys() {
    let options = Options {
        quoting: Quoting::Both,
        plain_keys: &["on"],
        ..Options::default()
    };
    let written = to_string_with(&json!({ "hooks": { "on": "on", "no": 1 } }), &options).unwrap();
    assert_eq!(written, "hooks:\n  on: 'on'\n  'no': 1\n");
}
