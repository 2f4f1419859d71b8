//! Ways back over the boundary: what is done, how long it takes, and what cannot be taken back.

use super::Request;
use super::simulate::seconds;
use crate::analysis::rollback::{Place, WayBack, ways_back};
use crate::error::Error;
use crate::model::scalar::Duration;
use crate::plan::Plan;
use crate::recipe::by_hand;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;

/// Of which environment the way back is asked.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RollbackRequest {
    /// One of the environments; all when left out.
    pub environment: Option<String>,
}

impl Request for RollbackRequest {}

/// Ways back.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RollbacksJson {
    /// One for each environment that has one, production first.
    pub ways_back: Vec<RollbackPlanJson>,
    /// Environments without one.
    pub without: Vec<String>,
    /// All of it as a text.
    pub text: String,
    /// All of it as Markdown.
    pub markdown: String,
}

/// The way back of an environment. Times are in seconds.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RollbackPlanJson {
    /// The environment.
    pub environment: String,
    /// The rollback.
    pub rollback: String,
    /// How it is done.
    pub method: &'static str,
    /// True when it starts by itself.
    pub automatic: bool,
    /// Who decides, when it does not.
    pub decided_by: Vec<String>,
    /// Who must approve, when it goes the way of any other change.
    pub approves: Vec<String>,
    /// Services in the order in which they go back.
    pub services: Vec<String>,
    /// What is done, in order.
    pub steps: Vec<RollbackPlanStepJson>,
    /// What shows that it worked.
    pub verify: Vec<String>,
    /// Until it is noticed, at worst.
    pub detect: Option<f64>,
    /// Until someone has decided.
    pub decide: Option<f64>,
    /// Until the old version serves everyone.
    pub execute: Option<f64>,
    /// All of that; at least this much when something is unknown.
    pub total: f64,
    /// What else belongs to it takes so long.
    pub rest: f64,
    /// What nobody says.
    pub unknown: Vec<String>,
    /// What is promised.
    pub promises: Vec<PromiseJson>,
    /// Where the way back leads after a failure at each step of a deployment.
    pub trials: Vec<TrialJson>,
}

/// A step of a way back.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RollbackPlanStepJson {
    /// What is done.
    pub what: String,
    /// The command. None for what a person does without one.
    pub run: Option<String>,
    /// How long it takes at worst, when that is said.
    pub takes: Option<f64>,
}

/// A promise, and whether it holds.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PromiseJson {
    /// `within` of the rollback or `recovery_time` of the objectives.
    pub of: &'static str,
    /// What is promised.
    pub within: f64,
    /// Whether it holds at worst. None when that is not known.
    pub holds: Option<bool>,
}

/// A failure after a step.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TrialJson {
    /// The route to the step after which it fails.
    pub after: String,
    /// What the step does.
    pub does: String,
    /// True when the way back leads all the way.
    pub returns: bool,
    /// What is left that is not as it was.
    pub left: Vec<String>,
}

impl RollbackPlanJson {
    fn of(plan: &Plan, back: &WayBack<'_>) -> Self {
        let worst = |range: Option<crate::model::scalar::DurationRange>| range.map(|range| seconds(range.worst().as_millis()));
        let commands = by_hand(plan, back.environment, back.rollback, &back.services).into_iter();
        let mut steps: Vec<RollbackPlanStepJson> = commands
            .map(|command| RollbackPlanStepJson {
                what: command.what,
                run: command.run,
                takes: None,
            })
            .collect();
        for part in &back.parts {
            let run = part.step.steps.iter().find_map(|step| match &step.action {
                crate::model::Action::Run(run) => Some(run.clone()),
                _ => None,
            });
            steps.push(RollbackPlanStepJson {
                what: part.step.summary.clone().unwrap_or_else(|| part.id.to_string()),
                run,
                takes: worst(part.step.takes),
            });
        }
        let times = &back.times;
        Self {
            environment: back.environment.id.to_string(),
            rollback: back.id.to_string(),
            method: back.rollback.method.key(),
            automatic: back.rollback.automatic,
            decided_by: back.rollback.decided_by.to_vec(),
            approves: back.approves.clone(),
            services: back.services.iter().map(ToString::to_string).collect(),
            steps,
            verify: back.verify(plan),
            detect: times.detect.map(seconds),
            decide: times.decide.map(seconds),
            execute: times.execute.map(seconds),
            total: seconds(times.total()),
            rest: seconds(times.rest),
            unknown: times.unknown.clone(),
            promises: back
                .promises
                .iter()
                .map(|promise| PromiseJson {
                    of: promise.place,
                    within: seconds(promise.within),
                    holds: promise.holds,
                })
                .collect(),
            trials: back
                .trials
                .iter()
                .map(|trial| TrialJson {
                    after: trial.after.path.to_string(),
                    does: match &trial.after.place {
                        Place::Deploys(services) => {
                            let names: Vec<&str> = services.iter().map(|id| id.as_str()).collect();
                            format!("deploys {}", names.join(", "))
                        }
                        Place::Migrates(id, _) => format!("carries out the migration {id}"),
                    },
                    returns: trial.left.is_empty(),
                    left: trial.left.clone(),
                })
                .collect(),
        }
    }

    /// For people: lines of a kind, with a mark before each and a heading style.
    fn told(&self, markdown: bool) -> String {
        let mut out = String::new();
        let time = |seconds: f64| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "such casts stop at the ends")]
            let millis = (seconds * 1000.0).round().max(0.0) as u64;
            Duration::from_millis(millis).to_string()
        };
        let (head, item) = if markdown { ("## ", "- ") } else { ("", "  ") };
        let _ = writeln!(
            out,
            "{head}{}: {} by {}",
            self.environment,
            self.rollback,
            self.method.replace('_', " ")
        );
        if markdown {
            out.push('\n');
        }
        let part = |known: Option<f64>| known.map_or_else(|| String::from("nobody knows"), time);
        let _ = writeln!(
            out,
            "{item}{}{} at worst: {} until it is noticed, {} to decide, {} to go back",
            if self.unknown.is_empty() { "" } else { "at least " },
            time(self.total),
            part(self.detect),
            part(self.decide),
            part(self.execute)
        );
        for promise in &self.promises {
            let (name, within) = (promise.of, time(promise.within));
            let _ = match promise.holds {
                Some(true) => writeln!(out, "{item}inside the {within} that `{name}` promises"),
                Some(false) => writeln!(out, "{item}not inside the {within} that `{name}` promises"),
                None => writeln!(out, "{item}nobody knows whether inside the {within} that `{name}` promises"),
            };
        }
        for unknown in &self.unknown {
            let _ = writeln!(out, "{item}nothing says {unknown}");
        }
        let _ = match (self.automatic, self.decided_by.is_empty()) {
            (true, _) => writeln!(out, "{item}it starts by itself"),
            (false, true) => writeln!(out, "{item}a person starts it"),
            (false, false) => writeln!(out, "{item}{} decide", self.decided_by.join(", ")),
        };
        if !self.approves.is_empty() {
            let _ = writeln!(out, "{item}{} must approve, as for any other change", self.approves.join(", "));
        }
        if self.services.len() > 1 {
            let _ = writeln!(out, "{item}in this order: {}", self.services.join(", "));
        }
        self.steps_told(&mut out, markdown);
        for line in &self.verify {
            let _ = writeln!(out, "{item}it worked when: {line}");
        }
        for trial in self.trials.iter().filter(|trial| !trial.returns) {
            let _ = writeln!(
                out,
                "{item}no full way back after {} ({}): {}",
                trial.after,
                trial.does,
                trial.left.join("; ")
            );
        }
        out
    }

    fn steps_told(&self, out: &mut String, markdown: bool) {
        if markdown {
            out.push('\n');
        }
        for (number, step) in self.steps.iter().enumerate() {
            let indent = if markdown { "" } else { "  " };
            let _ = writeln!(out, "{indent}{}. {}", number + 1, step.what);
            match (&step.run, markdown) {
                (Some(run), true) => {
                    let _ = writeln!(out, "\n   ```sh\n   {}\n   ```\n", run.trim_end().replace('\n', "\n   "));
                }
                (Some(run), false) => {
                    let _ = writeln!(out, "       {}", run.trim_end().replace('\n', "\n       "));
                }
                (None, _) => {}
            }
        }
        if markdown && !self.steps.is_empty() {
            out.push('\n');
        }
    }
}

impl RollbacksJson {
    /// The ways back of a plan.
    pub fn of(plan: &Plan, environment: Option<&str>) -> Result<Self, Error> {
        if let Some(name) = environment
            && !plan.environments().any(|view| view.id.as_str() == name)
        {
            return Err(Error::argument(format!("the document has no environment `{name}`")));
        }
        let wanted = |id: &str| environment.is_none_or(|name| name == id);
        let list: Vec<RollbackPlanJson> = ways_back(plan)
            .iter()
            .filter(|back| wanted(back.environment.id.as_str()))
            .map(|back| RollbackPlanJson::of(plan, back))
            .collect();
        let without = plan
            .environments()
            .filter(|view| view.environment.rollback.is_none() && wanted(view.id.as_str()));
        let told = |markdown: bool| list.iter().map(|back| back.told(markdown)).collect::<Vec<_>>().join("\n");
        Ok(Self {
            text: told(false),
            markdown: told(true),
            without: without.map(|view| view.id.to_string()).collect(),
            ways_back: list,
        })
    }
}

pub(super) fn rollback(plan: &Plan, request: &RollbackRequest) -> Result<RollbacksJson, Error> {
    RollbacksJson::of(plan, request.environment.as_deref())
}
