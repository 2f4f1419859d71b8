//! `when` -> an expression of the model: exactly, or not at all.

use super::Adopting;
use crate::expression::{Operator, Tree};
use crate::model::When;
use crate::model::scalar::Expression;
use crate::platform::jenkins::syntax::{Argument, Call, Statement};

fn equal(path: &str, text: impl Into<String>) -> Tree {
    Tree::binary(Operator::Equal, Tree::at(path), Tree::text(text))
}

fn begins(text: &str) -> Tree {
    Tree::Call("startsWith".into(), vec![Tree::at("github.ref"), Tree::text(text)])
}

impl Adopting<'_> {
    /// The condition of a stage.
    pub(super) fn when(&self, body: &[Statement]) -> Option<When> {
        let tree = self.all(body)?;
        Some(match tree {
            Tree::Bool(false) => When::Never,
            Tree::Bool(true) => When::Success,
            tree => When::Expression(Expression::new(&tree.to_string()).ok()?),
        })
    }

    fn all(&self, body: &[Statement]) -> Option<Tree> {
        let mut all = Tree::Bool(true);
        for statement in body {
            let early = self.key(statement);
            if early.starts_with("before") {
                continue;
            }
            all = all.and(self.condition(statement)?);
        }
        Some(all)
    }

    fn condition(&self, statement: &Statement) -> Option<Tree> {
        let call = self.parsed.call(self.text, statement)?;
        let body = statement.body.as_deref();
        Some(match (call.name.as_str(), body) {
            ("allOf", Some(body)) => self.all(body)?,
            ("anyOf", Some(body)) => {
                let mut any = Tree::Bool(false);
                for statement in body {
                    any = any.or(self.condition(statement)?);
                }
                any
            }
            ("not", Some([one])) => self.condition(one)?.negate(),
            ("branch", None) => named(&call, "refs/heads/")?,
            ("tag", None) => named(&call, "refs/tags/")?,
            ("buildingTag", None) => begins("refs/tags/"),
            ("changeRequest", None) if call.arguments.is_empty() => equal("github.event_name", "pull_request"),
            ("changeRequest", None) if call.only(&["target"]) => equal("github.base_ref", call.get("target")?.text()?),
            ("changeRequest", None) if call.only(&["branch"]) => equal("github.head_ref", call.get("branch")?.text()?),
            ("environment", None) if call.only(&["name", "value"]) => {
                let path = self.path(&format!("env.{}", call.get("name")?.text()?))?;
                equal(&path, call.get("value")?.text()?)
            }
            ("equals", None) => {
                let path = self.path(call.get("actual")?.word()?)?;
                equal(&path, call.get("expected")?.word()?)
            }
            ("triggeredBy", None) => match call.first("cause")?.text()? {
                "TimerTrigger" => equal("github.event_name", "schedule"),
                "UserIdCause" => equal("github.event_name", "workflow_dispatch"),
                "BuildUpstreamCause" | "UpstreamCause" => equal("github.event_name", "workflow_call"),
                _ => return None,
            },
            ("expression", Some([one])) if one.body.is_none() => {
                let code = self.slice(one);
                self.code(code.trim().trim_start_matches("return ").trim())?
            }
            _ => return None,
        })
    }

    /// A condition of Groovy, for the plainest ones.
    fn code(&self, code: &str) -> Option<Tree> {
        if let Some((left, right)) = code.split_once("&&").filter(|_| !code.contains(['(', '|'])) {
            return Some(self.code(left.trim())?.and(self.code(right.trim())?));
        }
        if let Some((left, right)) = code.split_once("||").filter(|_| !code.contains(['(', '&'])) {
            return Some(self.code(left.trim())?.or(self.code(right.trim())?));
        }
        if code.contains(['&', '|']) {
            return None;
        }
        for (sign, unequal) in [("==", false), ("!=", true)] {
            if let Some((left, right)) = code.split_once(sign) {
                let right = right.trim();
                let text = right.strip_prefix(['\'', '"']).and_then(|rest| rest.strip_suffix(['\'', '"']));
                let value = match (text, right) {
                    (Some(text), _) if !text.contains(['\'', '"', '\\', '$']) => Tree::text(text),
                    (None, "true") => Tree::Bool(true),
                    (None, "false") => Tree::Bool(false),
                    _ => return None,
                };
                let path = self.path(left.trim())?;
                let tree = match (path.as_str(), &value) {
                    ("github.ref_name", Tree::Text(name)) => equal("github.ref", format!("refs/heads/{name}")),
                    _ => Tree::binary(Operator::Equal, Tree::at(&path), value),
                };
                return Some(if unequal { tree.negate() } else { tree });
            }
        }
        match code {
            "true" => Some(Tree::Bool(true)),
            "false" => Some(Tree::Bool(false)),
            _ => match code.strip_prefix('!') {
                Some(rest) => Some(self.code(rest.trim())?.negate()),
                None => self.path(code).map(|path| Tree::at(&path)),
            },
        }
    }
}

/// A branch or a tag by its name, or by a pattern that ends in anything.
fn named(call: &Call, kind: &str) -> Option<Tree> {
    if !call.only(&["", "pattern"]) {
        return None;
    }
    let pattern = call.first("pattern").and_then(Argument::text)?;
    if !pattern.contains(['*', '?', '[']) {
        return Some(equal("github.ref", format!("{kind}{pattern}")));
    }
    let start = pattern.trim_end_matches('*');
    (!start.contains(['*', '?', '['])).then(|| begins(&format!("{kind}{start}")))
}
