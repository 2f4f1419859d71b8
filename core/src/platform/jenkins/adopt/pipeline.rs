//! The sections of `pipeline`.

use super::Adopting;
use super::job::{Agent, Route, length};
use crate::foreign::Ids;
use crate::id;
use crate::model::scalar::Expression;
use crate::model::{
    Computed, Concurrency, Data, Event, Input, InputType, Job, ManualStart, Name, Names, PipelineEnd, Push, Schedule, Stage, Trigger, When,
};
use crate::platform::jenkins::syntax::{Argument, Statement};
use crate::text::ModelPath;

impl Adopting<'_> {
    /// All sections.
    pub(super) fn pipeline(&mut self, body: &[Statement], path: &ModelPath) {
        let mut inputs: Names<Input> = Names::new();
        let mut times: Vec<Trigger> = Vec::new();
        // Parameters are known before what names them.
        for (number, section) in body.iter().enumerate() {
            if let (Some(inside), "parameters") = (&section.body, self.key(section).as_str()) {
                let at = path.clone().index(number).key("parameters");
                self.block(ModelPath::root().key("inputs"), at.clone(), section);
                self.inputs(inside, &at, &mut inputs);
            }
        }
        for (number, section) in body.iter().enumerate() {
            let key = self.key(section);
            let at = path.clone().index(number);
            let Some(inside) = section.body.as_deref() else {
                match key.as_str() {
                    "agent any" => {}
                    "agent none" => {
                        self.agent = Some(Agent {
                            none: true,
                            ..Agent::default()
                        });
                    }
                    _ => self.keep(at, section),
                }
                continue;
            };
            let at_inside = at.clone().key(key.as_str());
            match key.as_str() {
                "agent" => match self.agent_of(inside) {
                    Some(agent) => self.agent = Some(agent),
                    None => self.keep(at, section),
                },
                "environment" => {
                    self.block(ModelPath::root().key("env"), at_inside.clone(), section);
                    let env = self.environment(inside, &at_inside);
                    self.taken.pipeline.env.extend(env);
                }
                "options" => self.run_options(inside, &at_inside),
                "triggers" => self.triggers(inside, &at_inside, &mut times),
                "parameters" => {}
                "stages" => {
                    self.block(ModelPath::root().key("stages"), at_inside.clone(), section);
                    let mut stages = std::mem::take(&mut self.taken.pipeline.stages);
                    self.stages(inside, &at_inside, &mut stages);
                    self.taken.pipeline.stages = stages;
                }
                "post" => self.afterwards(inside, &at_inside),
                _ => self.keep(at, section),
            }
        }
        let mut on = vec![Trigger::on(Push::default())];
        if !inputs.is_empty() {
            on.push(Trigger::on(ManualStart { inputs }));
        }
        on.append(&mut times);
        self.taken.pipeline.on = on;
    }

    fn run_options(&mut self, body: &[Statement], path: &ModelPath) {
        for (number, option) in body.iter().enumerate() {
            let call = self.parsed.call(self.text, option);
            let known = call.as_ref().is_some_and(|call| match call.name.as_str() {
                "timeout" => length(call)
                    .map(|length| self.taken.pipeline.timeout = Some(Computed::Literal(length)))
                    .is_some(),
                "disableConcurrentBuilds" => {
                    let abort = call.get("abortPrevious").and_then(Argument::word) == Some("true");
                    self.taken.pipeline.concurrency = Some(Concurrency {
                        group: "${{ github.ref }}".into(),
                        cancel: Some(Computed::Literal(abort)),
                        queue: None,
                    });
                    true
                }
                _ => false,
            });
            if !known {
                self.keep(path.clone().index(number), option);
            }
        }
    }

    fn triggers(&mut self, body: &[Statement], path: &ModelPath, times: &mut Vec<Trigger>) {
        for (number, trigger) in body.iter().enumerate() {
            let call = self.parsed.call(self.text, trigger);
            let events: Option<Vec<Event>> = call.and_then(|call| {
                let text = call.first("").and_then(Argument::text);
                match call.name.as_str() {
                    "cron" => text?
                        .lines()
                        .filter(|line| !line.trim().is_empty())
                        .map(|line| {
                            let schedule = Schedule {
                                cron: line.trim().parse().ok()?,
                                zone: None,
                                branches: None,
                                always: None,
                            };
                            Some(Event::Schedule(schedule))
                        })
                        .collect(),
                    // A push is seen by looking for it.
                    "pollSCM" | "githubPush" => Some(Vec::new()),
                    "upstream" => {
                        let names = call.first("upstreamProjects")?.text()?;
                        let names = names.split(',').map(|name| name.trim().to_owned()).collect();
                        Some(vec![Event::Pipeline(PipelineEnd {
                            pipelines: crate::model::Many(names),
                            branches: None,
                            ignore_branches: None,
                            types: None,
                        })])
                    }
                    _ => None,
                }
            });
            match events {
                Some(events) => times.extend(events.into_iter().map(Trigger::on)),
                None => self.keep(path.clone().index(number), trigger),
            }
        }
    }

    fn inputs(&mut self, body: &[Statement], path: &ModelPath, inputs: &mut Names<Input>) {
        for (number, parameter) in body.iter().enumerate() {
            let found = self.input(parameter);
            match found {
                Some((name, input)) => {
                    self.parameters.push(name.to_string());
                    inputs.insert(name, input);
                }
                None => self.keep(path.clone().index(number), parameter),
            }
        }
    }

    fn input(&self, parameter: &Statement) -> Option<(Name, Input)> {
        let call = self.parsed.call(self.text, parameter)?;
        let name: Name = call.get("name")?.text()?.parse().ok()?;
        let default = call.get("defaultValue");
        let kind = match call.name.as_str() {
            "string" | "text" => InputType::String,
            "booleanParam" => InputType::Boolean,
            "choice" => InputType::Choice,
            _ => return None,
        };
        let mut input = Input {
            kind: Some(kind),
            description: call.get("description").and_then(|text| self.text_of(text)),
            ..Input::default()
        };
        input.default = match (kind, default) {
            (InputType::Boolean, Some(value)) => Some(Data::Bool(value.word()? == "true")),
            (_, Some(value)) => Some(Data::Text(value.text()?.to_owned())),
            (_, None) => None,
        };
        if kind == InputType::Choice {
            input.options = match call.get("choices")? {
                Argument::List(items) => items
                    .iter()
                    .map(|item| Some(Data::Text(item.text()?.to_owned())))
                    .collect::<Option<_>>()?,
                Argument::Text(lines) => lines.lines().map(|line| Data::Text(line.trim().to_owned())).collect(),
                _ => return None,
            };
            input.default = input.options.first().cloned();
        }
        Some((name, input))
    }

    /// What runs after all stages: a stage of its own, with a job for each end.
    fn afterwards(&mut self, body: &[Statement], path: &ModelPath) {
        let id = self.jobs.of("post", &id!("post"));
        let mut stage = Stage::default();
        let mut ids = Ids::default();
        for (number, condition) in body.iter().enumerate() {
            let key = self.key(condition);
            let at = path.clone().index(number);
            let Some(when) = ended(&key) else {
                self.keep(at, condition);
                continue;
            };
            let job_id = ids.of(&key, &id!("job"));
            let route = Route {
                model: ModelPath::root(),
                source: at.clone().key(key.as_str()),
            };
            let steps = self.steps(condition.body.as_deref().unwrap_or_default(), &route);
            let agent = self.agent.clone().unwrap_or_default();
            let job = Job {
                when,
                steps,
                runner: agent.runner.map(Computed::Literal),
                ..Job::default()
            };
            let model = ModelPath::root().key("stages").key(id.as_str()).key("jobs").key(job_id.as_str());
            self.taken.origins.push((model, at));
            stage.jobs.insert(job_id, job);
        }
        if !stage.jobs.is_empty() {
            self.taken.pipeline.stages.insert(id, stage);
        }
    }
}

/// Both hold. How things ended is asked by the first one.
pub(super) fn both(one: Option<When>, other: Option<When>) -> Option<When> {
    match (one, other) {
        (Some(When::Expression(one)), Some(When::Expression(other))) => {
            let text = format!("({}) && ({})", one.inner()?, other.inner()?);
            Expression::new(&text).ok().map(When::Expression)
        }
        (Some(When::Never), _) | (_, Some(When::Never)) => Some(When::Never),
        (one, other) => one.or(other),
    }
}

/// When the steps of a `post` condition run; nothing for a condition that the model has no word for.
#[expect(clippy::option_option, reason = "a condition that is known may be none")]
pub(super) fn ended(condition: &str) -> Option<Option<When>> {
    Some(match condition {
        "always" | "cleanup" => Some(When::Always),
        "failure" | "unsuccessful" => Some(When::Failure),
        "success" => None,
        _ => return None,
    })
}
