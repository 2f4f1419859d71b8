//! Azure's expressions -> expressions of the model: exactly, or not at all.

use super::variables::{REASONS, RESULTS, SYSTEMS, context_of, is_own};
use super::{Formula, Part, is_plain, parse, parts};
use crate::expression::{Operator, Tree};

/// What names in the expressions of a file stand for.
pub(in crate::platform::azure_pipelines) struct Scope<'s> {
    /// The context of a variable that is not Azure's own: `env` when the file sets it, `matrix` when it is of the job's
    /// combinations, `vars` when it is set elsewhere.
    pub(in crate::platform::azure_pipelines) context: &'s dyn Fn(&str) -> &'static str,
    /// The model's id of a job, by its stage, when that is not the same one, and its name.
    pub(in crate::platform::azure_pipelines) job: &'s dyn Fn(Option<&str>, &str) -> Option<String>,
}

fn call(name: &str, arguments: impl IntoIterator<Item = Tree>) -> Tree {
    Tree::Call(name.into(), arguments.into_iter().collect())
}

fn equal(left: Tree, right: Tree) -> Tree {
    Tree::binary(Operator::Equal, left, right)
}

fn named(of: Tree, name: &str) -> Tree {
    if is_plain(name) {
        Tree::Member(Box::new(of), name.into())
    } else {
        Tree::Index(Box::new(of), Box::new(Tree::text(name)))
    }
}

/// What the model calls an output of a step, when other jobs use it: `step.name` is `step_name`.
pub(in crate::platform::azure_pipelines) fn output_name(step: &str, name: &str) -> String {
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') {
            c
        } else {
            '_'
        }
    };
    format!("{step}_{name}").chars().map(plain).collect()
}

/// An output of a job that an expression names: its stage, its name, the step and the name of the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::platform::azure_pipelines) struct OutputName {
    pub(in crate::platform::azure_pipelines) stage: Option<String>,
    pub(in crate::platform::azure_pipelines) job: String,
    pub(in crate::platform::azure_pipelines) step: String,
    pub(in crate::platform::azure_pipelines) name: String,
}

/// The output that a path names: `dependencies.job.outputs['step.name']`, and with a stage.
fn output(path: &[&str]) -> Option<OutputName> {
    let (stage, job, rest) = match path {
        [context, job, rest @ ..] if context.eq_ignore_ascii_case("dependencies") => (None, *job, rest),
        [context, stage, job, rest @ ..] if context.eq_ignore_ascii_case("stageDependencies") => (Some((*stage).to_owned()), *job, rest),
        _ => return None,
    };
    let [outputs, rest @ ..] = rest else { return None };
    if !outputs.eq_ignore_ascii_case("outputs") {
        return None;
    }
    let whole = rest.join(".");
    let mut names: Vec<&str> = whole.split('.').collect();
    // Outputs of a deployment have the name of the job, or of what it works on, before that of the step.
    if names.len() == 3 && names.first().is_some_and(|first| *first == job) {
        names.remove(0);
    }
    let [step, name] = names.as_slice() else { return None };
    (!step.is_empty() && !name.is_empty()).then(|| OutputName {
        stage,
        job: job.to_owned(),
        step: (*step).to_owned(),
        name: (*name).to_owned(),
    })
}

/// Every output of another job that an expression names.
pub(in crate::platform::azure_pipelines) fn outputs(formula: &Formula, found: &mut Vec<OutputName>) {
    if let Some(output) = formula.path().and_then(|path| output(&path)) {
        found.push(output);
        return;
    }
    match formula {
        Formula::Call(_, arguments) => arguments.iter().for_each(|argument| outputs(argument, found)),
        Formula::Index(of, index) => {
            outputs(of, found);
            outputs(index, found);
        }
        Formula::Member(of, _) | Formula::Each(of) => outputs(of, found),
        _ => {}
    }
}

/// The value that a path names.
fn value(path: &[&str], scope: &Scope<'_>) -> Option<Tree> {
    let [context, rest @ ..] = path else { return None };
    match (context.to_ascii_lowercase().as_str(), rest) {
        ("variables", [_, ..]) => variable(&rest.join("."), scope),
        ("parameters", [name, rest @ ..]) => {
            let input = named(Tree::at("inputs"), name);
            Some(rest.iter().fold(input, |of, name| named(of, name)))
        }
        ("dependencies" | "stagedependencies", _) => {
            let output = output(path)?;
            let job = (scope.job)(output.stage.as_deref(), &output.job)?;
            let outputs = named(named(Tree::at("jobs"), &job), "outputs");
            Some(named(outputs, &output_name(&output.step, &output.name)))
        }
        _ => None,
    }
}

/// The value of a variable.
fn variable(name: &str, scope: &Scope<'_>) -> Option<Tree> {
    match context_of(name) {
        Some(path) => Some(Tree::at(path)),
        None if is_own(name) => None,
        None => Some(named(Tree::at((scope.context)(name)), name)),
    }
}

/// The name of a variable that a value is.
fn variable_name(formula: &Formula) -> Option<String> {
    let path = formula.path()?;
    let [context, rest @ ..] = path.as_slice() else { return None };
    (context.eq_ignore_ascii_case("variables") && !rest.is_empty()).then(|| rest.join("."))
}

/// An expression of the model that says the same.
pub(in crate::platform::azure_pipelines) fn into_model(formula: &Formula, scope: &Scope<'_>) -> Option<Tree> {
    Some(match formula {
        Formula::Null => Tree::Null,
        Formula::Bool(value) => Tree::Bool(*value),
        // Versions are no numbers to others.
        Formula::Number(number) => {
            number.parse::<f64>().ok().filter(|number| number.is_finite())?;
            Tree::Number(number.clone())
        }
        Formula::Text(text) if text.contains("${{") => filled(text, scope)?,
        Formula::Text(text) => Tree::text(text),
        Formula::Name(_) | Formula::Member(..) => valued(formula, scope)?,
        Formula::Index(of, index) => match index.as_ref() {
            Formula::Text(_) => valued(formula, scope)?,
            index => Tree::Index(Box::new(into_model(of, scope)?), Box::new(into_model(index, scope)?)),
        },
        Formula::Each(of) => Tree::Each(Box::new(into_model(of, scope)?)),
        Formula::Call(name, arguments) => function(&name.to_ascii_lowercase(), arguments, scope)?,
    })
}

/// A text in which templates are filled in before it is read.
fn filled(text: &str, scope: &Scope<'_>) -> Option<Tree> {
    let mut pattern = String::new();
    let mut values = Vec::new();
    for part in parts(text) {
        match part {
            Part::Literal(literal) => pattern.push_str(&literal.replace('{', "{{").replace('}', "}}")),
            Part::Template(inner) => {
                pattern.extend(["{", &values.len().to_string(), "}"]);
                values.push(into_model(&parse(inner)?, scope)?);
            }
            Part::Macro(_) | Part::Runtime(_) => return None,
        }
    }
    Some(call("format", std::iter::once(Tree::Text(pattern)).chain(values)))
}

/// The value of a path. What differs in its words can be compared only.
fn valued(formula: &Formula, scope: &Scope<'_>) -> Option<Tree> {
    if variable_name(formula).is_some_and(|name| words(&name).is_some()) {
        return None;
    }
    value(&formula.path()?, scope)
}

/// The words of a variable whose values have other names here than in the model.
fn words(variable: &str) -> Option<&'static [(&'static str, &'static str)]> {
    match variable.to_ascii_lowercase().as_str() {
        "build.reason" => Some(REASONS),
        "agent.os" => Some(SYSTEMS),
        _ => None,
    }
}

fn function(name: &str, arguments: &[Formula], scope: &Scope<'_>) -> Option<Tree> {
    let model = |formula: &Formula| into_model(formula, scope);
    let all = |arguments: &[Formula]| arguments.iter().map(model).collect::<Option<Vec<_>>>();
    let same = |name: &str, arguments: &[Formula]| Some(call(name, all(arguments)?));
    match (name, arguments) {
        ("always", []) => same("always", &[]),
        ("succeeded", []) => same("success", &[]),
        ("failed", []) => same("failure", &[]),
        ("canceled", []) => same("cancelled", &[]),
        ("succeededorfailed", []) => Some(call("cancelled", []).negate()),
        ("succeeded", jobs) => ended(jobs, "success", scope).map(|trees| trees.into_iter().fold(Tree::Bool(true), Tree::and)),
        ("failed", jobs) => ended(jobs, "failure", scope).map(|trees| trees.into_iter().fold(Tree::Bool(false), Tree::or)),
        ("and", [_, _, ..]) => all(arguments)?.into_iter().reduce(Tree::and),
        ("or", [_, _, ..]) => all(arguments)?.into_iter().reduce(Tree::or),
        ("not", [one]) => Some(model(one)?.negate()),
        ("eq", [left, right]) => compared(left, right, scope),
        ("ne", [left, right]) => Some(compared(left, right, scope)?.negate()),
        ("in", [of, first, more @ ..]) => any(of, first, more, scope),
        ("notin", [of, first, more @ ..]) => Some(any(of, first, more, scope)?.negate()),
        ("gt", [left, right]) => ordered(Operator::Greater, left, right, scope),
        ("ge", [left, right]) => ordered(Operator::GreaterOrEqual, left, right, scope),
        ("lt", [left, right]) => ordered(Operator::Less, left, right, scope),
        ("le", [left, right]) => ordered(Operator::LessOrEqual, left, right, scope),
        ("contains" | "containsvalue", [_, _]) => same("contains", arguments),
        ("startswith", [_, _]) => same("startsWith", arguments),
        ("endswith", [_, _]) => same("endsWith", arguments),
        ("format", [Formula::Text(_), ..]) => same("format", arguments),
        ("join", [between, list]) => Some(call("join", [model(list)?, model(between)?])),
        ("converttojson", [_]) => same("toJSON", arguments),
        ("coalesce", [_, _, ..]) if arguments.iter().all(is_text) => all(arguments)?.into_iter().reduce(Tree::or),
        _ => None,
    }
}

/// True for what is a text or nothing, so that the first that is not empty is the first that counts as true.
fn is_text(formula: &Formula) -> bool {
    matches!(formula, Formula::Text(_) | Formula::Null)
        || variable_name(formula).is_some()
        || formula.path().is_some_and(|path| output(&path).is_some())
}

/// Jobs and how they ended.
fn ended(jobs: &[Formula], result: &str, scope: &Scope<'_>) -> Option<Vec<Tree>> {
    let one = |job: &Formula| {
        let Formula::Text(name) = job else { return None };
        let job = (scope.job)(None, name)?;
        Some(equal(named(named(Tree::at("jobs"), &job), "result"), Tree::text(result)))
    };
    jobs.iter().map(one).collect()
}

fn any(of: &Formula, first: &Formula, more: &[Formula], scope: &Scope<'_>) -> Option<Tree> {
    let mut trees: Vec<Tree> = Vec::new();
    for one in std::iter::once(first).chain(more) {
        let tree = compared(of, one, scope)?;
        // Two words here may be one there.
        if !trees.contains(&tree) {
            trees.push(tree);
        }
    }
    trees.into_iter().reduce(Tree::or)
}

fn ordered(operator: Operator, left: &Formula, right: &Formula, scope: &Scope<'_>) -> Option<Tree> {
    Some(Tree::binary(operator, into_model(left, scope)?, into_model(right, scope)?))
}

/// Two values that are the same.
fn compared(left: &Formula, right: &Formula, scope: &Scope<'_>) -> Option<Tree> {
    if let Some(tree) = special(left, right, scope).or_else(|| special(right, left, scope)) {
        return tree.ok();
    }
    // The right value takes the type of the left one: a variable is a text.
    let right = match right {
        Formula::Bool(value) if is_text(left) => Tree::text(value.to_string()),
        Formula::Number(number) if is_text(left) => Tree::text(number.as_str()),
        other => into_model(other, scope)?,
    };
    let left = match left {
        Formula::Bool(value) if matches!(right, Tree::Text(_)) => Tree::text(value.to_string()),
        other => into_model(other, scope)?,
    };
    Some(equal(left, right))
}

/// The model cannot say it.
struct Unsaid;

/// Comparisons with values that have other names in the model: what they are there, or that they are nothing; nothing at all
/// when it is not such a comparison.
fn special(left: &Formula, right: &Formula, scope: &Scope<'_>) -> Option<Result<Tree, Unsaid>> {
    let path = left.path()?;
    if let [.., last] = path.as_slice()
        && last.eq_ignore_ascii_case("result")
        && let [context, rest @ ..] = path.as_slice()
    {
        let (stage, job) = match (context.to_ascii_lowercase().as_str(), rest) {
            ("dependencies", [job, _]) => (None, *job),
            ("stagedependencies", [stage, job, _]) => (Some(*stage), *job),
            _ => return None,
        };
        let Formula::Text(text) = right else { return Some(Err(Unsaid)) };
        return Some(
            (scope.job)(stage, job)
                .zip(word(RESULTS, text))
                .map(|(job, result)| equal(named(named(Tree::at("jobs"), &job), "result"), Tree::text(result)))
                .ok_or(Unsaid),
        );
    }
    let name = variable_name(left)?;
    let Formula::Text(text) = right else {
        return words(&name).is_some().then_some(Err(Unsaid));
    };
    if name.eq_ignore_ascii_case("Build.SourceBranchName") {
        // The last part of the branch's name.
        let plain = !text.is_empty() && !text.contains('/');
        let ends = call("endsWith", [Tree::at("github.ref"), Tree::text(format!("/{text}"))]);
        return Some(if plain { Ok(ends) } else { Err(Unsaid) });
    }
    let words = words(&name)?;
    let context = Tree::at(context_of(&name)?);
    Some(word(words, text).map(|word| equal(context, Tree::text(word))).ok_or(Unsaid))
}

fn word(words: &[(&str, &'static str)], text: &str) -> Option<&'static str> {
    words
        .iter()
        .find(|(azure, _)| azure.eq_ignore_ascii_case(text))
        .map(|(_, model)| *model)
}

/// True when an expression asks how things ended.
fn asks(tree: &Tree) -> bool {
    match tree {
        Tree::Call(name, arguments) => ["always", "success", "failure", "cancelled"].contains(&name.as_str()) || arguments.iter().any(asks),
        Tree::Member(of, _) | Tree::Each(of) | Tree::Not(of) => asks(of),
        Tree::Index(left, right) | Tree::Binary(_, left, right) => asks(left) || asks(right),
        _ => false,
    }
}

/// `condition:` -> an expression for when something runs. The model takes for granted that all went well unless an
/// expression asks how it went; Azure takes nothing for granted once there is a condition.
pub(in crate::platform::azure_pipelines) fn taken_condition(text: &str, scope: &Scope<'_>) -> Option<Tree> {
    let tree = into_model(&parse(text)?, scope)?;
    if !asks(&tree) {
        return Some(call("always", []).and(tree));
    }
    Some(usual(tree))
}

/// An expression without what the model takes for granted.
fn usual(tree: Tree) -> Tree {
    fn parts(tree: Tree, all: &mut Vec<Tree>) {
        match tree {
            Tree::Binary(Operator::And, left, right) => {
                parts(*left, all);
                parts(*right, all);
            }
            other => all.push(other),
        }
    }
    let mut all = Vec::new();
    parts(tree, &mut all);
    let success = call("success", []);
    let others: Vec<Tree> = all.iter().filter(|part| **part != success).cloned().collect();
    let granted = others.len() < all.len() && !others.is_empty() && !others.iter().any(asks);
    let kept = if granted { others } else { all };
    kept.into_iter().reduce(Tree::and).unwrap_or(Tree::Bool(true))
}
