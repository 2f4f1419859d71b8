//! What a job leaves behind.

use crate::model::{Access, Action, Computed, Entries, EnvValue, Permissions, Step};
use crate::resolve::{Graph, JobView};
use crate::rules::structure::steps::is_plain;

/// What a job does to the world.
pub(super) enum Effect {
    /// It goes out to users.
    Delivers,
    /// An image is pushed: on its way out, or out when nothing else delivers.
    Pushes,
    /// Something is left behind, or may be.
    Some,
    None,
}

/// True when a job delivers or pushes.
pub(super) fn hands_out(view: &JobView<'_>) -> bool {
    view.steps().any(|(_, step)| delivers(&step.action) || pushes(&step.action))
}

/// What a job does, as far as the document says.
pub(super) fn effect(graph: &Graph, view: &JobView<'_>) -> Effect {
    if view.steps().any(|(_, step)| delivers(&step.action)) {
        return Effect::Delivers;
    }
    if view.steps().any(|(_, step)| pushes(&step.action)) {
        return Effect::Pushes;
    }
    let job = view.job;
    let writes = match &job.permissions {
        None | Some(Permissions::ReadAll) => false,
        Some(Permissions::WriteAll) => true,
        Some(Permissions::Each(scopes)) => scopes.values().any(|access| *access == Access::Write),
    };
    let stage_is_plain = graph
        .stage(view.stage)
        .is_some_and(|stage| is_plain(stage.stage.when.as_ref()) && !has_secrets(&stage.stage.env));
    let is_idle = job.call.is_none()
        && job.environment.is_none()
        && job.outputs.is_empty()
        && job.gates.is_empty()
        && job.extensions.is_empty()
        && is_plain(job.when.as_ref())
        && !has_secrets(&job.env)
        && !writes
        && stage_is_plain
        && view.steps().all(|(_, step)| is_idle(step));
    if is_idle { Effect::None } else { Effect::Some }
}

fn delivers(action: &Action) -> bool {
    match action {
        Action::Deploy(_) => true,
        Action::Publish(publish) => publish.registry.is_some(),
        _ => false,
    }
}

fn pushes(action: &Action) -> bool {
    matches!(action, Action::BuildImage(build) if !matches!(build.push, None | Some(Computed::Literal(false))))
}

/// True when a step surely leaves nothing behind. Those inside a `parallel` step are asked by themselves.
fn is_idle(step: &Step) -> bool {
    let does_nothing = match &step.action {
        Action::Checkout(_)
        | Action::Setup(_)
        | Action::Cache(_)
        | Action::BuildImage(_)
        | Action::Fetch(_)
        | Action::Wait(_)
        | Action::Parallel(_) => true,
        Action::Run(script) => !reaches_out(script),
        Action::Scan(scan) => scan.report.is_none(),
        _ => false,
    };
    does_nothing && step.reports.is_none() && step.extensions.is_empty() && is_plain(step.when.as_ref()) && !has_secrets(&step.env)
}

/// True when a word of the script begins like one that reaches out of the machine, or may.
fn reaches_out(script: &str) -> bool {
    let is_reaching = |word: &[u8]| {
        let beginnings: &[&str] = match word.first().map(u8::to_ascii_lowercase) {
            Some(b'a') => &["ansible", "apply", "aws", "az"],
            Some(b'c') => &["codecov", "coveralls", "curl"],
            Some(b'd') => &["deploy"],
            Some(b'g') => &["gcloud", "gh"],
            Some(b'h') => &["helm", "http"],
            Some(b'k') => &["kubectl"],
            Some(b'm') => &["mail"],
            Some(b'n') => &["notif"],
            Some(b'p') => &["publish", "pulumi", "push"],
            Some(b'r') => &["releas", "rsync"],
            Some(b's') => &["scp", "secrets", "send", "slack", "snyk", "sonar", "ssh"],
            Some(b't') => &["terraform", "tofu", "trigger"],
            Some(b'u') => &["upload"],
            _ => &[],
        };
        beginnings.iter().any(|with| {
            word.get(..with.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(with.as_bytes()))
        })
    };
    script.as_bytes().split(|letter| !letter.is_ascii_alphanumeric()).any(is_reaching)
}

fn has_secrets(env: &Entries<String, EnvValue>) -> bool {
    env.values().any(|value| match value {
        EnvValue::Secret(_) => true,
        EnvValue::Text(text) => text.contains("secrets."),
        EnvValue::Empty => false,
    })
}
