//! What holds for a whole pipeline, in both directions: variables, defaults, the header's inputs, triggers.

use super::meaning::{Meaning, back};
use super::starts;
use super::syntax::{self, InputSyntax, Values};
use super::trigger;
use super::words::{carry, give_duration, give_env, give_image, give_tags, take_duration, take_env, take_image, take_tags};
use crate::foreign::{Literal, Syntax};
use crate::model::{Called, Computed, Data, Event, Input, InputType, Names, Pipeline, PullRequest, Trigger};

/// The stages of a file that names none.
pub(super) const STAGES: [&str; 5] = [".pre", "build", "test", "deploy", ".post"];

/// The stages of a file, with the two that every pipeline has.
pub(super) fn stages(file: &Values) -> Vec<String> {
    let written = file.get("stages").or_else(|| file.get("types")).and_then(Data::as_list);
    let Some(written) = written else {
        return STAGES.map(str::to_owned).to_vec();
    };
    let mut stages = vec![".pre".to_owned()];
    for stage in flat(written) {
        if !stages.contains(&stage) && stage != ".post" {
            stages.push(stage);
        }
    }
    stages.push(".post".to_owned());
    stages
}

fn flat(items: &[Data]) -> Vec<String> {
    items
        .iter()
        .flat_map(|item| match item {
            Data::List(items) => items.iter().filter_map(Data::as_word).map(str::to_owned).collect(),
            one => one.as_word().map(|word| vec![word.to_owned()]).unwrap_or_default(),
        })
        .collect()
}

/// What a file says for all jobs -> the pipeline.
pub(super) fn take(file: &Values, pipeline: &mut Pipeline) {
    let keys = ["spec", "workflow", "variables", "default", "image"];
    let globals: Values = keys
        .iter()
        .filter_map(|key| Some(((*key).to_owned(), file.get(*key)?.clone())))
        .collect();
    let globals = Meaning::of_file(file.get("variables").and_then(Data::as_map)).file(&globals);
    let Ok(globals) = syntax::Globals::take(Data::Map(globals)) else {
        return;
    };
    pipeline.env = take_env(globals.variables.as_ref());
    let default = globals.default.unwrap_or_default();
    let image = default.image.or(globals.image);
    pipeline.container = image.as_ref().and_then(take_image).map(Into::into);
    pipeline.runner = default.tags.as_deref().and_then(take_tags);
    pipeline.timeout = default
        .timeout
        .as_ref()
        .and_then(|text| take_duration(text.as_str()))
        .map(Into::into);
    let workflow = globals.workflow.unwrap_or_default();
    pipeline.run_name = workflow.name.as_ref().map(|name| name.as_str().to_owned());
    match globals.spec.and_then(|spec| spec.inputs) {
        Some(inputs) => {
            pipeline.inputs = take_inputs(inputs);
            pipeline.on = vec![Trigger::on(Event::Call(Called::default()))];
        }
        None => {
            pipeline.on = match &workflow.rules {
                Some(rules) => starts::take(rules),
                None => starts::usual(),
            };
        }
    }
}

/// Adds that proposed changes start the pipeline when its jobs see them and the file does not say what starts it.
pub(super) fn see_changes(file: &Values, changes: bool, pipeline: &mut Pipeline) {
    let ruled = file
        .get("workflow")
        .and_then(Data::as_map)
        .is_some_and(|workflow| workflow.contains_key("rules"));
    let called = pipeline.on.iter().any(|trigger| matches!(trigger.event, Event::Call(_)));
    if changes && !ruled && !called {
        pipeline
            .on
            .insert(1.min(pipeline.on.len()), Trigger::on(Event::PullRequest(PullRequest::default())));
    }
}

fn take_inputs(inputs: Values) -> Names<Input> {
    let mut named = Names::new();
    for (name, data) in inputs {
        let Ok(name) = name.parse() else { continue };
        let data = if data == Data::Null { Data::Map(Values::new()) } else { data };
        let Ok(mut written) = InputSyntax::take(data) else { continue };
        named.insert(
            name,
            Input {
                required: written.default.is_none(),
                kind: carry(&mut written.kind, |kind| match kind.as_str() {
                    "string" => Some(InputType::String),
                    "number" => Some(InputType::Number),
                    "boolean" => Some(InputType::Boolean),
                    _ => None,
                }),
                description: written.description.map(|text| text.as_str().to_owned()),
                default: written.default,
                options: written.options.unwrap_or_default(),
            },
        );
    }
    named
}

/// The values to choose from; no value is one of them where none need be given.
fn options(input: &Input) -> Vec<Data> {
    let mut options = input.options.clone();
    if input.default.is_none() && !input.required {
        options.push(Data::Text(String::new()));
    }
    options
}

/// An input as a header writes it.
fn give_input(input: &Input) -> Data {
    let written = InputSyntax {
        description: input.description.clone().map(Literal::Text),
        kind: input.kind.map(|kind| match kind {
            InputType::Number => "number".to_owned(),
            InputType::Boolean => "boolean".to_owned(),
            InputType::String | InputType::Choice | InputType::Environment => "string".to_owned(),
        }),
        options: (!input.options.is_empty()).then(|| options(input)),
        // What need not be given must have a value.
        default: input
            .default
            .clone()
            .or_else(|| (!input.required).then(|| Data::Text(String::new()))),
        rest: Values::new(),
    };
    match written.give() {
        Data::Map(map) if map.is_empty() => Data::Null,
        other => other,
    }
}

/// What the pipeline says for all jobs -> the file; `stages` are those of the model.
pub(super) fn give(pipeline: &Pipeline, stages: Option<Vec<String>>) -> Data {
    let default = syntax::Defaults {
        image: pipeline.container.as_deref().map(give_image),
        tags: pipeline.runner.as_ref().and_then(give_tags),
        timeout: pipeline
            .timeout
            .as_ref()
            .and_then(Computed::literal)
            .map(|timeout| Literal::Text(give_duration(*timeout))),
        ..syntax::Defaults::default()
    };
    let workflow = syntax::Workflow {
        name: pipeline.run_name.clone().map(Literal::Text),
        ..syntax::Workflow::default()
    };
    let inputs: Values = pipeline
        .inputs
        .iter()
        .map(|(name, input)| (name.to_string(), give_input(input)))
        .collect();
    let globals = syntax::Globals {
        spec: (!inputs.is_empty()).then(|| syntax::Spec {
            inputs: Some(inputs),
            rest: Values::new(),
        }),
        stages: stages.map(|stages| stages.into_iter().map(Literal::Text).collect()),
        workflow: (workflow != syntax::Workflow::default()).then_some(workflow),
        variables: give_env(&pipeline.env),
        default: (default != syntax::Defaults::default()).then_some(default),
        image: None,
        rest: Values::new(),
    };
    globals.give()
}

/// The same for a file that was adopted: variables stand where they were written.
pub(super) fn adopted(pipeline: &Pipeline, stages: Option<Vec<String>>) -> Data {
    let mut data = give(pipeline, stages);
    if let Data::Map(file) = &mut data {
        let rules = trigger::rules(&pipeline.on);
        if !rules.is_empty() {
            let workflow = file.entry("workflow".to_owned()).or_insert_with(|| Data::Map(Values::new()));
            if let Data::Map(workflow) = workflow {
                workflow.insert("rules".to_owned(), Data::List(rules));
            }
        }
        file.iter_mut().filter(|(key, _)| *key != "spec").for_each(|(_, value)| back(value));
    }
    data
}

/// What would be written for what a file says for all jobs. Its stages are those of the model as long as they can hold them.
/// `changes` tells whether its jobs see changes that are proposed.
pub(super) fn meant(file: &Values, stages: &[String], changes: bool) -> Data {
    let mut pipeline = Pipeline::default();
    take(file, &mut pipeline);
    see_changes(file, changes, &mut pipeline);
    let written = self::stages(file);
    let mut places = written.iter();
    let holds = stages.iter().all(|stage| places.any(|place| place == stage));
    adopted(&pipeline, holds.then(|| stages.to_vec()))
}
