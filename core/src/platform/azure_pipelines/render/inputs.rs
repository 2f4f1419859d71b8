//! Values that a person or a caller gives, as parameters.

use super::fresh::Fresh;
use super::wanted::Out;
use super::words;
use crate::diagnostic::Severity;
use crate::foreign::{Literal, Syntax};
use crate::model::{Data, Event, Input, InputType};
use crate::platform::azure_pipelines::syntax::Values;
use crate::render::{Feature, loss};

/// The parameters of a pipeline. All have a value of their own: what events start is given none.
pub(super) fn parameters(fresh: &Fresh<'_>, out: &mut Out) -> Option<Data> {
    let mut parameters: Vec<Data> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    let path = fresh.plan.pipeline_path(fresh.index);
    for trigger in &fresh.pipeline.on {
        let Event::Manual(manual) = &trigger.event else { continue };
        for (name, input) in &manual.inputs {
            if !seen.insert(words::name(name)) {
                continue;
            }
            if input.required && input.default.is_none() {
                let message = format!("`{name}` need not be given: other starts of the pipeline give no parameters");
                out.files
                    .lose(loss(Feature::Inputs, Severity::Warning, path.clone().key("on"), message));
            }
            parameters.push(parameter(name, input, true));
        }
    }
    for (name, input) in &fresh.pipeline.inputs {
        if seen.insert(words::name(name)) {
            parameters.push(parameter(name, input, true));
        }
    }
    (!parameters.is_empty()).then_some(Data::List(parameters))
}

/// A parameter; with a value of its own when it must have one.
pub(super) fn parameter(name: &str, input: &Input, whole: bool) -> Data {
    let kind = match input.kind {
        Some(InputType::Boolean) => "boolean",
        Some(InputType::Number) => "number",
        _ => "string",
    };
    let mut map = Values::from([("name".to_owned(), words::text(words::name(name)))]);
    if let Some(description) = &input.description {
        map.insert("displayName".to_owned(), words::text(description));
    }
    map.insert("type".to_owned(), words::text(kind));
    let default = match &input.default {
        Some(default) => default.as_word().map(|word| typed(kind, word)),
        None if whole || !input.required => Some(match (kind, input.options.first()) {
            ("boolean", _) => Data::Bool(false),
            (_, Some(first)) => typed(kind, first.as_word().unwrap_or_default()),
            ("number", None) => Data::Number("0".into()),
            _ => words::text(""),
        }),
        None => None,
    };
    if let Some(default) = default {
        map.insert("default".to_owned(), default);
    }
    let options: Vec<Data> = input
        .options
        .iter()
        .filter_map(Data::as_word)
        .map(|word| typed(kind, word))
        .collect();
    if !options.is_empty() && kind != "boolean" {
        map.insert("values".to_owned(), Data::List(options));
    }
    Data::Map(map)
}

fn typed(kind: &str, word: &str) -> Data {
    match kind {
        "string" => words::text(word),
        _ => Literal::plain(word).give(),
    }
}
