//! What starts a pipeline: set times and other jobs in the file; branches, tags and changes are the job's own.

use super::fresh::{Fresh, Page};
use super::words;
use crate::diagnostic::Severity;
use crate::emit::groovy::{Call, Statement, Value};
use crate::model::{Event, PipelineEnd, Schedule};
use crate::platform::jenkins::condition::{self, Test};
use crate::render::{Feature, loss};
use crate::text::ModelPath;

impl Fresh<'_> {
    /// The triggers of the file.
    pub(super) fn triggers(&self, page: &mut Page<'_>) -> Vec<Statement> {
        let path = self.plan.pipeline_path(self.index).key("on");
        let mut times: Vec<(Option<String>, String, Option<String>)> = Vec::new();
        let mut upstream: Vec<String> = Vec::new();
        for (number, trigger) in self.pipeline.on.iter().enumerate() {
            let at = path.clone().index(number);
            let mut lose = |severity, message: &str| page.files.lose(loss(Feature::Triggers, severity, at.clone(), message));
            match &trigger.event {
                Event::Schedule(schedule) => Self::time(schedule, &at, &mut times, page),
                Event::Pipeline(end) => self.upstream(end, &mut upstream),
                Event::Release(_) => lose(Severity::Info, "its tag starts the pipeline, not the release"),
                Event::Webhook(_) => lose(Severity::Warning, "another system starts the job by Jenkins' own address for that"),
                Event::MergeQueue(_) => lose(
                    Severity::Warning,
                    "Jenkins knows no queue of changes; its branches are branches like others",
                ),
                Event::Other(_) => lose(Severity::Warning, "Jenkins has no event like this"),
                Event::Push(push) if push.paths.is_some() || push.ignore_paths.is_some() => {
                    lose(Severity::Warning, "it starts whichever files changed");
                }
                Event::PullRequest(change) if change.paths.is_some() || change.ignore_paths.is_some() || change.types.is_some() => {
                    lose(Severity::Warning, "it starts whichever files changed, whenever a commit comes");
                }
                _ => {}
            }
        }
        let mut lines: Vec<Statement> = Vec::new();
        if let Some((_, _, first)) = times.first() {
            let zoned = times.iter().any(|(zone, ..)| zone.is_some());
            let mut text = String::new();
            let mut last: Option<&str> = None;
            for (zone, cron, _) in &times {
                let zone = zone.as_deref().unwrap_or("Etc/UTC");
                if zoned && last != Some(zone) {
                    text.extend(["TZ=", zone, "\n"]);
                    last = Some(zone);
                }
                text.push_str(cron);
                text.push('\n');
            }
            // Every branch with this file has a job, and only one of them is meant.
            let meant = match first {
                Some(branch) => Value::binary("==", Value::code("env.BRANCH_NAME"), branch.as_str().into()),
                None => Value::code("env.BRANCH_IS_PRIMARY"),
            };
            let text = Value::text(text.trim_end());
            let cron = if self.started() {
                Value::Choice(Box::new(meant), Box::new(text), Box::new("".into()))
            } else {
                text
            };
            lines.push(Call::new("cron").with(cron).into());
        }
        if !upstream.is_empty() {
            let call = Call::new("upstream").named("upstreamProjects", upstream.join(", "));
            lines.push(call.named("threshold", Value::code("hudson.model.Result.SUCCESS")).into());
        }
        lines
    }

    fn time(schedule: &Schedule, path: &ModelPath, times: &mut Vec<(Option<String>, String, Option<String>)>, page: &mut Page<'_>) {
        let Some(cron) = words::schedule(&schedule.cron) else {
            let message = format!("Jenkins cannot say `{}`", schedule.cron);
            page.files.lose(loss(Feature::Schedules, Severity::Warning, path.clone(), message));
            return;
        };
        let zone = schedule.zone.as_ref().or(schedule.cron.zone()).map(ToString::to_string);
        let branch = schedule
            .branches
            .as_ref()
            .and_then(|branches| branches.first())
            .map(ToString::to_string);
        let branch = branch.filter(|branch| !branch.contains('*'));
        if times.iter().any(|(.., other)| *other != branch) {
            let message = "all times are for the branch of the first one";
            page.files.lose(loss(Feature::Schedules, Severity::Warning, path.clone(), message));
        }
        times.push((zone, cron, branch));
    }

    fn upstream(&self, end: &PipelineEnd, upstream: &mut Vec<String>) {
        for name in &*end.pipelines {
            let known = self
                .plan
                .pipelines()
                .find(|(_, id, pipeline)| id.as_str() == name || pipeline.name.as_deref() == Some(name.as_str()));
            upstream.push(match known {
                Some((_, id, pipeline)) if crate::render::is_started(pipeline) => format!("/{}/main", super::job_name(self.plan, id)),
                Some((_, id, _)) => format!("/{}", super::job_name(self.plan, id)),
                None => name.clone(),
            });
        }
    }

    /// What must hold of a run so that events the pipeline does not name deploy nothing: whoever sets up the job may let
    /// more branches in. Nothing when every branch is meant.
    pub(super) fn named_runs(&self) -> Option<Test> {
        let mut any: Option<Test> = None;
        let mut more = |test: Test| {
            any = Some(match any.take() {
                Some(any) => any.or(test),
                None => test,
            });
        };
        for trigger in &self.pipeline.on {
            match &trigger.event {
                Event::Push(push) => {
                    let branches = push.branches.as_ref();
                    if (branches.is_none() && push.tags.is_none()) || push.ignore_branches.is_some() {
                        return None;
                    }
                    for branch in branches.into_iter().flatten() {
                        if branch.is_negated() || matches!(branch.pattern(), "*" | "**") {
                            return None;
                        }
                        more(condition::branch(branch.pattern()));
                    }
                    push.tags.iter().flatten().for_each(|tag| more(condition::tag(tag.pattern())));
                }
                Event::Tag(tags) if tags.patterns.is_empty() => more(condition::tag("*")),
                Event::Tag(tags) => tags.patterns.iter().for_each(|tag| more(condition::tag(tag.pattern()))),
                Event::PullRequest(_) => more(condition::change_request()),
                Event::Release(_) => more(condition::tag("*")),
                // Whoever may start it chooses the branch.
                _ => return None,
            }
        }
        any
    }
}
