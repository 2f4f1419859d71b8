//! Gates as jobs: those that machines pass run as a job that others wait for; those that people pass wait at an environment
//! with protection rules, which the companions set up.

use super::body::{Body, Owner};
use super::workflow::Workflow;
use crate::diagnostic::Severity;
use crate::foreign::{Literal, Syntax};
use crate::model::{Data, Gate, GateKind};
use crate::plan::Plan;
use crate::platform::github_actions::syntax::{self, Draft, Fields, Text};
use crate::platform::github_actions::words::{give_minutes, give_runner, give_when};
use crate::recipe;
use crate::render::{Feature, FileSet, by_people, free, loss};
use crate::resolve::{JobIndex, JobView, Point, StageIndex};
use crate::text::ModelPath;
use std::collections::{HashMap, HashSet};

/// The jobs that stand for gates, by what waits for them.
#[derive(Debug, Default)]
pub(super) struct Gates {
    jobs: HashMap<JobIndex, String>,
    stages: HashMap<StageIndex, String>,
}

impl Gates {
    /// The job of the gates before a job.
    pub(super) fn before_job(&self, job: JobIndex) -> Option<&str> {
        self.jobs.get(&job).map(String::as_str)
    }

    /// The job of the gates before a stage.
    pub(super) fn before_stage(&self, stage: StageIndex) -> Option<&str> {
        self.stages.get(&stage).map(String::as_str)
    }
}

/// A gate that people pass, and the environment that it waits at.
#[derive(Clone, Debug)]
pub(super) struct Wait<'p> {
    pub(super) environment: String,
    pub(super) gate: &'p Gate,
    /// The route to the gate in the document.
    pub(super) path: ModelPath,
}

/// Names of gates that are not the name of one thing: more pipelines than one, or an environment beside, have them.
pub(super) fn shared(plan: &Plan) -> HashSet<String> {
    let any = plan.stages().any(|stage| !stage.stage.gates.is_empty())
        || plan.jobs().any(|job| !job.job.gates.is_empty())
        || plan.environments().any(|environment| !environment.environment.gates.is_empty());
    if !any {
        return HashSet::new();
    }
    let mut seen: HashSet<String> = plan.environments().map(|environment| environment.id.to_string()).collect();
    let mut shared = HashSet::new();
    for (index, _, pipeline) in plan.pipelines() {
        let gates = Workflow::new(plan, index, pipeline).place_gates();
        for name in gates.stages.into_values().chain(gates.jobs.into_values()) {
            if !seen.insert(name.clone()) {
                shared.insert(name);
            }
        }
    }
    shared
}

/// True for a gate that an environment of GitHub has of its own.
pub(super) fn of_environment(gate: &Gate) -> bool {
    by_people(gate) || matches!(&gate.kind, GateKind::Bake(bake) if bake.conditions.is_empty())
}

impl<'p> Workflow<'p> {
    /// Decides which jobs stand for gates; no two of them, and none of the others, have one name.
    pub(super) fn place_gates(&self) -> Gates {
        let mut gates = Gates::default();
        // Most pipelines have no gates, and nobody asks which names are taken.
        let mut taken: Option<HashSet<String>> = None;
        let names = || self.plan.jobs_of(self.index).map(|job| self.name(job.index).to_owned()).collect();
        let mut name = |wanted: String| free(&wanted, taken.get_or_insert_with(names));
        for view in self.plan.jobs_of(self.index) {
            if let Some(stage) = self.plan.stage(view.stage).filter(|stage| !stage.stage.gates.is_empty()) {
                gates.stages.entry(view.stage).or_insert_with(|| name(format!("{}-gate", stage.id)));
            }
            if !self.job_gates(&view).is_empty() {
                gates.jobs.insert(view.index, name(format!("{}-gate", self.name(view.index))));
            }
        }
        gates
    }

    /// The environment that the people who pass a gate are asked at. The repository has one of a name, whatever the
    /// pipeline.
    fn environment_of_gate(&self, gate: &str) -> String {
        match self.plan.pipeline(self.index) {
            Some((id, _)) if self.shared.contains(gate) => format!("{id}-{gate}"),
            _ => gate.to_owned(),
        }
    }

    /// The gates before a job that need a job of their own: its own, and those of its environment that GitHub's
    /// environments do not have.
    fn job_gates(&self, view: &JobView<'p>) -> Vec<(&'p Gate, ModelPath)> {
        let elsewhere = |(gate, point): &(&'p Gate, Point)| matches!(point, Point::EnvironmentGate(..)) && of_environment(gate);
        let gates = self.plan.gates_of_job(view).filter(|gate| !elsewhere(gate));
        gates.map(|(gate, point)| (gate, self.plan.point_path(point))).collect()
    }

    /// The jobs that stand for the gates before a job, and for those of its stage before the stage's first job.
    pub(super) fn gate_jobs(&mut self, view: &JobView<'p>, files: &mut FileSet) -> Vec<(Text<'p>, Draft<'p>)> {
        let mut made = Vec::new();
        let stage = self.plan.stage(view.stage);
        if self.jobs.is_first(view)
            && let (Some(name), Some(stage)) = (self.gates.before_stage(view.stage).map(str::to_owned), stage)
        {
            let gates = self
                .plan
                .gates_of_stage(stage.index)
                .map(|(gate, point)| (gate, self.plan.point_path(point)));
            let gates: Vec<(&'p Gate, ModelPath)> = gates.collect();
            let needs = self.jobs.before(view.stage).to_vec();
            let job = self.gate_job(view, &name, needs, &gates, files);
            made.push((name.into(), job));
        }
        if let Some(name) = self.gates.before_job(view.index).map(str::to_owned) {
            let gates = self.job_gates(view);
            let needs = self.needs_before_gates(view);
            let job = self.gate_job(view, &name, needs, &gates, files);
            made.push((name.into(), job));
        }
        made
    }

    fn gate_job(
        &mut self,
        view: &JobView<'p>,
        name: &str,
        needs: Vec<Text<'p>>,
        gates: &[(&'p Gate, ModelPath)],
        files: &mut FileSet,
    ) -> Draft<'p> {
        let mut notes = std::mem::take(&mut self.notes);
        let mut body = Body::new(Owner::Job(name), &mut notes);
        let mut environment = None;
        for (gate, path) in gates {
            if by_people(gate) {
                let at = self.environment_of_gate(name);
                self.waits.push(Wait {
                    environment: at.clone(),
                    gate,
                    path: path.clone(),
                });
                environment = Some(at);
                continue;
            }
            match recipe::gate(self.plan, gate, path.clone()) {
                Some(recipe) => Self::carry_out(&mut body, recipe, None, files),
                None => {
                    let message = format!("`{}` holds nothing back on GitHub Actions", gate.kind.key());
                    files.lose(loss(Feature::of_gate(&gate.kind), Severity::Error, path.clone(), message));
                }
            }
        }
        if body.steps.is_empty() {
            body.script("Passed", "echo \"All gates are passed.\"\n");
        }
        let stage = self.plan.stage(view.stage).map(|stage| stage.stage);
        let when = view.job.when.as_ref().or_else(|| stage.and_then(|stage| stage.when.as_ref()));
        let when = when.and_then(|when| {
            if self.adopted {
                give_when(when)
            } else {
                self.known_early(view, when)
            }
        });
        let timeout = gates.iter().filter_map(|(gate, _)| gate.timeout).max();
        let mut written = syntax::Job {
            name: Some(Literal::Text(format!("Gates before {}", self.gated(view, name)).into())),
            needs: Some(syntax::OneOrMany(needs)).filter(|needs| !needs.0.is_empty()),
            when,
            runs_on: Some(
                self.plan
                    .runner_of(view)
                    .map_or_else(|| Data::Text("ubuntu-latest".into()), give_runner),
            ),
            permissions: Some(body.permissions()),
            environment: environment.map(|name| {
                syntax::Environment(syntax::EnvironmentMap {
                    name: Some(name.into()),
                    ..syntax::EnvironmentMap::default()
                })
            }),
            timeout_minutes: Some(match timeout {
                Some(timeout) => give_minutes(timeout),
                None => Literal::Number("60".into()),
            }),
            ..syntax::Job::default()
        };
        written.rest = Fields::from([("steps".into(), Data::List(std::mem::take(&mut body.steps)))]);
        self.notes = notes;
        written.give()
    }

    /// What stands behind a gate, for people.
    fn gated(&self, view: &JobView<'p>, gate: &str) -> String {
        if self.gates.before_stage(view.stage) == Some(gate) {
            return self.plan.stage(view.stage).map_or_else(String::new, |stage| stage.id.to_string());
        }
        self.name(view.index).to_owned()
    }
}
