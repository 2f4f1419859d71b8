//! Gates: those of an environment that Azure can hold are its checks, which the companions set up; the others are stages and
//! jobs of the file that what comes next waits for.

use super::body::Body;
use super::fresh::{Fresh, Place};
use super::job::Draft;
use super::wanted::Out;
use super::{companions, flow, machine, words};
use crate::diagnostic::Severity;
use crate::foreign::{Literal, Syntax};
use crate::model::{Approval, Data, Gate, GateKind};
use crate::platform::azure_pipelines::syntax;
use crate::platform::azure_pipelines::tasks;
use crate::recipe;
use crate::render::{Feature, by_people, loss};
use crate::resolve::{Binding, JobIndex, JobView, Point, StageIndex};
use crate::text::ModelPath;
use std::collections::{HashMap, HashSet};

/// How a gate is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// By a check of the environment, which is asked before the stage begins.
    Check,
    /// By commands before people are asked, so that they know.
    Before,
    /// By commands at the moment at which the job is to begin.
    Commands,
    /// By a job that a person or a clock ends.
    Agentless,
}

/// A gate with its route.
pub(super) type Held<'p> = (&'p Gate, ModelPath, Way);

/// The names of stages and jobs that stand for gates.
#[derive(Debug, Default)]
pub(super) struct Gates {
    /// The stage before a stage of the model.
    pub(super) stages: HashMap<StageIndex, String>,
    /// The stage before a stage of the file, in which is asked what people should know before they approve.
    pub(super) before: HashMap<usize, String>,
    /// Jobs before a job: the one that asks by commands, and the one that a person or a clock ends.
    jobs: HashMap<JobIndex, [String; 2]>,
}

/// The longest that a job may wait: thirty days.
const LONGEST: u64 = 43_200;

/// True for an approval that a check of an environment asks for.
pub(super) fn is_checked(gate: &Gate) -> bool {
    matches!(&gate.kind, GateKind::Approval(approval) if !approval.by.is_empty())
}

impl<'p> Fresh<'p> {
    /// How a gate of an environment is held.
    fn way(gate: &Gate, approved: bool) -> Way {
        match &gate.kind {
            GateKind::Approval(_) if is_checked(gate) => Way::Check,
            GateKind::Window(window) if companions::hours(window).is_some() => Way::Check,
            GateKind::RollbackReady(_) | GateKind::ChangeTicket(_) | GateKind::Policy(_) if approved => Way::Before,
            _ => own_way(gate),
        }
    }

    /// The gates before a job: its own and those of its environment.
    fn gates_of(&self, view: &JobView<'p>) -> Vec<Held<'p>> {
        let environment = view
            .environment
            .and_then(Binding::known)
            .and_then(|index| self.plan.environment(index));
        let approved = environment.is_some_and(|of| of.environment.gates.iter().any(is_checked));
        // An environment that the job does not deploy to protects nothing of it.
        let deploys = super::job::deploys(view);
        let held = self.plan.gates_of_job(view).map(|(gate, point)| {
            let way = match point {
                Point::EnvironmentGate(..) => match Self::way(gate, approved) {
                    Way::Check | Way::Before if !deploys => own_way(gate),
                    way => way,
                },
                _ => own_way(gate),
            };
            (gate, self.plan.point_path(point), way)
        });
        held.collect()
    }

    /// The gates of a stage.
    fn of_stage(&self, stage: StageIndex) -> Vec<Held<'p>> {
        let gates = self.plan.gates_of_stage(stage);
        gates
            .map(|(gate, point)| (gate, self.plan.point_path(point), own_way(gate)))
            .collect()
    }

    /// Decides which stages and jobs stand for gates; no two of them, and none of the others, have one name.
    pub(super) fn place_gates(&self) -> Gates {
        let mut gates = Gates::default();
        let mut stages: HashSet<String> = self.flow.units.iter().map(|unit| unit.name.to_ascii_lowercase()).collect();
        let mut approvals = Vec::new();
        for (number, unit) in self.flow.units.iter().enumerate() {
            if self.plan.stage(unit.stage).is_some_and(|stage| !stage.stage.gates.is_empty()) {
                let name = self.plan.stage(unit.stage).map_or_else(String::new, |stage| words::name(stage.id));
                gates
                    .stages
                    .entry(unit.stage)
                    .or_insert_with(|| words::free(&format!("{name}_gate"), &mut stages));
            }
            let calls = |view: &JobView<'p>| view.job.call.is_some() && !view.job.gates.is_empty();
            if let Some(view) = unit.jobs.first().and_then(|job| self.plan.job(*job)).filter(calls) {
                let _ = view;
                gates
                    .before
                    .insert(number, words::free(&format!("{}_gate", unit.name), &mut stages));
                continue;
            }
            let views = unit.jobs.iter().filter_map(|job| self.plan.job(*job));
            if views.flat_map(|view| self.gates_of(&view)).any(|(_, _, way)| way == Way::Before) {
                approvals.push(number);
            }
        }
        let alone = approvals.len() == 1;
        for number in approvals {
            let unit = self.flow.units.get(number).map_or("", |unit| unit.name.as_str());
            let name = if alone { "approval".to_owned() } else { format!("approval_{unit}") };
            gates.before.insert(number, words::free(&name, &mut stages));
        }
        let mut taken: HashMap<Option<usize>, HashSet<String>> = HashMap::new();
        let place = |job: JobIndex| self.flow.position(job);
        for view in self.plan.jobs_of(self.index) {
            let names = taken.entry(place(view.index)).or_default();
            names.extend(Self::names(&view).iter().map(|name| name.to_ascii_lowercase()));
        }
        for view in self.plan.jobs_of(self.index) {
            let held = self.gates_of(&view);
            if view.job.call.is_none() && held.iter().any(|(_, _, way)| matches!(way, Way::Commands | Way::Agentless)) {
                let names = taken.entry(place(view.index)).or_default();
                let name = words::job(&view);
                let both = ["gate", "approval"].map(|word| words::free(&format!("{name}_{word}"), names));
                gates.jobs.insert(view.index, both);
            }
        }
        gates
    }

    /// The gates before a job as jobs, and what the job itself waits for then.
    pub(super) fn gated(&self, place: &Place<'_, 'p>, view: &JobView<'p>, mut draft: Draft, jobs: &mut Vec<Data>, out: &mut Out) -> Draft {
        let Some([commands, agentless]) = self.gates.jobs.get(&view.index) else {
            return draft;
        };
        let held = self.gates_of(view);
        let title = format!("before {}", self.titled(view));
        let special = flow::is_special(flow::when(self.plan, view));
        for (name, way) in [(commands, Way::Commands), (agentless, Way::Agentless)] {
            let those: Vec<Held<'p>> = held.iter().filter(|(_, _, of)| *of == way).cloned().collect();
            if those.is_empty() {
                continue;
            }
            jobs.push(self.gate_job(place, view, name, &title, way, &those, &draft, out));
            if special && draft.condition.is_some() {
                // Whatever came before, the gate must have been passed.
                draft.condition = Some(format!("in(dependencies.{name}.result, 'Succeeded', 'SucceededWithIssues')"));
            }
            draft.depends = vec![name.clone()];
        }
        draft
    }

    fn titled(&self, view: &JobView<'p>) -> String {
        let stage = self.plan.stage(view.stage).map_or("", |stage| stage.id.as_str());
        match &view.job.name {
            Some(name) if !name.contains("${{") => name.clone(),
            _ if stage == view.id.as_str() => view.id.to_string(),
            _ => format!("{stage}: {}", view.id),
        }
    }

    /// A stage of gates: those of the model's stage, or what people should know before they approve.
    pub(super) fn gate_stage(&self, number: usize, name: &str, before: bool, display: &str, out: &mut Out) -> Vec<Data> {
        let Some(unit) = self.flow.units.get(number) else {
            return Vec::new();
        };
        let mut held: Vec<Held<'p>> = Vec::new();
        let views: Vec<JobView<'p>> = unit.jobs.iter().filter_map(|job| self.plan.job(*job)).collect();
        if before {
            for view in &views {
                let calls = view.job.call.is_some();
                held.extend(self.gates_of(view).into_iter().filter(|(_, _, way)| calls || *way == Way::Before));
            }
        } else {
            held.extend(self.of_stage(unit.stage));
        }
        let Some(view) = views.first() else { return Vec::new() };
        // Names of jobs there mean what they mean in the stage behind.
        let place = Place {
            view: Some(view),
            unit: Some(number),
            combination: None,
        };
        let mut jobs = Vec::new();
        let mut draft = Draft {
            name: name.to_owned(),
            ..Draft::default()
        };
        for (job, way) in [("gate", Way::Commands), ("approval", Way::Agentless)] {
            let fits = |of: Way| of == way || of == Way::Before && way == Way::Commands;
            let those: Vec<Held<'p>> = held.iter().filter(|(_, _, of)| fits(*of)).cloned().collect();
            if those.is_empty() {
                continue;
            }
            jobs.push(self.gate_job(&place, view, job, display, way, &those, &draft, out));
            draft.depends = vec![job.to_owned()];
        }
        jobs
    }

    #[expect(clippy::too_many_arguments, reason = "what a job is made of")]
    fn gate_job(
        &self,
        place: &Place<'_, 'p>,
        view: &JobView<'p>,
        name: &str,
        title: &str,
        way: Way,
        held: &[Held<'p>],
        draft: &Draft,
        out: &mut Out,
    ) -> Data {
        let path = self.plan.job_path(view.index).key("gates");
        let timeout = held.iter().filter_map(|(gate, _, _)| gate.timeout).max();
        let mut body = Body::default();
        if way == Way::Agentless {
            let minutes = timeout.map_or(LONGEST, words::minutes).min(LONGEST);
            for (gate, path, _) in held {
                self.agentless(place, gate, minutes, path, &mut body, out);
            }
            Self::unsaid(&body, &path, out);
            let waits: u64 = held.iter().map(|(gate, _, _)| bakes(gate)).sum();
            let people = held.iter().any(|(gate, _, _)| by_people(gate));
            let minutes = if people {
                (minutes + waits).min(LONGEST)
            } else {
                (waits + 5).min(LONGEST)
            };
            let what = if people { "Approval" } else { "Pause" };
            let job = machine::agentless(
                name.to_owned(),
                format!("{what} {title}"),
                draft.depends.clone(),
                draft.condition.clone(),
                minutes,
                body.steps,
            );
            return job.give();
        }
        // What asks about the change itself reads the repository.
        let reads = held
            .iter()
            .any(|(gate, _, _)| matches!(gate.kind, GateKind::ChangeTicket(_) | GateKind::Policy(_)));
        body.push(syntax::Step {
            checkout: Some(Literal::Text(if reads { "self" } else { "none" }.to_owned())),
            fetch_depth: reads.then(|| words::number(1)),
            ..syntax::Step::default()
        });
        for (gate, path, _) in held {
            match recipe::gate(self.plan, gate, path.clone()) {
                Some(recipe) => self.carry_out(place, recipe, None, path, &mut body, out),
                None => {
                    let message = format!("`{}` holds nothing back on Azure Pipelines", gate.kind.key());
                    out.files
                        .lose(loss(Feature::of_gate(&gate.kind), Severity::Error, path.clone(), message));
                }
            }
        }
        let groups: Vec<String> = body.groups.keys().cloned().collect();
        let variables = super::job::give_variables(std::mem::take(&mut body.variables), groups.iter());
        Self::want(&body, out);
        Self::unsaid(&body, &path, out);
        let job = syntax::Job {
            job: Some(Literal::Text(name.to_owned())),
            display_name: Some(Literal::Text(format!("Gates {title}"))),
            depends_on: (!draft.depends.is_empty()).then(|| syntax::DependsOn(draft.depends.clone())),
            condition: draft.condition.clone().map(Literal::Text),
            timeout: Some(words::number(timeout.map_or(60, |timeout| words::minutes(timeout) + 5))),
            pool: self
                .template
                .then(|| machine::pool(self, place, self.plan.runner_of(view), &path, &mut Out::default())),
            variables,
            steps: Some(body.steps),
            ..syntax::Job::default()
        };
        job.give()
    }

    /// A gate that a person or a clock ends, as a step.
    fn agentless(&self, place: &Place<'_, 'p>, gate: &Gate, minutes: u64, path: &ModelPath, body: &mut Body, out: &mut Out) {
        let none = Approval::default();
        let (approval, instructions) = match &gate.kind {
            GateKind::Bake(_) => {
                body.task("Wait for a while", tasks::DELAY, [("delayForMinutes", bakes(gate).to_string())]);
                return;
            }
            GateKind::Approval(approval) => (approval, approval.instructions.as_ref()),
            GateKind::Manual(manual) => (&none, manual.instructions.as_ref()),
            _ => return,
        };
        if let Some(wanted) = approval.at_least.filter(|wanted| *wanted > 1) {
            let message =
                format!("{wanted} approvals are asked for, and this one goes on after one; move it to an environment, whose check counts");
            out.files
                .lose(loss(Feature::Approvals, Severity::Error, path.clone().key("at_least"), message));
        }
        if matches!(gate.kind, GateKind::Approval(_)) && approval.by.is_empty() {
            let message = "nobody is named who may approve, so anyone may who can start the pipeline";
            out.files.lose(loss(Feature::Approvals, Severity::Error, path.clone(), message));
        }
        let people = approval.by.join(",");
        let mut inputs = vec![("notifyUsers", people.clone())];
        if !people.is_empty() {
            inputs.push(("approvers", people));
            inputs.push(("allowApproversToApproveTheirOwnRuns", (!approval.not_author).to_string()));
        }
        let default = gate
            .name
            .clone()
            .unwrap_or_else(|| "Look at the run, then resume or reject it.".to_owned());
        let instructions = self.say(place, instructions.unwrap_or(&default), body);
        inputs.push(("instructions", instructions));
        inputs.push(("onTimeout", "reject".to_owned()));
        let name = gate.name.clone().unwrap_or_else(|| "Wait for a person".to_owned());
        body.push(syntax::Step {
            task: Some(words::literal(tasks::VALIDATION)),
            display_name: Some(Literal::Text(name)),
            timeout: Some(words::number(minutes)),
            inputs: Some(words::entries(inputs)),
            ..syntax::Step::default()
        });
    }
}

/// How a gate is held that no environment has.
fn own_way(gate: &Gate) -> Way {
    match &gate.kind {
        GateKind::Bake(bake) if bake.conditions.is_empty() => Way::Agentless,
        _ if by_people(gate) => Way::Agentless,
        _ => Way::Commands,
    }
}

/// How many minutes are waited by the clock.
fn bakes(gate: &Gate) -> u64 {
    match &gate.kind {
        GateKind::Bake(bake) => words::minutes(bake.length),
        _ => 0,
    }
}
