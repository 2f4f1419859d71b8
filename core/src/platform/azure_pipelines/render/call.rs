//! Pipelines that others call, as templates of stages with typed parameters.

use super::fresh::{Fresh, Place};
use super::job::Containers;
use super::wanted::Out;
use super::{body::Body, inputs, is_adopted, words};
use crate::diagnostic::Severity;
use crate::foreign::{Literal, Syntax};
use crate::model::{Call, CallSecrets, Data, EnvValue, Id};
use crate::plan::Plan;
use crate::platform::azure_pipelines::syntax::{self, Values};
use crate::platform::azure_pipelines::tasks;
use crate::render::{Feature, loss};
use crate::resolve::{Binding, JobView, PipelineIndex};
use std::collections::{HashMap, HashSet};

/// So many stages at the end of a template are named by those that wait for them; more are gathered by one.
const MANY: usize = 8;
/// What gathers them.
const GATHER: &str = "_done";
/// Calls are followed so deep.
const DEEP: usize = 24;

/// What a caller names the stages of a template by.
pub(super) const STAGE: &str = "${{ parameters.stage }}";
/// What the first stages of a template wait for.
const DEPENDS: &str = "${{ parameters.dependsOn }}";
/// When they run.
const CONDITION: &str = "${{ parameters.condition }}";

/// Where the template of a pipeline is.
pub(super) fn template_path(id: &Id) -> String {
    format!(".azure-pipelines/templates/{id}.azure-pipelines.yml")
}

/// The pipelines that are called by others that are written.
pub(super) fn called(plan: &Plan) -> HashSet<PipelineIndex> {
    let own: HashSet<PipelineIndex> = plan
        .pipelines()
        .filter(|(_, _, pipeline)| !is_adopted(pipeline))
        .map(|(index, _, _)| index)
        .collect();
    plan.jobs()
        .filter(|job| own.contains(&job.pipeline))
        .filter_map(|job| job.calls.and_then(Binding::known))
        .filter(|index| own.contains(index))
        .collect()
}

/// What is known of all templates: the stages that come last in each, and the containers that they use.
#[derive(Debug, Default)]
pub(super) struct Calls {
    /// By what their names end in.
    ends: HashMap<PipelineIndex, Vec<String>>,
    /// The called pipelines, none before those that it calls.
    pub(super) order: Vec<PipelineIndex>,
    pub(super) containers: std::cell::RefCell<HashMap<PipelineIndex, Containers>>,
}

impl Calls {
    pub(super) fn new(plan: &Plan) -> Self {
        let mut calls = Self::default();
        let called = called(plan);
        for index in plan.pipelines().map(|(index, _, _)| index).filter(|index| called.contains(index)) {
            calls.follow(plan, index, DEEP);
        }
        calls
    }

    fn follow(&mut self, plan: &Plan, index: PipelineIndex, deep: usize) {
        if self.ends.contains_key(&index) || deep == 0 {
            return;
        }
        for job in plan.jobs_of(index) {
            if let Some(Binding::To(called)) = job.calls {
                self.follow(plan, called, deep - 1);
            }
        }
        let flow = super::flow::Flow::new(plan, index);
        let mut all = Vec::new();
        for number in flow.last() {
            let Some(unit) = flow.units.get(number) else { continue };
            let end = if flow.units.len() == 1 {
                String::new()
            } else {
                format!("_{}", unit.name)
            };
            let view = unit.jobs.first().and_then(|job| plan.job(*job));
            let legs = view.as_ref().map(super::job::legs_of_call).unwrap_or_default();
            let called = view.and_then(|view| view.calls).and_then(Binding::known);
            for leg in legs {
                match called {
                    Some(called) => all.extend(self.ends(called).iter().map(|inner| format!("{end}{leg}{inner}"))),
                    None => all.push(format!("{end}{leg}")),
                }
            }
            if all.len() > MANY {
                break;
            }
        }
        if all.len() > MANY {
            all = vec![GATHER.to_owned()];
        }
        self.ends.insert(index, all);
        self.order.push(index);
    }

    /// What the names of the stages end in that come last in a template.
    pub(super) fn ends(&self, index: PipelineIndex) -> &[String] {
        self.ends.get(&index).map(Vec::as_slice).unwrap_or_default()
    }

    /// True when one stage stands for all that come last.
    pub(super) fn gathers(&self, index: PipelineIndex) -> bool {
        self.ends(index) == [GATHER]
    }
}

/// The parameters of a template: what its stages are called, what its first ones wait for, and the inputs.
pub(super) fn parameters(fresh: &Fresh<'_>) -> Data {
    let own = |name: &str, kind: &str, default: Option<Data>| {
        let mut map = Values::from([("name".to_owned(), words::text(name)), ("type".to_owned(), words::text(kind))]);
        map.extend(default.map(|default| ("default".to_owned(), default)));
        Data::Map(map)
    };
    let mut parameters = vec![
        own("stage", "string", Some(words::text(words::name(fresh.id)))),
        own("dependsOn", "object", Some(Data::List(Vec::new()))),
        own("condition", "string", Some(words::text("succeeded()"))),
    ];
    for (name, input) in &fresh.pipeline.inputs {
        parameters.push(inputs::parameter(name, input, false));
    }
    for name in fresh.pipeline.secrets.keys() {
        let name = words::variable(name);
        let default = words::text(format!("$({name})"));
        parameters.push(own(&name, "string", Some(default)));
    }
    Data::List(parameters)
}

/// What a stage waits for and when it runs, as its caller says when it is one of the first of a template.
pub(super) fn first(condition: Option<String>) -> String {
    match condition {
        None => CONDITION.to_owned(),
        Some(own) => match own.strip_prefix("and(succeeded(), ") {
            Some(rest) => format!("and({CONDITION}, {rest}"),
            None => format!("and({CONDITION}, {own})"),
        },
    }
}

/// What the first stages of a template wait for.
pub(super) fn given() -> Vec<String> {
    vec![DEPENDS.to_owned()]
}

/// A call in the place of a stage.
pub(super) struct Called {
    pub(super) name: String,
    pub(super) waits: Vec<String>,
    pub(super) condition: Option<String>,
}

impl<'p> Fresh<'p> {
    /// A call of a template.
    pub(super) fn call(
        &self,
        place: &Place<'_, 'p>,
        view: &JobView<'p>,
        call: &Call,
        given: &Called,
        containers: &mut Containers,
        out: &mut Out,
    ) -> Data {
        let path = self.plan.job_path(view.index).key("call");
        let Some((index, (id, pipeline))) = view
            .calls
            .and_then(Binding::known)
            .and_then(|index| Some((index, self.plan.pipeline(index)?)))
            .filter(|(_, (_, pipeline))| !is_adopted(pipeline))
        else {
            return Self::missing(call, given, path, out);
        };
        containers.extend(self.calls.containers.borrow().get(&index).cloned().unwrap_or_default());
        let mut body = Body::default();
        let mut parameters = Values::from([("stage".to_owned(), words::text(&given.name))]);
        match given.waits.as_slice() {
            [] => {}
            [one] if one.contains("${{") && !one.contains(STAGE) => {
                parameters.insert("dependsOn".to_owned(), words::text(one));
            }
            names => {
                let names = names.iter().map(words::text).collect();
                parameters.insert("dependsOn".to_owned(), Data::List(names));
            }
        }
        if let Some(condition) = &given.condition {
            parameters.insert("condition".to_owned(), words::text(condition));
        }
        for (name, value) in &call.with {
            if !pipeline.inputs.keys().any(|input| input.as_str() == name) {
                let message = format!("the called pipeline has no input `{name}`");
                out.files
                    .lose(loss(Feature::Inputs, Severity::Warning, path.clone().key("with"), message));
                continue;
            }
            let value = match value {
                Data::Text(text) => words::text(self.say(place, text, &mut body)),
                other => other.clone(),
            };
            parameters.insert(words::name(name), value);
        }
        if let Some(CallSecrets::Each(secrets)) = &call.secrets {
            for (name, value) in secrets {
                let name = words::variable(name);
                if !pipeline.secrets.keys().any(|secret| words::variable(secret) == name) {
                    continue;
                }
                let text = match value {
                    EnvValue::Empty => String::new(),
                    EnvValue::Text(text) => self.say(place, text, &mut body),
                    EnvValue::Secret(secret) => self.secret(secret, &mut body),
                };
                if text != format!("$({name})") {
                    parameters.insert(name, words::text(text));
                }
            }
        }
        if !body.vaults.is_empty() {
            let message = "secrets of a vault are not handed on; the called pipeline takes them from there itself";
            out.files
                .lose(loss(Feature::Secrets, Severity::Warning, path.clone().key("secrets"), message));
        }
        if !body.variables.is_empty() {
            let message = "what is known only when the run goes on cannot be given to a template; nothing is given";
            out.files
                .lose(loss(Feature::Inputs, Severity::Error, path.clone().key("with"), message));
        }
        Self::want(&body, out);
        Self::unsaid(&body, &path, out);
        Data::Map(Values::from([
            ("template".to_owned(), words::text(format!("/{}", template_path(id)))),
            ("parameters".to_owned(), Data::Map(parameters)),
        ]))
    }

    /// A stage in the place of a call that leads nowhere.
    fn missing(call: &Call, given: &Called, path: crate::text::ModelPath, out: &mut Out) -> Data {
        let message = format!(
            "`{}` is not a pipeline of this document; its place fails until it is replaced",
            call.pipeline
        );
        out.files.lose(loss(Feature::ReusablePipelines, Severity::Error, path, message));
        let name: String = call
            .pipeline
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || "/@._-".contains(*c))
            .collect();
        let mut body = Body::default();
        body.script(
            &format!("Replace {name}"),
            &format!("echo \"##vso[task.logissue type=error]{name} has no counterpart on Azure Pipelines; replace it here\"\nexit 1\n"),
        );
        let job = syntax::Job {
            job: Some(words::literal("replace")),
            display_name: Some(Literal::Text(format!("Replace {name}"))),
            steps: Some(body.steps),
            ..syntax::Job::default()
        };
        syntax::Stage {
            stage: Some(Literal::Text(given.name.clone())),
            display_name: Some(Literal::Text(format!("Replace {name}"))),
            depends_on: Some(syntax::DependsOn(given.waits.clone())),
            condition: given.condition.clone().map(Literal::Text),
            jobs: Some(vec![job.give()]),
            ..syntax::Stage::default()
        }
        .give()
    }

    /// The stage that gathers many at the end of a template.
    pub(super) fn gather(waits: Vec<String>) -> Data {
        let step = syntax::Step {
            task: Some(words::literal(tasks::DELAY)),
            display_name: Some(words::literal("Gather")),
            inputs: Some(words::entries([("delayForMinutes", "0".to_owned())])),
            ..syntax::Step::default()
        };
        let job = super::machine::agentless("done".to_owned(), "Gather".to_owned(), Vec::new(), None, 5, vec![step.give()]);
        syntax::Stage {
            stage: Some(Literal::Text(format!("{STAGE}{GATHER}"))),
            display_name: Some(words::literal("Gather")),
            depends_on: Some(syntax::DependsOn(waits)),
            jobs: Some(vec![job.give()]),
            ..syntax::Stage::default()
        }
        .give()
    }
}
