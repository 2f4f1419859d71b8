//! What values a chart takes: a schema, and the file that says what they are unless an environment says something else.

use super::values::{Branch, Shape, Value, own};
use crate::error::Error;
use crate::model::{Data, Entries};
use crate::platform::kubernetes::layout::text;
use serde_json::{Map, Value as Json, json};

/// The keys of a chart's values.
pub(super) type Keys<'v> = Entries<String, Branch<'v>>;

/// The schema of all values. It is closed: a key that no template asks for is a mistake.
pub(super) fn schema(keys: &Keys<'_>, chart: &str) -> Result<String, Error> {
    let mut schema = object(keys, &format!("What the chart `{chart}` takes"));
    if let Some(schema) = schema.as_object_mut() {
        let mut head = Map::new();
        head.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
        head.append(schema);
        // What a chart shares with those it belongs to.
        if let Some(Json::Object(properties)) = head.get_mut("properties")
            && !properties.contains_key("global")
        {
            properties.insert(
                "global".to_owned(),
                json!({ "description": "Values of the chart that this one is a part of", "type": "object" }),
            );
        }
        *schema = head;
    }
    let text = serde_json::to_string_pretty(&schema).map_err(|error| Error::internal(error.to_string()))?;
    Ok(text + "\n")
}

fn object(keys: &Keys<'_>, about: &str) -> Json {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for (key, branch) in keys {
        properties.insert(
            key.clone(),
            match branch {
                Branch::Leaf(value, _) => leaf(value),
                Branch::Keys(keys) => object(keys, &format!("Values of `{key}`")),
            },
        );
        if !matches!(branch, Branch::Leaf(_, None)) {
            required.push(json!(key));
        }
    }
    let mut object = Map::new();
    object.insert("description".to_owned(), json!(about));
    object.insert("type".to_owned(), json!("object"));
    object.insert("properties".to_owned(), Json::Object(properties));
    if !required.is_empty() {
        object.insert("required".to_owned(), Json::Array(required));
    }
    object.insert("additionalProperties".to_owned(), json!(false));
    Json::Object(object)
}

fn leaf(value: &Value) -> Json {
    let mut schema = match value.shape {
        Shape::Found => found(&value.there().collect::<Vec<_>>()),
        Shape::Count => json!({ "type": "integer", "minimum": 0 }),
        Shape::Text => json!({ "type": "string" }),
        Shape::Slot => json!({ "type": "string", "enum": ["blue", "green"] }),
        Shape::Digest => json!({ "type": "string", "pattern": "^([a-z0-9]+:[0-9a-f]{32,})?$" }),
        Shape::Variables => json!({ "type": "object", "additionalProperties": { "type": "string" } }),
        Shape::Switch => json!({ "type": "boolean" }),
        Shape::Resources => {
            let amounts = json!({ "type": "object", "additionalProperties": { "type": ["string", "number"] } });
            json!({
                "type": "object",
                "properties": { "requests": amounts, "limits": amounts, "claims": { "type": "array", "items": { "type": "object" } } },
                "additionalProperties": false
            })
        }
    };
    let mut described = Map::new();
    described.insert("description".to_owned(), json!(value.about));
    if let Some(schema) = schema.as_object_mut() {
        described.append(schema);
    }
    Json::Object(described)
}

/// The types of what is found. What is inside of it is the cluster's business.
fn found(all: &[&Data]) -> Json {
    let mut types: Vec<&str> = Vec::new();
    for data in all {
        let kind = match data {
            Data::Null => "null",
            Data::Bool(_) => "boolean",
            Data::Number(number) if number.contains(['.', 'e', 'E']) => "number",
            Data::Number(_) => "integer",
            Data::Text(_) => "string",
            Data::List(_) => "array",
            Data::Map(_) => "object",
        };
        if !types.contains(&kind) {
            types.push(kind);
        }
    }
    match types.as_slice() {
        [one] => json!({ "type": one }),
        _ => json!({ "type": types }),
    }
}

/// The file of values that hold unless an environment says something else, each with what it is.
pub(super) fn usual(keys: &Keys<'_>) -> Result<String, Error> {
    let mut lines = Vec::new();
    write(keys, 0, &mut lines)?;
    Ok(lines.join("\n") + "\n")
}

fn write(keys: &Keys<'_>, depth: usize, lines: &mut Vec<String>) -> Result<(), Error> {
    let space = " ".repeat(depth);
    for (key, branch) in keys {
        match branch {
            Branch::Keys(keys) => {
                let name = one(key, &Data::Map(Entries::new()))?;
                let name = name.trim_end();
                lines.push(format!(
                    "{space}{}",
                    if has_leaf(keys) { name.trim_end_matches(" {}") } else { name }
                ));
                write(keys, depth + 2, lines)?;
            }
            Branch::Leaf(value, usual) => {
                lines.push(format!("{space}# {}.", value.about));
                match usual {
                    Some(data) => lines.extend(
                        one(key, data)?
                            .lines()
                            .map(|line| if line.is_empty() { String::new() } else { format!("{space}{line}") }),
                    ),
                    None => lines.push(format!("{space}# {}", one(key, &Data::Text("…".to_owned()))?.trim_end())),
                }
            }
        }
    }
    Ok(())
}

/// True when something of it is said for all environments.
fn has_leaf(keys: &Keys<'_>) -> bool {
    keys.values().any(|branch| match branch {
        Branch::Leaf(_, usual) => usual.is_some(),
        Branch::Keys(_) => true,
    })
}

fn one(key: &str, data: &Data) -> Result<String, Error> {
    text(&Data::Map(Entries::from_iter([(key.to_owned(), data.clone())])))
}

/// The file of what an environment says.
pub(super) fn of_environment(keys: &Keys<'_>, environment: usize) -> Result<String, Error> {
    text(&Data::Map(own(keys, environment)))
}
