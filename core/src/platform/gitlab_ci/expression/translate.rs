//! Expressions of `rules: if` <-> expressions of the model: exactly, or not at all.

use super::{Comparison, Rule, context_of, variable_of};
use crate::expression::{HIGHEST, Operator, Tree};

const BRANCH: &str = "refs/heads/";
const TAG: &str = "refs/tags/";

/// Events by their names in both systems.
const EVENTS: &[(&str, &str)] = &[
    ("push", "push"),
    ("merge_request_event", "pull_request"),
    ("schedule", "schedule"),
    ("web", "workflow_dispatch"),
    ("trigger", "repository_dispatch"),
    ("parent_pipeline", "workflow_call"),
    ("pipeline", "workflow_run"),
];

fn call(name: &str, arguments: impl IntoIterator<Item = Tree>) -> Tree {
    Tree::Call(name.into(), arguments.into_iter().collect())
}

fn equal(left: Tree, right: Tree) -> Tree {
    Tree::binary(Operator::Equal, left, right)
}

/// What begins a reference whose rest is the value of a variable.
fn kind(variable: &str) -> Option<&'static str> {
    match variable {
        "CI_COMMIT_BRANCH" => Some(BRANCH),
        "CI_COMMIT_TAG" => Some(TAG),
        _ => None,
    }
}

/// The value of a variable. Those that the file declares are variables of the pipeline; others are set in the project.
fn value(variable: &str, declared: &dyn Fn(&str) -> bool) -> Tree {
    match context_of(variable) {
        Some(path) => Tree::at(path),
        None if declared(variable) || variable.starts_with("CI_") || variable.starts_with("GITLAB_") => Tree::at("env").named(variable),
        None => Tree::at("vars").named(variable),
    }
}

impl Tree {
    fn named(self, name: &str) -> Self {
        Self::Member(Box::new(self), name.into())
    }
}

/// An expression of the model that says the same; `declared` tells the variables that the file sets.
pub(in crate::platform::gitlab_ci) fn into_model(rule: &Rule, declared: &dyn Fn(&str) -> bool) -> Option<Tree> {
    Some(match rule {
        Rule::And(left, right) => into_model(left, declared)?.and(into_model(right, declared)?),
        Rule::Or(left, right) => into_model(left, declared)?.or(into_model(right, declared)?),
        Rule::Variable(name) => match (kind(name), name.as_str()) {
            (Some(kind), _) => call("startsWith", [Tree::at("github.ref"), Tree::text(kind)]),
            (None, "CI_MERGE_REQUEST_IID" | "CI_MERGE_REQUEST_ID") => equal(Tree::at("github.event_name"), Tree::text("pull_request")),
            (None, name) => value(name, declared),
        },
        Rule::Compare(comparison @ (Comparison::Unequal | Comparison::MatchesNot), left, right) => {
            into_model(&Rule::Compare(comparison.opposite(), left.clone(), right.clone()), declared)?.negate()
        }
        Rule::Compare(Comparison::Equal, left, right) => match (left.as_ref(), right.as_ref()) {
            (Rule::Variable(name), other) | (other, Rule::Variable(name)) => compared(name, other, declared)?,
            (Rule::Text(left), Rule::Text(right)) => equal(Tree::text(left), Tree::text(right)),
            _ => return None,
        },
        Rule::Compare(Comparison::Matches, left, right) => match (left.as_ref(), right.as_ref()) {
            (Rule::Variable(name), Rule::Pattern(pattern, flags)) if flags.is_empty() => matched(name, pattern, declared)?,
            _ => return None,
        },
        Rule::Text(_) | Rule::Pattern(..) | Rule::Null => return None,
    })
}

fn compared(name: &str, other: &Rule, declared: &dyn Fn(&str) -> bool) -> Option<Tree> {
    let reference = Tree::at("github.ref");
    Some(match (kind(name), name, other) {
        (Some(kind), _, Rule::Null) => call("startsWith", [reference, Tree::text(kind)]).negate(),
        (Some(_), _, Rule::Text(text)) if text.is_empty() => return None,
        (Some(kind), _, Rule::Text(text)) => equal(reference, Tree::text(format!("{kind}{text}"))),
        (Some(kind), _, Rule::Variable(other)) => {
            let whole = call("format", [Tree::text(format!("{kind}{{0}}")), value(other, declared)]);
            equal(reference, whole)
        }
        (None, "CI_PIPELINE_SOURCE", Rule::Text(text)) => {
            let (_, event) = EVENTS.iter().find(|(source, _)| source == text)?;
            equal(Tree::at("github.event_name"), Tree::text(*event))
        }
        (None, name, Rule::Text(text)) => equal(value(name, declared), Tree::text(text)),
        (None, name, Rule::Variable(other)) if kind(other).is_none() => equal(value(name, declared), value(other, declared)),
        (None, name, Rule::Variable(other)) => compared(other, &Rule::variable(name), declared)?,
        (None, name, Rule::Null) => equal(value(name, declared), Tree::Null),
        _ => return None,
    })
}

/// A text with anchors and no other signs of patterns.
fn plain(pattern: &str) -> Option<(bool, String, bool)> {
    let (start, pattern) = pattern.strip_prefix('^').map_or((false, pattern), |rest| (true, rest));
    let (end, pattern) = pattern
        .strip_suffix('$')
        .filter(|rest| !rest.ends_with('\\'))
        .map_or((false, pattern), |rest| (true, rest));
    let mut text = String::new();
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next()? {
                letter if letter.is_ascii_alphanumeric() => return None,
                sign => text.push(sign),
            },
            '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '^' | '$' => return None,
            other => text.push(other),
        }
    }
    (!text.is_empty()).then_some((start, text, end))
}

/// The patterns of which one must match, when a pattern is nothing more.
fn alternatives(pattern: &str) -> Vec<String> {
    let inside = pattern.strip_prefix("^(").and_then(|rest| rest.strip_suffix(")$"));
    match inside {
        Some(inside) if !inside.contains(['(', ')', '\\']) => inside.split('|').map(|one| format!("^{one}$")).collect(),
        _ => vec![pattern.to_owned()],
    }
}

fn matched(name: &str, pattern: &str, declared: &dyn Fn(&str) -> bool) -> Option<Tree> {
    let mut any = Tree::Bool(false);
    let patterns = alternatives(pattern);
    if patterns.len() > HIGHEST {
        return None;
    }
    for pattern in patterns {
        let (start, text, end) = plain(&pattern)?;
        let one = match (kind(name), start, end) {
            (Some(kind), true, true) => equal(Tree::at("github.ref"), Tree::text(format!("{kind}{text}"))),
            (Some(kind), true, false) => call("startsWith", [Tree::at("github.ref"), Tree::text(format!("{kind}{text}"))]),
            (Some(_), false, _) => return None,
            (None, true, true) => compared(name, &Rule::Text(text), declared)?,
            (None, ..) if name == "CI_PIPELINE_SOURCE" => return None,
            (None, true, false) => call("startsWith", [value(name, declared), Tree::text(text)]),
            (None, false, true) => call("endsWith", [value(name, declared), Tree::text(text)]),
            (None, false, false) => call("contains", [value(name, declared), Tree::text(text)]),
        };
        any = any.or(one);
    }
    Some(any)
}

/// An expression of `rules: if` that says the same as one of the model.
pub(in crate::platform::gitlab_ci) fn from_model(tree: &Tree) -> Option<Rule> {
    Some(match tree {
        Tree::Binary(Operator::And, left, right) => from_model(left)?.and(from_model(right)?),
        Tree::Binary(Operator::Or, left, right) => from_model(left)?.or(from_model(right)?),
        Tree::Not(inner) => from_model(inner)?.negate(),
        Tree::Binary(Operator::Equal, left, right) => same(left, right).or_else(|| same(right, left))?,
        Tree::Binary(Operator::Unequal, left, right) => same(left, right).or_else(|| same(right, left))?.negate(),
        Tree::Call(name, arguments) => match (name.to_ascii_lowercase().as_str(), arguments.as_slice()) {
            ("startswith", [of, Tree::Text(text)]) => begins(of, text)?,
            ("endswith", [of, Tree::Text(text)]) => Rule::matches(&variable_of(&of.path()?)?, format!("{}$", escaped(text))),
            ("contains", [of, Tree::Text(text)]) => Rule::matches(&variable_of(&of.path()?)?, escaped(text)),
            _ => return None,
        },
        value => {
            let path = value.path()?;
            match path.strip_prefix("inputs.") {
                Some(input) => Rule::compare(
                    Comparison::Equal,
                    Rule::Text(format!("$[[ inputs.{input} ]]")),
                    Rule::Text("true".into()),
                ),
                None => Rule::Variable(variable_of(&path)?),
            }
        }
    })
}

fn begins(of: &Tree, text: &str) -> Option<Rule> {
    if of.path().as_deref() == Some("github.ref") {
        for (kind, name) in [(BRANCH, "CI_COMMIT_BRANCH"), (TAG, "CI_COMMIT_TAG")] {
            match text.strip_prefix(kind) {
                Some("") => return Some(Rule::variable(name)),
                Some(rest) => return Some(Rule::matches(name, format!("^{}", escaped(rest)))),
                None => {}
            }
        }
        return None;
    }
    Some(Rule::matches(&variable_of(&of.path()?)?, format!("^{}", escaped(text))))
}

fn same(value: &Tree, other: &Tree) -> Option<Rule> {
    let path = value.path()?;
    let text = match other {
        Tree::Text(text) => Some(text.clone()),
        Tree::Bool(value) => Some(value.to_string()),
        Tree::Number(number) => Some(number.to_string()),
        _ => None,
    };
    if let Some(input) = path.strip_prefix("inputs.") {
        return Some(Rule::compare(
            Comparison::Equal,
            Rule::Text(format!("$[[ inputs.{input} ]]")),
            Rule::Text(text?),
        ));
    }
    match (path.as_str(), text) {
        ("github.ref", Some(text)) => {
            let kinds = [(BRANCH, "CI_COMMIT_BRANCH"), (TAG, "CI_COMMIT_TAG")];
            let (name, rest) = kinds.iter().find_map(|(kind, name)| Some((*name, text.strip_prefix(kind)?)))?;
            Some(Rule::is(name, rest))
        }
        ("github.ref", None) => {
            let Tree::Call(name, arguments) = other else { return None };
            let [Tree::Text(format), of] = arguments.as_slice() else {
                return None;
            };
            let kinds = [("refs/heads/{0}", "CI_COMMIT_BRANCH"), ("refs/tags/{0}", "CI_COMMIT_TAG")];
            let (_, variable) = kinds
                .iter()
                .find(|(text, _)| text == format && name.eq_ignore_ascii_case("format"))?;
            Some(Rule::compare(
                Comparison::Equal,
                Rule::variable(*variable),
                Rule::variable(variable_of(&of.path()?)?),
            ))
        }
        ("github.ref_type", Some(text)) => match text.as_str() {
            "tag" => Some(Rule::variable("CI_COMMIT_TAG")),
            "branch" => Some(Rule::variable("CI_COMMIT_BRANCH")),
            _ => None,
        },
        ("github.event_name", Some(text)) => {
            let text = if text == "pull_request_target" {
                "pull_request"
            } else {
                text.as_str()
            };
            let (source, _) = EVENTS.iter().find(|(_, event)| *event == text)?;
            Some(Rule::is("CI_PIPELINE_SOURCE", *source))
        }
        (path, Some(text)) => Some(Rule::is(&variable_of(path)?, text)),
        (path, None) => {
            let right = match other {
                Tree::Null => Rule::Null,
                other => Rule::variable(variable_of(&other.path()?)?),
            };
            Some(Rule::compare(Comparison::Equal, Rule::variable(variable_of(path)?), right))
        }
    }
}

/// A text as a pattern that matches it.
fn escaped(text: &str) -> String {
    let mut pattern = String::new();
    for character in text.chars() {
        if !character.is_ascii_alphanumeric()
            && !matches!(
                character,
                '_' | '-' | ' ' | ':' | ',' | '@' | '=' | '"' | '\'' | '#' | '%' | '&' | '<' | '>' | ';' | '~' | '!' | '`'
            )
            && character.is_ascii()
        {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern
}

/// The values of a variable that a pattern of paths or branches stands for.
pub(in crate::platform::gitlab_ci) fn glob(variable: &str, glob: &str) -> Rule {
    if !glob.contains(['*', '?', '[']) {
        return Rule::is(variable, glob);
    }
    if matches!(glob, "*" | "**") {
        return Rule::variable(variable);
    }
    let mut pattern = String::from("^");
    let mut characters = glob.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '*' if characters.next_if_eq(&'*').is_some() => pattern.push_str(".*"),
            '*' => pattern.push_str("[^\\/]*"),
            '?' => pattern.push_str("[^\\/]"),
            '[' => pattern.push('['),
            ']' => pattern.push(']'),
            other => pattern.push_str(&escaped(&other.to_string())),
        }
    }
    pattern.push('$');
    // What ends in anything need not be looked at to its end.
    let pattern = pattern.strip_suffix(".*$").map_or(pattern.clone(), str::to_owned);
    Rule::matches(variable, pattern)
}

/// A word of `only` or `except`: a kind of pipeline, a branch or tag, or a pattern of them.
pub(in crate::platform::gitlab_ci) fn ref_name(word: &str, declared: &dyn Fn(&str) -> bool) -> Option<Tree> {
    let event = |name: &str| Some(equal(Tree::at("github.event_name"), Tree::text(name)));
    match word {
        "branches" => into_model(&Rule::variable("CI_COMMIT_BRANCH"), declared),
        "tags" => into_model(&Rule::variable("CI_COMMIT_TAG"), declared),
        "merge_requests" => event("pull_request"),
        "schedules" => event("schedule"),
        "pushes" => event("push"),
        "web" => event("workflow_dispatch"),
        "triggers" => event("repository_dispatch"),
        "pipelines" => event("workflow_run"),
        "api" | "chat" | "external" | "external_pull_requests" => None,
        pattern if pattern.starts_with('/') => match super::parse(pattern)? {
            Rule::Pattern(pattern, flags) if flags.is_empty() => matched("CI_COMMIT_REF_NAME", &pattern, declared),
            _ => None,
        },
        name if name.contains(['@', '$', '*']) => None,
        name => into_model(&Rule::is("CI_COMMIT_REF_NAME", name), declared),
    }
}
