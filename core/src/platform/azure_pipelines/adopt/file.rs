//! A file taken apart -> a pipeline.

use super::Adopting;
use super::outline::{JobPart, Outline, Part, StagePart};
use super::told::unsaid;
use crate::foreign::{self, AdoptedFile, Remark, keep_comment, told_apart, written};
use crate::model::{Action, Checkout, Data, EnvValue, Extensions, Gate, GateKind, Id, Job, ManualGate, Pipeline, Stage, Step};
use crate::platform::azure_pipelines::body::{Body, Kind};
use crate::platform::azure_pipelines::circles::Waits;
use crate::platform::azure_pipelines::expression::{self, OutputName, Part as TextPart};
use crate::platform::azure_pipelines::hooks::Steps;
use crate::platform::azure_pipelines::list::{flatten, give_under};
use crate::platform::azure_pipelines::scope::{At, Place, Scope, Shared, map};
use crate::platform::azure_pipelines::syntax::Values;
use crate::platform::azure_pipelines::{EXTENSION, known, normal, words};
use crate::platform::azure_pipelines::{job, pipeline, step};
use crate::text::{ModelPath, Segment};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

impl Adopting {
    /// Makes a pipeline of a file.
    pub(super) fn file(
        &mut self,
        number: usize,
        adopted: &mut AdoptedFile,
        id: &Id,
        template: bool,
        outline: &Outline,
        shared: &Rc<Shared>,
    ) {
        let scope = scope(outline, &adopted.path, shared);
        let remarks = adopted.tree.as_deref().map(Remark::all).unwrap_or_default();
        let path = ModelPath::root().key("pipelines").key(id.as_str());
        let mut file = File {
            adopting: self,
            number,
            remarks: by_node(remarks, outline),
            scope: &scope,
            adopted,
        };
        let pipeline = file.pipeline(outline, template, &path);
        self.delivery.pipelines.insert(id.clone(), pipeline);
    }
}

/// What the names of a file stand for.
fn scope(outline: &Outline, path: &str, shared: &Rc<Shared>) -> Scope {
    let mut scope = Scope {
        shared: Rc::clone(shared),
        path: path.to_owned(),
        ..Scope::default()
    };
    let mut named = Vec::new();
    let declare = |scope: &mut Scope, own: &Values| {
        if let Some(variables) = own.get("variables") {
            scope.declare(variables);
        }
    };
    declare(&mut scope, &outline.own);
    outputs_of(&outline.own, &mut named);
    if let Some(resources) = outline.own.get("resources") {
        scope.contain(resources);
    }
    for stage in &outline.stages {
        scope.stage(&stage.node.name, &stage.id);
        declare(&mut scope, &stage.node.own);
        outputs_of(&stage.node.own, &mut named);
        for job in &stage.jobs {
            declare(&mut scope, &job.node.own);
            outputs_of(&job.node.own, &mut named);
            scope.job(Place {
                stage: stage.id.clone(),
                stage_name: stage.node.name.clone(),
                job: job.id.clone(),
                name: job.node.name.clone(),
            });
            for steps in &job.steps {
                steps
                    .list
                    .iter()
                    .for_each(|item| texts(item, &mut |text| named_in(text, &mut named)));
                for item in flatten(&steps.list) {
                    publishes(item.data, &mut scope.published);
                }
            }
        }
    }
    outputs(&mut scope, outline, named);
    let waits = |id: &Id, part: &Part, jobs: Vec<Waits>| Waits {
        id: id.clone(),
        on: Waits::named(&part.own),
        jobs,
    };
    let of_stage = |stage: &StagePart| {
        let jobs = stage.jobs.iter().map(|job| waits(&job.id, &job.node, Vec::new())).collect();
        waits(&stage.id, &stage.node, jobs)
    };
    let all: Vec<Waits> = outline.stages.iter().map(of_stage).collect();
    scope.find_circles(&all);
    scope
}

/// Notes the artifact that a step hands on.
fn publishes(step: &Data, published: &mut HashSet<String>) {
    let Some(map) = step.as_map() else { return };
    let word = |map: &Values, keys: &[&str]| keys.iter().find_map(|key| map.get(*key)?.as_word()).map(str::to_owned);
    if map.contains_key("publish") {
        published.insert(word(map, &["artifact"]).unwrap_or_else(|| "artifact".to_owned()));
    }
    let task = map.get("task").and_then(Data::as_word).unwrap_or_default().to_ascii_lowercase();
    if task.contains("publishpipelineartifact@") || task.contains("publishbuildartifacts@") {
        let inputs = map.get("inputs").and_then(Data::as_map);
        let name = inputs.and_then(|inputs| word(inputs, &["artifact", "artifactName", "ArtifactName"]));
        published.insert(name.unwrap_or_else(|| "drop".to_owned()));
    }
}

/// Does something with every text of a value.
fn texts(data: &Data, act: &mut impl FnMut(&str)) {
    match data {
        Data::Text(text) => act(text),
        Data::List(items) => items.iter().for_each(|item| texts(item, act)),
        Data::Map(map) => map.values().for_each(|value| texts(value, act)),
        _ => {}
    }
}

fn outputs_of(own: &Values, named: &mut Vec<OutputName>) {
    own.values().for_each(|value| texts(value, &mut |text| named_in(text, named)));
}

/// The outputs of jobs that a condition or a value names.
fn named_in(text: &str, named: &mut Vec<OutputName>) {
    if !text.contains("ependencies") {
        return;
    }
    for part in expression::parts(text) {
        let (TextPart::Runtime(inner) | TextPart::Literal(inner)) = part else {
            continue;
        };
        if let Some(formula) = expression::parse(inner) {
            expression::outputs(&formula, named);
        }
    }
}

/// Gives the outputs that others use to the jobs that make them.
fn outputs(scope: &mut Scope, outline: &Outline, named: Vec<OutputName>) {
    for output in named {
        let stages: Vec<&str> = match &output.stage {
            Some(stage) => vec![stage.as_str()],
            // Of whichever stage the expression stands in; a name that two have is given to both.
            None => outline.stages.iter().map(|stage| stage.node.name.as_str()).take(64).collect(),
        };
        let jobs: Vec<Id> = stages
            .into_iter()
            .filter_map(|stage| Some(scope.named(stage, &output.job)?.job.clone()))
            .collect();
        for job in jobs {
            let name = expression::output_name(&output.step, &output.name);
            let path = format!("{}.{}", output.step, output.name);
            scope.outputs.entry(job).or_default().insert(name, path);
        }
    }
}

/// Comments by the node they are in: the deepest that is written down.
fn by_node(remarks: Vec<Remark>, outline: &Outline) -> HashMap<Vec<Segment>, Vec<Data>> {
    let mut nodes: HashSet<Vec<Segment>> = HashSet::new();
    if !remarks.is_empty() {
        for stage in &outline.stages {
            nodes.insert(stage.node.route.clone());
            for job in &stage.jobs {
                nodes.insert(job.node.route.clone());
                for steps in &job.steps {
                    for item in flatten(&steps.list) {
                        nodes.insert(step_route(&job.node, steps, &item.route));
                    }
                }
            }
        }
    }
    let mut places: HashMap<Vec<Segment>, Vec<Data>> = HashMap::new();
    for remark in remarks {
        let all = remark.path.segments();
        let node = (1..=all.len())
            .rev()
            .find_map(|end| all.get(..end).filter(|part| nodes.contains(*part)));
        let node = node.unwrap_or_default();
        let rest = all.get(node.len()..).unwrap_or_default();
        places.entry(node.to_vec()).or_default().push(keep_comment(rest, &remark));
    }
    places
}

fn step_route(job: &Part, steps: &Steps, item: &[Segment]) -> Vec<Segment> {
    job.route.iter().chain(&steps.route).chain(item).cloned().collect()
}

fn route(segments: &[Segment]) -> ModelPath {
    segments.iter().cloned().collect()
}

struct File<'a> {
    adopting: &'a mut Adopting,
    number: usize,
    remarks: HashMap<Vec<Segment>, Vec<Data>>,
    scope: &'a Scope,
    adopted: &'a mut AdoptedFile,
}

impl File<'_> {
    fn kept(&mut self, path: ModelPath) {
        self.adopted.report.extend([foreign::kept(path.clone(), "Azure Pipelines")]);
        self.adopted.kept.push(path);
    }

    /// The extension of a node: what is kept of it, its comments, and what it says of itself.
    fn extension(&mut self, mut own: Values, kept: Values, at: &[Segment]) -> Extensions {
        let mut kept = kept;
        told_apart(&mut kept);
        own.extend(kept);
        if let Some(comments) = self.remarks.remove(at) {
            own.insert("comments".to_owned(), Data::List(comments));
        }
        if own.is_empty() {
            return Extensions::new();
        }
        Extensions::from([(EXTENSION.to_owned(), Data::Map(own))])
    }

    /// What must be kept of a node; tells the routes of what the model does not say.
    fn lens(&mut self, values: &Values, now: Values, source: &[Segment], at: &At<'_>, mut then: impl FnMut(&Values) -> Values) -> Values {
        let now = Data::Map(now);
        let kept = written::keep(normal::entry, values, &now, |own| Data::Map(then(own)));
        for path in unsaid(values, &now, source, at) {
            self.kept(path);
        }
        kept
    }

    /// What every part says of itself.
    fn marks(&mut self, part: &Part, id: &Id, at: &At<'_>) -> Values {
        let mut own = Values::new();
        if part.name != id.as_str() && !part.implied && part.item.is_none() {
            own.insert("id".to_owned(), Data::Text(part.name.clone()));
        }
        if !part.under.is_empty() {
            own.insert("under".to_owned(), give_under(&part.under));
            self.told_around(&part.route, at);
        }
        if let Some(item) = &part.item {
            own.insert("item".to_owned(), item.clone());
            self.kept(route(&part.route));
        }
        own
    }

    /// Tells that a condition around a node is not in the model.
    fn told_around(&mut self, at: &[Segment], place: &At<'_>) {
        if let Some((_, around)) = at.split_last()
            && !place.around().1
        {
            self.adopted.report.extend([foreign::kept(route(around), "Azure Pipelines")]);
        }
    }

    fn pipeline(&mut self, outline: &Outline, template: bool, path: &ModelPath) -> Pipeline {
        self.adopting.origin(path, self.number, ModelPath::root());
        let axes = HashSet::new();
        let scope = self.scope;
        let at = At {
            scope,
            stage: None,
            axes: &axes,
            under: &[],
            hook: None,
        };
        let mut pipeline = pipeline::take(&outline.own, template, &at);
        for trigger in &pipeline.on {
            let own = foreign::extension(&trigger.extensions, EXTENSION);
            let key = match &trigger.event {
                crate::model::Event::Push(_) => "trigger",
                crate::model::Event::PullRequest(_) => "pr",
                _ => continue,
            };
            let keys: Vec<String> = own.over().map(|(key, _)| key.clone()).collect();
            for name in keys {
                self.kept(ModelPath::root().key(key).key(name.as_str()));
            }
        }
        let now = pipeline::give(&pipeline, &at);
        let kept = self.lens(&outline.own, now, &[], &at, |own| {
            pipeline::give(&pipeline::take(own, template, &at), &at)
        });
        for stage in &outline.stages {
            let path = path.clone().key("stages").key(stage.id.as_str());
            let made = self.stage(stage, outline.body, template, &path);
            pipeline.stages.insert(stage.id.clone(), made);
        }
        let own = Values::from([
            ("adopted".to_owned(), Data::Text(self.adopted.path.clone())),
            ("body".to_owned(), Data::Text(outline.body.word().to_owned())),
        ]);
        pipeline.extensions = self.extension(own, kept, &[]);
        pipeline
    }

    fn stage(&mut self, part: &StagePart, body: Body, template: bool, path: &ModelPath) -> Stage {
        let axes = HashSet::new();
        let scope = self.scope;
        let at = At {
            scope,
            stage: Some(&part.id),
            axes: &axes,
            under: &part.node.under,
            hook: None,
        };
        let mut stage = Stage::default();
        let mut marks = self.marks(&part.node, &part.id, &at);
        if !part.node.route.is_empty() {
            self.adopting.origin(path, self.number, route(&part.node.route));
        }
        if part.node.item.is_none() && !part.node.implied {
            stage = job::take_stage(&part.node.own, &part.id, &at);
            let filled = part.jobs.first().is_some_and(|job| job.node.implied);
            let mut values = part.node.own.clone();
            if filled {
                // Its only job says these.
                marks.insert("body".to_owned(), Data::Text("template".to_owned()));
                values.shift_remove("template");
                values.shift_remove("parameters");
            }
            let now = job::give_stage(&stage, &part.node.name, &at);
            let kept = self.lens(&values, now, &part.node.route, &at, |own| {
                job::give_stage(&job::take_stage(own, &part.id, &at), "", &at)
            });
            stage.extensions = self.extension(marks, kept, &part.node.route);
        } else {
            stage.when = at.when(None);
            if part.node.item.is_some() {
                stage.extensions = self.extension(marks, Values::new(), &part.node.route);
            }
        }
        for job in &part.jobs {
            let path = path.clone().key("jobs").key(job.id.as_str());
            let made = self.job(job, &part.id, part.node.item.is_some(), body, template, &path);
            stage.jobs.insert(job.id.clone(), made);
        }
        stage
    }

    fn job(&mut self, part: &JobPart, stage: &Id, opaque: bool, body: Body, template: bool, path: &ModelPath) -> Job {
        let axes = words::axes(part.node.own.get("strategy"));
        let scope = self.scope;
        let at = At {
            scope,
            stage: Some(stage),
            axes: &axes,
            under: &part.node.under,
            hook: None,
        };
        let mut marks = self.marks(&part.node, &part.id, &at);
        self.adopting.origin(path, self.number, route(&part.node.route));
        let mut made = job::take(&part.node.own, &part.id, &at);
        if part.node.item.is_none() && !opaque {
            let deployment = part.node.own.contains_key("deployment");
            if deployment && made.environment.is_none() {
                marks.insert("as".to_owned(), Data::Text("deployment".to_owned()));
            }
            let now = job::give(&made, &part.node.name, deployment, &at);
            let place = if part.node.implied && body.kind == Kind::Steps {
                &[]
            } else {
                part.node.route.as_slice()
            };
            let kept = self.lens(&part.node.own, now, place, &at, |own| {
                job::give(&job::take(own, &part.id, &at), "", deployment, &at)
            });
            made.extensions = self.extension(marks, kept, &part.node.route);
        } else {
            made.extensions = self.extension(marks, Values::new(), &part.node.route);
        }
        self.env(made.env.values());
        let deployment = part.node.own.contains_key("deployment");
        let part_of_job = template && body.kind == Kind::Steps;
        let whole = !(part.steps.is_empty() || deployment || part_of_job);
        if whole && !part.steps.iter().any(|steps| checks_out(&steps.list)) && !on_server(&part.node.own) {
            // A job gets the source unless it says that it does not want it.
            let mut step = Step::new(Checkout::default());
            step.extensions = Extensions::from([(
                EXTENSION.to_owned(),
                Data::Map(Values::from([("implied".to_owned(), Data::Bool(true))])),
            )]);
            made.steps.push(step);
        }
        for steps in &part.steps {
            self.steps(part, steps, &at, path, &mut made);
        }
        made
    }

    fn steps(&mut self, part: &JobPart, steps: &Steps, at: &At<'_>, path: &ModelPath, job: &mut Job) {
        for item in flatten(&steps.list) {
            let at = At {
                under: &item.under,
                hook: steps.hook,
                ..*at
            };
            let source = step_route(&part.node, steps, &item.route);
            let place = path.clone().key("steps").index(job.steps.len());
            self.adopting.origin(&place, self.number, route(&source));
            let mut made = step::take(item.data, &at);
            let mut own = Values::new();
            if let Some(hook) = steps.hook.filter(|hook| *hook != "deploy") {
                own.insert("hook".to_owned(), Data::Text(hook.to_owned()));
            }
            if !item.under.is_empty() {
                own.insert("under".to_owned(), give_under(&item.under));
                self.told_around(&source, &at);
            }
            made.extensions = match item.data {
                Data::Map(values) => {
                    let task = values
                        .get("task")
                        .and_then(Data::as_word)
                        .filter(|task| known::is_way(task, &made.action));
                    own.extend(task.map(|task| ("as".to_owned(), Data::Text(task.to_owned()))));
                    let now = map(step::give(&made, task, &at));
                    let kept = self.lens(values, now, &source, &at, |own| step::meant(own, &at));
                    self.extension(own, kept, &source)
                }
                other => {
                    own.insert("item".to_owned(), other.clone());
                    self.kept(route(&source));
                    self.extension(own, Values::new(), &source)
                }
            };
            self.env(made.env.values());
            if let Some(gate) = manual(&made) {
                job.gates.push(gate);
            }
            job.steps.push(made);
        }
    }

    fn env<'e>(&mut self, values: impl Iterator<Item = &'e EnvValue>) {
        let mut values = values;
        self.adopting.secrets |= values.any(|value| matches!(value, EnvValue::Secret(_)));
    }
}

/// True when one of the steps says what becomes of the source.
fn checks_out(steps: &[Data]) -> bool {
    flatten(steps)
        .iter()
        .any(|item| item.data.as_map().is_some_and(|map| map.contains_key("checkout")))
}

/// True for a job without a machine.
fn on_server(own: &Values) -> bool {
    own.get("pool").and_then(Data::as_word) == Some("server")
}

/// The gate that a step is: one that waits for a person.
fn manual(step: &Step) -> Option<Gate> {
    let Action::Use(used) = &step.action else { return None };
    let name = used.action.split_once('@').map_or(used.action.as_str(), |(name, _)| name);
    let waits = ["ManualValidation", "ManualIntervention"]
        .iter()
        .any(|task| task.eq_ignore_ascii_case(name));
    waits.then(|| {
        let instructions = used.with.get("instructions").and_then(Data::as_word).map(str::to_owned);
        Gate::new(GateKind::Manual(ManualGate { instructions }))
    })
}
