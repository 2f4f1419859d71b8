//! Python's words and how its files look; and the parts of a schema.

use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write as _;

const KEYWORDS: &[&str] = &[
    "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for",
    "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with",
    "yield",
];

/// A file: what it is about, its imports, the names it exports, and what it says.
pub(super) fn file<'n>(about: &str, imports: &str, names: impl IntoIterator<Item = &'n String>, text: &str) -> String {
    let names: BTreeSet<&String> = names.into_iter().collect();
    let names: String = names.iter().fold(String::new(), |text, name| text + "    \"" + name + "\",\n");
    format!(
        r#""""{about}

Generated from the core by `make generate`.
"""

from __future__ import annotations

{imports}
__all__ = [
{names}]
{text}"#
    )
}

/// An import of those names that a text says, outside of what it only tells people.
pub(super) fn import<'n>(module: &str, names: impl IntoIterator<Item = &'n String>, text: &str) -> String {
    let code: String = text.split("\"\"\"").step_by(2).collect();
    let said = identifiers(&code);
    let used: BTreeSet<&String> = names.into_iter().filter(|name| said.contains(name.as_str())).collect();
    if used.is_empty() {
        return String::new();
    }
    let lines = used.iter().fold(String::new(), |text, name| text + "    " + name + ",\n");
    format!("from {module} import (\n{lines})\n")
}

/// A text in three quotes, indented, with a line for each of its paragraphs' lines.
pub(super) fn docstring(text: &str, indent: &str) -> String {
    let text = text.trim_start().replace('\\', "\\\\").replace("\"\"\"", "'''");
    if text.is_empty() {
        return String::new();
    }
    let end = if text.ends_with('\n') {
        "\n"
    } else if text.ends_with('"') {
        " "
    } else {
        ""
    };
    let text = indented(&format!("\"\"\"{}{end}", text.trim_end()), indent);
    let end = if end == "\n" { indent } else { "" };
    format!("{text}{end}\"\"\"\n")
}

/// A text with every line moved to the right, but for empty ones.
pub(super) fn indented(text: &str, indent: &str) -> String {
    text.split_inclusive('\n').fold(String::new(), |mut moved, line| {
        let _ = write!(moved, "{}{line}", if line == "\n" { "" } else { indent });
        moved
    })
}

pub(super) fn identifiers(text: &str) -> BTreeSet<&str> {
    text.split(|character: char| !character.is_alphanumeric() && character != '_')
        .collect()
}

/// A key as Python can say it.
pub(super) fn word(key: &str) -> String {
    if KEYWORDS.contains(&key) {
        format!("{key}_")
    } else {
        key.to_owned()
    }
}

/// Types as one, nothing at the end.
pub(super) fn union(kinds: &[String]) -> String {
    let (nothing, mut kinds): (Vec<_>, Vec<_>) = kinds.iter().map(String::as_str).partition(|kind| *kind == "None");
    kinds.extend(nothing);
    kinds.join(" | ")
}

/// The record that a definition is, or has as its long form.
pub(super) fn record_in(schema: &Value) -> Option<&Value> {
    if schema.get("properties").is_some() {
        return Some(schema);
    }
    list(schema, "anyOf").iter().find(|choice| choice.get("properties").is_some())
}

/// The words a value is one of.
pub(super) fn choices(schema: &Value) -> Vec<&Value> {
    let described = list(schema, "oneOf").iter().filter_map(|choice| choice.get("const"));
    described.chain(list(schema, "enum")).chain(schema.get("const")).collect()
}

/// The definition that a schema refers to; empty when it says itself what it is.
pub(super) fn reference(schema: &Value) -> &str {
    text_of(schema, "$ref").trim_start_matches("#/$defs/")
}

pub(super) fn properties(schema: &Value) -> impl Iterator<Item = (&String, &Value)> {
    schema.get("properties").and_then(Value::as_object).into_iter().flatten()
}

pub(super) fn list<'a>(schema: &'a Value, key: &str) -> &'a [Value] {
    schema.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

pub(super) fn words_of<'a>(schema: &'a Value, key: &str) -> Vec<&'a str> {
    list(schema, key).iter().filter_map(Value::as_str).collect()
}

pub(super) fn text_of<'a>(schema: &'a Value, key: &str) -> &'a str {
    schema.get(key).and_then(Value::as_str).unwrap_or_default().trim()
}

/// What a schema says about itself.
pub(super) fn about(schema: &Value) -> &str {
    text_of(schema, "description")
}
