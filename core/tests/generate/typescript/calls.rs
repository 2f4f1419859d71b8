//! The table of operations as methods, with the types of what they take and give.

use super::types::Types;
use super::words::{block, camel, comment, object, text_of, tidy, words_of};
use super::{HEAD, Object, TAKEN};
use gatewright::api::{OPERATIONS, Operation};
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The operations, with what they take and give.
pub(super) struct Calls {
    types: Types,
    rows: Vec<Call>,
    own: BTreeSet<String>,
}

struct Call {
    operation: &'static Operation,
    request: Value,
    response: Value,
}

impl Calls {
    pub(super) fn of_table(document: &Types) -> Self {
        let mut requests = SchemaSettings::draft2020_12().into_generator();
        let mut responses = SchemaSettings::draft2020_12().for_serialize().into_generator();
        let side = |schema: fn(&mut SchemaGenerator) -> schemars::Schema, generator: &mut SchemaGenerator| schema(generator).to_value();
        let rows = OPERATIONS
            .iter()
            .map(|operation| Call {
                operation,
                request: side(operation.request, &mut requests),
                response: side(operation.response, &mut responses),
            })
            .collect();
        let mut definitions = responses.take_definitions(true);
        definitions.extend(requests.take_definitions(true));
        definitions.sort_keys();
        let own: BTreeSet<String> = definitions
            .keys()
            .filter(|name| !document.names.contains_key(*name))
            .cloned()
            .collect();
        let mut names = document.names.clone();
        for name in &own {
            let short = match name.strip_suffix("Request") {
                Some(short) => format!("{short}Options"),
                None => name.trim_end_matches("Json").to_owned(),
            };
            let free = !TAKEN.contains(&short.as_str()) && names.values().all(|taken| *taken != short);
            names.insert(name.clone(), if free { short } else { name.clone() });
        }
        Self {
            types: Types { definitions, names },
            rows,
            own,
        }
    }

    fn definition<'s>(&'s self, schema: &'s Value) -> (Option<&'s str>, &'s Value) {
        let name = schema
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(|reference| reference.rsplit('/').next());
        (name, name.and_then(|name| self.types.definitions.get(name)).unwrap_or(schema))
    }

    /// The keys of a request that must be there: the arguments of the method, before its options.
    fn arguments<'s>(&'s self, call: &'s Call) -> Vec<&'s str> {
        words_of(self.definition(&call.request).1, "required")
    }

    /// The keys of a request that hold options themselves, and theirs.
    fn options(&self, request: &Value) -> Value {
        let nested = object(request, "properties").filter_map(|(key, value)| {
            // What may be left out is a choice between the options and nothing.
            let choices = value.get("anyOf").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
            let value = choices.iter().find(|choice| choice.get("$ref").is_some()).unwrap_or(value);
            let (name, options) = self.definition(value);
            name?.ends_with("Request").then(|| (key.clone(), self.options(options)))
        });
        nested.collect::<Object>().into()
    }

    /// What an answer becomes in JavaScript: a report, a set of files, a text, or what it is.
    fn answer(&self, call: &Call) -> (&'static str, String) {
        let plain = self.types.expression(&call.response);
        match self.definition(&call.response) {
            (Some("ReportJson"), _) => ("report", String::from("Report")),
            (Some("TextJson"), _) => ("text", String::from("string")),
            (_, schema) if schema.pointer("/properties/files/items").is_some() => ("files", format!("FileSet & {plain}")),
            _ => ("data", plain),
        }
    }

    /// Types of requests and responses, and the methods.
    pub(super) fn types(&self, document: &Types) -> String {
        let mut body = String::new();
        for name in self.own.iter().filter(|name| *name != "TextJson" || self.holds("TextJson")) {
            let schema = &self.types.definitions[name];
            let mut schema = schema.clone();
            if name.ends_with("Request") {
                // What must be given is an argument of its own.
                let required: Vec<String> = words_of(&schema, "required").into_iter().map(str::to_owned).collect();
                let called = self.rows.iter().any(|call| self.definition(&call.request).0 == Some(name));
                let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
                let Some(properties) = properties else { continue };
                if called {
                    properties.retain(|key, _| !required.contains(key));
                }
                let renamed = properties.iter().map(|(key, value)| (camel(key), value.clone())).collect();
                *properties = renamed;
                if properties.is_empty() {
                    continue;
                }
            }
            body.push('\n');
            body.push_str(&self.types.declaration(name, &schema));
        }
        for (subject, name, doc) in [
            ("document", "DocumentOperations", "What a document can be asked."),
            ("plan", "PlanOperations", "What a plan can be asked beyond what a document can."),
        ] {
            let methods: String = self.of(subject).map(|call| self.method(call, "    ", "")).collect();
            let _ = write!(body, "\n/** {doc} */\nexport interface {name} {}\n", block(&methods));
        }
        for call in self.of("library") {
            let _ = write!(body, "\n{}", self.method(call, "", "export declare function "));
        }
        let used = |names: &mut dyn Iterator<Item = &str>| {
            let tokens: BTreeSet<&str> = body.split(|character: char| !character.is_alphanumeric()).collect();
            names
                .filter(|name| tokens.contains(name))
                .map(str::to_owned)
                .collect::<Vec<_>>()
                .join(", ")
        };
        let classes = used(&mut ["FileSet", "Report"].into_iter());
        let model = used(&mut document.names.keys().map(String::as_str).filter(|name| {
            !self
                .types
                .names
                .iter()
                .any(|(own, called)| self.own.contains(own) && called == name)
        }));
        format!("{HEAD}\nimport type {{ {classes} }} from \"../index\";\nimport type {{ {model} }} from \"./model\";\n{body}")
    }

    /// True when a definition refers to another one.
    fn holds(&self, name: &str) -> bool {
        let reference = format!("\"#/$defs/{name}\"");
        self.own
            .iter()
            .any(|own| self.types.definitions[own].to_string().contains(&reference))
    }

    fn method(&self, call: &Call, indent: &str, start: &str) -> String {
        let (name, request) = self.definition(&call.request);
        let arguments = self.arguments(call);
        let mut parameters: Vec<String> = arguments
            .iter()
            .map(|key| {
                // A report is given as what a check gave.
                let kind = self.types.expression(&request["properties"][key]).replace("ReportJson", "Report");
                format!("{}: {kind}", camel(key))
            })
            .collect();
        if object(request, "properties").any(|(key, _)| !arguments.contains(&key.as_str())) {
            parameters.push(format!("options?: {}", self.types.names[name.unwrap()]));
        }
        let mut doc = tidy(call.operation.doc);
        for key in &arguments {
            let _ = write!(
                doc,
                "\n\n@param {} {}",
                camel(key),
                text_of(&request["properties"][key], "description")
            );
        }
        format!(
            "{}{indent}{start}{}({}): {};\n",
            comment(&doc, indent),
            camel(call.operation.name),
            parameters.join(", "),
            self.answer(call).1
        )
    }

    /// Rows from which the package makes its methods.
    pub(super) fn script(&self) -> String {
        let mut text = format!("{HEAD}\n\"use strict\";\n\nmodule.exports = [\n");
        for call in &self.rows {
            let row = serde_json::json!({
                "name": call.operation.name,
                "method": camel(call.operation.name),
                "subject": call.operation.subject.word(),
                "arguments": self.arguments(call),
                "options": self.options(self.definition(&call.request).1),
                "answer": self.answer(call).0,
            });
            let _ = writeln!(text, "    {row},");
        }
        text + "];\n"
    }

    /// The functions of the library as exports of a module.
    pub(super) fn module(&self) -> String {
        let names: Vec<String> = self.of("library").map(|call| camel(call.operation.name)).collect();
        format!(
            "{HEAD}\nimport gatewright from \"../index.js\";\n\nexport const {{ {} }} = gatewright;\n",
            names.join(", ")
        )
    }

    fn of(&self, subject: &'static str) -> impl Iterator<Item = &Call> {
        self.rows.iter().filter(move |call| call.operation.subject.word() == subject)
    }
}
