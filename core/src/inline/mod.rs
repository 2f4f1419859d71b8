//! Shared steps where they are called: for systems that know no such thing, a plan in which each `call` of a step has become the
//! steps of the pipeline it names, with its inputs bound.

mod bind;
mod fold;
mod script;
mod step;

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Action, Call, Delivery, Job, Pipeline, Step};
use crate::plan::Plan;
use crate::render::{Feature, loss};
use crate::resolve::{Graph, JobView};
use crate::text::{ModelPath, Segment};
use bind::{Scope, Spent};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Calls are followed so deep, as on GitHub.
const DEEP: usize = 10;
/// So many steps may come of the calls of one document; what is left over stays a call.
const MOST_STEPS: usize = 20_000;

/// A plan without shared steps.
pub struct Inlined {
    /// The plan.
    pub plan: Plan,
    /// What did not go in as it was.
    pub losses: Vec<Diagnostic>,
    /// By the route of a job, the routes that its steps came from.
    came_from: HashMap<ModelPath, Vec<ModelPath>>,
}

impl Inlined {
    /// Where a part of the plan stands in the document.
    pub fn origin(&self, path: &ModelPath) -> Option<ModelPath> {
        let [
            ..,
            Segment::Key(stages),
            _,
            Segment::Key(jobs),
            _,
            Segment::Key(steps),
            Segment::Index(_),
        ] = path.segments().get(..8)?
        else {
            return None;
        };
        if stages != "stages" || jobs != "jobs" || steps != "steps" {
            return None;
        }
        let Some(Segment::Index(number)) = path.segments().get(7) else {
            return None;
        };
        let job: ModelPath = path.segments().iter().take(6).cloned().collect();
        let step = self.came_from.get(&job)?.get(*number as usize)?;
        Some(step.segments().iter().chain(path.segments().iter().skip(8)).cloned().collect())
    }
}

/// The plan with shared steps in place of their calls; nothing when it has none.
pub fn inlined(plan: &Plan) -> Option<Inlined> {
    let shared = plan.delivery().pipelines.values().any(Pipeline::is_called_by_steps);
    if !shared && plan.step_calls().is_empty() {
        return None;
    }
    let mut work = Work {
        plan,
        left: MOST_STEPS,
        spent: Spent::default(),
        losses: Vec::new(),
    };
    let mut delivery = plan.delivery().clone();
    let mut came_from = HashMap::new();
    let callers: HashSet<_> = plan.step_calls().iter().map(|(place, _)| place.job).collect();
    for view in plan.jobs().filter(|view| callers.contains(&view.index)) {
        if plan
            .pipeline(view.pipeline)
            .is_some_and(|(_, pipeline)| pipeline.is_called_by_steps())
        {
            continue;
        }
        let (job, origins) = work.job(&view);
        came_from.insert(plan.job_path(view.index), origins);
        if let Some(place) = place(&mut delivery, plan, &view) {
            *place = job;
        }
    }
    let shared: Vec<_> = delivery
        .pipelines
        .iter()
        .filter(|(_, pipeline)| pipeline.is_called_by_steps())
        .map(|(id, _)| id.clone())
        .collect();
    for id in shared {
        delivery.pipelines.shift_remove(&id);
    }
    let plan = Plan::new(Graph::new(Arc::new(delivery), plan.tree().cloned())).ok()?;
    Some(Inlined {
        plan,
        losses: work.losses,
        came_from,
    })
}

/// The place of a job in a document.
fn place<'d>(delivery: &'d mut Delivery, plan: &Plan, view: &JobView<'_>) -> Option<&'d mut Job> {
    let (id, _) = plan.pipeline(view.pipeline)?;
    let stage = plan.stage(view.stage)?.id;
    delivery.pipelines.get_mut(id)?.stages.get_mut(stage)?.jobs.get_mut(view.id)
}

/// Steps with the routes they came from.
type Placed = Vec<(Step, ModelPath)>;

struct Work<'p> {
    plan: &'p Plan,
    left: usize,
    spent: Spent,
    losses: Vec<Diagnostic>,
}

/// What is known while the steps of one job are put together.
struct Around<'j> {
    /// The ids that steps of the job have.
    taken: &'j mut HashSet<String>,
    /// The folder of steps that name none, where the job says another one than the usual.
    folder: Option<&'j str>,
}

impl<'p> Work<'p> {
    /// A job without calls, and where its steps came from.
    fn job(&mut self, view: &JobView<'p>) -> (Job, Vec<ModelPath>) {
        let path = self.plan.job_path(view.index).key("steps");
        let mut taken: HashSet<String> = view.steps().filter_map(|(_, step)| step.id.clone()).collect();
        let elsewhere = self.plan.defaults_of(view).dir.is_some();
        let mut around = Around {
            taken: &mut taken,
            folder: elsewhere.then_some("${{ github.workspace }}"),
        };
        let mut scope = Scope::default();
        let mut made = Placed::new();
        for (number, step) in view.job.steps.iter().enumerate() {
            self.step(step, &path.clone().index(number), &mut scope, &mut around, 0, &mut made);
        }
        let (steps, origins) = made.into_iter().unzip();
        let mut job = view.job.clone();
        job.steps = steps;
        for output in job.outputs.values_mut() {
            scope.bind(&mut output.value, &mut self.spent);
        }
        if let Some(url) = job.environment.as_mut().and_then(|environment| environment.url.as_mut()) {
            scope.bind(url, &mut self.spent);
        }
        (job, origins)
    }

    /// Adds what a step becomes.
    fn step(&mut self, step: &Step, path: &ModelPath, scope: &mut Scope, around: &mut Around<'_>, depth: usize, made: &mut Placed) {
        let bound = step::bound(step, scope, &mut self.spent);
        if let Action::Parallel(steps) = &bound.action {
            let mut inner = Placed::new();
            for step in steps {
                self.step(step, path, scope, around, depth, &mut inner);
            }
            let mut bound = bound;
            bound.action = Action::Parallel(inner.into_iter().map(|(step, _)| step).collect());
            made.push((bound, path.clone()));
            return;
        }
        let Action::Call(call) = &bound.action else {
            self.left = self.left.saturating_sub(1);
            made.push((bound, path.clone()));
            return;
        };
        let Some((view, pipeline)) = self.called(call).filter(|_| depth < DEEP && self.left > 0) else {
            let message = format!(
                "the steps of `{}` do not go in here: calls are too deep, too many, or of no shared steps",
                call.pipeline
            );
            let told = loss(Feature::SharedSteps, Severity::Error, path.clone(), message);
            if self.losses.last() != Some(&told) {
                self.losses.push(told);
            }
            self.left = self.left.saturating_sub(1);
            let mut place = Step::run(format!("echo 'The steps of {} do not go in here' >&2\nexit 1\n", call.pipeline));
            place.when.clone_from(&bound.when);
            made.push((place, path.clone()));
            return;
        };
        if bound.timeout.is_some() {
            let message = "steps that are called have no time limit together";
            self.losses
                .push(loss(Feature::Timeouts, Severity::Info, path.clone().key("timeout"), message));
        }
        let prefix = bound.id.clone().unwrap_or_else(|| call.pipeline.clone());
        let mut inner = Scope::of_call(pipeline, view.job, call);
        let from = self.plan.job_path(view.index).key("steps");
        let mut called = Placed::new();
        for (number, step) in view.job.steps.iter().enumerate() {
            // Nothing more goes in here than what was begun.
            if self.left == 0 && number > 0 {
                break;
            }
            let mut step = step.clone();
            if let Some(id) = step.id.take() {
                let new = free(&format!("{prefix}_{id}"), around.taken);
                inner.rename(&id, &new);
                step.id = Some(new);
            }
            let path = from.clone().index(number);
            step::settle(&mut step, pipeline, view.job, around.folder);
            self.step(&step, &path, &mut inner, around, depth + 1, &mut called);
        }
        let alone = called.len() == 1;
        for (mut step, path) in called {
            step::within(&mut step, &bound, alone);
            if step.when != Some(crate::model::When::Never) {
                made.push((step, path));
            }
        }
        if let Some(id) = &bound.id {
            let outputs = pipeline.outputs.iter().map(|(name, output)| {
                let mut value = output.value.clone();
                inner.bind(&mut value, &mut self.spent);
                (name.to_string(), value)
            });
            scope.gives(id, outputs.collect());
        }
    }

    /// The one job of a pipeline that steps call.
    fn called(&self, call: &Call) -> Option<(JobView<'p>, &'p Pipeline)> {
        let position = self.plan.delivery().pipelines.get_index_of(call.pipeline.as_str())?;
        let index = crate::resolve::PipelineIndex::at(position);
        let (_, pipeline) = self.plan.pipeline(index)?;
        let mut jobs = self.plan.jobs_of(index);
        let only = jobs.next().filter(|view| view.job.call.is_none() && jobs.next().is_none())?;
        pipeline.is_called_by_steps().then_some((only, pipeline))
    }
}

/// The first name like this that no step has; it is taken from then on.
fn free(wanted: &str, taken: &mut HashSet<String>) -> String {
    let wanted: String = wanted
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '_' })
        .collect();
    let numbered = (2_usize..).map(|number| format!("{wanted}_{number}"));
    let mut names = std::iter::once(wanted.clone()).chain(numbered);
    let name = names.find(|name| !taken.contains(name)).unwrap_or(wanted);
    taken.insert(name.clone());
    name
}

#[cfg(test)]
mod tests;
