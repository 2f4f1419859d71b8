//! `SEC003`: text of strangers that a shell runs.

use crate::model::scalar::{Part, Template};
use crate::model::{Action, CheckKind, Data, Step};
use crate::plan::Plan;
use crate::resolve::PipelineIndex;
use crate::rules::names::job_name;
use crate::rules::{Findings, rule};
use std::collections::{HashMap, HashSet};

rule! {
    /// A script holds an expression that whoever proposes a change, opens an issue or names a branch can fill.
    ///
    /// The platform puts the text in before the shell reads the script, so a title such as `$(curl …)` or `"; rm -rf .` is run
    /// as a command, with the job's token and secrets. A variable is not read as a command: give the text to the step as
    /// `env`, and use `"$NAME"` in the script.
    ///
    /// ```yaml bad
    /// pipelines:
    ///   main:
    ///     on: [ { pull_request: {} } ]
    ///     stages:
    ///       check:
    ///         jobs:
    ///           title: { steps: [ { run: 'echo "Checking ${{ github.event.pull_request.title }}"' } ] }
    /// ```
    ///
    /// ```yaml good
    /// pipelines:
    ///   main:
    ///     on: [ { pull_request: {} } ]
    ///     stages:
    ///       check:
    ///         jobs:
    ///           title: { steps: [ { run: 'echo "Checking $TITLE"', env: { TITLE: "${{ github.event.pull_request.title }}" } } ] }
    /// ```
    ///
    /// References: CWE-78 and CWE-1336; OWASP Top 10 CI/CD Security Risks, CICD-SEC-4; GitHub Actions, "Script injections";
    /// Azure Pipelines, "Securely use variables and parameters".
    Error, Plan(check)
}

/// What strangers can fill, without the numbers and stars of lists.
const TEXTS: &[&str] = &[
    "github.event.issue.title",
    "github.event.issue.body",
    "github.event.pull_request.title",
    "github.event.pull_request.body",
    "github.event.pull_request.head.ref",
    "github.event.pull_request.head.label",
    "github.event.pull_request.head.repo.default_branch",
    "github.event.pull_request.head.repo.description",
    "github.event.comment.body",
    "github.event.review.body",
    "github.event.review_comment.body",
    "github.event.discussion.title",
    "github.event.discussion.body",
    "github.event.pages.page_name",
    "github.event.commits.message",
    "github.event.commits.author.email",
    "github.event.commits.author.name",
    "github.event.head_commit.message",
    "github.event.head_commit.author.email",
    "github.event.head_commit.author.name",
    "github.event.workflow_run.head_branch",
    "github.event.workflow_run.head_commit.message",
    "github.event.workflow_run.head_commit.author.email",
    "github.event.workflow_run.head_commit.author.name",
    "github.event.workflow_run.display_title",
    "github.event.workflow_run.pull_requests.head.ref",
    "github.head_ref",
];

/// The same of Azure Pipelines, which puts `$(Name)` in before a script runs.
const MACROS: &[&str] = &[
    "Build.SourceVersionMessage",
    "System.PullRequest.SourceBranch",
    "System.PullRequest.SourceBranchName",
    "System.PullRequest.SourceRepositoryURI",
    "Build.SourceBranchName",
];

/// Functions that give yes or no, or a number, whatever they are given.
const HARMLESS: &[&str] = &["contains(", "startsWith(", "endsWith(", "hashFiles(", "length("];

fn check(plan: &Plan, found: &mut Findings) {
    for (job, place, step) in plan.steps() {
        let Some((script, keys)) = script(step) else { continue };
        if let Some(text) = injected(script) {
            let path = super::uses::below(plan.step_path(place), keys);
            _ = found
                .add(
                    path,
                    format!(
                        "`{}` runs `{text}` as a part of its script, and strangers can fill it",
                        job_name(plan, job.index)
                    ),
                )
                .help("give it to the step as a variable in `env`, and use `\"$NAME\"` in the script");
        }
    }
    handed_on(plan, found);
}

/// Texts of strangers that a step hands to shared steps, whose scripts they become a part of.
fn handed_on(plan: &Plan, found: &mut Findings) {
    let mut run: HashMap<PipelineIndex, HashSet<String>> = HashMap::new();
    for (place, called) in plan.step_calls() {
        let Some(Action::Call(call)) = plan.step(*place).map(|step| &step.action) else {
            continue;
        };
        let filled = |value: &Data| value.as_word().filter(|text| text.contains("${{")).and_then(injected);
        let given: Vec<_> = call.with.iter().filter_map(|(name, value)| Some((name, filled(value)?))).collect();
        if given.is_empty() {
            continue;
        }
        let inputs = run.entry(*called).or_insert_with(|| inputs_in_scripts(plan, *called));
        for (name, text) in given.into_iter().filter(|(name, _)| inputs.contains(&name.to_lowercase())) {
            _ = found
                .add(
                    plan.step_path(*place).key("call").key("with").key(name.as_str()),
                    format!(
                        "`{}` gives `{text}` to `{}`, which runs it as a part of its script, and strangers can fill it",
                        job_name(plan, place.job),
                        call.pipeline
                    ),
                )
                .help("let the shared steps take the input as a variable in `env`, and use `\"$NAME\"` in their script");
        }
    }
}

/// The inputs that become a part of scripts of a pipeline, in lower case.
fn inputs_in_scripts(plan: &Plan, pipeline: PipelineIndex) -> HashSet<String> {
    let mut names = HashSet::new();
    for view in plan.jobs_of(pipeline) {
        for script in view.steps().filter_map(|(_, step)| script(step)).map(|(script, _)| script) {
            for part in Template::new(script).parts() {
                if let Part::Expression(inner) = part
                    && let Some(name) = inner.strip_prefix("inputs.")
                {
                    names.insert(name.to_lowercase());
                }
            }
        }
    }
    names
}

/// What of a step is run, and where it stands below the step.
fn script(step: &Step) -> Option<(&str, &'static [&'static str])> {
    match &step.action {
        Action::Run(script) => Some((script, &["run"])),
        Action::Verify(verify) => match &verify.kind {
            CheckKind::Command(command) => Some((command, &["verify", "command"])),
            _ => None,
        },
        Action::Use(own) if own.action.starts_with("actions/github-script@") => {
            let script = own.with.get("script").and_then(Data::as_word)?;
            Some((script, &["use", "with", "script"]))
        }
        _ => None,
    }
}

/// The first text of strangers in a script.
fn injected(script: &str) -> Option<&'static str> {
    if script.contains("${{") {
        let template = Template::new(script);
        let text = template.parts().find_map(|part| match part {
            Part::Expression(expression) => filled(expression),
            Part::Literal(_) => None,
        });
        if text.is_some() {
            return text;
        }
    }
    let mut rest = script;
    while let Some((_, after)) = rest.split_once("$(") {
        let name = after.split(')').next().unwrap_or_default();
        if let Some(text) = MACROS.iter().find(|text| text.eq_ignore_ascii_case(name)) {
            return Some(text);
        }
        rest = after;
    }
    None
}

/// What strangers can fill in an expression, when that comes out of it.
fn filled(expression: &str) -> Option<&'static str> {
    let decides = !expression.contains("&&") && !expression.contains("||");
    if decides && (expression.contains("==") || expression.contains("!=") || HARMLESS.iter().any(|name| expression.starts_with(name))) {
        return None;
    }
    let paths = expression.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '*' | '[' | ']' | '\'')));
    paths.map(plain).find_map(|path| {
        let whole = (path == "github.event" && expression.starts_with("toJSON(")).then_some("github.event");
        whole.or_else(|| TEXTS.iter().find(|text| path.eq_ignore_ascii_case(text)).copied())
    })
}

/// A path without its numbers and stars: `commits[0].message` and `commits.*.message` become `commits.message`, and
/// `event['issue'].title` becomes `event.issue.title`.
fn plain(path: &str) -> String {
    let parts = path.split(['.', '[', ']']).map(|part| part.trim_matches('\''));
    let names = parts.filter(|part| !part.is_empty() && *part != "*" && !part.bytes().all(|byte| byte.is_ascii_digit()));
    names.collect::<Vec<_>>().join(".")
}
