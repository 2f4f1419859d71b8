//! `STR003`: one name for two things.

use crate::model::Event;
use crate::resolve::{Graph, JobView, PipelineIndex, StepPlace};
use crate::rules::{Findings, rule};
use crate::text::ModelPath;
use std::collections::HashMap;

rule! {
    /// Two steps of a job with the same id, or two pipelines that show the name a trigger waits for.
    ///
    /// An expression that reads `steps.version.outputs` means one of the two, and nobody can tell which. Most platforms
    /// refuse such a job, the others keep the last one. Capitals make no difference to them. A trigger that names a
    /// pipeline by what it shows starts on the end of either.
    ///
    /// ```yaml bad
    /// pipelines:
    ///   main:
    ///     stages:
    ///       build:
    ///         jobs:
    ///           api:
    ///             steps:
    ///               - { id: version, run: ./version.sh api }
    ///               - { id: version, run: ./version.sh web }
    /// ```
    ///
    /// ```yaml good
    /// pipelines:
    ///   main:
    ///     stages:
    ///       build:
    ///         jobs:
    ///           api:
    ///             steps:
    ///               - { id: api-version, run: ./version.sh api }
    ///               - { id: web-version, run: ./version.sh web }
    /// ```
    ///
    /// References: GitHub Actions, workflow syntax, `jobs.<job_id>.steps[*].id`; Azure Pipelines, YAML schema, `steps.name`.
    Error, Graph(check)
}

fn check(graph: &Graph, found: &mut Findings) {
    let mut ids = Vec::new();
    for view in graph.jobs() {
        ids.extend(view.steps().filter_map(|(place, step)| Some((place, step.id.as_deref()?))));
        if ids.len() > 1 {
            step_ids(graph, &view, &mut ids, found);
        }
        ids.clear();
    }
    if graph
        .pipelines()
        .any(|(.., pipeline)| pipeline.on.iter().any(|trigger| matches!(trigger.event, Event::Pipeline(_))))
    {
        shown_names(graph, found);
    }
}

fn step_ids(graph: &Graph, view: &JobView<'_>, ids: &mut [(StepPlace, &str)], found: &mut Findings) {
    fn letters(id: &str) -> impl Iterator<Item = u8> {
        id.bytes().map(|letter| letter.to_ascii_lowercase())
    }
    ids.sort_by(|(_, one), (_, other)| letters(one).cmp(letters(other))); // stable: the first step stays the first
    for alike in ids.chunk_by(|(_, one), (_, other)| one.eq_ignore_ascii_case(other)) {
        let Some(((first, known), rest)) = alike.split_first() else {
            continue;
        };
        for (place, id) in rest {
            if found.only_counts() {
                continue;
            }
            let message = if known == id {
                format!("two steps of job `{}` have the id `{id}`", view.id)
            } else {
                format!(
                    "two steps of job `{}` have the ids `{known}` and `{id}`, which expressions do not tell apart",
                    view.id
                )
            };
            found
                .add(graph.step_path(*place).key("id"), message)
                .help("give one of them another id, and look at the expressions that use it")
                .related(graph.step_path(*first).key("id"), "the first step with this id");
        }
    }
}

/// A name that pipelines show and a trigger waits for. An id goes first, so it is never in doubt.
fn shown_names(graph: &Graph, found: &mut Findings) {
    let mut shown: HashMap<&str, Vec<PipelineIndex>> = HashMap::new();
    for (index, _, pipeline) in graph.pipelines() {
        if let Some(name) = &pipeline.name {
            shown.entry(name).or_default().push(index);
        }
    }
    for (index, _, pipeline) in graph.pipelines() {
        for (number, trigger) in pipeline.on.iter().enumerate() {
            let Event::Pipeline(end) = &trigger.event else { continue };
            for name in end
                .pipelines
                .iter()
                .filter(|name| !graph.delivery().pipelines.contains_key(name.as_str()))
            {
                // Taken out, so that a second trigger on the same name does not tell it again.
                let alike = shown.remove(name.as_str()).unwrap_or_default();
                let [first, again, rest @ ..] = alike.as_slice() else { continue };
                let place = |index: PipelineIndex| graph.pipeline_path(index).key("name");
                let trigger: ModelPath = graph.pipeline_path(index).key("on").index(number).key("pipeline");
                let mut draft = found
                    .add(
                        place(*again),
                        format!("{} pipelines show the name `{name}`, and a trigger waits for it", 2 + rest.len()),
                    )
                    .help("name the pipeline by its id in the trigger, or give one of them another name")
                    .related(place(*first), "the first pipeline with this name")
                    .related(trigger, "the trigger");
                for other in rest.iter().take(8) {
                    draft = draft.related(place(*other), "another one");
                }
            }
        }
    }
}
