//! Expressions of the model -> Azure's: conditions of stages, jobs and steps, and values.

use super::{Formula, REASONS, SYSTEMS, variable_of};
use crate::expression::{Operator, Tree};

/// What a value of the model is in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::platform::azure_pipelines) enum Given {
    /// A variable: `$(name)` in texts, `variables['name']` in conditions.
    Variable(String),
    /// A parameter, which is put in before the run starts.
    Parameter(String),
    /// The same for a flag, which Azure puts in with a capital.
    Flag(String),
    /// Known already.
    Text(String),
    /// Known only when it runs, to conditions and to variables: `dependencies.build.result`.
    Runtime(Formula),
}

/// Tells what a path is that is not one of Azure's own variables: `env.A`, `inputs.a`, `jobs.build.outputs.version`.
pub(in crate::platform::azure_pipelines) type Lookup<'l> = dyn Fn(&str) -> Option<Given> + 'l;

/// What the value at a path is.
pub(in crate::platform::azure_pipelines) fn value(path: &str, lookup: &Lookup<'_>) -> Option<Given> {
    if let Some(given) = lookup(path) {
        return Some(given);
    }
    let name = match path {
        "github.ref_name" => return Some(Given::Variable(REF_NAME.to_owned())),
        "github.run_number" => "Build.BuildId",
        "github.triggering_actor" => "Build.RequestedFor",
        "github.event.number" => "System.PullRequest.PullRequestNumber",
        "github.head_ref" | "github.event.pull_request.head.ref" => "System.PullRequest.SourceBranch",
        "github.event.pull_request.base.ref" => "System.PullRequest.TargetBranchName",
        "github.event.pull_request.head.sha" => "System.PullRequest.SourceCommitId",
        "github.server_url" => "System.CollectionUri",
        "github.repository_id" => "Build.Repository.ID",
        "secrets.GITHUB_TOKEN" | "secrets.github_token" => "System.AccessToken",
        path => variable_of(path)?,
    };
    Some(Given::Variable(name.to_owned()))
}

/// A variable of the pipeline for what Azure has no variable for: the name of a branch or tag, whole and without what it is.
pub(in crate::platform::azure_pipelines) const REF_NAME: &str = "REF_NAME";

/// A condition that says the same; nothing when it cannot be said. One that does not say how what came before must have
/// ended holds only when that went well, as in the model.
pub(in crate::platform::azure_pipelines) fn condition(tree: &Tree, lookup: &Lookup<'_>) -> Option<String> {
    let formula = truth(tree, lookup)?;
    let whole = if asks_for_status(tree) {
        formula
    } else {
        join("and", Formula::call("succeeded", []), formula)
    };
    Some(whole.to_string())
}

/// True when an expression says how what came before must have ended.
pub(in crate::platform::azure_pipelines) fn asks_for_status(tree: &Tree) -> bool {
    match tree {
        Tree::Call(name, arguments) => status(name).is_some() || arguments.iter().any(asks_for_status),
        Tree::Not(of) | Tree::Each(of) | Tree::Member(of, _) => asks_for_status(of),
        Tree::Index(one, other) | Tree::Binary(_, one, other) => asks_for_status(one) || asks_for_status(other),
        Tree::Null | Tree::Bool(_) | Tree::Number(_) | Tree::Text(_) | Tree::Context(_) => false,
    }
}

fn status(name: &str) -> Option<&'static str> {
    match name.to_ascii_lowercase().as_str() {
        "success" => Some("succeeded"),
        "failure" => Some("failed"),
        "always" => Some("always"),
        "cancelled" => Some("canceled"),
        _ => None,
    }
}

/// `and` and `or` take as many as there are.
fn join(name: &str, left: Formula, right: Formula) -> Formula {
    let mut parts = Vec::new();
    for side in [left, right] {
        match side {
            Formula::Call(call, arguments) if call == name => parts.extend(arguments),
            other => parts.push(other),
        }
    }
    Formula::call(name, parts)
}

fn not(formula: Formula) -> Formula {
    match formula {
        Formula::Call(name, arguments) if name == "eq" => Formula::call("ne", arguments),
        Formula::Call(name, arguments) if name == "ne" => Formula::call("eq", arguments),
        Formula::Call(name, arguments) if name == "in" => Formula::call("notIn", arguments),
        other => Formula::call("not", [other]),
    }
}

fn equal(left: Formula, right: Formula) -> Formula {
    Formula::call("eq", [left, right])
}

/// An expression of which only matters whether it holds.
fn truth(tree: &Tree, lookup: &Lookup<'_>) -> Option<Formula> {
    Some(match tree {
        Tree::Bool(value) => Formula::Bool(*value),
        Tree::Not(of) => not(truth(of, lookup)?),
        Tree::Binary(Operator::And, left, right) => join("and", truth(left, lookup)?, truth(right, lookup)?),
        Tree::Binary(Operator::Or, left, right) => join("or", truth(left, lookup)?, truth(right, lookup)?),
        Tree::Binary(Operator::Equal, left, right) => same(left, right, lookup)?,
        Tree::Binary(Operator::Unequal, left, right) => not(same(left, right, lookup)?),
        Tree::Binary(operator, left, right) => {
            let name = match operator {
                Operator::Less => "lt",
                Operator::LessOrEqual => "le",
                Operator::Greater => "gt",
                _ => "ge",
            };
            Formula::call(name, [formula(left, lookup)?, formula(right, lookup)?])
        }
        Tree::Call(name, arguments) => match (status(name), name.to_ascii_lowercase().as_str()) {
            (Some(status), _) => Formula::call(status, []),
            (None, "contains" | "startswith" | "endswith") => {
                let [of, part] = arguments.as_slice() else { return None };
                if let (Some("github.ref_name"), Tree::Text(text)) = (of.path().as_deref(), part) {
                    return begins(name, text);
                }
                let name = match name.to_ascii_lowercase().as_str() {
                    "contains" => "contains",
                    "startswith" => "startsWith",
                    _ => "endsWith",
                };
                Formula::call(name, [formula(of, lookup)?, formula(part, lookup)?])
            }
            _ => return None,
        },
        Tree::Text(text) => Formula::Bool(!text.is_empty()),
        other => match value(&other.path()?, lookup)? {
            // A flag is a text here, of which any holds that is not empty.
            Given::Parameter(name) | Given::Flag(name) => equal(Formula::text(parameter(&name)), Formula::text("true")),
            given => Formula::call("ne", [formula_of(given), Formula::text("")]),
        },
    })
}

/// `startsWith(github.ref_name, …)`: the reference begins with what it is.
fn begins(name: &str, text: &str) -> Option<Formula> {
    let whole = || Formula::variable("Build.SourceBranch");
    match name.to_ascii_lowercase().as_str() {
        "startswith" => {
            let at = |kind: &str| Formula::call("startsWith", [whole(), Formula::text(format!("{kind}{text}"))]);
            Some(Formula::call("or", [at("refs/heads/"), at("refs/tags/")]))
        }
        "endswith" => Some(Formula::call("endsWith", [whole(), Formula::text(text)])),
        _ => None,
    }
}

/// A parameter as it stands in a text.
fn parameter(name: &str) -> String {
    format!("${{{{ parameters.{name} }}}}")
}

fn formula_of(given: Given) -> Formula {
    match given {
        Given::Variable(name) => Formula::variable(&name),
        Given::Parameter(name) | Given::Flag(name) => Formula::text(parameter(&name)),
        Given::Text(text) => Formula::Text(text),
        Given::Runtime(formula) => formula,
    }
}

/// A value in a condition.
fn formula(tree: &Tree, lookup: &Lookup<'_>) -> Option<Formula> {
    Some(match tree {
        Tree::Null => Formula::text(""),
        Tree::Bool(value) => Formula::Bool(*value),
        Tree::Number(number) => Formula::Number(number.clone()),
        Tree::Text(text) => Formula::text(text),
        Tree::Call(name, arguments) if name.eq_ignore_ascii_case("format") || name.eq_ignore_ascii_case("join") => {
            let arguments: Option<Vec<Formula>> = arguments.iter().map(|argument| formula(argument, lookup)).collect();
            Formula::call(&name.to_ascii_lowercase(), arguments?)
        }
        other => match other.path()?.as_str() {
            "github.event_name" | "github.ref_type" | "runner.os" => return None,
            path => formula_of(value(path, lookup)?),
        },
    })
}

fn same(left: &Tree, right: &Tree, lookup: &Lookup<'_>) -> Option<Formula> {
    for (one, other) in [(left, right), (right, left)] {
        let (Some(path), Tree::Text(text)) = (one.path(), other) else {
            continue;
        };
        let variable = |name: &str| Formula::variable(name);
        match path.as_str() {
            "github.event_name" => {
                let event = if text == "pull_request_target" { "pull_request" } else { text };
                let reasons = REASONS.iter().filter(|(_, known)| *known == event);
                let reasons: Vec<Formula> = reasons.map(|(reason, _)| Formula::text(*reason)).collect();
                return Some(match reasons.as_slice() {
                    // No run begins so.
                    [] => Formula::Bool(false),
                    [one] => equal(variable("Build.Reason"), one.clone()),
                    many => {
                        let mut arguments = vec![variable("Build.Reason")];
                        arguments.extend_from_slice(many);
                        Formula::call("in", arguments)
                    }
                });
            }
            "github.ref_name" => {
                let names = ["refs/heads/", "refs/tags/"].map(|kind| Formula::text(format!("{kind}{text}")));
                let [branch, tag] = names;
                return Some(Formula::call("in", [variable("Build.SourceBranch"), branch, tag]));
            }
            "github.ref_type" => {
                let kind = if text == "tag" { "refs/tags/" } else { "refs/heads/" };
                return Some(Formula::call("startsWith", [variable("Build.SourceBranch"), Formula::text(kind)]));
            }
            "runner.os" => {
                let (system, _) = SYSTEMS.iter().find(|(_, known)| known.eq_ignore_ascii_case(text))?;
                return Some(equal(variable("Agent.OS"), Formula::text(*system)));
            }
            path if path.ends_with(".result") || path.ends_with(".conclusion") || path.ends_with(".outcome") => {
                let Some(Given::Runtime(result)) = value(path, lookup) else {
                    return None;
                };
                return Some(match text.as_str() {
                    "success" => Formula::call("in", [result, Formula::text("Succeeded"), Formula::text("SucceededWithIssues")]),
                    "failure" => equal(result, Formula::text("Failed")),
                    "cancelled" => equal(result, Formula::text("Canceled")),
                    "skipped" => equal(result, Formula::text("Skipped")),
                    _ => return None,
                });
            }
            _ => {}
        }
    }
    Some(equal(formula(left, lookup)?, formula(right, lookup)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expression::parse;

    fn lookup(path: &str) -> Option<Given> {
        match path.split_once('.')? {
            ("inputs", name) => Some(Given::Parameter(name.to_owned())),
            ("env" | "vars" | "matrix", name) => Some(Given::Variable(name.to_owned())),
            ("jobs", "build.result") => Some(Given::Runtime(
                Formula::Name("dependencies".into()).member("build").member("result"),
            )),
            _ => None,
        }
    }

    #[test]
    fn conditions_keep_what_they_mean() {
        let table = [
            (
                "github.ref == 'refs/heads/main'",
                "and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/main'))",
            ),
            (
                "github.event_name == 'push' && github.ref_name == 'main'",
                "and(succeeded(), in(variables['Build.Reason'], 'IndividualCI', 'BatchedCI'), in(variables['Build.SourceBranch'], 'refs/heads/main', 'refs/tags/main'))",
            ),
            ("failure() && env.A == 'b'", "and(failed(), eq(variables['A'], 'b'))"),
            ("!cancelled()", "not(canceled())"),
            ("always()", "always()"),
            (
                "inputs.push || !matrix.fast",
                "and(succeeded(), or(eq('${{ parameters.push }}', 'true'), eq(variables['fast'], '')))",
            ),
            (
                "github.event_name != 'schedule' && !cancelled()",
                "and(ne(variables['Build.Reason'], 'Schedule'), not(canceled()))",
            ),
            (
                "always() && jobs.build.result == 'success'",
                "and(always(), in(dependencies.build.result, 'Succeeded', 'SucceededWithIssues'))",
            ),
            (
                "startsWith(github.ref, 'refs/tags/') && contains(vars.LIST, 'it''s')",
                "and(succeeded(), startsWith(variables['Build.SourceBranch'], 'refs/tags/'), contains(variables['LIST'], 'it''s'))",
            ),
        ];
        for (model, azure) in table {
            let tree = parse(model).unwrap();
            assert_eq!(condition(&tree, &lookup).as_deref(), Some(azure), "{model}");
        }
        assert_eq!(condition(&parse("fromJSON(github.event.x)").unwrap(), &lookup), None);
    }
}
