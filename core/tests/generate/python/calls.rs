//! The table of operations as methods and functions, and what they give as classes.

use super::text::{about, docstring, file, import, indented, properties, reference, union, word, words_of};
use super::types::{Side, TAKEN, Types, in_order};
use gatewright::api::{OPERATIONS, Operation};
use schemars::generate::SchemaSettings;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The table of operations, with the types that only they have.
pub(super) struct Calls {
    types: Types,
    rows: Vec<Call>,
    /// Definitions that are not in the document.
    own: BTreeSet<String>,
    /// Those of them that only requests have.
    asked: BTreeSet<String>,
}

struct Call {
    operation: &'static Operation,
    request: Value,
    response: Value,
}

/// The arguments of a method, what is said about them, and how they are passed on.
#[derive(Default)]
struct Arguments {
    needed: Vec<String>,
    free: Vec<String>,
    docs: Vec<String>,
    passed: Vec<String>,
}

impl Calls {
    pub(super) fn of_table(document: &Types) -> Self {
        let mut requests = SchemaSettings::draft2020_12().into_generator();
        let mut responses = SchemaSettings::draft2020_12().for_serialize().into_generator();
        let row = |operation| Call {
            operation,
            request: (operation.request)(&mut requests).to_value(),
            response: (operation.response)(&mut responses).to_value(),
        };
        let rows = OPERATIONS.iter().map(row).collect();
        let (mut definitions, requests) = (responses.take_definitions(true), requests.take_definitions(true));
        let only = |name: &&String| !definitions.contains_key(*name) && !document.names.contains_key(*name);
        let asked = requests.keys().filter(only).cloned().collect();
        definitions.extend(requests);
        definitions.sort_keys();
        let known = |name: &&String| document.names.contains_key(*name);
        let own: BTreeSet<String> = definitions.keys().filter(|name| !known(name)).cloned().collect();
        let mut names = document.names.clone();
        for name in &own {
            let short = match name.strip_suffix("Request") {
                Some(short) => format!("{short}Options"),
                None if name == "ReportJson" => String::from("ReportData"),
                None => name.trim_end_matches("Json").to_owned(),
            };
            let free = !TAKEN.contains(&short.as_str()) && names.values().all(|taken| *taken != short);
            names.insert(name.clone(), if free { short } else { name.clone() });
        }
        let types = Types { definitions, names };
        Self { types, rows, own, asked }
    }

    /// What operations give, and what they are asked with.
    pub(super) fn results(&self) -> String {
        let (mut classes, mut aliases, mut names) = (String::new(), Vec::new(), Vec::new());
        for definition in self.own.iter().filter(|definition| self.is_said(definition)) {
            let (name, schema) = (&self.types.names[definition], &self.types.definitions[definition]);
            names.push(name);
            if schema.get("properties").is_none() {
                aliases.push((name, self.types.alias(name, schema)));
            } else if self.asked.contains(definition) {
                let doc = docstring(about(schema), "    ");
                let _ = write!(classes, "\n\nclass {name}(TypedDict, total=False):\n{doc}\n");
                for (key, schema) in properties(schema) {
                    let _ = write!(classes, "    {key}: {}\n{}", self.given(schema), docstring(about(schema), "    "));
                }
            } else {
                classes += &self.types.class(name, about(schema), schema);
            }
        }
        let text = classes + &in_order(aliases);
        let mut imports = String::from(
            "from collections.abc import Mapping, Sequence\nfrom typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypedDict\n\n",
        );
        if text.contains("(Files, Record)") {
            imports += "from .._files import Files\n";
        }
        imports += "from .._record import Record, field\n";
        // The classes of a delivery take longer to make than all of these; `_record` gets them when an answer has one in it.
        let documented = import("..model", self.documented(), &text);
        if !documented.is_empty() {
            imports += "\nif TYPE_CHECKING:\n";
            imports += &indented(&documented, "    ");
        }
        file(
            "What the library answers, and the options it is asked with.",
            &imports,
            names,
            &text,
        )
    }

    /// True for what has a name in Python. A request is the arguments of a method, and a text is one.
    fn is_said(&self, definition: &str) -> bool {
        let asked = self.rows.iter().any(|call| reference(&call.request) == definition);
        let mention = format!("\"#/$defs/{definition}\"");
        let nested = || self.types.definitions.values().any(|other| other.to_string().contains(&mention));
        definition != "TextJson" && (!asked || nested())
    }

    /// Methods of documents and plans, functions of the library, and functions that ask many files.
    pub(super) fn operations(&self) -> String {
        let (mut document, mut plan, mut functions, mut names) = (String::new(), String::new(), String::new(), Vec::new());
        for call in &self.rows {
            let name = call.operation.name;
            let methods = match call.operation.subject.word() {
                "document" => &mut document,
                "plan" => &mut plan,
                _ => {
                    functions = functions + "\n\n" + &self.once(call, None, "_native.call", "");
                    names.push(name.to_owned());
                    continue;
                }
            };
            *methods += "\n";
            *methods += &indented(&self.once(call, Some("self"), "self._call", "self._document()"), "    ");
            functions = functions + "\n\n" + &self.many(call);
            names.push(format!("{name}_many"));
        }
        let text = class("OfDocument", "document", &document) + &class("OfPlan", "plan", &plan) + &functions;
        let own = self.own.iter().map(|name| &self.types.names[name]);
        let types = import("..model", self.documented(), &text) + &import("..results", own, &text);
        let imports = format!(
            "from .. import _native, _wire
from .._many import for_each
from .._report import Report

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any, Literal

    from .._core import Document
    from .._many import Answers
{}",
            indented(&types, "    ")
        );
        file(
            "Every operation of the library, as a method or a function.",
            &imports,
            &names,
            &text,
        )
    }

    /// A method or function that asks once.
    fn once(&self, call: &Call, subject: Option<&str>, ask: &str, about: &str) -> String {
        let name = call.operation.name;
        let Arguments {
            needed,
            free,
            docs,
            passed,
        } = self.arguments(call);
        let mut all: Vec<String> = subject.map(str::to_owned).into_iter().chain(needed).collect();
        if !free.is_empty() {
            all.push(String::from("*"));
            all.extend(free);
        }
        let (kind, made) = self.answer(call, about);
        let (head, doc) = (head(name, &all, &kind), described(call.operation.doc, &docs));
        let passed = passed.join(", ");
        format!(
            "{head}{doc}    asked = _wire.given({passed})
    answer = {ask}(\"{name}\", _wire.request(asked))
    made: {kind} = {made}
    return made
"
        )
    }

    /// A function that asks many files.
    fn many(&self, call: &Call) -> String {
        let name = call.operation.name;
        let Arguments {
            needed,
            free,
            docs,
            passed,
        } = self.arguments(call);
        let paths = String::from("paths: Iterable[str | os.PathLike[str]]");
        let progress = String::from("progress: Callable[[int], object] | None = None");
        let all: Vec<String> = [paths]
            .into_iter()
            .chain(needed)
            .chain([String::from("*")])
            .chain(free)
            .chain([progress])
            .collect();
        let (kind, made) = self.answer(call, "path");
        let head = head(&format!("{name}_many"), &all, &format!("Answers[{kind}]"));
        let doc = format!(
            "{}\n\nOf many files, on all cores; other threads of Python run meanwhile.",
            call.operation.doc.trim()
        );
        let told = "progress: Hears now and then how many more files are done, as `update` of a `tqdm` bar does.";
        let docs = [String::from("paths: The files.")]
            .into_iter()
            .chain(docs)
            .chain([told.to_owned()])
            .collect::<Vec<_>>();
        let (doc, passed) = (described(&doc, &docs), passed.join(", "));
        format!(
            "{head}{doc}    asked = _wire.given({passed})

    def make(answer: str, path: str) -> {kind}:
        made: {kind} = {made}
        return made

    return for_each(paths, \"{name}\", _wire.request(asked), progress, make)
"
        )
    }

    fn arguments(&self, call: &Call) -> Arguments {
        let request = self.types.definitions.get(reference(&call.request)).unwrap_or(&call.request);
        let required = words_of(request, "required");
        let mut arguments = Arguments::default();
        for (key, schema) in properties(request) {
            let (name, kind) = (word(key), self.given(schema));
            assert!(
                *key == name && key != "progress" && key != "paths",
                "the argument `{key}` has another meaning in Python"
            );
            if required.contains(&key.as_str()) {
                arguments.needed.push(format!("{name}: {kind}"));
            } else {
                arguments.free.push(format!("{name}: {kind} | None = None"));
            }
            arguments.docs.push(format!("{name}: {}", about(schema)));
            arguments.passed.push(format!("{name}={name}"));
        }
        arguments
    }

    /// The type of what is given as an argument.
    fn given(&self, schema: &Value) -> String {
        let mut kinds = self.types.kinds(schema, Side::Given);
        kinds.retain(|kind| kind != "None");
        // A report is given as what a check gave.
        union(&kinds).replace("ReportData", "Report")
    }

    /// The type of an answer, and what makes one of the text.
    fn answer(&self, call: &Call, about: &str) -> (String, String) {
        match reference(&call.response) {
            "ReportJson" => (String::from("Report"), format!("Report(answer, {about}, asked)")),
            "TextJson" => (String::from("str"), String::from("_wire.text(answer)")),
            "Delivery" => (String::from("Delivery"), String::from("_wire.delivery(answer)")),
            _ => match union(&self.types.kinds(&call.response, Side::Held)) {
                kind if kind == "Any" => (kind, String::from("_wire.loads(answer)")),
                kind => (kind.clone(), format!("_wire.result({}, answer)", Value::from(kind))),
            },
        }
    }

    /// What the document's types are called.
    fn documented(&self) -> impl Iterator<Item = &String> {
        let names = self.types.names.iter();
        names
            .filter(|(definition, _)| !self.own.contains(*definition))
            .map(|(_, name)| name)
    }
}

/// A class of methods.
fn class(name: &str, of: &str, methods: &str) -> String {
    format!(
        r#"

class {name}:
    """What can be asked of a {of}."""

    __slots__ = ()

    def _call(self, operation: str, request: str) -> str:
        raise NotImplementedError

    def _document(self) -> Document:
        raise NotImplementedError
{methods}"#
    )
}

/// The first line of a function, or its first lines.
fn head(name: &str, arguments: &[String], gives: &str) -> String {
    let line = format!("def {name}({}) -> {gives}:\n", arguments.join(", "));
    if line.len() <= 110 {
        return line;
    }
    format!("def {name}(\n    {},\n) -> {gives}:\n", arguments.join(",\n    "))
}

/// The docstring of a function.
fn described(doc: &str, arguments: &[String]) -> String {
    let doc = doc.trim().replace("\n ", "\n");
    if arguments.is_empty() {
        return docstring(&doc, "    ");
    }
    docstring(&format!("{doc}\n\nArgs:\n    {}\n", arguments.join("\n    ")), "    ")
}
