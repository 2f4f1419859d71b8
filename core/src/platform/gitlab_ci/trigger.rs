//! What starts a pipeline -> `workflow: rules`, or the rules of the job that starts a child pipeline.

use super::expression::{Comparison, Rule, glob};
use super::syntax::Values;
use crate::model::scalar::Glob;
use crate::model::{Data, Event, Many, PullRequest, Push, Trigger};

/// A rule for each trigger, in order; triggers that GitLab does not know give none.
pub(super) fn rules(on: &[Trigger]) -> Vec<Data> {
    let mut rules: Vec<Data> = Vec::new();
    let changes = on.iter().any(|trigger| matches!(trigger.event, Event::PullRequest(_)));
    let pushes = on
        .iter()
        .any(|trigger| matches!(&trigger.event, Event::Push(push) if push.branches.is_none()));
    for trigger in on {
        match &trigger.event {
            Event::PullRequest(change) => {
                rules.push(rule(&pull_request(change), change.paths.as_ref()));
                if pushes {
                    // A branch with an open merge request has a pipeline already.
                    let twice = Rule::variable("CI_COMMIT_BRANCH").and(Rule::variable("CI_OPEN_MERGE_REQUESTS"));
                    rules.push(never(&twice));
                }
            }
            Event::Push(push) => {
                if pushes && changes && rules.is_empty() {
                    let twice = Rule::variable("CI_COMMIT_BRANCH").and(Rule::variable("CI_OPEN_MERGE_REQUESTS"));
                    rules.push(never(&Rule::is("CI_PIPELINE_SOURCE", "push").and(twice)));
                }
                rules.extend(self::push(push).into_iter().map(|condition| rule(&condition, push.paths.as_ref())));
            }
            Event::Tag(tag) => {
                let tags = named("CI_COMMIT_TAG", Some(&tag.patterns), Some(&tag.ignore));
                rules.push(rule(&tags.unwrap_or_else(|| Rule::variable("CI_COMMIT_TAG")), None));
            }
            Event::Schedule(_) => rules.push(rule(&Rule::is("CI_PIPELINE_SOURCE", "schedule"), None)),
            Event::Manual(_) => rules.push(rule(&Rule::is("CI_PIPELINE_SOURCE", "web"), None)),
            Event::Webhook(_) => rules.push(rule(&Rule::is("CI_PIPELINE_SOURCE", "trigger"), None)),
            Event::Pipeline(_) => rules.push(rule(&Rule::is("CI_PIPELINE_SOURCE", "pipeline"), None)),
            Event::Release(_) => rules.push(rule(&Rule::variable("CI_COMMIT_TAG"), None)),
            Event::MergeQueue(_) => rules.push(rule(&Rule::is("CI_MERGE_REQUEST_EVENT_TYPE", "merge_train"), None)),
            Event::Call(_) | Event::Other(_) => {}
        }
    }
    let mut once: Vec<Data> = Vec::new();
    for rule in rules {
        if !once.contains(&rule) {
            once.push(rule);
        }
    }
    once
}

fn rule(condition: &Rule, paths: Option<&Many<Glob>>) -> Data {
    let mut map = Values::from([("if".to_owned(), Data::Text(condition.to_string()))]);
    if let Some(paths) = paths {
        let paths = paths
            .iter()
            .filter(|path| !path.is_negated())
            .map(|path| Data::Text(path.to_string()));
        map.insert("changes".to_owned(), Data::List(paths.collect()));
    }
    Data::Map(map)
}

fn never(condition: &Rule) -> Data {
    Data::Map(Values::from([
        ("if".to_owned(), Data::Text(condition.to_string())),
        ("when".to_owned(), Data::Text("never".into())),
    ]))
}

/// One of the names, and none of those left out.
fn named(variable: &str, names: Option<&Many<Glob>>, ignored: Option<&Many<Glob>>) -> Option<Rule> {
    let any = |globs: &Many<Glob>, negated: bool| {
        let rules = globs
            .iter()
            .filter(|one| one.is_negated() == negated)
            .map(|one| glob(variable, one.pattern()));
        Rule::any(rules.collect())
    };
    let mut rule = names.and_then(|names| any(names, false));
    let out = [
        names.and_then(|names| any(names, true)),
        ignored.and_then(|ignored| any(ignored, false)),
    ];
    for out in out.into_iter().flatten() {
        let there = rule.unwrap_or_else(|| Rule::variable(variable));
        rule = Some(there.and(out.negate()));
    }
    rule
}

fn pull_request(change: &PullRequest) -> Rule {
    let mut rule = Rule::is("CI_PIPELINE_SOURCE", "merge_request_event");
    if let Some(branches) = named(
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
        change.branches.as_ref(),
        change.ignore_branches.as_ref(),
    ) {
        rule = rule.and(branches);
    }
    if change.drafts == Some(false) {
        let title = Rule::variable("CI_MERGE_REQUEST_TITLE");
        rule = rule.and(Rule::compare(
            Comparison::MatchesNot,
            title,
            Rule::Pattern("^Draft:".into(), String::new()),
        ));
    }
    rule
}

fn push(push: &Push) -> Vec<Rule> {
    let mut rules = Vec::new();
    let only_tags = push.branches.is_none() && push.ignore_branches.is_none() && push.tags.is_some();
    if !only_tags {
        let branches = named("CI_COMMIT_BRANCH", push.branches.as_ref(), push.ignore_branches.as_ref());
        rules.push(branches.unwrap_or_else(|| Rule::variable("CI_COMMIT_BRANCH")));
    }
    if push.branches.is_none() && push.ignore_branches.is_none() || push.tags.is_some() {
        let tags = named("CI_COMMIT_TAG", push.tags.as_ref(), push.ignore_tags.as_ref());
        rules.push(tags.unwrap_or_else(|| Rule::variable("CI_COMMIT_TAG")));
    }
    rules
}
