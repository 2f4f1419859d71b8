//! A stage -> a job, and what of it belongs to the model's stage.

use super::Adopting;
use crate::foreign::Ids;
use crate::id;
use crate::model::scalar::{Duration, SecretName};
use crate::model::{
    Action, Approval, Checkout, Computed, Concurrency, Container, Data, Entries, EnvValue, Gate, GateKind, Id, Job, ManualGate, Map,
    Matrix, Retry, Runner, SecretReference, SelfHosted, Stage, Step, When,
};
use crate::platform::jenkins::syntax::{Argument, Call, Statement};
use crate::text::ModelPath;

/// Where a stage runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Agent {
    pub(super) runner: Option<Runner>,
    pub(super) container: Option<String>,
    /// True when there is none.
    pub(super) none: bool,
}

/// A length of time: `time: 5, unit: 'HOURS'`.
pub(super) fn length(call: &Call) -> Option<Duration> {
    let time: u64 = call.first("time")?.word()?.parse().ok()?;
    Some(
        match call
            .get("unit")
            .map_or(Some("MINUTES"), Argument::word)?
            .trim_start_matches("TimeUnit.")
        {
            "SECONDS" => Duration::from_secs(time),
            "MINUTES" => Duration::from_minutes(time),
            "HOURS" => Duration::from_hours(time),
            "DAYS" => Duration::from_days(time),
            _ => return None,
        },
    )
}

/// The routes of a part of the model and of the file.
#[derive(Clone, Debug)]
pub(super) struct Route {
    pub(super) model: ModelPath,
    pub(super) source: ModelPath,
}

impl Route {
    pub(super) fn model(&self, key: &str) -> ModelPath {
        self.model.clone().key(key)
    }
}

impl Adopting<'_> {
    /// The stages of a block, each after the one before it.
    pub(super) fn stages(&mut self, body: &[Statement], path: &ModelPath, stages: &mut Map<Stage>) {
        for (number, statement) in body.iter().enumerate() {
            let at = path.clone().index(number);
            let Some((name, inside)) = self.stage_of(statement) else {
                self.keep(at, statement);
                continue;
            };
            let at = at.key(self.key(statement));
            let section = |adopting: &Self, word: &str| {
                let found = inside
                    .iter()
                    .enumerate()
                    .find(|(_, one)| one.body.is_some() && adopting.key(one) == word);
                found.map(|(number, one)| (one.body.as_deref().unwrap_or_default(), at.clone().index(number).key(word)))
            };
            let common = |adopting: &mut Self, id: &Id, mut stage: Stage, words: &[&str], stages: &mut Map<Stage>| {
                let mut job = Job::default();
                let route = Route {
                    model: ModelPath::root().key("stages").key(id.as_str()),
                    source: at.clone(),
                };
                adopting.sections(inside, &route, words, &mut job);
                stage.name = Some(name.clone());
                stage.when = job.when;
                stage.gates = job.gates;
                stage.env = job.env;
                adopting.block(route.model.clone(), at.clone(), statement);
                // What holds for all jobs of a stage holds for each of them.
                for own in stage.jobs.values_mut() {
                    own.runner = own.runner.take().or_else(|| job.runner.clone());
                    own.container = own.container.take().or_else(|| job.container.clone());
                    own.timeout = own.timeout.take().or_else(|| job.timeout.clone());
                    own.concurrency = own.concurrency.take().or_else(|| job.concurrency.clone());
                }
                stages.insert(id.clone(), stage);
            };
            if let Some((nested, path)) = section(self, "stages") {
                // Stages inside of a stage follow one another as the others do; what is said around them holds for each.
                let before = stages.len();
                self.stages(nested, &path, stages);
                let mut job = Job::default();
                let route = Route {
                    model: ModelPath::root().key("stages"),
                    source: at.clone(),
                };
                self.sections(inside, &route, &["stages"], &mut job);
                for (number, (_, stage)) in stages.iter_mut().skip(before).enumerate() {
                    if number == 0 {
                        stage.gates.splice(0..0, job.gates.clone());
                    }
                    stage.when = super::pipeline::both(job.when.clone(), stage.when.take());
                    for (name, value) in &job.env {
                        stage.env.entry(name.clone()).or_insert_with(|| value.clone());
                    }
                }
                continue;
            }
            let id = self.jobs.of(&name, &id!("stage"));
            let mut ids = Ids::default();
            let route = Route {
                model: ModelPath::root().key("stages").key(id.as_str()).key("jobs"),
                source: at.clone(),
            };
            let mut stage = Stage::default();
            if let Some((branches, path)) = section(self, "parallel") {
                for (number, branch) in branches.iter().enumerate() {
                    let at = path.clone().index(number);
                    let Some((name, body)) = self.stage_of(branch) else {
                        self.keep(at, branch);
                        continue;
                    };
                    let job_id = ids.of(&name, &id!("job"));
                    let own = Route {
                        model: route.model(job_id.as_str()),
                        source: at.key(self.key(branch)),
                    };
                    self.block(own.model.clone(), own.source.clone(), branch);
                    let mut job = self.job(body, &own);
                    job.name = Some(name);
                    stage.jobs.insert(job_id, job);
                }
                common(self, &id, stage, &["parallel"], stages);
            } else if let Some((matrix, path)) = section(self, "matrix") {
                let own = Route {
                    model: route.model(id.as_str()),
                    source: path,
                };
                let job = self.matrix(matrix, &own);
                stage.jobs.insert(id.clone(), job);
                common(self, &id, stage, &["matrix"], stages);
            } else {
                let own = Route {
                    model: route.model(id.as_str()),
                    source: at.clone(),
                };
                let mut job = self.job(inside, &own);
                stage.name = Some(name.clone());
                // Whether a stage starts is said by the stage.
                stage.when = job.when.take();
                stage.gates = std::mem::take(&mut job.gates);
                stage.jobs.insert(id.clone(), job);
                self.block(ModelPath::root().key("stages").key(id.as_str()), at.clone(), statement);
                stages.insert(id, stage);
            }
        }
    }

    /// The name of a stage and what is in it.
    fn stage_of<'s>(&self, statement: &'s Statement) -> Option<(String, &'s [Statement])> {
        let call = self.parsed.call(self.text, statement).filter(|call| call.name == "stage")?;
        let name = self.text_of(call.first("name")?)?;
        Some((name, statement.body.as_deref()?))
    }

    /// A job of the sections of a stage.
    fn job(&mut self, body: &[Statement], route: &Route) -> Job {
        let mut job = Job::default();
        self.sections(body, route, &[], &mut job);
        let agent = self.agent.clone().unwrap_or_default();
        if job.runner.is_none() && job.container.is_none() {
            job.runner = agent.runner.map(Computed::Literal);
            job.container = agent.container.map(|image| Container::new(image).into());
        }
        if !job.steps.is_empty() && !self.skips(body) {
            job.steps.insert(0, Step::new(Checkout::default()));
        }
        job
    }

    /// True when the source is not checked out by itself, or by a step already.
    fn skips(&self, body: &[Statement]) -> bool {
        body.iter().any(|section| match (self.key(section).as_str(), &section.body) {
            ("options", Some(options)) => options.iter().any(|option| self.key(option).starts_with("skipDefaultCheckout")),
            ("steps", Some(steps)) => steps.iter().any(|step| {
                let key = self.key(step);
                key.starts_with("checkout ") || key.starts_with("git ")
            }),
            _ => false,
        })
    }

    fn matrix(&mut self, body: &[Statement], route: &Route) -> Job {
        let mut axes: Entries<String, Computed<Vec<Data>>> = Entries::new();
        let mut exclude: Vec<Data> = Vec::new();
        let mut inner = Job::default();
        for (number, section) in body.iter().enumerate() {
            let key = self.key(section);
            let at = route.source.clone().index(number);
            match (key.as_str(), section.body.as_deref()) {
                ("axes", Some(all)) => {
                    for axis in all {
                        if let Some((name, values)) = self.axis(axis) {
                            axes.insert(name, Computed::Literal(values));
                        }
                    }
                }
                ("excludes", Some(all)) => {
                    for one in all {
                        let pairs = one.body.iter().flatten().filter_map(|axis| self.axis(axis));
                        let pattern: Entries<String, Data> = pairs
                            .filter_map(|(name, values)| Some((name, values.into_iter().next()?)))
                            .collect();
                        exclude.push(Data::Map(pattern));
                    }
                }
                ("stages", Some(stages)) => {
                    let path = at.key("stages");
                    for (number, stage) in stages.iter().enumerate() {
                        let Some((_, inside)) = self.stage_of(stage) else { continue };
                        let own = Route {
                            model: route.model.clone(),
                            source: path.clone().index(number).key(self.key(stage)),
                        };
                        let mut more = self.job(inside, &own);
                        // The stages of a combination run on one machine, one after the other.
                        if inner.steps.is_empty() {
                            inner = more;
                        } else {
                            more.steps.retain(|step| !matches!(step.action, Action::Checkout(_)));
                            inner.steps.append(&mut more.steps);
                        }
                    }
                }
                _ => {}
            }
        }
        let own = Route {
            model: route.model.clone(),
            source: route.source.clone(),
        };
        let mut around = Job::default();
        self.sections(body, &own, &["axes", "excludes", "stages"], &mut around);
        inner.runner = around.runner.or(inner.runner);
        inner.container = around.container.or(inner.container);
        inner.env.extend(around.env);
        let matrix = Matrix {
            axes,
            exclude: (!exclude.is_empty()).then_some(Computed::Literal(exclude)),
            ..Matrix::default()
        };
        inner.matrix = Some(matrix.into());
        inner
    }

    fn axis(&self, statement: &Statement) -> Option<(String, Vec<Data>)> {
        let body = statement.body.as_deref()?;
        let call = |word: &str| {
            let mut calls = body.iter().filter_map(|one| self.parsed.call(self.text, one));
            calls.find(|call| call.name == word)
        };
        let name = call("name")?.first("")?.text()?.to_owned();
        let values = call("values")?;
        let values = values
            .arguments
            .iter()
            .filter_map(|(_, value)| Some(Data::Text(value.word()?.to_owned())));
        Some((name, values.collect()))
    }

    /// The sections of a stage; those that are read elsewhere are passed over.
    pub(super) fn sections(&mut self, body: &[Statement], route: &Route, elsewhere: &[&str], job: &mut Job) {
        let mut after = Vec::new();
        for (number, section) in body.iter().enumerate() {
            let key = self.key(section);
            let at = route.source.clone().index(number);
            if elsewhere.contains(&key.as_str()) {
                continue;
            }
            let Some(inside) = section.body.as_deref() else {
                match key.as_str() {
                    "agent any" => job.runner = Some(Computed::Literal(machine(Vec::new()))),
                    "agent none" | "failFast true" => {}
                    _ => self.keep(at, section),
                }
                continue;
            };
            let path = at.clone().key(key.as_str());
            match key.as_str() {
                "agent" => match self.agent_of(inside) {
                    Some(agent) => {
                        job.runner = agent.runner.map(Computed::Literal);
                        job.container = agent.container.map(|image| Container::new(image).into());
                    }
                    None => self.keep(at, section),
                },
                "steps" => {
                    let steps = Route {
                        model: route.model("steps"),
                        source: path.clone(),
                    };
                    self.taken.blocks.push((steps.model.clone(), section.span, section.inside));
                    let mut found = self.steps(inside, &steps);
                    job.steps.append(&mut found);
                }
                "when" => match self.when(inside) {
                    Some(When::Success) => {}
                    Some(when) => job.when = Some(when),
                    None => self.keep(at, section),
                },
                "environment" => {
                    let env = self.environment(inside, &path);
                    job.env.extend(env);
                }
                "options" => self.options(inside, &path, job),
                "input" => job.gates.push(self.gate(inside)),
                "post" => after.push((inside, path)),
                _ => self.keep(at, section),
            }
        }
        for (inside, path) in after {
            self.post(inside, &path, job);
        }
    }

    pub(super) fn agent_of(&self, body: &[Statement]) -> Option<Agent> {
        let [one] = body else { return None };
        let call = self.parsed.call(self.text, one)?;
        let inside: Vec<Call> = one
            .body
            .iter()
            .flatten()
            .filter_map(|line| self.parsed.call(self.text, line))
            .collect();
        let of = |word: &str| {
            inside
                .iter()
                .find(|call| call.name == word)
                .and_then(|call| self.text_of(call.first("")?))
        };
        match call.name.as_str() {
            "label" => {
                let labels = self.text_of(call.first("label")?)?;
                Some(Agent {
                    runner: Some(machine(labels_of(&labels))),
                    ..Agent::default()
                })
            }
            "node" if inside.iter().all(|call| matches!(call.name.as_str(), "label" | "customWorkspace")) => Some(Agent {
                runner: Some(machine(labels_of(&of("label")?))),
                ..Agent::default()
            }),
            "docker" => Some(Agent {
                container: Some(match one.body {
                    Some(_) => of("image")?,
                    None => self.text_of(call.first("image")?)?,
                }),
                runner: of("label").map(|labels| machine(labels_of(&labels))),
                none: false,
            }),
            _ => None,
        }
    }

    /// Variables; credentials are secrets.
    pub(super) fn environment(&mut self, body: &[Statement], path: &ModelPath) -> Entries<String, EnvValue> {
        let mut env = Entries::new();
        for (number, line) in body.iter().enumerate() {
            let value = self.parsed.setting(self.text, line).and_then(|(name, value)| {
                let value = match &value {
                    Argument::Call(call) if call.name == "credentials" => EnvValue::Secret(secret(call.first("")?.text()?)?),
                    other => EnvValue::Text(self.text_of(other)?),
                };
                Some((name, value))
            });
            match value {
                Some((name, value)) => {
                    self.taken.secret |= matches!(value, EnvValue::Secret(_));
                    env.insert(name, value);
                }
                None => self.keep(path.clone().index(number), line),
            }
        }
        env
    }

    fn options(&mut self, body: &[Statement], path: &ModelPath, job: &mut Job) {
        for (number, option) in body.iter().enumerate() {
            let call = self.parsed.call(self.text, option);
            let known = call.as_ref().is_some_and(|call| match call.name.as_str() {
                "timeout" => length(call).map(|length| job.timeout = Some(Computed::Literal(length))).is_some(),
                "retry" => times(call).map(|retry| job.retry = Some(retry)).is_some(),
                "lock" => {
                    let group = call.first("resource").and_then(|resource| self.text_of(resource));
                    let only = call.only(&["", "resource"]);
                    group
                        .filter(|_| only)
                        .map(|group| {
                            job.concurrency = Some(Concurrency {
                                group,
                                cancel: None,
                                queue: None,
                            });
                        })
                        .is_some()
                }
                "skipDefaultCheckout" => true,
                _ => false,
            });
            if !known {
                self.keep(path.clone().index(number), option);
            }
        }
    }

    /// People who are asked before a stage.
    pub(super) fn gate(&self, body: &[Statement]) -> Gate {
        let calls: Vec<Call> = body.iter().filter_map(|line| self.parsed.call(self.text, line)).collect();
        let of = |word: &str| {
            calls
                .iter()
                .find(|call| call.name == word)
                .and_then(|call| self.text_of(call.first("")?))
        };
        asked(of("message"), of("submitter").as_deref())
    }

    /// What runs after the steps: steps with `when`.
    fn post(&mut self, body: &[Statement], path: &ModelPath, job: &mut Job) {
        for (number, condition) in body.iter().enumerate() {
            let key = self.key(condition);
            let at = path.clone().index(number);
            let Some(when) = super::pipeline::ended(&key) else {
                self.keep(at, condition);
                continue;
            };
            let route = Route {
                model: ModelPath::root(),
                source: at.key(key.as_str()),
            };
            let mut steps = self.steps(condition.body.as_deref().unwrap_or_default(), &route);
            for step in &mut steps {
                step.when = super::pipeline::both(when.clone(), step.when.take());
            }
            job.steps.append(&mut steps);
        }
    }
}

/// A gate that people pass.
pub(super) fn asked(message: Option<String>, submitter: Option<&str>) -> Gate {
    let by: Vec<String> = submitter
        .into_iter()
        .flat_map(|text| text.split(','))
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect();
    Gate::new(if by.is_empty() {
        GateKind::Manual(ManualGate { instructions: message })
    } else {
        GateKind::Approval(Approval {
            by: crate::model::Many(by),
            instructions: message,
            ..Approval::default()
        })
    })
}

/// A secret by the id of its credentials.
pub(super) fn secret(id: &str) -> Option<SecretReference> {
    id.parse::<SecretName>().ok().map(SecretReference::new)
}

/// `retry(3)` tries three times in all.
pub(super) fn times(call: &Call) -> Option<Retry> {
    let count: u32 = call.first("count")?.word()?.parse().ok()?;
    Some(Retry {
        times: Some(count.saturating_sub(1)),
        ..Retry::default()
    })
}

/// A machine of one's own.
fn machine(labels: Vec<String>) -> Runner {
    Runner::SelfHosted(SelfHosted {
        labels: crate::model::Many(labels),
        ..SelfHosted::default()
    })
}

fn labels_of(text: &str) -> Vec<String> {
    text.split("&&")
        .map(|label| label.trim().to_owned())
        .filter(|label| !label.is_empty())
        .collect()
}
