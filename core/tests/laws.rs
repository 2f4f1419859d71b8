//! Laws of reading and writing, over random documents that the JSON Schema allows.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop where it stands"
)]

mod arbitrary;
mod random;

use arbitrary::{Made, Schema, Step};
use gatewright::emit::yaml;
use gatewright::format::{reformat, to_json, to_yaml};
use gatewright::model::Data;
use gatewright::text::{ModelPath, Source};
use gatewright::{CheckOptions, Delivery, Format, Read, ReadOptions};
use proptest::prelude::*;
use random::Random;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::OnceLock;

fn schema() -> &'static Schema {
    static SCHEMA: OnceLock<Schema> = OnceLock::new();
    SCHEMA.get_or_init(Schema::new)
}

/// A quick run by default; `PROPTEST_CASES` for a long one.
fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok())
        .unwrap_or(48);
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn read(text: &str, format: Format) -> Read {
    Read::from_text(
        text,
        ReadOptions {
            format: Some(format),
            ..ReadOptions::default()
        },
    )
}

/// The delivery in a text that must hold one.
fn clean(text: &str, format: Format) -> Delivery {
    let read = read(text, format);
    assert!(
        read.report.is_clean(),
        "{format:?}: the schema allows it and the reader does not\n{}\n{text}",
        read.report
    );
    read.delivery.unwrap()
}

fn json(document: &Data) -> String {
    serde_json::to_string_pretty(document).unwrap()
}

/// Schema and reader agree, in all three notations, and all three say the same.
fn agree(document: &Data) -> Delivery {
    let delivery = clean(&json(document), Format::Json);
    assert_eq!(clean(&yaml::to_string(document).unwrap(), Format::Yaml), delivery);
    if let Some(text) = toml(document) {
        assert_eq!(clean(&text, Format::Toml), delivery, "{text}");
    }
    delivery
}

/// What is written reads back the same, and is written the same again.
fn survive(delivery: &Delivery) {
    let text = to_yaml(delivery).unwrap();
    let again = clean(&text, Format::Yaml);
    assert_eq!(again, *delivery, "{text}");
    assert_eq!(to_yaml(&again).unwrap(), text);
    let text = to_json(delivery).unwrap();
    let again = clean(&text, Format::Json);
    assert_eq!(again, *delivery, "{text}");
    assert_eq!(to_json(&again).unwrap(), text);
    // Through serde every number of free data is a float or an integer of the machine, so its digits may differ.
    let through_serde: Delivery = serde_json::from_str(&text).unwrap();
    assert_eq!(floats(&through_serde), floats(delivery), "{text}");
}

/// The document with all numbers as floats.
fn floats(delivery: &Delivery) -> serde_json::Value {
    fn walk(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Number(number) => *value = number.as_f64().unwrap().into(),
            serde_json::Value::Array(items) => items.iter_mut().for_each(walk),
            serde_json::Value::Object(entries) => entries.values_mut().for_each(walk),
            _ => {}
        }
    }
    let mut value = serde_json::from_str(&to_json(delivery).unwrap()).unwrap();
    walk(&mut value);
    value
}

/// Checking never panics and says the same every time.
fn check_twice(delivery: &Delivery) {
    let text = to_yaml(delivery).unwrap();
    let check = || read(&text, Format::Yaml).check(&CheckOptions::default());
    let (first, second) = (check(), check());
    assert_eq!(first, second);
    assert_eq!(first.to_string(), second.to_string());
    let unwritten = match delivery.clone().plan() {
        Ok(plan) => plan.check(),
        Err(report) => report,
    };
    assert!(unwritten.diagnostics().iter().all(|diagnostic| diagnostic.place.span.is_none()));
}

#[test]
fn every_noun_of_the_schema_is_read_and_survives() {
    let mut visited = BTreeSet::new();
    let names: Vec<&str> = schema().definitions().collect();
    for (seed, name) in names.iter().enumerate() {
        let made = schema().document(seed as u64, 12, Some(name));
        assert!(made.visited.contains(*name), "the way to {name} was lost");
        visited.extend(made.visited);
        survive(&agree(&made.document));
    }
    assert_eq!(visited.len(), names.len());
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_the_schema_allows_is_read_written_and_checked(seed: u64, size in 0_usize..400) {
        let made = schema().document(seed, size, None);
        let delivery = agree(&made.document);
        survive(&delivery);
        check_twice(&delivery);
    }

    #[test]
    fn formatting_keeps_every_comment(seed: u64, size in 0_usize..300) {
        let made = schema().document(seed, size, None);
        let canonical = to_yaml(&clean(&json(&made.document), Format::Json)).unwrap();
        let (text, mut comments) = commented(&canonical, &mut Random::new(seed));
        let before = read(&text, Format::Yaml);
        assert!(before.report.is_clean(), "{}\n{text}", before.report);
        let formatted = reformat(before.delivery.as_ref().unwrap(), &before.tree).unwrap();
        let after = read(&formatted, Format::Yaml);
        assert_eq!(after.delivery, before.delivery, "{text}\nbecame\n{formatted}");
        let mut kept: Vec<String> = after.tree.comments().iter().map(|comment| after.tree.source().slice(comment.span).to_owned()).collect();
        comments.sort();
        kept.sort();
        let lost: Vec<&String> = comments.iter().filter(|comment| !kept.contains(comment)).collect();
        assert_eq!(kept.len(), comments.len(), "lost {lost:?} of\n{text}\nbecame\n{formatted}");
        assert_eq!(kept, comments, "{text}\nbecame\n{formatted}");
        let again = reformat(after.delivery.as_ref().unwrap(), &after.tree).unwrap();
        assert_eq!(again, formatted, "from\n{text}");
    }

    #[test]
    fn mistakes_are_told_and_nothing_panics(seed: u64, size in 0_usize..300) {
        let made = schema().document(seed, size, None);
        let mut random = Random::new(seed);
        rename_one(&made, &mut random);
        let mut document = made.document;
        for _ in 0..3 {
            disturb(&mut document, &mut random);
            let text = json(&document);
            let report = read(&text, Format::Json).check(&CheckOptions::default());
            prop_assert!(!report.to_string().is_empty());
            let text = yaml::to_string(&document).unwrap();
            read(&text, Format::Yaml).check(&CheckOptions::default()).to_json();
        }
    }
}

#[test]
fn formatting_keeps_comments_of_lines_that_become_one() {
    let text = "gatewright: 1 # version\nname: shop\nservices:\n  api: # first\n    path: api # second\n    needs: # third\n      # above one\n      - web # one\n      # above two\n      - db # two\n      # below\n  web: { path: web, # inside\n    port: 80 } # behind\n  # before db\n  db: {}\n# last\n";
    let before = read(text, Format::Yaml);
    let formatted = reformat(before.delivery.as_ref().unwrap(), &before.tree).unwrap();
    let after = read(&formatted, Format::Yaml);
    let comments = |read: &Read| {
        let mut texts: Vec<String> = read
            .tree
            .comments()
            .iter()
            .map(|comment| read.tree.source().slice(comment.span).to_owned())
            .collect();
        texts.sort();
        texts
    };
    assert_eq!(comments(&after), comments(&before), "{formatted}");
    assert_eq!(after.delivery, before.delivery, "{formatted}");
    assert_eq!(reformat(after.delivery.as_ref().unwrap(), &after.tree).unwrap(), formatted);
}

/// A key renamed to a word that no record knows is reported where it stands.
fn rename_one(made: &Made, random: &mut Random) {
    let route = random.pick(&made.keys);
    let mut document = made.document.clone();
    let (last, way) = route.split_last().unwrap();
    let (Data::Map(entries), Step::Key(name)) = (follow(&mut document, way), last) else {
        panic!("the route leads astray")
    };
    let value = entries.shift_remove(name).unwrap();
    entries.insert("zzzq".to_owned(), value);
    let text = yaml::to_string(&document).unwrap();
    let report = read(&text, Format::Yaml).report;
    let wanted: ModelPath = way.iter().fold(ModelPath::root(), |path, step| match step {
        Step::Key(key) => path.key(key.as_str()),
        Step::Index(index) => path.index(*index),
    });
    let wanted = wanted.key("zzzq");
    let found = report
        .diagnostics()
        .iter()
        .find(|diagnostic| diagnostic.code == "DOC003" && diagnostic.place.path == wanted);
    let found = found.unwrap_or_else(|| panic!("nobody misses `{name}` at {wanted}:\n{report}\n{text}"));
    assert_eq!(Source::new("", &text).slice(found.place.span.unwrap()), "zzzq");
}

fn follow<'d>(document: &'d mut Data, route: &[Step]) -> &'d mut Data {
    route.iter().fold(document, |value, step| match (value, step) {
        (Data::Map(entries), Step::Key(key)) => entries.get_mut(key).unwrap(),
        (Data::List(items), Step::Index(index)) => &mut items[*index],
        (value, _) => value,
    })
}

/// Takes a random value out, or puts another kind of value in its place.
fn disturb(value: &mut Data, random: &mut Random) {
    let leave = random.once_in(4);
    match value {
        Data::Map(entries) if !entries.is_empty() => {
            let at = random.below(entries.len());
            if leave {
                entries.shift_remove_index(at);
            } else if let Some((_, value)) = entries.get_index_mut(at) {
                disturb(value, random);
            }
        }
        Data::List(items) if !items.is_empty() => {
            let at = random.below(items.len());
            if leave {
                items.remove(at);
            } else {
                disturb(&mut items[at], random);
            }
        }
        _ => {
            let entries = [(String::new(), Data::from("x"))];
            let others = [
                Data::Null,
                Data::Bool(true),
                Data::from(-7),
                Data::from("nonsense: #"),
                Data::List(vec![Data::Null]),
                Data::Map(entries.into_iter().collect()),
            ];
            *value = random.pick(&others).clone();
        }
    }
}

/// A canonical text with comments strewn in, and those comments.
fn commented(canonical: &str, random: &mut Random) -> (String, Vec<String>) {
    let mut text = String::new();
    let mut comments = Vec::new();
    // Lines that are indented deeper than this belong to a block of text.
    let mut block: Option<usize> = None;
    for line in canonical.lines() {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let inside = block.is_some_and(|outer| line.trim().is_empty() || indent > outer);
        if !inside {
            block = None;
            while random.once_in(8) {
                let comment = format!("# above {}", comments.len());
                text.push_str(&" ".repeat(indent));
                text.push_str(&comment);
                text.push('\n');
                comments.push(comment);
            }
        }
        text.push_str(line);
        if !inside && !line.is_empty() {
            let header = line.rsplit(' ').next().unwrap();
            let opens = ["|", "|-", "|+"].contains(&header)
                || (header.starts_with('|') && header[1..].starts_with(|digit: char| digit.is_ascii_digit()));
            if opens {
                // A block in a list, or the first one of an item, counts from the item's content.
                block = Some(indent);
            }
            if !line.trim_start().starts_with("? ") && random.once_in(8) {
                let comment = format!("# behind {}", comments.len());
                text.push(' ');
                text.push_str(&comment);
                comments.push(comment);
            }
        }
        text.push('\n');
    }
    while random.once_in(2) {
        let comment = format!("# last {}", comments.len());
        text.push_str(&comment);
        text.push('\n');
        comments.push(comment);
    }
    (text, comments)
}

/// The document as TOML, one line for each of the outermost keys; `None` when TOML has no words for it.
fn toml(document: &Data) -> Option<String> {
    let mut text = String::new();
    for (key, value) in document.as_map()? {
        write_text(key, &mut text);
        text.push_str(" = ");
        write_toml(value, &mut text)?;
        text.push('\n');
    }
    Some(text)
}

fn write_toml(value: &Data, text: &mut String) -> Option<()> {
    match value {
        Data::Null => return None,
        Data::Number(number) if number.parse::<i64>().is_err() && !number.contains(['.', 'e', 'E']) => return None,
        Data::Bool(_) | Data::Number(_) => text.push_str(value.as_word().unwrap()),
        Data::Text(word) => write_text(word, text),
        Data::List(items) => {
            text.push('[');
            for item in items {
                write_toml(item, text)?;
                text.push_str(", ");
            }
            text.push(']');
        }
        Data::Map(entries) => {
            text.push_str("{ ");
            for (index, (key, value)) in entries.iter().enumerate() {
                text.push_str(if index > 0 { ", " } else { "" });
                write_text(key, text);
                text.push_str(" = ");
                write_toml(value, text)?;
            }
            text.push_str(" }");
        }
    }
    Some(())
}

fn write_text(word: &str, text: &mut String) {
    text.push('"');
    for character in word.chars() {
        match character {
            '"' | '\\' => text.extend(['\\', character]),
            character if character.is_control() => write!(text, "\\u{:04x}", u32::from(character)).unwrap(),
            character => text.push(character),
        }
    }
    text.push('"');
}
