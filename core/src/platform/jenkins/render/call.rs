//! A job that calls a pipeline -> a run of that pipeline's own job.

use super::body::Body;
use super::fresh::{Fresh, Page};
use super::stage::{Inner, Stage};
use crate::diagnostic::Severity;
use crate::emit::groovy::{Call as Step, Part, Statement, Value};
use crate::model::{Call, Data, InputType};
use crate::platform::jenkins::variables::{Scope, own};
use crate::render::{Feature, loss};
use crate::resolve::{Binding, JobView};

impl<'p> Fresh<'p> {
    /// Starts another pipeline and waits for it.
    pub(super) fn call(&self, view: &JobView<'p>, call: &Call, title: &str, scope: &Scope, page: &mut Page<'_>) -> Stage {
        let path = self.plan.job_path(view.index).key("call");
        let mut body = Body::new(scope);
        let called = view.calls.and_then(Binding::known).and_then(|index| self.plan.pipeline(index));
        let Some((id, pipeline)) = called else {
            let message = format!(
                "`{}` is a pipeline of another system; its place fails until it is replaced",
                call.pipeline
            );
            page.files.lose(loss(Feature::ReusablePipelines, Severity::Error, path, message));
            let error = Step::step("error").with(format!("{} has no counterpart in Jenkins; replace it here", call.pipeline));
            return Stage::of(title, Inner::Steps(vec![error.into()]));
        };
        let name = super::job_name(self.plan, id);
        // One that events start has a job for each branch.
        let name = if crate::render::is_started(pipeline) {
            Value::Mixed(vec![
                Part::Text(format!("/{name}/")),
                Part::Code("env.BRANCH_NAME.replace('/', '%2F')".into()),
            ])
        } else {
            format!("/{name}").into()
        };
        let mut parameters: Vec<Value> = Vec::new();
        for (input, given) in &call.with {
            let kind = pipeline.inputs.get(input.as_str()).and_then(|input| input.kind);
            let (kind, value) = match given {
                Data::Bool(value) => ("booleanParam", Value::from(*value)),
                Data::Text(text) if kind == Some(InputType::Boolean) => {
                    let said = body.say(text).value();
                    let parsed = Value::On(Box::new(said), Box::new(Step::new("toBoolean")));
                    ("booleanParam", parsed)
                }
                Data::List(_) | Data::Map(_) | Data::Null => {
                    let message = format!("`{input}` is not a text, a number or a flag and is left out");
                    page.files.lose(loss(Feature::Inputs, Severity::Warning, path.clone(), message));
                    continue;
                }
                other => ("string", body.say(other.as_word().unwrap_or_default()).value()),
            };
            parameters.push(Step::new(kind).named("name", own(input)).named("value", value).into());
        }
        let mut build = Step::step("build").named("job", name);
        if !parameters.is_empty() {
            build = build.named("parameters", Value::List(parameters));
        }
        Self::unsaid(&body.unsaid, &path, page);
        let mut stage = Stage::of(title, Inner::Steps(vec![Statement::from(build)]));
        if view.environment.is_some() {
            stage.options.extend(self.lock(view).map(|lock| Step::new("lock").with(lock)));
        }
        stage
    }
}
