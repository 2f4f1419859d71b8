//! Runs that strangers can start while the project's own secrets are there, and where their code gets in.

use crate::model::{Action, Data, Event, Step, When};
use crate::plan::Plan;
use crate::resolve::StepPlace;

/// Events that anyone may bring about, by the platform's name.
const OPEN: &[&str] = &["issue_comment", "issues", "discussion", "discussion_comment"];

/// Names of the commit, branch or repository of whoever proposed the change.
const HEADS: &[&str] = &[
    "github.event.pull_request.head.",
    "github.event.pull_request.merge_commit_sha",
    "github.event.workflow_run.head_",
    "github.event.workflow_run.pull_requests",
    "github.head_ref",
    "refs/pull/",
    "pull/${{",
];

/// Commands that fetch a proposed change.
const FETCHES: &[&str] = &["gh pr checkout", "hub pr checkout", "origin pull/", "refs/pull/"];

/// What conditions ask to keep strangers out.
const LIMITS: &[&str] = &[
    "author_association",
    "github.actor",
    "github.event.sender",
    "github.triggering_actor",
    "head.repo.fork",
    "head.repo.full_name",
    "head.repo.owner",
    "head_repository",
    "pull_request.user.login",
    "workflow_run.event",
    "workflow_run.actor",
    "permission",
];

/// True when strangers can start a run by an event, and the run has the project's own secrets.
pub(super) fn may_start(plan: &Plan, event: &Event) -> bool {
    match event {
        Event::PullRequest(change) => change.trusted,
        Event::Other(other) => OPEN.contains(&other.name.as_str()),
        Event::Pipeline(end) => end.pipelines.iter().any(|name| runs_for_changes(plan, name)),
        _ => false,
    }
}

/// True when proposed changes run in a pipeline of this id or name; for one elsewhere nobody knows.
fn runs_for_changes(plan: &Plan, wanted: &str) -> bool {
    let mut same = plan
        .pipelines()
        .filter(|(_, id, pipeline)| id.as_str() == wanted || pipeline.name.as_deref() == Some(wanted))
        .peekable();
    let elsewhere = same.peek().is_none();
    elsewhere || same.any(|(.., pipeline)| pipeline.on.iter().any(|on| matches!(on.event, Event::PullRequest(_))))
}

/// True for a step that puts into the workspace what someone else proposed.
pub(super) fn fetches_proposal(step: &Step) -> bool {
    let head = |text: &str| HEADS.iter().any(|head| text.contains(head));
    match &step.action {
        Action::Checkout(checkout) => [&checkout.reference, &checkout.repository]
            .into_iter()
            .flatten()
            .any(|text| head(text)),
        Action::Run(script) => {
            let gets = ["git checkout", "git fetch", "git pull", "git clone"]
                .iter()
                .any(|word| script.contains(word));
            FETCHES.iter().any(|word| script.contains(word)) || gets && head(script)
        }
        Action::Use(used) => {
            let text = |value: &Data| value.as_word().is_some_and(head);
            used.action.starts_with("actions/checkout@") && used.with.values().any(text)
        }
        _ => false,
    }
}

/// True for a step that runs what lies in the workspace.
pub(super) fn runs_workspace(step: &Step) -> bool {
    match &step.action {
        Action::Run(_) | Action::BuildImage(_) | Action::Migrate(_) | Action::Deploy(_) => true,
        Action::Use(used) => !used.action.starts_with("actions/checkout@"),
        Action::Parallel(steps) => steps.iter().any(runs_workspace),
        _ => false,
    }
}

/// True when a condition on the way to a step, or around it, asks who proposed the change.
pub(super) fn is_limited(plan: &Plan, place: StepPlace) -> bool {
    let Some(view) = plan.job(place.job) else { return false };
    let stage = plan.stage(view.stage).and_then(|stage| stage.stage.when.as_ref());
    let step = plan.step(place).and_then(|step| step.when.as_ref());
    let asks = |when: &When| matches!(when, When::Expression(asked) if LIMITS.iter().any(|limit| asked.as_str().contains(limit)));
    [stage, view.job.when.as_ref(), step].into_iter().flatten().any(asks)
}
