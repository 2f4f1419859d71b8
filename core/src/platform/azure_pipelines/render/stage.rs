//! The stages of a file.

use super::fresh::{Fresh, Place};
use super::job::{Containers, Draft, deploys, written_out};
use super::wanted::Out;
use super::{body::Body, call, flow, words};
use crate::diagnostic::Severity;
use crate::foreign::{Literal, Notes, Syntax};
use crate::model::{Data, When};
use crate::platform::azure_pipelines::syntax;
use crate::render::{Feature, loss};
use crate::resolve::{Binding, JobView};
use crate::text::ModelPath;

/// What goes on although something before it failed is told by the stage of its gates; behind them only those count.
fn passed(name: &str) -> String {
    let of = if name.contains("${{") {
        format!("['{name}']")
    } else {
        format!(".{name}")
    };
    format!("in(dependencies{of}.result, 'Succeeded', 'SucceededWithIssues')")
}

/// The stages of a file in the making.
#[derive(Default)]
struct Written {
    stages: Vec<Data>,
    last: Vec<String>,
}

impl Written {
    /// Adds a stage; what it waits for is left out where Azure means the same.
    fn push(&mut self, mut stage: syntax::Stage, name: &str, waits: Vec<String>, notes: &mut Notes) {
        let usual = !self.stages.is_empty() && waits == self.last || self.stages.is_empty() && waits.is_empty();
        stage.depends_on = (!usual).then_some(syntax::DependsOn(waits));
        self.add(stage.give(), vec![name.to_owned()], notes);
    }

    /// Adds what stands in the place of a stage, with the names of the stages that it ends with.
    fn add(&mut self, stage: Data, ends: Vec<String>, notes: &mut Notes) {
        if !self.stages.is_empty() {
            notes.part(&ModelPath::root().key("stages").index(self.stages.len()));
        }
        self.stages.push(stage);
        // Behind several of them, Azure would mean the last one only.
        self.last = if ends.len() == 1 { ends } else { vec![String::new()] };
    }
}

/// A stage of the model before it is written.
struct Open {
    title: String,
    waits: Vec<String>,
    condition: Option<String>,
    /// True when it does not follow from what came before whether it runs.
    special: bool,
    manual: bool,
}

impl<'p> Fresh<'p> {
    /// The stages, and the containers that their jobs use.
    pub(super) fn stages(&self, notes: &mut Notes, out: &mut Out) -> (Vec<Data>, Containers) {
        let mut written = Written::default();
        let mut containers = Containers::new();
        for number in 0..self.flow.units.len() {
            self.stage(number, &mut written, &mut containers, notes, out);
        }
        if self.template && self.calls.gathers(self.index) {
            let last = self.flow.last().into_iter().flat_map(|number| self.ends_of(number)).collect();
            written.add(Self::gather(last), Vec::new(), notes);
        }
        (written.stages, containers)
    }

    fn stage(&self, number: usize, written: &mut Written, containers: &mut Containers, notes: &mut Notes, out: &mut Out) {
        let Some(unit) = self.flow.units.get(number) else { return };
        let Some(stage) = self.plan.stage(unit.stage) else { return };
        let views: Vec<JobView<'p>> = unit.jobs.iter().filter_map(|job| self.plan.job(*job)).collect();
        let path = self.plan.stage_path(unit.stage);
        let place = Place {
            view: None,
            unit: Some(number),
            combination: None,
        };
        let (together, each) = self.together(&views);
        let mut open = Open {
            title: match &stage.stage.name {
                Some(name) if !name.contains("${{") => name.clone(),
                _ => words::humane(stage.id),
            },
            waits: self.waits_of(&unit.waits),
            condition: self.condition(&place, together, &path, out),
            special: flow::is_special(together),
            manual: self.flow.by_hand(self.plan, number),
        };
        if self.template && unit.waits.is_empty() {
            open.waits = call::given();
            open.condition = Some(call::first(open.condition));
        }
        self.gates_before(number, &mut open, written, notes, out);
        let calls = views.first().filter(|view| view.job.call.is_some());
        if let Some(view) = calls {
            return self.called(number, view, open, written, containers, notes, out);
        }
        let jobs = self.jobs_of(number, &views, each, containers, out);
        for of in self.used.borrow().iter().filter(|(here, _)| *here == number).map(|(_, of)| *of) {
            for name in self.ends_of(of) {
                if !open.waits.contains(&name) {
                    open.waits.push(name);
                }
            }
        }
        let mut env = stage.stage.env.clone();
        if self.template {
            for (name, value) in &self.pipeline.env {
                env.entry(name.clone()).or_insert_with(|| value.clone());
            }
        }
        let variables = self.variables(&place, &env, &mut Body::default());
        let shown = match views.first().filter(|_| unit.lifted) {
            Some(view) => format!("{}: {}", open.title, words::humane(view.id)),
            None => open.title,
        };
        let name = self.unit_name(number);
        let stage = syntax::Stage {
            stage: Some(Literal::Text(name.clone())),
            display_name: Some(Literal::Text(shown)),
            condition: open.condition.map(Literal::Text),
            trigger: open.manual.then(|| words::literal("manual")),
            lock_behavior: self.lock(&views),
            variables: (!variables.is_empty()).then_some(Data::Map(variables)),
            jobs: Some(jobs),
            ..syntax::Stage::default()
        };
        let count = stage.jobs.as_ref().map_or(0, Vec::len);
        written.push(stage, &name, open.waits, notes);
        let at = ModelPath::root().key("stages").index(written.stages.len().saturating_sub(1));
        for job in 1..count {
            notes.part(&at.clone().key("jobs").index(job));
        }
        for text in self.checked(&views) {
            notes.add(&at, true, text);
        }
    }

    /// The stages of the gates before a stage; it waits for them then.
    fn gates_before(&self, number: usize, open: &mut Open, written: &mut Written, notes: &mut Notes, out: &mut Out) {
        let Some(unit) = self.flow.units.get(number) else { return };
        let mut first = None;
        if let Some(name) = self.gates.stages.get(&unit.stage).map(|name| self.stage_name(name)) {
            let of_stage: Vec<usize> = (0..self.flow.units.len())
                .filter(|of| self.flow.units.get(*of).is_some_and(|of| of.stage == unit.stage))
                .collect();
            if of_stage.first() == Some(&number) {
                let mut waits: Vec<usize> = Vec::new();
                let all = of_stage
                    .iter()
                    .filter_map(|of| self.flow.units.get(*of))
                    .flat_map(|of| of.waits.iter().copied());
                for of in all.filter(|of| !of_stage.contains(of)) {
                    if !waits.contains(&of) {
                        waits.push(of);
                    }
                }
                let waits = if self.template && waits.is_empty() {
                    call::given()
                } else {
                    self.waits_of(&waits)
                };
                let jobs = self.gate_stage(number, &name, false, &format!("before {}", open.title), out);
                let gate = gate(
                    &name,
                    format!("Gates before {}", open.title),
                    open.condition.clone(),
                    jobs,
                    open.manual,
                );
                written.push(gate, &name, waits, notes);
            }
            // Of the others only those of the same stage are left to wait for.
            let own = unit.waits.iter().copied().filter(|of| of_stage.contains(of)).collect::<Vec<_>>();
            open.waits = self.waits_of(&own);
            open.waits.push(name.clone());
            open.manual = false;
            first = Some(name);
        }
        if let Some(name) = self.gates.before.get(&number).map(|name| self.stage_name(name)) {
            let condition = match &first {
                Some(gate) if open.special => Some(passed(gate)),
                Some(_) if self.template => open.condition.take().as_deref().map(behind),
                _ => open.condition.clone(),
            };
            let jobs = self.gate_stage(number, &name, true, &format!("before {}", open.title), out);
            let shown = if self.flow.units.get(number).is_some_and(|unit| self.is_call(unit)) {
                format!("Gates before {}", open.title)
            } else {
                format!("Approval for {}", open.title)
            };
            written.push(
                gate(&name, shown, condition, jobs, open.manual),
                &name,
                std::mem::take(&mut open.waits),
                notes,
            );
            open.waits = vec![name.clone()];
            open.manual = false;
            first = Some(name);
        }
        if let Some(gate) = first {
            open.condition = if open.special {
                Some(passed(&gate))
            } else {
                open.condition
                    .take()
                    .as_deref()
                    .map(behind)
                    .filter(|condition| condition != "succeeded()")
            };
        }
    }

    fn is_call(&self, unit: &flow::Unit) -> bool {
        let first = unit.jobs.first().and_then(|job| self.plan.job(*job));
        first.is_some_and(|view| view.job.call.is_some())
    }

    #[expect(clippy::too_many_arguments, reason = "what a stage is made of")]
    fn called(
        &self,
        number: usize,
        view: &JobView<'p>,
        open: Open,
        written: &mut Written,
        containers: &mut Containers,
        notes: &mut Notes,
        out: &mut Out,
    ) {
        let Some(call) = view.job.call.as_deref() else { return };
        let mut condition = open.condition;
        if open.manual {
            let path = self.plan.job_path(view.index).key("when");
            let message = "a call of a template cannot wait for a person; it is switched off";
            out.files.lose(loss(Feature::Conditions, Severity::Error, path, message));
            condition = Some("false".to_owned());
        }
        let name = self.unit_name(number);
        let combinations = match written_out(view) {
            Some(combinations) => combinations
                .into_iter()
                .map(|(leg, values)| (format!("_{leg}"), Some(values)))
                .collect(),
            None => vec![(String::new(), None)],
        };
        for (leg, combination) in &combinations {
            let place = Place {
                view: Some(view),
                unit: Some(number),
                combination: combination.as_ref(),
            };
            let given = call::Called {
                name: format!("{name}{leg}"),
                waits: open.waits.clone(),
                condition: condition.clone(),
            };
            let stage = self.call(&place, view, call, &given, containers, out);
            written.add(stage, Vec::new(), notes);
        }
        written.last = self.ends_of(number);
        if written.last.len() != 1 {
            written.last = vec![String::new()];
        }
    }

    /// The names of the stages that a unit ends with: a call has those of its template.
    fn ends_of(&self, number: usize) -> Vec<String> {
        let name = self.unit_name(number);
        let view = self
            .flow
            .units
            .get(number)
            .and_then(|unit| unit.jobs.first())
            .and_then(|job| self.plan.job(*job));
        let called = view.and_then(|view| view.calls).and_then(Binding::known);
        let legs = view.as_ref().map(super::job::legs_of_call).unwrap_or_default();
        let mut names = Vec::new();
        for leg in legs {
            match called.map(|called| self.calls.ends(called)).filter(|ends| !ends.is_empty()) {
                Some(ends) => names.extend(ends.iter().map(|end| format!("{name}{leg}{end}"))),
                None => names.push(format!("{name}{leg}")),
            }
        }
        names
    }

    fn waits_of(&self, units: &[usize]) -> Vec<String> {
        units.iter().flat_map(|of| self.ends_of(*of)).collect()
    }

    /// When all jobs of a stage run, where that can be said of the stage as a whole; and whether each says it for itself.
    fn together(&self, views: &[JobView<'p>]) -> (Option<&'p When>, bool) {
        let stage = views
            .first()
            .and_then(|view| self.plan.stage(view.stage))
            .and_then(|stage| stage.stage.when.as_ref());
        match views {
            [one] => (flow::when(self.plan, one), false),
            many if many.iter().all(|view| view.job.when.is_none()) => (stage, false),
            _ => (None, true),
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
            let own = self.plan.stage(view.stage).map(|stage| stage.id);
            let mut depends: Vec<String> = Vec::new();
            for name in view
                .job
                .after
                .iter()
                .flatten()
                .filter(|name| name.stage.is_none() || name.stage.as_ref() == own)
            {
                let other = views.iter().find(|other| *other.id == name.job);
                for name in other.map(Self::names).unwrap_or_default() {
                    if !depends.contains(&name) {
                        depends.push(name);
                    }
                }
            }
            let when = if each { flow::when(self.plan, view) } else { None };
            let path = self.plan.job_path(view.index);
            let draft = Draft {
                name: words::job(view),
                depends,
                condition: self.condition(&place, when, &path, out),
            };
            let draft = self.gated(&place, view, draft, &mut jobs, out);
            jobs.extend(self.job(view, number, &draft, containers, out));
        }
        jobs
    }

    /// Which of the runs that want the same environment goes on.
    fn lock(&self, views: &[JobView<'p>]) -> Option<Literal> {
        let mut groups = views
            .iter()
            .filter(|view| deploys(view))
            .filter_map(|view| self.plan.concurrency_of(view));
        let group = groups.next()?;
        let word = if group.queue.as_deref() == Some("1") {
            "runLatest"
        } else {
            "sequential"
        };
        Some(words::literal(word))
    }
}

/// A condition behind a gate, which has seen to what the caller of a template says.
fn behind(condition: &str) -> String {
    condition.replace("${{ parameters.condition }}", "succeeded()")
}

fn gate(name: &str, display: String, condition: Option<String>, jobs: Vec<Data>, manual: bool) -> syntax::Stage {
    syntax::Stage {
        stage: Some(Literal::Text(name.to_owned())),
        display_name: Some(Literal::Text(display)),
        condition: condition.map(Literal::Text),
        trigger: manual.then(|| words::literal("manual")),
        jobs: Some(jobs),
        ..syntax::Stage::default()
    }
}
