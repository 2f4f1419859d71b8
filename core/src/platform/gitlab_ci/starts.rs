//! `workflow: rules` -> what starts a pipeline, for the forms that people write.

use super::expression::{self, Comparison, Rule};
use super::syntax::Values;
use crate::foreign::extension;
use crate::model::scalar::Glob;
use crate::model::{Data, Event, ManualStart, Many, Pipeline, PullRequest, Push, TagPush, Trigger, Webhook, When};

/// The branches that are usually a project's own one: its name is a setting, not in the file.
const DEFAULT_BRANCHES: [&str; 2] = ["main", "master"];

/// What starts a pipeline that has no rules of its own.
pub(super) fn usual() -> Vec<Trigger> {
    vec![
        Trigger::on(Event::Push(Push::default())),
        Trigger::on(Event::Manual(ManualStart::default())),
    ]
}

/// What starts a pipeline by its rules. What no trigger stands for is passed over; the file keeps the rules.
pub(super) fn take(rules: &[Data]) -> Vec<Trigger> {
    let mut on: Vec<Trigger> = Vec::new();
    let mut never: Vec<Event> = Vec::new();
    for rule in rules.iter().filter_map(Data::as_map) {
        let condition = rule.get("if").map(|text| text.as_word().and_then(expression::parse));
        let mut events = match &condition {
            Some(condition) => condition.as_ref().and_then(events).unwrap_or_default(),
            None => vec![
                Event::Push(Push::default()),
                Event::PullRequest(PullRequest::default()),
                Event::Manual(ManualStart::default()),
            ],
        };
        if rule.get("when").and_then(Data::as_word) == Some("never") {
            match condition {
                None => break,
                // One that holds more often than it says would keep away what is meant to come.
                Some(Some(condition)) if is_exact(&condition) => never.append(&mut events),
                Some(_) => {}
            }
            continue;
        }
        if let Some(paths) = changes(rule) {
            for event in &mut events {
                match event {
                    Event::Push(push) => push.paths = Some(paths.clone()),
                    Event::PullRequest(change) => change.paths = Some(paths.clone()),
                    _ => {}
                }
            }
        }
        for event in events {
            if !never.contains(&event) && !on.iter().any(|trigger| trigger.event == event) {
                on.push(Trigger::on(event));
            }
        }
    }
    if on.is_empty() { usual() } else { on }
}

/// True for a condition that says nothing but which events it is for.
fn is_exact(rule: &Rule) -> bool {
    match rule {
        Rule::And(left, right) | Rule::Or(left, right) => is_exact(left) && is_exact(right),
        other => events(other).is_some(),
    }
}

/// Paths of which one must have changed, where they are plain patterns.
fn changes(rule: &Values) -> Option<Many<Glob>> {
    let paths = match rule.get("changes")? {
        Data::Map(map) => map.get("paths")?.as_list()?,
        other => other.as_list()?,
    };
    let globs: Option<Vec<Glob>> = paths
        .iter()
        .map(|path| path.as_word().filter(|path| !path.contains('$'))?.parse().ok())
        .collect();
    globs.map(Many)
}

/// The events for which a condition holds; nothing when they are not known.
fn events(rule: &Rule) -> Option<Vec<Event>> {
    match rule {
        Rule::Or(left, right) => match (events(left), events(right)) {
            (Some(mut left), Some(right)) => {
                left.extend(right);
                Some(left)
            }
            (left, right) => left.or(right),
        },
        // What is more than a word about the event makes it come less often; its jobs see to that themselves.
        Rule::And(left, right) => match (events(left), events(right)) {
            (Some(left), Some(right)) => Some(narrowed(left, &right)),
            (left, right) => left.or(right),
        },
        Rule::Variable(name) => of_variable(name),
        Rule::Compare(Comparison::Unequal, left, right) => match (left.as_ref(), right.as_ref()) {
            (Rule::Variable(name), Rule::Null) | (Rule::Null, Rule::Variable(name)) => of_variable(name),
            (Rule::Variable(name), Rule::Text(text)) if text.is_empty() => of_variable(name),
            _ => None,
        },
        Rule::Compare(Comparison::Equal, left, right) => match (left.as_ref(), right.as_ref()) {
            (Rule::Variable(name), other) | (other, Rule::Variable(name)) => equal(name, other),
            _ => None,
        },
        Rule::Compare(Comparison::Matches, left, right) => match (left.as_ref(), right.as_ref()) {
            (Rule::Variable(name), Rule::Pattern(pattern, flags)) if flags.is_empty() => {
                let globs = globs(pattern);
                match globs {
                    Some(globs) => of_names(name, globs),
                    None => of_variable(name),
                }
            }
            _ => None,
        },
        _ => None,
    }
}

fn of_variable(name: &str) -> Option<Vec<Event>> {
    match name {
        "CI_COMMIT_BRANCH" | "CI_COMMIT_TAG" => of_names(name, Vec::new()),
        "CI_MERGE_REQUEST_IID" | "CI_MERGE_REQUEST_ID" => Some(vec![Event::PullRequest(PullRequest::default())]),
        _ => None,
    }
}

fn equal(name: &str, other: &Rule) -> Option<Vec<Event>> {
    match (name, other) {
        ("CI_COMMIT_BRANCH" | "CI_COMMIT_REF_NAME", Rule::Variable(other)) if other == "CI_DEFAULT_BRANCH" => of_names(
            "CI_COMMIT_BRANCH",
            DEFAULT_BRANCHES.iter().filter_map(|name| name.parse().ok()).collect(),
        ),
        ("CI_DEFAULT_BRANCH", Rule::Variable(other)) if other == "CI_COMMIT_BRANCH" => equal(other, &Rule::variable(name)),
        ("CI_PIPELINE_SOURCE", Rule::Text(source)) => Some(vec![match source.as_str() {
            "push" => Event::Push(Push::default()),
            "merge_request_event" => Event::PullRequest(PullRequest::default()),
            "web" => Event::Manual(ManualStart::default()),
            "trigger" | "api" => Event::Webhook(Webhook::default()),
            _ => return None,
        }]),
        (name, Rule::Text(text)) => of_names(name, vec![text.parse().ok()?]),
        _ => None,
    }
}

/// The event in which a variable has one of these values; any when there are none.
fn of_names(variable: &str, globs: Vec<Glob>) -> Option<Vec<Event>> {
    Some(vec![match variable {
        "CI_COMMIT_BRANCH" | "CI_COMMIT_REF_NAME" => {
            let any = || "**".parse().ok().into_iter().collect();
            Event::Push(Push {
                branches: Some(Many(if globs.is_empty() { any() } else { globs })),
                ..Push::default()
            })
        }
        "CI_COMMIT_TAG" => Event::Tag(TagPush {
            patterns: Many(globs),
            ignore: Many::default(),
        }),
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME" => Event::PullRequest(PullRequest {
            branches: (!globs.is_empty()).then_some(Many(globs)),
            ..PullRequest::default()
        }),
        _ => return None,
    }])
}

/// Events that both sides of an `&&` speak of: the narrower of two of one kind.
fn narrowed(left: Vec<Event>, right: &[Event]) -> Vec<Event> {
    let kind = |event: &Event| std::mem::discriminant(event);
    let plain = |event: &Event| *event == Event::Push(Push::default()) || *event == Event::PullRequest(PullRequest::default());
    // A push is of a branch or of a tag.
    let same =
        |one: &Event, other: &Event| kind(one) == kind(other) || (*one == Event::Push(Push::default()) && matches!(other, Event::Tag(_)));
    let narrow = |wide: &[Event], other: &[Event]| -> Vec<Event> {
        let inside = other
            .iter()
            .filter(|event| wide.iter().any(|wide| plain(wide) && same(wide, event)));
        inside.cloned().collect()
    };
    let mut both = narrow(&left, right);
    both.extend(narrow(right, &left).into_iter().filter(|event| !left.is_empty() && !plain(event)));
    both.dedup();
    if both.is_empty() { left } else { both }
}

/// The globs for a pattern of plain text with anchors.
fn globs(pattern: &str) -> Option<Vec<Glob>> {
    let (text, start) = pattern.strip_prefix('^').map_or((pattern, false), |text| (text, true));
    let (text, end) = text.strip_suffix('$').map_or((text, false), |text| (text, true));
    let text = text.strip_suffix(".*").unwrap_or(text);
    let mut plain = String::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next()? {
                sign @ ('/' | '.' | '-' | '_') => plain.push(sign),
                _ => return None,
            },
            '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '^' | '$' => return None,
            other => plain.push(other),
        }
    }
    let (before, after) = (if start { "" } else { "**" }, if end { "" } else { "**" });
    Some(vec![format!("{before}{plain}{after}").parse().ok()?])
}

/// True when a job says something about changes that are proposed, so that the pipeline runs for them.
pub(super) fn sees_changes(pipeline: &Pipeline) -> bool {
    fn names(data: &Data) -> bool {
        match data {
            Data::Text(text) => text.contains("merge_request") || text.contains("CI_MERGE_REQUEST"),
            Data::List(items) => items.iter().any(names),
            Data::Map(map) => map.values().any(names),
            _ => false,
        }
    }
    pipeline.stages.values().flat_map(|stage| stage.jobs.values()).any(|job| {
        let own = extension(&job.extensions, super::EXTENSION);
        let kept = ["rules", "only"].into_iter().filter_map(|key| own.get(key)).any(names);
        let said = matches!(&job.when, Some(When::Expression(when)) if when.to_string().contains("'pull_request'"));
        kept || said
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(rules: &str) -> String {
        let rules: Vec<Data> = serde_json::from_str(rules).unwrap();
        let on = take(&rules);
        let keys: Vec<&str> = on.iter().map(|trigger| trigger.event.key()).collect();
        keys.join(" ")
    }

    #[test]
    fn the_usual_rules_are_triggers() {
        for (rules, expected) in [
            (
                r#"[{ "if": "$CI_PIPELINE_SOURCE == \"merge_request_event\"" }, { "if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH" }]"#,
                "pull_request push",
            ),
            (
                r#"[{ "if": "$CI_COMMIT_TAG" }, { "if": "$CI_COMMIT_BRANCH && $CI_OPEN_MERGE_REQUESTS", "when": "never" }, { "if": "$CI_COMMIT_BRANCH" }, { "when": "never" }]"#,
                "tag push",
            ),
            (
                r#"[{ "if": "$CI_PIPELINE_SOURCE == 'push' && $CI_COMMIT_TAG =~ /^v/" }, { "if": "$CI_PIPELINE_SOURCE == 'web'" }]"#,
                "tag manual",
            ),
            (r#"[{ "if": "$CI_PIPELINE_SOURCE == 'schedule'" }]"#, "push manual"),
            (
                r#"[{ "if": "$CI_PIPELINE_SOURCE == 'push'", "when": "never" }, { "when": "always" }]"#,
                "pull_request manual",
            ),
            (
                r#"[{ "if": "$CI_MERGE_REQUEST_IID && $CI_MERGE_REQUEST_TARGET_BRANCH_NAME == 'main'" }]"#,
                "pull_request",
            ),
        ] {
            assert_eq!(on(rules), expected, "{rules}");
        }
    }
}
