//! Pipelines that others call, as templates of jobs with typed parameters.

use super::fresh::{Fresh, PREFIX, Place};
use super::job::{Containers, Draft};
use super::wanted::Out;
use super::{body::Body, flow, inputs, is_adopted, words};
use crate::diagnostic::Severity;
use crate::foreign::Literal;
use crate::foreign::Syntax;
use crate::model::{Call, CallSecrets, Data, EnvValue, Id};
use crate::plan::Plan;
use crate::platform::azure_pipelines::syntax::{self, Values};
use crate::render::{Feature, Index, loss};
use crate::resolve::{Binding, JobIndex, JobView, PipelineIndex, StageIndex};
use std::collections::{HashMap, HashSet};

/// So many jobs at the end of a template are named by those who wait for them; more are gathered by one.
const MANY: usize = 8;
/// What gathers them.
const GATHER: &str = "done";
/// Calls are followed so deep.
const DEEP: usize = 24;

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

/// What is known of all templates: the jobs that come last in each, and the containers that they use.
#[derive(Debug, Default)]
pub(super) struct Calls {
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
        let names = Index::new(plan, index, |_| None, |_| false);
        let mut all = Vec::new();
        for job in Waits::new(plan, index).last {
            let Some(view) = plan.job(job) else { continue };
            let name = words::name(names.name(job));
            match view.calls.and_then(Binding::known) {
                Some(called) => all.extend(self.ends(called).iter().map(|end| format!("{name}_{end}"))),
                None => all.push(name),
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

    /// The names of the jobs that come last in a template, without what stands before them.
    pub(super) fn ends(&self, index: PipelineIndex) -> &[String] {
        self.ends.get(&index).map(Vec::as_slice).unwrap_or_default()
    }
}

/// What the jobs of a template wait for, one by one: all of them stand in one stage of their caller.
#[derive(Debug, Default)]
pub(super) struct Waits {
    of: HashMap<JobIndex, Vec<JobIndex>>,
    /// The jobs that no other one waits for.
    pub(super) last: Vec<JobIndex>,
}

impl Waits {
    pub(super) fn new(plan: &Plan, index: PipelineIndex) -> Self {
        let views: Vec<JobView<'_>> = plan.jobs_of(index).collect();
        let stages: Vec<_> = plan.stages().filter(|stage| stage.pipeline == index).collect();
        let ids: HashMap<&Id, StageIndex> = stages.iter().map(|stage| (stage.id, stage.index)).collect();
        let places: HashMap<(StageIndex, &Id), JobIndex> = views.iter().map(|view| ((view.stage, view.id), view.index)).collect();
        let named = |view: &JobView<'_>| -> Vec<JobIndex> {
            let find = |name: &crate::model::JobName| {
                let stage = match &name.stage {
                    Some(id) => *ids.get(id)?,
                    None => view.stage,
                };
                places.get(&(stage, &name.job)).copied()
            };
            view.job.after.iter().flatten().filter_map(find).collect()
        };
        let inner: HashSet<JobIndex> = views.iter().flat_map(named).collect();
        let mut members: HashMap<StageIndex, Vec<JobIndex>> = HashMap::new();
        for view in &views {
            members.entry(view.stage).or_default().push(view.index);
        }
        let mut before: HashMap<StageIndex, Vec<JobIndex>> = HashMap::new();
        let mut previous: Option<StageIndex> = None;
        for stage in &stages {
            let after: Vec<StageIndex> = match &stage.stage.after {
                Some(after) => after.iter().filter_map(|id| ids.get(id).copied()).collect(),
                None => previous.into_iter().collect(),
            };
            let mut ends: Vec<JobIndex> = Vec::new();
            let mut seen = HashSet::new();
            for of in after {
                // A stage without jobs passes on what it waits for.
                let jobs = match members.get(&of) {
                    Some(jobs) => jobs.iter().copied().filter(|job| !inner.contains(job)).collect(),
                    None => before.get(&of).cloned().unwrap_or_default(),
                };
                ends.extend(jobs.into_iter().filter(|job| seen.insert(*job)));
            }
            before.insert(stage.index, ends);
            previous = Some(stage.index);
        }
        let mut waits = Self::default();
        let mut waited = HashSet::new();
        for view in &views {
            let of = match view.job.after {
                Some(_) => named(view),
                None => before.get(&view.stage).cloned().unwrap_or_default(),
            };
            waited.extend(of.iter().copied());
            waits.of.insert(view.index, of);
        }
        waits.last = views.iter().map(|view| view.index).filter(|job| !waited.contains(job)).collect();
        waits
    }

    /// The jobs that a job waits for.
    pub(super) fn of(&self, job: JobIndex) -> &[JobIndex] {
        self.of.get(&job).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The parameters of a template: what stands before its names, what its first jobs wait for, and the inputs.
pub(super) fn parameters(fresh: &Fresh<'_>, out: &mut Out) -> Data {
    let _ = out;
    let own = |name: &str, kind: &str, default: Data| {
        Data::Map(Values::from([
            ("name".to_owned(), words::text(name)),
            ("type".to_owned(), words::text(kind)),
            ("default".to_owned(), default),
        ]))
    };
    let mut parameters = vec![
        own("prefix", "string", words::text("")),
        own("dependsOn", "object", Data::List(Vec::new())),
        own("condition", "string", words::text("succeeded()")),
    ];
    for (name, input) in &fresh.pipeline.inputs {
        parameters.push(inputs::parameter(name, input, false));
    }
    for name in fresh.pipeline.secrets.keys() {
        let name = words::variable(name);
        let default = words::text(format!("$({name})"));
        parameters.push(own(&name, "string", default));
    }
    Data::List(parameters)
}

impl<'p> Fresh<'p> {
    /// A call of a template.
    pub(super) fn call(&self, place: &Place<'_, 'p>, view: &JobView<'p>, call: &Call, draft: &Draft, containers: &mut Containers, out: &mut Out) -> Data {
        let path = self.plan.job_path(view.index).key("call");
        let Some((index, (id, pipeline))) = view
            .calls
            .and_then(Binding::known)
            .and_then(|index| Some((index, self.plan.pipeline(index)?)))
            .filter(|(_, (_, pipeline))| !is_adopted(pipeline))
        else {
            return self.missing(call, draft, path, out);
        };
        containers.extend(self.calls.containers.borrow().get(&index).cloned().unwrap_or_default());
        let mut body = Body::default();
        let mut parameters = Values::from([("prefix".to_owned(), words::text(format!("{}_", draft.name)))]);
        match &draft.depends_as {
            Some(given) => {
                parameters.insert("dependsOn".to_owned(), words::text(given));
            }
            None if draft.depends.is_empty() => {}
            None => {
                let names = draft.depends.iter().map(words::text).collect();
                parameters.insert("dependsOn".to_owned(), Data::List(names));
            }
        }
        if let Some(condition) = &draft.condition {
            parameters.insert("condition".to_owned(), words::text(condition));
        }
        for (name, value) in &call.with {
            if !pipeline.inputs.keys().any(|input| input.as_str() == name) {
                let message = format!("the called pipeline has no input `{name}`");
                out.files.lose(loss(Feature::Inputs, Severity::Warning, path.clone().key("with"), message));
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
            out.files.lose(loss(Feature::Secrets, Severity::Warning, path.clone().key("secrets"), message));
        }
        self.want(&body, out);
        self.unsaid(&body, &path, out);
        Data::Map(Values::from([
            ("template".to_owned(), words::text(format!("/{}", template_path(id)))),
            ("parameters".to_owned(), Data::Map(parameters)),
        ]))
    }

    /// A job in the place of a call that leads nowhere.
    fn missing(&self, call: &Call, draft: &Draft, path: crate::text::ModelPath, out: &mut Out) -> Data {
        let message = format!("`{}` is not a pipeline of this document; its place fails until it is replaced", call.pipeline);
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
        syntax::Job {
            job: Some(Literal::Text(draft.name.clone())),
            display_name: Some(Literal::Text(format!("Replace {name}"))),
            depends_on: match &draft.depends_as {
                Some(given) => Some(syntax::DependsOn(vec![given.clone()])),
                None => (!draft.depends.is_empty()).then(|| syntax::DependsOn(draft.depends.clone())),
            },
            condition: draft.condition.clone().map(Literal::Text),
            steps: Some(body.steps),
            ..syntax::Job::default()
        }
        .give()
    }

    /// The jobs of a template, with all that they wait for.
    pub(super) fn all_jobs(&self, out: &mut Out) -> Vec<Data> {
        let mut jobs = Vec::new();
        let mut containers = Containers::new();
        let waits = Waits::new(self.plan, self.index);
        for view in self.plan.jobs_of(self.index) {
            let path = self.plan.job_path(view.index);
            let place = Place {
                view: Some(&view),
                unit: None,
                combination: None,
            };
            let mut depends: Vec<String> = Vec::new();
            for job in waits.of(view.index) {
                if let Some(other) = self.plan.job(*job) {
                    depends.extend(self.names(&other));
                }
            }
            let first = depends.is_empty();
            let when = flow::when(self.plan, &view);
            let mut condition = if matches!(when, Some(crate::model::When::OnDemand)) {
                let message = "a job of a template cannot wait for a person; it is switched off";
                out.files.lose(loss(Feature::Conditions, Severity::Error, path.clone().key("when"), message));
                Some("false".to_owned())
            } else {
                self.condition(&place, when, &path, out)
            };
            if first {
                const GIVEN: &str = "${{ parameters.condition }}";
                condition = Some(match condition {
                    None => GIVEN.to_owned(),
                    Some(own) => match own.strip_prefix("and(succeeded(), ") {
                        Some(rest) => format!("and({GIVEN}, {rest}"),
                        None => format!("and({GIVEN}, {own})"),
                    },
                });
            }
            let draft = Draft {
                name: self.name(&view),
                depends,
                depends_as: first.then(|| "${{ parameters.dependsOn }}".to_owned()),
                condition,
            };
            let draft = self.gated(&place, &view, draft, &mut jobs, out);
            jobs.extend(self.job(&view, None, &draft, &mut containers, out));
        }
        self.calls.containers.borrow_mut().insert(self.index, containers);
        if self.calls.ends(self.index) == [GATHER] {
            let depends = waits.last.iter().filter_map(|job| self.plan.job(*job)).flat_map(|view| self.names(&view));
            let step = syntax::Step {
                task: Some(words::literal("Delay@1")),
                display_name: Some(words::literal("Gather")),
                inputs: Some(words::entries([("delayForMinutes", "0".to_owned())])),
                ..syntax::Step::default()
            };
            let gather = super::machine::agentless(
                format!("{PREFIX}{GATHER}"),
                "Gather".to_owned(),
                depends.collect(),
                None,
                5,
                vec![step.give()],
            );
            jobs.push(gather.give());
        }
        jobs
    }
}
