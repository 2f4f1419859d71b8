//! A second opinion: reads YAML text into a JSON value under the core schema of YAML 1.2, independently of the writer.

use granit_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Number, Value};

/// Reads a text of one document.
pub(super) fn read(text: &str) -> Result<Value, String> {
    let mut events = Vec::new();
    for next in Parser::new_from_str(text) {
        let (event, _) = next.map_err(|error| error.to_string())?;
        if !matches!(event, Event::Comment(..)) {
            events.push(event);
        }
    }
    let mut events = events.into_iter().peekable();
    assert_eq!(events.next(), Some(Event::StreamStart));
    assert!(matches!(events.next(), Some(Event::DocumentStart(..))));
    let value = node(&mut events);
    assert_eq!(events.next(), Some(Event::DocumentEnd));
    assert_eq!(events.next(), Some(Event::StreamEnd));
    Ok(value)
}

type Events<'a> = std::iter::Peekable<std::vec::IntoIter<Event<'a>>>;

fn node(events: &mut Events<'_>) -> Value {
    match events.next().unwrap() {
        Event::Scalar(text, ScalarStyle::Plain, 0, None) => plain(&text),
        Event::Scalar(text, _, 0, None) => Value::String(text.into_owned()),
        Event::SequenceStart(_, 0, None) => {
            let mut items = Vec::new();
            while events.next_if_eq(&Event::SequenceEnd).is_none() {
                items.push(node(events));
            }
            Value::Array(items)
        }
        Event::MappingStart(_, 0, None) => {
            let mut members = Map::new();
            while events.next_if_eq(&Event::MappingEnd).is_none() {
                let Value::String(key) = node(events) else {
                    panic!("a key that is not a string")
                };
                assert!(members.insert(key, node(events)).is_none());
            }
            Value::Object(members)
        }
        other => panic!("{other:?}"),
    }
}

/// The core schema, as its tables say it.
fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        _ => {}
    }
    let digits = |text: &str, radix| !text.is_empty() && text.chars().all(|digit| digit.is_digit(radix));
    if text.strip_prefix("0x").is_some_and(|hex| digits(hex, 16)) || text.strip_prefix("0o").is_some_and(|octal| digits(octal, 8)) {
        return Value::from(0);
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits(unsigned, 10) {
        return text
            .parse::<i64>()
            .map(Number::from)
            .or_else(|_| text.parse::<u64>().map(Number::from))
            .map_or(Value::from(f64::MAX), Value::from);
    }
    let word = |text: &str, words: [&str; 3]| words.contains(&text);
    if word(unsigned, [".inf", ".Inf", ".INF"]) || word(text, [".nan", ".NaN", ".NAN"]) {
        return Value::Null;
    }
    // What is left of the numbers is what Rust reads as a float, but for its words.
    let shaped = unsigned.contains(|digit: char| digit.is_ascii_digit())
        && !unsigned.contains(|letter: char| letter.is_ascii_alphabetic() && !"eE".contains(letter));
    text.parse::<f64>()
        .ok()
        .filter(|_| shaped)
        .map_or_else(|| Value::from(text), Value::from)
}
