//! Random valid documents, made by walking the library's own JSON Schema.

use crate::random::{Random, TEXTS};
use gatewright::model::{Data, Entries};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Numbers as their JSON text.
#[rustfmt::skip] // as many as fit on a line
const NUMBERS: &[&str] = &["0", "1", "-1", "1.10", "1.0", "0.006", "-12.5", "1e5", "1E+2", "2.50e-3", "9007199254740993", "18446744073709551615", "-0", "340282366920938463463374607431768211456"];

/// The document that was made, and what is known about it.
pub(crate) struct Made {
    pub(crate) document: Data,
    /// Routes to every key that a record has by its name.
    pub(crate) keys: Vec<Vec<Step>>,
    /// Definitions of the schema that were used.
    pub(crate) visited: BTreeSet<String>,
}

/// One step of a route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Key(String),
    Index(usize),
}

/// The schema with what is asked of it often.
pub(crate) struct Schema {
    root: Value,
    /// For each definition, how deep its smallest value is.
    least: BTreeMap<String, usize>,
}

impl Schema {
    pub(crate) fn new() -> Self {
        let root = gatewright::format::json_schema();
        let mut schema = Self {
            root,
            least: BTreeMap::new(),
        };
        // Least depths, smaller ones first, until nothing more is known.
        loop {
            let found: Vec<(String, usize)> = schema
                .definitions()
                .filter(|name| !schema.least.contains_key(*name))
                .filter_map(|name| Some((name.to_owned(), schema.depth(schema.definition(name))?)))
                .collect();
            let Some(&smallest) = found.iter().map(|(_, depth)| depth).min() else {
                break;
            };
            schema.least.extend(found.into_iter().filter(|(_, depth)| *depth == smallest));
        }
        assert_eq!(
            schema.least.len(),
            schema.definitions().count(),
            "every definition has a finite value"
        );
        schema
    }

    /// Names of all definitions.
    pub(crate) fn definitions(&self) -> impl Iterator<Item = &str> {
        self.root["$defs"].as_object().unwrap().keys().map(String::as_str)
    }

    fn definition(&self, name: &str) -> &Value {
        &self.root["$defs"][name]
    }

    /// How deep the smallest value of a schema is; `None` while that of a definition it needs is not known.
    fn depth(&self, schema: &Value) -> Option<usize> {
        if let Some(name) = reference(schema) {
            return self.least.get(name).copied();
        }
        if let Some(choices) = schema["anyOf"].as_array() {
            return choices.iter().filter_map(|choice| self.depth(choice)).min();
        }
        let Some(properties) = schema["properties"].as_object() else {
            return Some(0);
        };
        let mut deepest = 0;
        for key in required(schema) {
            deepest = deepest.max(self.depth(&properties[key])?);
        }
        if schema["oneOf"].is_array() {
            deepest = deepest.max(alternatives(schema).iter().filter_map(|key| self.depth(&properties[*key])).min()?);
        }
        Some(deepest + 1)
    }

    /// For each definition from which `goal` can be reached, in how many steps.
    fn towards(&self, goal: &str) -> BTreeMap<&str, usize> {
        let mut far = BTreeMap::from([(self.root["$defs"].as_object().unwrap().get_key_value(goal).unwrap().0.as_str(), 0)]);
        for round in 1.. {
            let next: Vec<&str> = self
                .definitions()
                .filter(|name| !far.contains_key(name) && references(self.definition(name)).iter().any(|name| far.contains_key(name)))
                .collect();
            if next.is_empty() {
                break;
            }
            far.extend(next.into_iter().map(|name| (name, round)));
        }
        far
    }

    /// A document; with a goal, one that has a value of that definition in it. The larger `size`, the more is in it.
    pub(crate) fn document(&self, seed: u64, size: usize, goal: Option<&str>) -> Made {
        let mut maker = Maker {
            schema: self,
            random: Random::new(seed),
            left: size,
            towards: goal.map(|goal| self.towards(goal)).unwrap_or_default(),
            route: Vec::new(),
            made: Made {
                document: Data::Null,
                keys: Vec::new(),
                visited: BTreeSet::new(),
            },
        };
        let document = maker.value(&self.root, 0, goal.is_some());
        Made { document, ..maker.made }
    }
}

struct Maker<'s> {
    schema: &'s Schema,
    random: Random,
    /// Values that may still be made beyond those that must be.
    left: usize,
    towards: BTreeMap<&'s str, usize>,
    route: Vec<Step>,
    made: Made,
}

/// Optional values are made down to this depth.
const DEEPEST: usize = 14;

impl<'s> Maker<'s> {
    /// A value; when `on_way`, one that leads to the goal.
    fn value(&mut self, schema: &'s Value, depth: usize, on_way: bool) -> Data {
        self.left = self.left.saturating_sub(1);
        if let Some(name) = reference(schema) {
            return self.named(name, depth, on_way);
        }
        if let Some(value) = schema.get("const") {
            return literal(value);
        }
        if let Some(words) = schema["enum"].as_array() {
            return literal(self.random.pick(words));
        }
        if let Some(choices) = schema["anyOf"].as_array() {
            let choice = if on_way {
                choices.iter().min_by_key(|choice| self.distance(choice)).unwrap()
            } else if self.left == 0 || depth > DEEPEST {
                choices.iter().min_by_key(|choice| self.schema.depth(choice)).unwrap()
            } else {
                self.random.pick(choices)
            };
            return self.value(choice, depth, on_way);
        }
        if let Some(words) = schema["oneOf"].as_array().filter(|words| words[0].get("const").is_some()) {
            return literal(&self.random.pick(words)["const"]);
        }
        let types: Vec<&str> = match &schema["type"] {
            Value::String(word) => vec![word],
            Value::Array(words) => words.iter().map(|word| word.as_str().unwrap()).collect(),
            _ => return self.anything(depth),
        };
        match *self.random.pick(&types) {
            "object" => self.object(schema, depth, on_way),
            "array" => self.array(&schema["items"], depth, on_way),
            "boolean" => Data::Bool(self.random.once_in(2)),
            "integer" => Data::from(*self.random.pick(&[0_i64, 1, 2, 3, 30, 443, 65_535])),
            "number" => Data::Number(
                examples(schema)
                    .iter()
                    .copied()
                    .find(|text| gatewright::text::is_json_number(text))
                    .unwrap_or("8")
                    .into(),
            ),
            "null" => Data::Null,
            "string" => self.text(schema),
            other => panic!("the schema has the type `{other}`"),
        }
    }

    fn named(&mut self, name: &'s str, depth: usize, on_way: bool) -> Data {
        self.made.visited.insert(name.to_owned());
        if name == "ThreePoint" {
            // The one order between values that a schema cannot tell.
            let points = [("best", "90s"), ("likely", "4m"), ("worst", "1h")];
            return Data::Map(points.into_iter().map(|(key, text)| (key.to_owned(), Data::from(text))).collect());
        }
        let on_way = on_way && self.towards.get(name).is_some_and(|steps| *steps > 0);
        self.value(self.schema.definition(name), depth, on_way)
    }

    fn text(&mut self, schema: &Value) -> Data {
        let examples = examples(schema);
        if !examples.is_empty() {
            return Data::from(*self.random.pick(&examples));
        }
        if schema.get("pattern").is_some() {
            assert!(
                schema["pattern"].as_str().unwrap().contains("\\{\\{"),
                "a shape without an example: {schema}"
            );
            return Data::from("${{ always() }}");
        }
        Data::from(*self.random.pick(TEXTS))
    }

    fn array(&mut self, items: &'s Value, depth: usize, on_way: bool) -> Data {
        let count = usize::from(on_way).max(if self.left > 0 && depth <= DEEPEST {
            self.random.below(4)
        } else {
            0
        });
        let mut list = Vec::new();
        for index in 0..count {
            self.route.push(Step::Index(index));
            list.push(self.value(items, depth + 1, on_way && index == 0));
            self.route.pop();
        }
        Data::List(list)
    }

    fn object(&mut self, schema: &'s Value, depth: usize, on_way: bool) -> Data {
        let mut entries = Entries::new();
        let Some(properties) = schema["properties"].as_object() else {
            let ids = schema["patternProperties"]
                .as_object()
                .and_then(|patterns| patterns.values().next());
            let values = ids.unwrap_or(&schema["additionalProperties"]);
            let count = usize::from(on_way).max(if self.left > 0 && depth <= DEEPEST {
                self.random.below(4)
            } else {
                0
            });
            for index in 0..count {
                let key = if ids.is_some() {
                    (*self.random.pick(&["api", "web", "x-1", "build-test", "y"])).to_owned()
                } else {
                    self.key()
                };
                if entries.contains_key(&key) {
                    continue;
                }
                let value = self.entry(&key, values, depth, on_way && index == 0);
                entries.insert(key, value);
            }
            return Data::Map(entries);
        };
        let alternatives = alternatives(schema);
        let must = required(schema);
        let way = on_way.then(|| {
            properties
                .iter()
                .filter(|(_, value)| self.distance(value) < usize::MAX)
                .min_by_key(|(_, value)| self.distance(value))
                .unwrap()
                .0
                .as_str()
        });
        let chosen = match way.filter(|key| alternatives.contains(key)) {
            Some(key) => Some(key),
            None if alternatives.is_empty() => None,
            None if self.left == 0 || depth > DEEPEST => {
                alternatives.iter().copied().min_by_key(|key| self.schema.depth(&properties[*key]))
            }
            None => Some(*self.random.pick(&alternatives)),
        };
        let mut keys: Vec<&str> = Vec::new();
        let often = 1 + properties.len() / 3;
        for key in properties.keys() {
            let optional = !alternatives.contains(&key.as_str()) && self.left > 0 && depth <= DEEPEST && self.random.once_in(often);
            if must.contains(&key.as_str()) || chosen == Some(key) || way == Some(key) || optional {
                keys.push(key);
            }
        }
        // The order of writing says nothing.
        for last in (1..keys.len()).rev() {
            let other = self.random.below(last + 1);
            keys.swap(last, other);
        }
        for key in keys {
            let value = self.entry(key, &properties[key], depth, way == Some(key));
            self.route.push(Step::Key(key.to_owned()));
            self.made.keys.push(self.route.clone());
            self.route.pop();
            entries.insert(key.to_owned(), value);
        }
        Data::Map(entries)
    }

    fn entry(&mut self, key: &str, schema: &'s Value, depth: usize, on_way: bool) -> Data {
        self.route.push(Step::Key(key.to_owned()));
        let value = self.value(schema, depth + 1, on_way);
        self.route.pop();
        value
    }

    fn key(&mut self) -> String {
        (*self.random.pick(TEXTS)).to_owned()
    }

    /// Any value at all.
    fn anything(&mut self, depth: usize) -> Data {
        let kinds = if self.left > 0 && depth <= DEEPEST { 6 } else { 4 };
        match self.random.below(kinds) {
            0 => Data::Null,
            1 => Data::Bool(self.random.once_in(2)),
            2 => Data::Number((*self.random.pick(NUMBERS)).into()),
            3 => Data::from(*self.random.pick(TEXTS)),
            4 => self.array(&Value::Bool(true), depth, false),
            _ => {
                let count = self.random.below(4);
                let mut entries = Entries::new();
                for _ in 0..count {
                    let (key, value) = (self.key(), self.anything(depth + 1));
                    entries.insert(key, value);
                }
                Data::Map(entries)
            }
        }
    }

    /// Steps from a schema to the goal.
    fn distance(&self, schema: &Value) -> usize {
        references(schema)
            .iter()
            .filter_map(|name| self.towards.get(name))
            .min()
            .copied()
            .unwrap_or(usize::MAX)
    }
}

fn reference(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str().map(|reference| reference.strip_prefix("#/$defs/").unwrap())
}

/// Definitions a schema names, whether deep inside or not.
fn references(schema: &Value) -> Vec<&str> {
    let mut found: Vec<&str> = reference(schema).into_iter().collect();
    match schema {
        Value::Array(items) => found.extend(items.iter().flat_map(references)),
        Value::Object(entries) => found.extend(
            entries
                .iter()
                .filter(|(key, _)| *key != "$defs")
                .flat_map(|(_, value)| references(value)),
        ),
        _ => {}
    }
    found
}

fn required(schema: &Value) -> Vec<&str> {
    schema["required"]
        .as_array()
        .map(|keys| keys.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default()
}

/// The keys of which exactly one must stand.
fn alternatives(schema: &Value) -> Vec<&str> {
    schema["oneOf"]
        .as_array()
        .map(|choices| choices.iter().flat_map(required).collect())
        .unwrap_or_default()
}

fn examples(schema: &Value) -> Vec<&str> {
    schema["examples"]
        .as_array()
        .map(|texts| texts.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default()
}

fn literal(value: &Value) -> Data {
    serde_json::from_value(value.clone()).unwrap()
}
