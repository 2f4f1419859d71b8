//! A schema as declarations of types.

use super::words::{block, capitals, comment, described_words, documentation, list, object, text_of, union, words_of};
use super::{HEAD, Object, TAKEN, TEMPLATES, WITHOUT};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Definitions and what TypeScript calls them.
pub(super) struct Types {
    pub(super) definitions: Object,
    pub(super) names: BTreeMap<String, String>,
}

impl Types {
    pub(super) fn of_document() -> Self {
        let Value::Object(mut root) = gatewright::format::json_schema() else {
            panic!("a schema is an object")
        };
        let Some(Value::Object(mut definitions)) = root.remove("$defs") else {
            panic!("the schema has definitions")
        };
        definitions.insert(String::from("Delivery"), Value::Object(root));
        for name in TEMPLATES.iter().map(|(name, _)| name) {
            assert!(definitions.contains_key(*name), "`{name}` is a scalar no more");
        }
        for name in TAKEN {
            assert!(!definitions.contains_key(*name), "`{name}` has another meaning in TypeScript");
        }
        let names = definitions.keys().map(|name| (name.clone(), name.clone())).collect();
        Self { definitions, names }
    }

    pub(super) fn model(&self) -> String {
        let mut text = format!("{HEAD}{WITHOUT}");
        for (name, schema) in &self.definitions {
            text.push('\n');
            text.push_str(&self.declaration(name, schema));
        }
        text
    }

    /// A definition as one or more declarations.
    pub(super) fn declaration(&self, definition: &str, schema: &Value) -> String {
        let name = &self.names[definition];
        let words = described_words(schema);
        let doc = comment(&documentation(schema, &words), "");
        if schema.get("properties").is_some() {
            return self.record(name, schema, &doc);
        }
        let template = TEMPLATES.iter().find(|(scalar, _)| *scalar == definition);
        let mut rest = String::new();
        let alternatives: Vec<String> = match (template, list(schema, "anyOf")) {
            (Some((_, template)), _) => vec![(*template).to_owned()],
            (None, []) => vec![self.expression(schema)],
            (None, choices) => choices
                .iter()
                .map(|choice| {
                    if choice.get("properties").is_none() {
                        return self.expression(choice);
                    }
                    // The long form of what can be written short.
                    let long = format!("{name}Object");
                    let doc = comment(&format!("{} In its long form.", text_of(schema, "description")), "");
                    rest.push('\n');
                    rest.push_str(&self.record(&long, choice, &doc));
                    long
                })
                .collect(),
        };
        format!("{doc}export type {name} ={};\n{rest}", union(&alternatives))
    }

    /// A mapping with keys, and perhaps with one key of several.
    fn record(&self, name: &str, schema: &Value, doc: &str) -> String {
        let required = words_of(schema, "required");
        let keys: Vec<&str> = list(schema, "oneOf")
            .iter()
            .flat_map(|choice| words_of(choice, "required"))
            .collect();
        let mut fields = String::new();
        for (key, value) in object(schema, "properties").filter(|(key, _)| !keys.contains(&key.as_str())) {
            fields.push_str(&self.field(key, value, required.contains(&key.as_str())));
        }
        if keys.is_empty() {
            return format!("{doc}export interface {name} {}\n", block(&fields));
        }
        let mut text = String::new();
        let mut common = String::new();
        if !fields.is_empty() {
            let _ = write!(
                text,
                "/** What every `{name}` may have beside its one key. */\nexport interface {name}Base {}\n\n",
                block(&fields)
            );
            common = format!("{name}Base, ");
        }
        let all: Vec<String> = keys.iter().map(|key| format!("\"{key}\"")).collect();
        let _ = write!(
            text,
            "/** The keys of which a `{name}` has exactly one. */\nexport type {name}Key ={};\n",
            union(&all)
        );
        let mut members = Vec::new();
        for (key, value) in object(schema, "properties").filter(|(key, _)| keys.contains(&key.as_str())) {
            let member = format!("{name}With{}", capitals(key));
            let _ = write!(
                text,
                "\n{}export interface {member} extends {common}Without<Exclude<{name}Key, \"{key}\">> {{\n    {key}: {};\n}}\n",
                comment(text_of(value, "description"), ""),
                self.expression(value)
            );
            members.push(member);
        }
        let _ = write!(text, "\n{doc}export type {name} ={};\n", union(&members));
        text
    }

    fn field(&self, key: &str, schema: &Value, required: bool) -> String {
        let mark = if required { "" } else { "?" };
        let mut kinds = self.kinds(schema);
        if !required {
            kinds.retain(|kind| kind != "null");
        }
        let doc = comment(text_of(schema, "description"), "    ");
        format!("{doc}    {key}{mark}: {};\n", kinds.join(" | "))
    }

    pub(super) fn expression(&self, schema: &Value) -> String {
        self.kinds(schema).join(" | ")
    }

    /// What a value may be, each once.
    fn kinds(&self, schema: &Value) -> Vec<String> {
        let mut kinds: Vec<String> = Vec::new();
        let mut add = |kind: String| {
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        };
        let choices = ["anyOf", "oneOf", "allOf"].into_iter().flat_map(|word| list(schema, word));
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            let name = reference.rsplit('/').next().unwrap();
            add(self.names.get(name).unwrap_or_else(|| panic!("`{name}` is defined")).clone());
        } else if let Some(word) = schema.get("const") {
            add(word.to_string());
        } else if schema.get("enum").is_some() {
            for word in list(schema, "enum") {
                add(word.to_string());
            }
        } else if schema.get("properties").is_none() && choices.clone().next().is_some() {
            choices.flat_map(|choice| self.kinds(choice)).for_each(add);
        } else {
            let kinds: Vec<&str> = match schema.get("type") {
                Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
                kind => kind.and_then(Value::as_str).into_iter().collect(),
            };
            for kind in &kinds {
                add(self.plain(kind, schema));
            }
            if kinds.is_empty() {
                add(String::from("unknown"));
            }
        }
        kinds
    }

    fn plain(&self, kind: &str, schema: &Value) -> String {
        match kind {
            "integer" => String::from("number"),
            // The one pattern without a name is that of an expression.
            "string" if schema.get("pattern").is_some_and(|pattern| pattern == r"\$\{\{") => String::from("Expression"),
            "array" => {
                let item = schema
                    .get("items")
                    .map_or_else(|| String::from("unknown"), |items| self.expression(items));
                if item.contains(' ') {
                    format!("Array<{item}>")
                } else {
                    format!("{item}[]")
                }
            }
            "object" if schema.get("properties").is_some() => {
                let required = words_of(schema, "required");
                let fields: String = object(schema, "properties")
                    .map(|(key, value)| self.field(key, value, required.contains(&key.as_str())))
                    .collect();
                block(&fields)
            }
            "object" => {
                let pattern = object(schema, "patternProperties").map(|(_, value)| value).next();
                let value = pattern.or_else(|| schema.get("additionalProperties"));
                format!(
                    "Record<string, {}>",
                    value.map_or_else(|| String::from("unknown"), |value| self.expression(value))
                )
            }
            other => other.to_owned(),
        }
    }
}
