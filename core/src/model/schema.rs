//! JSON Schema of records, choices and words, as the macros of the model describe them.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

/// A key of a record.
pub(in crate::model) struct Property {
    /// As written.
    pub(in crate::model) key: &'static str,
    /// What it is for.
    pub(in crate::model) doc: &'static str,
    /// What its value looks like.
    pub(in crate::model) schema: Schema,
    /// True when it must be there.
    pub(in crate::model) required: bool,
}

/// A one-of whose keys can be taken into a record.
pub(in crate::model) trait Choice {
    /// The keys to choose from.
    fn properties(generator: &mut SchemaGenerator) -> Vec<Property>;
}

/// A mapping with keys, a choice of one of several, and perhaps a short form.
pub(in crate::model) fn record(doc: &str, fields: Vec<Property>, choice: Vec<Property>, short: Option<Schema>) -> Schema {
    let required: Vec<Value> = fields.iter().filter(|field| field.required).map(|field| field.key.into()).collect();
    let alternatives: Vec<Value> = choice.iter().map(|field| json!({ "required": [field.key] })).collect();
    let mut properties = Map::new();
    for field in fields.into_iter().chain(choice) {
        properties.insert(field.key.to_owned(), described(said(field.schema.to_value()), field.doc));
    }
    let mut object = Map::new();
    object.insert("type".into(), "object".into());
    object.insert("properties".into(), properties.into());
    if !required.is_empty() {
        object.insert("required".into(), required.into());
    }
    if !alternatives.is_empty() {
        object.insert("oneOf".into(), alternatives.into());
    }
    object.insert("additionalProperties".into(), false.into());
    match short {
        None => with_doc(object, doc),
        Some(short) => {
            let mut either = Map::new();
            either.insert("anyOf".into(), json!([short, Value::Object(object)]));
            with_doc(either, doc)
        }
    }
}

/// A closed set of words, each with what it means.
pub(in crate::model) fn words(doc: &str, words: &[(&str, &str)]) -> Schema {
    let alternatives: Vec<Value> = words
        .iter()
        .map(|(word, doc)| json!({ "const": word, "description": tidy(doc) }))
        .collect();
    let mut schema = Map::new();
    schema.insert("type".into(), "string".into());
    schema.insert("oneOf".into(), alternatives.into());
    with_doc(schema, doc)
}

fn with_doc(mut schema: Map<String, Value>, doc: &str) -> Schema {
    schema.insert("description".into(), tidy(doc).into());
    Schema::from(schema)
}

/// The short form of a record: a value of its one field. A mapping is always the long form, so of a field that may be a
/// mapping too only the other ways to write it are short.
pub(super) fn short<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    let schema = said(generator.subschema_for::<T>().to_value());
    let named = |schema: &Value| {
        let name = schema.get("$ref").and_then(Value::as_str)?.rsplit('/').next()?;
        generator.definitions().get(name).cloned()
    };
    let is_mapping = |schema: &Value| {
        named(schema)
            .as_ref()
            .unwrap_or(schema)
            .get("type")
            .is_some_and(|kind| kind == "object")
    };
    let choices = named(&schema)
        .and_then(|schema| schema.get("anyOf").and_then(Value::as_array).cloned())
        .unwrap_or_default();
    let words: Vec<&Value> = choices.iter().filter(|choice| !is_mapping(choice)).collect();
    let short = match words.as_slice() {
        [] => schema,
        _ if words.len() == choices.len() => schema,
        [one] => (*one).clone(),
        several => json!({ "anyOf": several }),
    };
    Schema::try_from(short).unwrap_or_default()
}

/// The schema of a value that is written out. What may be left out is left out, never written as `null`: the reader says
/// "found nothing" to that.
fn said(mut schema: Value) -> Value {
    let nothing = json!({ "type": "null" });
    if let Some(choices) = schema.get_mut("anyOf").and_then(Value::as_array_mut) {
        choices.retain(|choice| *choice != nothing);
        if let [one] = choices.as_slice() {
            return one.clone();
        }
    }
    if let Some(kinds) = schema.get_mut("type") {
        if let Some(list) = kinds.as_array_mut() {
            list.retain(|kind| kind != "null");
        }
        if let Some([one]) = kinds.as_array().map(Vec::as_slice) {
            *kinds = one.clone();
        }
    }
    schema
}

/// Adds what a key is for beside what its value is; a reference takes words beside it since draft 2019-09.
fn described(schema: Value, doc: &str) -> Value {
    match schema {
        Value::Object(mut object) => {
            object.insert("description".into(), tidy(doc).into());
            Value::Object(object)
        }
        other => json!({ "allOf": [other], "description": tidy(doc) }),
    }
}

/// Doc comments as one text: lines that belong together joined, paragraphs kept.
pub(in crate::model) fn tidy(doc: &str) -> String {
    let paragraphs: Vec<String> = doc
        .split("\n\n")
        .map(|paragraph| {
            paragraph
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .collect::<Vec<_>>()
                .join(" ")
        })
        .filter(|paragraph| !paragraph.is_empty())
        .collect();
    paragraphs.join("\n\n")
}
