//! What names in expressions stand for, and when something runs.

use super::flow::Flow;
use super::fresh::{Fresh, Place};
use super::words;
use crate::expression::{Tree, parse};
use crate::model::scalar::{Part, Template};
use crate::model::{Event, InputType, When};
use crate::plan::Plan;
use crate::platform::azure_pipelines::expression::{self, Formula, Given};
use crate::resolve::{Binding, JobView};
use std::collections::HashSet;

/// Calls are followed so deep.
const DEEP: usize = 16;

/// An output of a job: the names that lead to it.
struct Output {
    /// What the name of the stage ends in, for a job of a called pipeline.
    stage: String,
    job: String,
    /// `step.name`.
    step: String,
    /// True for a deployment, whose outputs have the name of the job before them.
    deployment: bool,
}

impl Output {
    fn name(&self) -> String {
        if self.deployment {
            format!("{}.{}", self.job, self.step)
        } else {
            self.step.clone()
        }
    }
}

impl<'p> Fresh<'p> {
    /// What a path is here.
    pub(super) fn lookup(&self, place: &Place<'_, 'p>, path: &str) -> Option<Given> {
        let (context, rest) = path.split_once('.')?;
        match context {
            "inputs" => self.input(rest),
            "github" => self.input(rest.strip_prefix("event.inputs.")?),
            "secrets" if rest.eq_ignore_ascii_case("github_token") => None,
            "env" if !rest.contains('.') => Some(Given::Variable(rest.to_owned())),
            "secrets"
                if self.template
                    && self
                        .pipeline
                        .secrets
                        .keys()
                        .any(|secret| words::variable(secret) == words::variable(rest)) =>
            {
                Some(Given::Parameter(words::variable(rest)))
            }
            "secrets" | "vars" if !rest.contains('.') => Some(Given::Variable(words::variable(rest))),
            "matrix" => match place.combination {
                Some(combination) => {
                    let mut names = rest.split('.');
                    let mut value = combination.get(names.next()?)?;
                    for name in names {
                        value = value.as_map()?.get(name)?;
                    }
                    value.as_word().map(|word| Given::Text(word.to_owned()))
                }
                None => Some(Given::Variable(words::name(rest))),
            },
            "steps" => {
                let (step, name) = rest.split_once(".outputs.")?;
                Some(Given::Variable(format!("{}.{name}", words::name(step))))
            }
            "jobs" | "needs" => self.of_job(place, rest),
            _ => None,
        }
    }

    fn input(&self, name: &str) -> Option<Given> {
        let manual = self.pipeline.on.iter().filter_map(|trigger| match &trigger.event {
            Event::Manual(manual) if !self.template => Some(&manual.inputs),
            _ => None,
        });
        let mut all = std::iter::once(&self.pipeline.inputs).chain(manual).flatten();
        let (_, input) = all.find(|(input, _)| input.as_str() == name)?;
        let name = words::name(name);
        Some(if input.kind == Some(InputType::Boolean) {
            Given::Flag(name)
        } else {
            Given::Parameter(name)
        })
    }

    /// The job that an id means: of the same stage first.
    fn job_of(&self, place: &Place<'_, 'p>, id: &str) -> Option<JobView<'p>> {
        let same = place.view.and_then(|view| {
            let mut jobs = self.plan.jobs_of(self.index);
            jobs.find(|job| job.stage == view.stage && job.id.as_str() == id)
        });
        same.or_else(|| self.plan.job(self.jobs.by_id(id)?))
    }

    /// `build.outputs.version`, `build.result`.
    fn of_job(&self, place: &Place<'_, 'p>, rest: &str) -> Option<Given> {
        let (id, what) = rest.split_once('.')?;
        let job = self.job_of(place, id)?;
        let name = words::job(&job);
        let dependencies = |context: &str| Formula::Name(context.into());
        let own = self.flow.position(job.index);
        let here = place.unit.is_some() && own == place.unit && place.view.is_some();
        if what == "result" {
            if here {
                return Some(Given::Runtime(dependencies("dependencies").member(&name).member("result")));
            }
            let unit = self.seen(place, own?)?;
            return Some(Given::Runtime(match place.view {
                Some(_) if job.calls.is_none() => dependencies("stageDependencies").member(&unit).member(&name).member("result"),
                Some(_) => return None,
                None => dependencies("dependencies").member(&unit).member("result"),
            }));
        }
        let output = match output(self.plan, &job, what.strip_prefix("outputs.")?, DEEP)? {
            Ok(output) => output,
            Err(text) => return Some(Given::Text(text)),
        };
        if here {
            let of = dependencies("dependencies").member(&output.job).member("outputs");
            return Some(Given::Runtime(of.member(&output.name())));
        }
        let unit = format!("{}{}", self.seen(place, own?)?, output.stage);
        Some(Given::Runtime(match place.view {
            None => dependencies("dependencies")
                .member(&unit)
                .member("outputs")
                .member(&format!("{}.{}", output.job, output.name())),
            Some(_) => dependencies("stageDependencies")
                .member(&unit)
                .member(&output.job)
                .member("outputs")
                .member(&output.name()),
        }))
    }

    /// The name of another stage that has ended before this one; it is waited for, since else nothing of it is seen.
    fn seen(&self, place: &Place<'_, 'p>, other: usize) -> Option<String> {
        let here = place.unit?;
        let mut open = vec![here];
        let mut known = HashSet::new();
        while let Some(number) = open.pop() {
            if number == other && number != here {
                self.used.borrow_mut().insert((here, other));
                return Some(self.unit_name(other));
            }
            if known.insert(number) {
                open.extend(self.flow.units.get(number).into_iter().flat_map(|unit| &unit.waits));
            }
        }
        None
    }

    /// The condition of something; an error when it cannot be said.
    pub(super) fn when(&self, place: &Place<'_, 'p>, when: Option<&When>) -> Result<Option<String>, ()> {
        Ok(Some(match when {
            None | Some(When::Success | When::OnDemand) => return Ok(None),
            Some(When::Failure) => "failed()".to_owned(),
            Some(When::Always) => "always()".to_owned(),
            Some(When::Never) => "false".to_owned(),
            Some(When::Expression(given)) => {
                let tree = given.inner().and_then(|inner| parse(inner).ok()).ok_or(())?;
                if tree == Tree::Bool(true) {
                    return Ok(None);
                }
                expression::condition(&tree, &|path| self.lookup(place, path)).ok_or(())?
            }
        }))
    }
}

/// An output of a job as its step gives it; a text when it is known already.
fn output(plan: &Plan, view: &JobView<'_>, name: &str, deep: usize) -> Option<Result<Output, String>> {
    if let Some(Binding::To(called)) = view.calls {
        let (_, callee) = plan.pipeline(called).filter(|_| deep > 0 && view.job.matrix.is_none())?;
        let (_, given) = callee.outputs.iter().find(|(output, _)| output.as_str() == name)?;
        let path = match alone(&given.value)? {
            Ok(path) => path,
            Err(text) => return Some(Err(text)),
        };
        let rest = path.strip_prefix("jobs.").or_else(|| path.strip_prefix("needs."))?;
        let (id, inner) = rest.split_once(".outputs.")?;
        let of = plan.jobs_of(called).find(|job| job.id.as_str() == id)?;
        let flow = Flow::new(plan, called);
        let unit = flow.units.get(flow.position(of.index)?)?;
        let end = if flow.units.len() == 1 {
            String::new()
        } else {
            format!("_{}", unit.name)
        };
        let found = output(plan, &of, inner, deep - 1)?;
        return Some(found.map(|found| Output {
            stage: format!("{end}{}", found.stage),
            ..found
        }));
    }
    if view.job.matrix.is_some() {
        return None;
    }
    let (_, given) = view.job.outputs.iter().find(|(output, _)| output.as_str() == name)?;
    let path = match alone(&given.value)? {
        Ok(path) => path,
        Err(text) => return Some(Err(text)),
    };
    let (step, value) = path.strip_prefix("steps.")?.split_once(".outputs.")?;
    Some(Ok(Output {
        stage: String::new(),
        job: words::job(view),
        step: format!("{}.{value}", words::name(step)),
        deployment: super::job::deploys(view),
    }))
}

/// The path that a text is nothing but, or the text when there is no expression in it.
fn alone(text: &str) -> Option<Result<String, String>> {
    let template = Template::new(text);
    let mut parts = template.parts();
    match (parts.next(), parts.next()) {
        (Some(Part::Expression(inner)), None) => parse(inner).ok()?.path().map(Ok),
        (Some(Part::Literal(text)), None) => Some(Err(text.to_owned())),
        _ => None,
    }
}
