//! Definitions of a schema as Python's types.

use super::text::{about, choices, docstring, file, identifiers, import, list, properties, record_in, reference, union, word, words_of};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Names that have another meaning in Python, in these files or in the package.
pub(super) const TAKEN: &[&str] = &[
    "Any",
    "Document",
    "Exception",
    "Files",
    "Literal",
    "OneOf",
    "Plan",
    "Record",
    "Report",
    "Root",
    "TypeAlias",
    "TypedDict",
    "Unpack",
    "Warning",
];

/// Names that the classes have of their own.
const METHODS: &[&str] = &["to_dict", "from_dict", "kind", "document", "plan", "check", "write"];

/// Whether a type is given by callers, who may then give any sequence, or is theirs to change.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Side {
    Given,
    Held,
}

/// Definitions and what Python calls them.
pub(super) struct Types {
    pub(super) definitions: Map<String, Value>,
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
        definitions.sort_keys();
        let name = |name: &String| {
            let line = if TAKEN.contains(&name.as_str()) { "_" } else { "" };
            format!("{name}{line}")
        };
        let names = definitions.keys().map(|key| (key.clone(), name(key))).collect();
        Self { definitions, names }
    }

    /// The files of the document's own types.
    pub(super) fn model(&self) -> Vec<(&'static str, String)> {
        let mut aliases: [Vec<(&String, String)>; 3] = Default::default();
        let (mut records, mut names) = (String::new(), Vec::new());
        for (definition, schema) in &self.definitions {
            let name = &self.names[definition];
            if let Some(record) = record_in(schema) {
                records += &self.class(name, about(schema), record);
                names.push(name);
                continue;
            }
            let [scalars, words, unions] = &mut aliases;
            let place = match () {
                () if !list(schema, "anyOf").is_empty() => unions,
                () if choices(schema).is_empty() => scalars,
                () => words,
            };
            place.push((name, self.alias(name, schema)));
        }
        let [scalars, words, unions] = aliases;
        let titles = |aliases: &[(&String, String)]| aliases.iter().map(|(name, _)| (*name).clone()).collect::<Vec<_>>();
        let (of_scalars, of_words, of_unions) = (titles(&scalars), titles(&words), titles(&unions));
        let records = records + &in_order(unions);
        let mut imports = String::from(
            "from typing import TYPE_CHECKING, Any, Literal, TypeAlias, overload\n\nfrom .._record import OneOf, Record, Root, field\n",
        );
        imports += &import(".scalars", &of_scalars, &records);
        imports += &import(".words", &of_words, &records);
        imports += "\nif TYPE_CHECKING:\n    from typing import TypedDict, Unpack\n";
        let (alias, literal) = ("from typing import TypeAlias\n", "from typing import Literal, TypeAlias\n");
        let texts = "Values that are written as a text of a certain form.";
        let one = "Values that are one of several words.";
        vec![
            ("__init__.py", ALL.to_owned()),
            (
                "records.py",
                file(
                    "The records of a delivery.",
                    &imports,
                    names.into_iter().chain(&of_unions),
                    &records,
                ),
            ),
            ("scalars.py", file(texts, alias, &of_scalars, &in_order(scalars))),
            ("words.py", file(one, literal, &of_words, &in_order(words))),
        ]
    }

    /// A type by another name.
    pub(super) fn alias(&self, name: &str, schema: &Value) -> String {
        let mut doc = about(schema).to_owned();
        let words = list(schema, "oneOf").iter();
        let words: Vec<String> = words
            .filter_map(|word| Some(format!("- `{}`: {}", word.get("const")?.as_str()?, about(word))))
            .collect();
        if !words.is_empty() {
            let _ = write!(doc, "\n\n{}\n", words.join("\n"));
        }
        if let [_, _, ..] = list(schema, "examples") {
            let _ = write!(doc, "\n\nSuch as `{}`.\n", words_of(schema, "examples").join("`, `"));
        }
        let kind = union(&self.kinds(schema, Side::Held));
        format!("\n{name}: TypeAlias = {kind}\n{}", docstring(&doc, ""))
    }

    /// A record as a class.
    pub(super) fn class(&self, name: &str, doc: &str, record: &Value) -> String {
        let choices = list(record, "oneOf").iter();
        let keys: Vec<&str> = choices.flat_map(|choice| words_of(choice, "required")).collect();
        let required = words_of(record, "required");
        let base = match name {
            "Delivery" => "Root",
            _ if !keys.is_empty() => "OneOf",
            _ if record.pointer("/properties/files/items").is_some() => "Files, Record",
            _ => "Record",
        };
        let (mut fields, mut others, mut forms) = (String::new(), String::new(), String::new());
        for (key, schema) in properties(record) {
            let own = METHODS.contains(&key.as_str()) && base != "Record";
            assert!(!own && !key.ends_with('_'), "`{name}.{key}` has another meaning in Python");
            let choice = keys.contains(&key.as_str());
            let (key, kinds) = (word(key), self.kinds(schema, Side::Held));
            let (kind, default) = match schema.get("const") {
                Some(only) if required.contains(&key.as_str()) => (union(&kinds), format!(" = {only}")),
                _ if required.contains(&key.trim_end_matches('_')) => (union(&kinds), String::new()),
                _ => optional(schema, kinds, choice),
            };
            let _ = write!(fields, "    {key}: {kind}{default}\n{}", docstring(about(schema), "    "));
            if choice {
                let kind = kind.trim_end_matches(" | None");
                let _ = write!(
                    forms,
                    "        @overload\n        def __init__(self, *, {key}: {kind}, **others: Unpack[_{name}]) -> None: ...\n"
                );
            } else {
                let _ = writeln!(others, "        {key}: {kind}");
            }
        }
        let class = format!("\n\nclass {name}({base}):\n{}\n{fields}", docstring(doc, "    "));
        if keys.is_empty() {
            return class;
        }
        if others.is_empty() {
            others.push_str("        pass\n");
        }
        let keys: Vec<String> = keys.iter().map(|key| format!("\"{}\"", word(key))).collect();
        let keys = keys.join(", ");
        format!(
            "

if TYPE_CHECKING:

    class _{name}(TypedDict, total=False):
{others}{class}
    _keys = ({keys})

    if TYPE_CHECKING:

{forms}        def __init__(self, **given: Any) -> None: ...

        @property
        def kind(self) -> Literal[{keys}]: ...
"
        )
    }

    /// The types a value may have.
    pub(super) fn kinds(&self, schema: &Value, side: Side) -> Vec<String> {
        let mut kinds = Vec::new();
        let (definition, words, alternatives) = (reference(schema), choices(schema), list(schema, "anyOf"));
        assert!(schema.get("properties").is_none(), "a record has a name: {schema}");
        if !definition.is_empty() {
            kinds.push(self.names[definition].clone());
            // What can be written short is its class or the short form.
            let definition = &self.definitions[definition];
            if definition.get("properties").is_none() && record_in(definition).is_some() {
                let choices = list(definition, "anyOf").iter();
                let short = choices.filter(|choice| choice.get("properties").is_none());
                kinds.extend(short.flat_map(|choice| self.kinds(choice, side)));
            }
        } else if !words.is_empty() {
            let words: Vec<String> = words.iter().map(ToString::to_string).collect();
            kinds.push(format!("Literal[{}]", words.join(", ")));
        } else if !alternatives.is_empty() {
            kinds.extend(alternatives.iter().flat_map(|choice| self.kinds(choice, side)));
        } else {
            let types = match schema.get("type") {
                Some(Value::String(one)) => vec![one.as_str()],
                Some(_) => words_of(schema, "type"),
                None => vec!["any"],
            };
            kinds.extend(types.into_iter().map(|kind| self.plain(kind, schema, side)));
        }
        let all = kinds.clone();
        let mut number = 0;
        kinds.retain(|kind| {
            number += 1;
            !all[..number - 1].contains(kind)
        });
        kinds
    }

    /// One of the types of JSON.
    fn plain(&self, kind: &str, schema: &Value, side: Side) -> String {
        let (sequence, mapping) = match side {
            Side::Given => ("Sequence", "Mapping"),
            Side::Held => ("list", "dict"),
        };
        let of = |inner: Option<&Value>| inner.map_or_else(|| String::from("Any"), |inner| union(&self.kinds(inner, side)));
        match kind {
            "string" => String::from("str"),
            "integer" => String::from("int"),
            "number" => String::from("float"),
            "boolean" => String::from("bool"),
            "null" => String::from("None"),
            "any" => String::from("Any"),
            "array" => format!("{sequence}[{}]", of(schema.get("items"))),
            "object" => {
                let patterns = schema.get("patternProperties").and_then(Value::as_object);
                let named = patterns.and_then(|patterns| patterns.values().next());
                let values = named.or_else(|| schema.get("additionalProperties").filter(|values| values.is_object()));
                format!("{mapping}[str, {}]", of(values))
            }
            other => panic!("`{other}` is no type"),
        }
    }
}

/// The type and the default of a key that may be left out, or that is one of several.
fn optional(schema: &Value, mut kinds: Vec<String>, choice: bool) -> (String, String) {
    let nothing = kinds.iter().any(|kind| kind == "None");
    if !choice && !nothing && reference(schema).is_empty() {
        for (start, make) in [("list[", "list"), ("dict[", "dict")] {
            if kinds.iter().any(|kind| kind.starts_with(start)) {
                return (union(&kinds), format!(" = field(default_factory={make})"));
            }
        }
    }
    if !nothing {
        kinds.push(String::from("None"));
    }
    (union(&kinds), String::from(" = None"))
}

/// Aliases, each after those it is made of.
pub(super) fn in_order(mut aliases: Vec<(&String, String)>) -> String {
    let mut text = String::new();
    while !aliases.is_empty() {
        let ready = |(own, alias): &(&String, String)| {
            let said = identifiers(alias.split("\"\"\"").next().unwrap_or_default());
            aliases.iter().all(|(name, _)| name == own || !said.contains(name.as_str()))
        };
        let at = aliases.iter().position(ready).expect("aliases are not made of one another");
        text += &aliases.remove(at).1;
    }
    text
}

/// The package of the model gives everything in it.
const ALL: &str = r#""""The classes of a delivery: a class per record of the document, a keyword argument per key.

Generated from the core by `make generate`.
"""

from __future__ import annotations

from .records import *
from .records import __all__ as _records
from .scalars import *
from .scalars import __all__ as _scalars
from .words import *
from .words import __all__ as _words

__all__: list[str] = []
__all__ += _records
__all__ += _scalars
__all__ += _words
"#;
