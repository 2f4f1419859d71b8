//! Conditions of the model -> `when` and Groovy: exactly, or not at all.

use super::variables::{Known, Scope};
use crate::emit::groovy::{Call, Statement, Value};
use crate::expression::{Operator, Tree, parse};
use crate::model::scalar::Expression;

/// Something that holds or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Test {
    /// Both hold.
    All(Vec<Self>),
    /// One of them holds.
    Any(Vec<Self>),
    /// It does not hold.
    Not(Box<Self>),
    /// A condition that `when` has a word for, and the same in Groovy.
    Known(Call, Value),
    /// Groovy.
    Code(Value),
}

/// Which end of what came before something runs after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum After {
    /// A good one.
    Success,
    /// A bad one.
    Failure,
    /// Any.
    Any,
}

/// What an expression asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) after: After,
    pub(super) test: Option<Test>,
}

/// An expression of the model; nothing when it cannot be said.
pub(super) fn of(expression: &Expression, scope: &Scope) -> Option<Asked> {
    let tree = parse(expression.inner()?).ok()?;
    let mut asked = Asked {
        after: After::Success,
        test: None,
    };
    parts(&tree, scope, &mut asked)?;
    Some(asked)
}

/// What is joined by `&&`, with the functions for how things ended taken out.
fn parts(tree: &Tree, scope: &Scope, asked: &mut Asked) -> Option<()> {
    let named = |word: &str| matches!(tree, Tree::Call(name, _) if name.eq_ignore_ascii_case(word));
    let not_cancelled =
        matches!(tree, Tree::Not(inner) if matches!(inner.as_ref(), Tree::Call(name, _) if name.eq_ignore_ascii_case("cancelled")));
    match tree {
        Tree::Binary(Operator::And, left, right) => {
            parts(left, scope, asked)?;
            parts(right, scope, asked)?;
        }
        Tree::Bool(true) => {}
        _ if named("success") => {}
        _ if named("always") || not_cancelled => asked.after = After::Any,
        _ if named("failure") => asked.after = After::Failure,
        other => {
            let more = test(other, scope)?;
            asked.test = Some(match asked.test.take() {
                Some(test) => test.and(more),
                None => more,
            });
        }
    }
    Some(())
}

impl Test {
    /// Both hold.
    pub(super) fn and(self, other: Self) -> Self {
        let mut all = match self {
            Self::All(all) => all,
            one => vec![one],
        };
        match other {
            Self::All(more) => all.extend(more),
            one => all.push(one),
        }
        Self::All(all)
    }

    /// One of them holds.
    pub(super) fn or(self, other: Self) -> Self {
        let mut any = match self {
            Self::Any(any) => any,
            one => vec![one],
        };
        match other {
            Self::Any(more) => any.extend(more),
            one => any.push(one),
        }
        Self::Any(any)
    }

    fn negate(self) -> Self {
        match self {
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }

    /// The lines of `when`.
    pub(super) fn when(&self) -> Vec<Statement> {
        match self {
            Self::All(all) => all.iter().map(Self::line).collect(),
            one => vec![one.line()],
        }
    }

    fn line(&self) -> Statement {
        let block = |name: &str, tests: &[Self]| Call::block(name, tests.iter().map(Self::line).collect()).into();
        match self {
            Self::All(all) => block("allOf", all),
            Self::Any(any) => block("anyOf", any),
            Self::Not(inner) => Call::block("not", vec![inner.line()]).into(),
            Self::Known(call, _) => call.clone().into(),
            Self::Code(value) => Call::block("expression", vec![Statement::Value(value.clone())]).into(),
        }
    }

    /// The same in Groovy.
    pub(super) fn code(&self) -> Value {
        let join = |sign: &'static str, tests: &[Self]| {
            tests
                .iter()
                .map(Self::code)
                .reduce(|left, right| Value::binary(sign, left, right))
                .unwrap_or_else(|| true.into())
        };
        match self {
            Self::All(all) => join("&&", all),
            Self::Any(any) => join("||", any),
            Self::Not(inner) => Value::Not(Box::new(inner.code())),
            Self::Known(_, value) | Self::Code(value) => value.clone(),
        }
    }
}

const BRANCH: &str = "refs/heads/";
const TAG: &str = "refs/tags/";

fn equals(left: Value, text: impl Into<Value>) -> Value {
    Value::binary("==", left, text.into())
}

/// `env.NAME.method('text')`, when there is such a variable.
fn asks(value: &str, method: &str, text: &str) -> Value {
    Value::On(Box::new(Value::code(format!("{value}?"))), Box::new(Call::new(method).with(text)))
}

/// A branch by its name or its pattern, and tags alike.
pub(super) fn branch(pattern: &str) -> Test {
    named("branch", "env.BRANCH_NAME", pattern)
}

/// A tag by its pattern.
pub(super) fn tag(pattern: &str) -> Test {
    if matches!(pattern, "*" | "**") {
        return building_tag();
    }
    named("tag", "env.TAG_NAME", pattern)
}

fn named(word: &str, variable: &str, pattern: &str) -> Test {
    if pattern.contains(['*', '?', '[', '!', '+']) {
        let regular = regular(pattern);
        let call = Call::step(word).named("pattern", regular.as_str()).named("comparator", "REGEXP");
        return Test::Known(call, Value::binary("==~", Value::code(variable), regular.into()));
    }
    Test::Known(Call::step(word).with(pattern), equals(Value::code(variable), pattern))
}

/// A pattern of names as a regular expression.
fn regular(glob: &str) -> String {
    let mut out = String::new();
    let mut letters = glob.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '*' if letters.next_if_eq(&'*').is_some() => out.push_str(".*"),
            '*' => out.push_str("[^/]*"),
            '?' => out.push_str("[^/]"),
            '[' | ']' | '-' | '/' | '_' | '+' => out.push(letter),
            letter if letter.is_ascii_alphanumeric() || !letter.is_ascii() => out.push(letter),
            sign => {
                out.push('\\');
                out.push(sign);
            }
        }
    }
    out
}

fn building_tag() -> Test {
    Test::Known(Call::new("buildingTag"), Value::code("env.TAG_NAME"))
}

/// A proposed change.
pub(super) fn change_request() -> Test {
    Test::Known(Call::new("changeRequest"), Value::code("env.CHANGE_ID"))
}

fn caused(word: &str, class: &str) -> Test {
    let causes = Call::new("currentBuild.getBuildCauses").with(class);
    Test::Known(Call::step("triggeredBy").with(word), causes.into())
}

fn event(name: &str) -> Option<Test> {
    let timer = || caused("TimerTrigger", "hudson.triggers.TimerTrigger$TimerTriggerCause");
    let person = || {
        let causes = Call::new("currentBuild.getBuildCauses").with("hudson.model.Cause$UserIdCause");
        Test::Known(Call::step("triggeredBy").named("cause", "UserIdCause"), causes.into())
    };
    let caller = || {
        caused(
            "BuildUpstreamCause",
            "org.jenkinsci.plugins.workflow.support.steps.build.BuildUpstreamCause",
        )
    };
    Some(match name {
        "pull_request" | "pull_request_target" => change_request(),
        "push" => Test::Any(vec![change_request(), timer(), person(), caller()]).negate(),
        "schedule" => timer(),
        "workflow_dispatch" => person(),
        "workflow_call" => caller(),
        "release" => building_tag(),
        _ => return None,
    })
}

fn test(tree: &Tree, scope: &Scope) -> Option<Test> {
    Some(match tree {
        Tree::Bool(value) => Test::Code((*value).into()),
        Tree::Binary(Operator::And, left, right) => test(left, scope)?.and(test(right, scope)?),
        Tree::Binary(Operator::Or, left, right) => test(left, scope)?.or(test(right, scope)?),
        Tree::Not(inner) => test(inner, scope)?.negate(),
        Tree::Binary(Operator::Equal, left, right) => same(left, right, scope).or_else(|| same(right, left, scope))?,
        Tree::Binary(Operator::Unequal, left, right) => same(left, right, scope).or_else(|| same(right, left, scope))?.negate(),
        Tree::Call(name, arguments) => match (name.to_ascii_lowercase().as_str(), arguments.as_slice()) {
            ("startswith", [of, Tree::Text(text)]) => begins(of, text, scope)?,
            ("endswith", [of, Tree::Text(text)]) => Test::Code(asks(&value(of, scope)?, "endsWith", text)),
            ("contains", [of, Tree::Text(text)]) => Test::Code(asks(&value(of, scope)?, "contains", text)),
            _ => return None,
        },
        other => match scope.known(&other.path()?)? {
            Known::Parameter(name) => Test::Code(Value::code(format!("params.{name}"))),
            Known::Variable(name) => Test::Code(Value::code(format!("env.{name}"))),
            Known::Text(text) => Test::Code((!matches!(text.as_str(), "" | "false" | "0")).into()),
            Known::Secret(_) => return None,
        },
    })
}

/// The code of a text.
fn value(tree: &Tree, scope: &Scope) -> Option<String> {
    let path = tree.path()?;
    // What Jenkins has is the name alone.
    if path == "github.ref" {
        return None;
    }
    Some(match scope.known(&path)? {
        Known::Parameter(name) => format!("params.{name}"),
        Known::Variable(name) => format!("env.{name}"),
        Known::Secret(_) | Known::Text(_) => return None,
    })
}

fn begins(of: &Tree, text: &str, scope: &Scope) -> Option<Test> {
    if of.path().as_deref() == Some("github.ref") {
        return match (text.strip_prefix(BRANCH), text.strip_prefix(TAG)) {
            (Some(""), _) => Some(Test::Any(vec![building_tag(), change_request()]).negate()),
            (Some(rest), _) => Some(branch(&format!("{rest}**"))),
            (_, Some("")) => Some(building_tag()),
            (_, Some(rest)) => Some(tag(&format!("{rest}**"))),
            _ => None,
        };
    }
    Some(Test::Code(asks(&value(of, scope)?, "startsWith", text)))
}

fn same(left: &Tree, right: &Tree, scope: &Scope) -> Option<Test> {
    let path = left.path()?;
    let text = match right {
        Tree::Text(text) => text.clone(),
        Tree::Number(number) => number.to_string(),
        Tree::Bool(value) => {
            let known = scope.known(&path)?;
            return Some(match known {
                Known::Parameter(name) => {
                    let test = Test::Code(Value::code(format!("params.{name}")));
                    if *value { test } else { test.negate() }
                }
                Known::Variable(name) => Test::Code(equals(Value::code(format!("env.{name}")), value.to_string())),
                Known::Text(text) => Test::Code((text == value.to_string()).into()),
                Known::Secret(_) => return None,
            });
        }
        _ => return None,
    };
    match path.as_str() {
        "github.ref" => match (text.strip_prefix(BRANCH), text.strip_prefix(TAG)) {
            (Some(name), _) => Some(branch(name)),
            (_, Some(name)) => Some(tag(name)),
            _ => None,
        },
        "github.ref_name" => Some(branch(&text)),
        "github.ref_type" => match text.as_str() {
            "tag" => Some(building_tag()),
            "branch" => Some(building_tag().negate()),
            _ => None,
        },
        "github.event_name" => event(&text),
        "github.base_ref" => Some(change("target", "CHANGE_TARGET", &text)),
        "github.head_ref" => Some(change("branch", "CHANGE_BRANCH", &text)),
        path => Some(match scope.known(path)? {
            Known::Parameter(name) => Test::Code(equals(Value::code(format!("params.{name}")), text)),
            Known::Variable(name) => Test::Known(
                Call::step("environment").named("name", name.as_str()).named("value", text.as_str()),
                equals(Value::code(format!("env.{name}")), text),
            ),
            Known::Text(known) => Test::Code((known == text).into()),
            Known::Secret(_) => return None,
        }),
    }
}

fn change(key: &str, variable: &str, text: &str) -> Test {
    if text.is_empty() {
        return change_request().negate();
    }
    Test::Known(
        Call::step("changeRequest").named(key, text),
        equals(Value::code(format!("env.{variable}")), text),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::groovy;

    fn when(text: &str) -> Option<String> {
        let expression = Expression::new(text).unwrap();
        let asked = of(&expression, &Scope::default())?;
        let lines = asked.test.map(|test| test.when()).unwrap_or_default();
        Some(groovy::to_string(&lines).split_whitespace().collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn conditions_are_said_in_the_words_of_jenkins() {
        let table = [
            ("github.ref == 'refs/heads/main'", "branch 'main'"),
            ("success() && github.event_name != 'pull_request'", "not { changeRequest() }"),
            ("startsWith(github.ref, 'refs/tags/v')", "tag pattern: 'v.*', comparator: 'REGEXP'"),
            (
                "github.ref == 'refs/heads/main' && (inputs.deploy || env.FORCE == 'yes')",
                "branch 'main' anyOf { expression { params.DEPLOY } environment name: 'FORCE', value: 'yes' }",
            ),
            ("contains(github.head_ref, 'x')", "expression { env.CHANGE_BRANCH?.contains('x') }"),
        ];
        for (text, expected) in table {
            assert_eq!(when(text).as_deref(), Some(expected));
        }
        for text in ["fromJSON(inputs.x)", "secrets.X == 'a'", "needs.a.result == 'success'"] {
            assert_eq!(when(text), None, "{text}");
        }
    }
}
