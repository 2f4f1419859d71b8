//! Looking into schemas, and writing down names and comments.

use serde_json::Value;
use std::fmt::Write as _;

/// The words of a closed set that say what they mean.
pub(super) fn described_words(schema: &Value) -> Vec<(&str, &str)> {
    let words = list(schema, "oneOf").iter();
    words
        .filter_map(|word| Some((word.get("const")?.as_str()?, text_of(word, "description"))))
        .collect()
}

pub(super) fn documentation(schema: &Value, words: &[(&str, &str)]) -> String {
    let mut doc = text_of(schema, "description").to_owned();
    if doc.contains(" such as `") && !doc.ends_with('.') {
        // The description of a scalar is what a message says was expected: it names examples of its own.
        return doc + ".";
    }
    let examples: Vec<String> = list(schema, "examples")
        .iter()
        .filter_map(Value::as_str)
        .map(|text| format!("`{text}`"))
        .collect();
    if !examples.is_empty() {
        let _ = write!(doc, "\n\nSuch as {}.", examples.join(", "));
    }
    for (number, (word, meaning)) in words.iter().filter(|(_, meaning)| !meaning.is_empty()).enumerate() {
        let _ = write!(doc, "{}- `{word}`: {meaning}", if number == 0 { "\n\n" } else { "\n" });
    }
    doc
}

/// A doc comment; nothing for no words.
pub(super) fn comment(doc: &str, indent: &str) -> String {
    let doc = doc.trim().replace("*/", "*\\/");
    match doc.lines().collect::<Vec<_>>().as_slice() {
        [] => String::new(),
        [line] => format!("{indent}/** {line} */\n"),
        lines => {
            let body: String = lines
                .iter()
                .map(|line| format!("{indent} * {line}").trim_end().to_owned() + "\n")
                .collect();
            format!("{indent}/**\n{body}{indent} */\n")
        }
    }
}

/// Doc comments as one text: the lines of a paragraph joined.
pub(super) fn tidy(doc: &str) -> String {
    let paragraphs = doc.trim().split("\n\n");
    let joined = paragraphs.map(|paragraph| paragraph.lines().map(str::trim).collect::<Vec<_>>().join(" "));
    joined.collect::<Vec<_>>().join("\n\n")
}

/// What stands behind the `=` of a type.
pub(super) fn union(kinds: &[String]) -> String {
    let line = kinds.join(" | ");
    if line.len() <= 100 {
        format!(" {line}")
    } else {
        format!("\n    | {}", kinds.join("\n    | "))
    }
}

pub(super) fn block(fields: &str) -> String {
    if fields.is_empty() {
        String::from("{}")
    } else {
        format!("{{\n{fields}}}")
    }
}

/// `build_image` as `buildImage`.
pub(super) fn camel(name: &str) -> String {
    let name = capitals(name);
    let mut characters = name.chars();
    characters
        .next()
        .map(|first| first.to_ascii_lowercase())
        .into_iter()
        .chain(characters)
        .collect()
}

/// `build_image` as `BuildImage`.
pub(super) fn capitals(name: &str) -> String {
    let words = name.split('_').map(|word| {
        let mut characters = word.chars();
        characters
            .next()
            .map(|first| first.to_ascii_uppercase())
            .into_iter()
            .chain(characters)
            .collect::<String>()
    });
    words.collect()
}

pub(super) fn text_of<'s>(schema: &'s Value, key: &str) -> &'s str {
    schema.get(key).and_then(Value::as_str).unwrap_or_default()
}

pub(super) fn list<'s>(schema: &'s Value, key: &str) -> &'s [Value] {
    schema.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

pub(super) fn words_of<'s>(schema: &'s Value, key: &str) -> Vec<&'s str> {
    list(schema, key).iter().filter_map(Value::as_str).collect()
}

pub(super) fn object<'s>(schema: &'s Value, key: &str) -> impl Iterator<Item = (&'s String, &'s Value)> {
    schema.get(key).and_then(Value::as_object).into_iter().flatten()
}
