//! The stages of a file.

use super::fresh::{Fresh, Place};
use super::job::{Containers, Draft, deploys};
use super::wanted::Out;
use super::{body::Body, flow, words};
use crate::foreign::{Literal, Notes, Syntax};
use crate::model::{Data, When};
use crate::platform::azure_pipelines::syntax;
use crate::resolve::JobView;
use crate::text::ModelPath;

/// What goes on although something before it failed is told by the stage or job of its gates; behind them only those count.
fn passed(name: &str) -> String {
    format!("in(dependencies.{name}.result, 'Succeeded', 'SucceededWithIssues')")
}

/// The stages of a file in the making.
#[derive(Default)]
struct Written {
    stages: Vec<Data>,
    last: Option<String>,
}

impl Written {
    /// Adds a stage; what it waits for is left out where Azure means the same.
    fn push(&mut self, mut stage: syntax::Stage, name: &str, waits: Vec<String>) {
        let usual = match &self.last {
            Some(last) => waits.len() == 1 && waits.first() == Some(last),
            None => waits.is_empty(),
        };
        stage.depends_on = (!usual).then_some(syntax::DependsOn(waits));
        self.last = Some(name.to_owned());
        self.stages.push(stage.give());
    }
}

impl<'p> Fresh<'p> {
    /// The stages, and the containers that their jobs use.
    pub(super) fn stages(&self, notes: &mut Notes, out: &mut Out) -> (Vec<Data>, Vec<Data>) {
        let mut written = Written::default();
        let mut containers = Containers::new();
        for (number, unit) in self.flow.units.iter().enumerate() {
            let views: Vec<JobView<'p>> = unit.jobs.iter().filter_map(|job| self.plan.job(*job)).collect();
            let Some(stage) = self.plan.stage(unit.stage) else { continue };
            let path = self.plan.stage_path(unit.stage);
            let title = match &stage.stage.name {
                Some(name) if !name.contains("${{") => name.clone(),
                _ => words::humane(stage.id),
            };
            let together = self.together(&views);
            let mut gates_waits: Vec<String> = self.unit_names(&unit.waits);
            let place = Place {
                view: None,
                unit: Some(number),
                combination: None,
            };
            let mut condition = match together {
                Some(when) => self.condition(&place, when, &path, out),
                None => None,
            };
            let special = together.is_some_and(flow::is_special);
            let by_hand = self.flow.by_hand(self.plan, number);
            let mut manual = by_hand;
            let mut first = None;
            if let Some(name) = self.gates.stages.get(&unit.stage) {
                let of_stage = self.flow.units.iter().filter(|of| of.stage == unit.stage);
                let leads = self.flow.units.iter().position(|of| of.stage == unit.stage) == Some(number);
                if leads {
                    let mut waits: Vec<usize> = Vec::new();
                    let own: Vec<usize> = (0..self.flow.units.len())
                        .filter(|of| self.flow.units.get(*of).is_some_and(|of| of.stage == unit.stage))
                        .collect();
                    for of in of_stage.flat_map(|of| of.waits.iter().copied()) {
                        if !waits.contains(&of) && !own.contains(&of) {
                            waits.push(of);
                        }
                    }
                    let jobs = self.gate_stage(number, name, false, &format!("before {title}"), out);
                    let gate = self.gate(name, &format!("Gates before {title}"), condition.clone(), jobs, manual);
                    written.push(gate, name, self.unit_names(&waits));
                    self.between(&written, notes);
                    manual = false;
                }
                first = Some(name.clone());
                let own = |of: &String| self.flow.units.iter().any(|unit| &unit.name == of && unit.stage == stage.index);
                gates_waits.retain(own);
                gates_waits.push(name.clone());
            }
            if let Some(name) = self.gates.before.get(&number) {
                let jobs = self.gate_stage(number, name, true, &format!("before {title}"), out);
                let condition = match &first {
                    Some(gate) if special => Some(passed(gate)),
                    _ => condition.clone(),
                };
                let gate = self.gate(name, &format!("Approval of {title}"), condition, jobs, manual);
                written.push(gate, name, gates_waits);
                self.between(&written, notes);
                manual = false;
                first = Some(name.clone());
                gates_waits = vec![name.clone()];
            }
            if let Some(gate) = first.filter(|_| special) {
                condition = Some(passed(&gate));
            }
            let jobs = self.jobs_of(number, &views, together.is_none(), &mut containers, out);
            for of in self.used.borrow().iter().filter(|(here, _)| *here == number).map(|(_, of)| *of) {
                for name in self.unit_names(&[of]) {
                    if !gates_waits.contains(&name) {
                        gates_waits.push(name);
                    }
                }
            }
            let mut body = Body::default();
            let variables = self.variables(&place, &stage.stage.env, &mut body);
            let shown = if unit.lifted {
                views.first().map_or(title.clone(), |view| format!("{title}: {}", words::humane(view.id)))
            } else {
                title
            };
            let stage = syntax::Stage {
                stage: Some(Literal::Text(unit.name.clone())),
                display_name: Some(Literal::Text(shown)),
                condition: condition.map(Literal::Text),
                trigger: manual.then(|| words::literal("manual")),
                lock_behavior: self.lock(&views),
                variables: (!variables.is_empty()).then_some(Data::Map(variables)),
                jobs: Some(jobs),
                ..syntax::Stage::default()
            };
            let count = stage.jobs.as_ref().map_or(0, Vec::len);
            written.push(stage, &unit.name, gates_waits);
            self.between(&written, notes);
            let at = ModelPath::root().key("stages").index(written.stages.len().saturating_sub(1));
            for job in 1..count {
                notes.part(&at.clone().key("jobs").index(job));
            }
            for text in self.checked(&views) {
                notes.add(&at, true, text);
            }
        }
        let containers = containers.values().cloned().collect();
        (written.stages, containers)
    }

    /// A blank line above the stage that was added last.
    fn between(&self, written: &Written, notes: &mut Notes) {
        let number = written.stages.len().saturating_sub(1);
        if number > 0 {
            notes.part(&ModelPath::root().key("stages").index(number));
        }
    }

    fn gate(&self, name: &str, display: &str, condition: Option<String>, jobs: Vec<Data>, manual: bool) -> syntax::Stage {
        syntax::Stage {
            stage: Some(Literal::Text(name.to_owned())),
            display_name: Some(Literal::Text(display.to_owned())),
            condition: condition.map(Literal::Text),
            trigger: manual.then(|| words::literal("manual")),
            jobs: Some(jobs),
            ..syntax::Stage::default()
        }
    }

    fn unit_names(&self, units: &[usize]) -> Vec<String> {
        let names = units.iter().filter_map(|of| self.flow.units.get(*of));
        names.map(|unit| unit.name.clone()).collect()
    }

    /// When all jobs of a stage run, where that can be said of the stage as a whole; nothing when each says it for itself.
    fn together(&self, views: &[JobView<'p>]) -> Option<Option<&'p When>> {
        let stage = views.first().and_then(|view| self.plan.stage(view.stage)).and_then(|stage| stage.stage.when.as_ref());
        match views {
            [one] => Some(flow::when(self.plan, one)),
            many if many.iter().all(|view| view.job.when.is_none()) => Some(stage),
            _ => None,
        }
    }

    /// The jobs of a stage, with those of their gates.
    fn jobs_of(&self, number: usize, views: &[JobView<'p>], each: bool, containers: &mut Containers, out: &mut Out) -> Vec<Data> {
        let mut jobs = Vec::new();
        for view in views {
            let place = Place {
                view: Some(view),
                unit: Some(number),
                combination: None,
            };
            let mut depends: Vec<String> = Vec::new();
            for name in view.job.after.iter().flatten() {
                let other = views.iter().find(|other| {
                    *other.id == name.job && name.stage.as_ref().is_none_or(|stage| self.plan.stage(view.stage).is_some_and(|own| own.id == stage))
                });
                for name in other.map(|other| self.names(other)).unwrap_or_default() {
                    if !depends.contains(&name) {
                        depends.push(name);
                    }
                }
            }
            let when = if each { flow::when(self.plan, view) } else { None };
            let path = self.plan.job_path(view.index);
            let draft = Draft {
                name: self.name(view),
                depends,
                depends_as: None,
                condition: self.condition(&place, when, &path, out),
            };
            let draft = self.gated(&place, view, draft, &mut jobs, out);
            jobs.extend(self.job(view, Some(number), &draft, containers, out));
        }
        jobs
    }

    /// Which of the runs that want the same environment goes on.
    fn lock(&self, views: &[JobView<'p>]) -> Option<Literal> {
        let mut groups = views.iter().filter(|view| deploys(view)).filter_map(|view| self.plan.concurrency_of(view));
        let group = groups.next()?;
        Some(if group.queue.as_deref() == Some("1") { words::literal("runLatest") } else { words::literal("sequential") })
    }
}
