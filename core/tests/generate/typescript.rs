//! What the npm package has from the core: types of the document, and methods with the types they take and give.
//!
//! A record is an interface. A record with one key of several is a union with a member for each key, in which the other
//! keys are `never`: two keys are refused, and `step.run !== undefined` tells which it is.

use gatewright::api::{OPERATIONS, Operation};
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

const HEAD: &str = "// Generated from the core by `make generate`.\n";

/// What the model is said with. An empty export keeps it from being exported.
const WITHOUT: &str = "
export {};

/** A mapping that has none of these keys. */
type Without<K extends string> = { [P in K]?: never };
";

/// Scalars whose form TypeScript can check and people write as it stands; every other one is a text.
const TEMPLATES: &[(&str, &str)] = &[
    ("Expression", r"`${string}\${{${string}}}${string}`"),
    ("Percent", "`${number}%` | `${number} %`"),
];

/// Names that the package's own classes have, and that these files use of TypeScript.
const TAKEN: &[&str] = &["Document", "Plan", "Report", "FileSet", "Record", "Exclude", "Without"];

type Object = Map<String, Value>;

/// The four files, by name.
pub(crate) fn files() -> Vec<(&'static str, String)> {
    let document = Types::of_document();
    let calls = Calls::of_table(&document);
    vec![
        ("model.d.ts", document.model()),
        ("operations.d.ts", calls.types(&document)),
        ("operations.js", calls.script()),
        ("library.mjs", calls.module()),
    ]
}

/// Definitions and what TypeScript calls them.
struct Types {
    definitions: Object,
    names: BTreeMap<String, String>,
}

impl Types {
    fn of_document() -> Self {
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

    fn model(&self) -> String {
        let mut text = format!("{HEAD}{WITHOUT}");
        for (name, schema) in &self.definitions {
            text.push('\n');
            text.push_str(&self.declaration(name, schema));
        }
        text
    }

    /// A definition as one or more declarations.
    fn declaration(&self, definition: &str, schema: &Value) -> String {
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

    fn expression(&self, schema: &Value) -> String {
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

/// The operations, with what they take and give.
struct Calls {
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
    fn of_table(document: &Types) -> Self {
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
    fn types(&self, document: &Types) -> String {
        let mut body = String::new();
        for name in self.own.iter().filter(|name| *name != "TextJson") {
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

    fn method(&self, call: &Call, indent: &str, start: &str) -> String {
        let (name, request) = self.definition(&call.request);
        let arguments = self.arguments(call);
        let mut parameters: Vec<String> = arguments
            .iter()
            .map(|key| format!("{}: {}", camel(key), self.types.expression(&request["properties"][key])))
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
    fn script(&self) -> String {
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
    fn module(&self) -> String {
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

/// The words of a closed set that say what they mean.
fn described_words(schema: &Value) -> Vec<(&str, &str)> {
    let words = list(schema, "oneOf").iter();
    words
        .filter_map(|word| Some((word.get("const")?.as_str()?, text_of(word, "description"))))
        .collect()
}

fn documentation(schema: &Value, words: &[(&str, &str)]) -> String {
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
fn comment(doc: &str, indent: &str) -> String {
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
fn tidy(doc: &str) -> String {
    let paragraphs = doc.trim().split("\n\n");
    let joined = paragraphs.map(|paragraph| paragraph.lines().map(str::trim).collect::<Vec<_>>().join(" "));
    joined.collect::<Vec<_>>().join("\n\n")
}

/// What stands behind the `=` of a type.
fn union(kinds: &[String]) -> String {
    let line = kinds.join(" | ");
    if line.len() <= 100 {
        format!(" {line}")
    } else {
        kinds.iter().flat_map(|kind| ["\n    | ", kind.as_str()]).collect()
    }
}

fn block(fields: &str) -> String {
    if fields.is_empty() {
        String::from("{}")
    } else {
        format!("{{\n{fields}}}")
    }
}

/// `build_image` as `buildImage`.
fn camel(name: &str) -> String {
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
fn capitals(name: &str) -> String {
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

fn text_of<'s>(schema: &'s Value, key: &str) -> &'s str {
    schema.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn list<'s>(schema: &'s Value, key: &str) -> &'s [Value] {
    schema.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn words_of<'s>(schema: &'s Value, key: &str) -> Vec<&'s str> {
    list(schema, key).iter().filter_map(Value::as_str).collect()
}

fn object<'s>(schema: &'s Value, key: &str) -> impl Iterator<Item = (&'s String, &'s Value)> {
    schema.get(key).and_then(Value::as_object).into_iter().flatten()
}
