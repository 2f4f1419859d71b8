//! Which parts of a node the model does not say. What it says in other words, and lists that it says in part, are looked at
//! more closely than what must be kept so that they come back.

use crate::foreign::written;
use crate::model::{Data, Entries};
use crate::platform::azure_pipelines::normal;
use crate::platform::azure_pipelines::scope::At;
use crate::platform::azure_pipelines::syntax::Values;
use crate::text::{ModelPath, Segment};

/// The routes of what the model does not say, from the top of the file.
pub(super) fn unsaid(values: &Values, now: &Data, source: &[Segment], at: &At<'_>) -> Vec<ModelPath> {
    let mut told = Vec::new();
    for keys in written::routes(normal::entry, values, now) {
        let path: ModelPath = source
            .iter()
            .cloned()
            .chain(keys.iter().map(|key| Segment::Key(key.as_str().into())))
            .collect();
        let words: Vec<&str> = keys.iter().map(String::as_str).collect();
        let written = values.get(words.first().copied().unwrap_or_default());
        let said = now.as_map().and_then(|now| now.get(words.first().copied().unwrap_or_default()));
        match (words.as_slice(), written, said) {
            // In other words, but the same.
            (["condition"], Some(condition), _) if condition.as_word().is_some_and(|text| at.says(text)) => {}
            // The same for containers by their names, and combinations, whose own names are Azure's alone.
            (["template" | "container"] | ["strategy", "matrix", ..], _, Some(_))
            | (["parameters"], Some(Data::Map(_)), Some(Data::List(_))) => {}
            (["services", name], _, Some(Data::Map(said))) if said.contains_key(*name) => {}
            (["variables"], Some(Data::List(items)), _) => variables(items, &path, &mut told),
            (["parameters"], Some(Data::List(items)), Some(Data::List(said))) => parameters(items, said, &path, &mut told),
            _ => told.push(path),
        }
    }
    told
}

/// Items that are no variables with values, and what a variable says beyond its value.
fn variables(items: &[Data], path: &ModelPath, told: &mut Vec<ModelPath>) {
    for (index, item) in items.iter().enumerate() {
        let path = path.clone().index(index);
        match item.as_map() {
            Some(map) if map.contains_key("name") && map.contains_key("value") => {
                let more = map.keys().filter(|key| *key != "name" && *key != "value");
                told.extend(more.map(|key| path.clone().key(key.as_str())));
            }
            _ => told.push(path),
        }
    }
}

/// What a parameter says beyond an input of the model.
fn parameters(items: &[Data], said: &[Data], path: &ModelPath, told: &mut Vec<ModelPath>) {
    let empty = Entries::new();
    let named = |item: &Data| item.as_map().and_then(|map| map.get("name")?.as_word().map(str::to_owned));
    let known: std::collections::HashMap<String, &Values> = said.iter().filter_map(|item| Some((named(item)?, item.as_map()?))).collect();
    for (index, item) in items.iter().enumerate() {
        let path = path.clone().index(index);
        let Some(map) = item.as_map() else {
            told.push(path);
            continue;
        };
        let said = named(item).and_then(|name| known.get(&name).copied()).unwrap_or(&empty);
        for (key, value) in map {
            let same = said
                .get(key)
                .is_some_and(|said| normal::entry("", said.clone()) == normal::entry("", value.clone()));
            if !same {
                told.push(path.clone().key(key.as_str()));
            }
        }
    }
}
