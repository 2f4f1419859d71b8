//! Gates as jobs: those that machines pass run as a job that others wait for; people press its button.

use super::body::Body;
use super::fresh::{Fresh, duration};
use crate::diagnostic::Severity;
use crate::foreign::{Literal, Syntax};
use crate::model::{Data, Gate, GateKind, Job, When};
use crate::platform::gitlab_ci::condition;
use crate::platform::gitlab_ci::syntax::{self, Values};
use crate::recipe;
use crate::render::{Feature, FileSet, by_people, free, loss};
use crate::resolve::{JobView, Point};
use crate::text::ModelPath;
use std::collections::HashSet;

impl<'p> Fresh<'p> {
    /// Decides which jobs stand for gates; no two of them, and none of the others, have one name.
    pub(super) fn place_gates(&mut self) {
        let views: Vec<JobView<'p>> = self.plan.jobs_of(self.index).collect();
        let mut taken: HashSet<String> = views.iter().map(|view| self.jobs.name(view.index).to_owned()).collect();
        for view in &views {
            if let Some(stage) = self.plan.stage(view.stage).filter(|stage| !stage.stage.gates.is_empty()) {
                let name = || free(&format!("{}-gate", stage.id), &mut taken);
                self.stage_gates.entry(view.stage).or_insert_with(name);
            }
            if !self.job_gates(view).is_empty() {
                let name = free(&format!("{}-gate", self.jobs.name(view.index)), &mut taken);
                self.gates.insert(view.index, name);
            }
        }
    }

    /// The gates before a job that need a job of their own: its own, and those of its environment that no person passes.
    fn job_gates(&self, view: &JobView<'p>) -> Vec<(&'p Gate, ModelPath)> {
        let elsewhere = |(gate, point): &(&'p Gate, Point)| matches!(point, Point::EnvironmentGate(..)) && by_people(gate);
        let gates = self.plan.gates_of_job(view).filter(|gate| !elsewhere(gate));
        gates.map(|(gate, point)| (gate, self.plan.point_path(point))).collect()
    }

    /// The jobs that stand for the gates before a job, and for those of its stage before the stage's first job.
    pub(super) fn gate_jobs(&self, view: &JobView<'p>, files: &mut FileSet) -> Vec<(String, Data)> {
        let mut made = Vec::new();
        let stage = self.plan.stage(view.stage);
        if self.jobs.is_first(view)
            && let (Some(name), Some(stage)) = (self.stage_gates.get(&view.stage), stage)
        {
            let gates = self
                .plan
                .gates_of_stage(stage.index)
                .map(|(gate, point)| (gate, self.plan.point_path(point)));
            let gates: Vec<_> = gates.collect();
            let when = stage.stage.when.as_ref();
            made.push((
                name.clone(),
                self.gate_job(view, name, when, self.before_stage_gate(view.stage), &gates, files),
            ));
        }
        if let Some(name) = self.gates.get(&view.index) {
            let when = view.job.when.as_ref().or_else(|| stage.and_then(|stage| stage.stage.when.as_ref()));
            let gates = self.job_gates(view);
            made.push((
                name.clone(),
                self.gate_job(view, name, when, &self.before_gate(view), &gates, files),
            ));
        }
        made
    }

    fn gate_job(
        &self,
        view: &JobView<'p>,
        name: &str,
        when: Option<&When>,
        needs: &[String],
        gates: &[(&Gate, ModelPath)],
        files: &mut FileSet,
    ) -> Data {
        let mut body = Body::default();
        let mut button = None;
        let mut collected = syntax::Job::default();
        for (gate, path) in gates {
            if by_people(gate) {
                button = Some(*gate);
                continue;
            }
            match recipe::gate(self.plan, gate, path.clone()) {
                Some(recipe) => Self::carry_out(&mut body, recipe, None, &mut collected, files),
                None => {
                    let message = format!("`{}` holds nothing back on GitLab", gate.kind.key());
                    files.lose(loss(Feature::of_gate(&gate.kind), Severity::Error, path.clone(), message));
                }
            }
        }
        if body.script.is_empty() {
            body.script.push("echo \"All gates are passed.\"".into());
        }
        body.variables.insert("GIT_STRATEGY".into(), Data::Text("none".into()));
        let mut said = Job {
            when: when.cloned(),
            ..Job::default()
        };
        // Of what only a person starts, the gate is the button already, and holds nothing else back.
        if let Some(gate) = button.filter(|_| when != Some(&When::OnDemand)) {
            let instructions = match &gate.kind {
                GateKind::Approval(approval) => approval.instructions.clone(),
                GateKind::Manual(manual) => manual.instructions.clone(),
                _ => None,
            };
            said.gates
                .push(Gate::new(GateKind::Manual(crate::model::ManualGate { instructions })));
        }
        let mut written = syntax::Job {
            stage: self.stage_of(name),
            ..syntax::Job::default()
        };
        condition::give(&said, &mut written);
        written.needs = self.named(needs, &[]);
        if written.needs.is_none() {
            files.lose(Self::many_needs(self.plan.job_path(view.index).key("gates")));
        }
        written.timeout = gates.iter().filter_map(|(gate, _)| gate.timeout).max().map(duration);
        written.artifacts = collected.artifacts;
        written.interruptible = Some(Literal::Bool(false));
        let mut unsaid = Vec::new();
        self.finish(view, body, &mut written, &mut unsaid);
        Self::unsaid(&unsaid, &self.plan.job_path(view.index).key("gates"), files);
        match written.give() {
            Data::Map(mut map) => {
                map.retain(|_, value| *value != Data::Map(Values::new()));
                Data::Map(map)
            }
            other => other,
        }
    }
}
