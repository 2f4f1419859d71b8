//! Laws of the YAML writer: what is written reads back, whatever the options and the comments.

use proptest::prelude::*;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::{reader, scalar};
use crate::emit::yaml::{Commented, Lists, Nulls, Options, Quoting, plain_is_safe, to_string_with};

fn text() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "",
        "null",
        "Null",
        "~",
        "true",
        "FALSE",
        "on",
        "no",
        "y",
        "1",
        "-1",
        "+1",
        "1.10",
        "0755",
        "0x1F",
        "0o17",
        ".5",
        "5.",
        "1e3",
        "1e-3",
        ".inf",
        "-.inf",
        ".nan",
        "1_000",
        "22:22",
        "2026-10-01",
        "<<",
        "=",
        "-",
        "---",
        "--- a",
        "...",
        "?",
        ":",
        "a: b",
        "a #b",
        "# a",
        "'",
        "\"",
        "\\",
        "!a",
        "&a",
        "*a",
        "é",
        "\u{85}",
        "\u{2028}",
        "\u{feff}",
        "\u{a0}",
        "\u{fffe}",
        "\u{1f980}",
        "\u{0}",
        "\u{7f}",
        "\r",
        "\t",
        "\u{1fffe}",
    ]);
    let line = prop_oneof![
        3 => "[-a #:\t'|]{0,4}",
        1 => Just(String::new()),
        1 => "[a-z ]{1,12}",
        1 => Just("---".into()),
        1 => Just("...".into()),
    ];
    prop_oneof![
        words.prop_map(str::to_owned),
        "[ -~]{0,12}",
        "[-?:,\\[\\]{}#&*!|>'\"%@` \t\nx.0-9+eo_~<=\\\\]{0,8}",
        "[-+.0-9eExo_:]{1,6}",
        prop::collection::vec(line, 2..5).prop_map(|lines| lines.join("\n")),
        any::<String>(),
        (995_usize..1005).prop_map(|length| "k".repeat(length)),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        6 => text().prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => any::<u64>().prop_map(Value::from),
        1 => prop::num::f64::NORMAL.prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::from),
        1 => Just(Value::Null),
    ];
    leaf.prop_recursive(4, 40, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((text(), inner), 0..5).prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

fn options() -> impl Strategy<Value = Options> {
    (any::<[bool; 3]>(), prop::option::of(0_usize..60)).prop_map(|([older, word, flush], flow_lists)| Options {
        quoting: if older { Quoting::Both } else { Quoting::Core12 },
        nulls: if word { Nulls::Word } else { Nulls::Empty },
        lists: if flush { Lists::Flush } else { Lists::Indented },
        flow_lists,
        block_lists: &[],
        plain_keys: &[],
        tags: false,
    })
}

/// A value with comments sprinkled over it.
struct Sprinkled<'a> {
    value: &'a Value,
    comments: &'a [String],
    seed: usize,
}

impl Serialize for Sprinkled<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct Bare<'a>(&'a Sprinkled<'a>);
        impl Serialize for Bare<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let Sprinkled { value, comments, seed } = self.0;
                let child = |(at, value)| Sprinkled {
                    value,
                    comments,
                    seed: seed.wrapping_mul(31).wrapping_add(at),
                };
                match value {
                    Value::Array(items) => serializer.collect_seq(items.iter().enumerate().map(|(at, item)| child((at + 7, item)))),
                    Value::Object(members) => serializer.collect_map(
                        members
                            .iter()
                            .enumerate()
                            .map(|(at, (key, member))| (Commented::new(key).trailing("lost"), child((at + 3, member)))),
                    ),
                    scalar => scalar.serialize(serializer),
                }
            }
        }
        let pick = |from: usize| self.comments.get((self.seed >> from) % 8).cloned();
        Commented {
            blank_before: self.seed.is_multiple_of(3),
            before: pick(1).into_iter().chain(pick(4)).collect(),
            value: Bare(self),
            trailing: pick(7),
        }
        .serialize(serializer)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_back(value in value(), options in options()) {
        let written = to_string_with(&value, &options).unwrap();
        prop_assert_eq!(reader::read(&written), Ok(value.clone()), "{}", written);
        prop_assert_eq!(to_string_with(&value, &options).unwrap(), written);
    }

    #[test]
    fn comments_change_nothing(value in value(), options in options(), comments in prop::collection::vec(text(), 0..6), seed: usize) {
        let sprinkled = Sprinkled { value: &value, comments: &comments, seed };
        let written = to_string_with(&sprinkled, &options).unwrap();
        prop_assert_eq!(reader::read(&written), Ok(value.clone()), "{}", written);
        prop_assert_eq!(serde_json::to_value(&sprinkled).unwrap(), value);
    }

    #[test]
    fn scalars_read_back(text in text(), options in options()) {
        let written = scalar(&text, &options);
        prop_assert_eq!(plain_is_safe(&text, options.quoting), written == text);
        prop_assert_eq!(reader::read(&written), Ok(Value::String(text)), "{}", written);
    }
}
