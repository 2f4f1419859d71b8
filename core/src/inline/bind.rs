//! What names stand for while the steps of a call are put in: inputs, steps under new ids, what called steps give back.

use super::fold::{condition, fold, holds, word};
use super::script;
use crate::expression::{Tree, parse};
use crate::model::scalar::{Expression, Part, Template};
use crate::model::{Call, Data, Entries, EnvValue, Job, Pipeline, When};
use std::collections::HashMap;
use std::fmt::Write as _;

/// How much text may come of one document by binding; after that, names stay as they are.
const MOST_TEXT: usize = 16 << 20;

/// How much text has come of binding.
#[derive(Debug, Default)]
pub(super) struct Spent(usize);

impl Spent {
    /// True as long as there may be more.
    fn on(&mut self, text: &str) -> bool {
        self.0 = self.0.saturating_add(text.len());
        self.0 <= MOST_TEXT
    }
}

/// What names stand for.
#[derive(Debug, Default)]
pub(super) struct Scope {
    /// The inputs of the pipeline, in lower case; nothing where none was called.
    inputs: Option<HashMap<String, Tree>>,
    /// New ids of steps.
    ids: HashMap<String, String>,
    /// What steps that were calls give back, by their ids.
    outputs: HashMap<String, HashMap<String, Tree>>,
    /// The folder of the shared steps.
    folder: Option<Tree>,
}

/// The variable that says where shared steps have their files.
const FOLDER: &str = "GITHUB_ACTION_PATH";

impl Scope {
    /// What the names in a pipeline stand for when it is called so.
    pub(super) fn of_call(pipeline: &Pipeline, job: &Job, call: &Call) -> Self {
        let given = |name: &str| {
            call.with
                .iter()
                .find(|(key, _)| key.eq_ignore_ascii_case(name))
                .map(|(_, value)| value)
        };
        let inputs = pipeline.inputs.iter().map(|(name, input)| {
            let value = given(name.as_str())
                .or(input.default.as_ref())
                .and_then(Data::as_word)
                .unwrap_or_default();
            (name.as_str().to_ascii_lowercase(), value_of(value))
        });
        let folder = match job.env.get(FOLDER) {
            Some(EnvValue::Text(folder)) => Some(value_of(folder)),
            _ => None,
        };
        Self {
            inputs: Some(inputs.collect()),
            folder,
            ..Self::default()
        }
    }

    /// A step has another id from here on.
    pub(super) fn rename(&mut self, id: &str, new: &str) {
        self.ids.insert(id.to_owned(), new.to_owned());
    }

    /// A step that was a call gives this back.
    pub(super) fn gives(&mut self, id: &str, outputs: HashMap<String, String>) {
        let outputs = outputs.into_iter().map(|(name, value)| (name, value_of(&value)));
        self.outputs.insert(id.to_owned(), outputs.collect());
    }

    /// What a path stands for, and whether that is a value rather than another name for the same.
    fn path(&self, path: &str) -> Option<(Tree, bool)> {
        if let Some(input) = path.strip_prefix("inputs.") {
            let value = self.inputs.as_ref()?.get(&input.to_ascii_lowercase());
            return Some((value.cloned().unwrap_or(Tree::Text(String::new())), true));
        }
        if path == "github.action_path" {
            return Some((self.folder.clone()?, true));
        }
        let (id, rest) = path.strip_prefix("steps.")?.split_once('.')?;
        if let (Some(outputs), Some(output)) = (self.outputs.get(id), rest.strip_prefix("outputs.")) {
            return Some((outputs.get(output).cloned().unwrap_or(Tree::Text(String::new())), true));
        }
        Some((Tree::at("steps").member(self.ids.get(id)?).members(rest), false))
    }

    /// The expression with everything in it that stands for something else replaced; nothing when there is no such thing.
    fn tree(&self, tree: &Tree) -> Option<(Tree, bool)> {
        if let Some(found) = tree.path().and_then(|path| self.path(&path)) {
            return Some(found);
        }
        let one = |of: &Tree| self.tree(of);
        Some(match tree {
            Tree::Member(of, name) => {
                let (of, value) = one(of)?;
                (Tree::Member(Box::new(of), name.clone()), value)
            }
            Tree::Index(of, index) => {
                let (left, right) = (one(of), one(index));
                let value = left.iter().chain(&right).any(|(_, value)| *value);
                if left.is_none() && right.is_none() {
                    return None;
                }
                let or = |new: Option<(Tree, bool)>, old: &Tree| Box::new(new.map_or_else(|| old.clone(), |(tree, _)| tree));
                (Tree::Index(or(left, of), or(right, index)), value)
            }
            Tree::Each(of) => {
                let (of, value) = one(of)?;
                (Tree::Each(Box::new(of)), value)
            }
            Tree::Not(of) => {
                let (of, value) = one(of)?;
                (fold(Tree::Not(Box::new(of))), value)
            }
            Tree::Call(name, arguments) => {
                let new: Vec<Option<(Tree, bool)>> = arguments.iter().map(one).collect();
                if new.iter().all(Option::is_none) {
                    return None;
                }
                let value = new.iter().flatten().any(|(_, value)| *value);
                let arguments = new
                    .into_iter()
                    .zip(arguments)
                    .map(|(new, old)| new.map_or_else(|| old.clone(), |(tree, _)| tree));
                (fold(Tree::Call(name.clone(), arguments.collect())), value)
            }
            Tree::Binary(operator, left, right) => {
                let (new_left, new_right) = (one(left), one(right));
                if new_left.is_none() && new_right.is_none() {
                    return None;
                }
                let value = new_left.iter().chain(&new_right).any(|(_, value)| *value);
                let or = |new: Option<(Tree, bool)>, old: &Tree| new.map_or_else(|| old.clone(), |(tree, _)| tree);
                (fold(Tree::binary(*operator, or(new_left, left), or(new_right, right))), value)
            }
            _ => return None,
        })
    }

    /// What an expression of a text becomes, and whether a value went into it.
    pub(super) fn expression(&self, inner: &str, spent: &mut Spent) -> Option<(String, bool)> {
        let (tree, value) = self.tree(&parse(inner).ok()?)?;
        let text = word(&tree).unwrap_or_else(|| written(&tree));
        spent.on(&text).then_some((text, value))
    }

    /// True for a text in which something stands for something else.
    pub(super) fn is_about(&self, text: &str) -> bool {
        let template = Template::new(text);
        let mut parts = template.parts();
        parts.any(|part| matches!(part, Part::Expression(inner) if parse(inner).is_ok_and(|tree| self.tree(&tree).is_some())))
    }

    /// Binds the names in a text.
    pub(super) fn bind(&self, text: &mut String, spent: &mut Spent) {
        if !text.contains("${{") {
            return;
        }
        let mut made = String::new();
        let mut changed = false;
        for part in Template::new(text.as_str()).parts() {
            match part {
                Part::Literal(literal) => made.push_str(literal),
                Part::Expression(inner) => match self.expression(inner, spent) {
                    Some((bound, _)) => {
                        made.push_str(&bound);
                        changed = true;
                    }
                    None => made.push_str(&format_expression(inner)),
                },
            }
        }
        if changed {
            *text = made;
        }
    }

    /// Binds the names in a script: values go into variables of the step, of which the script gets the name.
    pub(super) fn bind_script(&self, text: &mut String, shell: &str, env: &mut Entries<String, EnvValue>, spent: &mut Spent) {
        if text.contains("${{") {
            let made = script::bound(text, shell, env, &mut |inner| {
                let (bound, value) = self.expression(inner, spent)?;
                Some((bound, value))
            });
            *text = made;
        }
    }

    /// Binds the names in a condition.
    pub(super) fn bind_when(&self, when: &mut When) {
        let When::Expression(expression) = when else { return };
        let Some((tree, _)) = expression.inner().and_then(|inner| self.tree(&parse(inner).ok()?)) else {
            return;
        };
        let tree = condition(tree);
        *when = match holds(&tree) {
            Some(true) => When::Success,
            Some(false) => When::Never,
            None => match Expression::new(&unjoined(&tree).to_string()) {
                Ok(expression) => When::Expression(expression),
                Err(_) => return,
            },
        };
    }
}

/// An expression as it stands in a text.
pub(super) fn format_expression(inner: &str) -> String {
    format!("${{{{ {inner} }}}}")
}

/// A text put together by `format` is the text again.
fn written(tree: &Tree) -> String {
    if let Tree::Call(name, arguments) = tree
        && name == JOINED
    {
        return arguments
            .iter()
            .map(|part| word(part).unwrap_or_else(|| format_expression(&part.to_string())))
            .collect();
    }
    format_expression(&unjoined(tree).to_string())
}

/// The name under which the parts of a text are kept together until it is known where they go.
const JOINED: &str = "(joined)";

/// A value as an expression.
fn value_of(text: &str) -> Tree {
    let mut parts: Vec<Tree> = Vec::new();
    for part in Template::new(text).parts() {
        parts.push(match part {
            Part::Literal(literal) => Tree::text(literal),
            // What cannot be read is said again as it was.
            Part::Expression(inner) => parse(inner).unwrap_or_else(|_| Tree::Context(inner.into())),
        });
    }
    match parts.len() {
        0 => Tree::Text(String::new()),
        1 => parts.pop().unwrap_or(Tree::Null),
        _ => Tree::Call(JOINED.into(), parts),
    }
}

/// Inside a larger expression, the parts of a text are put together by `format`.
fn unjoined(tree: &Tree) -> Tree {
    let inner = |of: &Tree| Box::new(unjoined(of));
    match tree {
        Tree::Call(name, arguments) if name == JOINED => {
            let mut format = String::new();
            let mut values = Vec::new();
            for part in arguments {
                match part {
                    Tree::Text(text) => format.push_str(&text.replace('{', "{{").replace('}', "}}")),
                    value => {
                        _ = write!(format, "{{{}}}", values.len());
                        values.push(unjoined(value));
                    }
                }
            }
            values.insert(0, Tree::Text(format));
            Tree::Call("format".into(), values)
        }
        Tree::Call(name, arguments) => Tree::Call(name.clone(), arguments.iter().map(unjoined).collect()),
        Tree::Member(of, name) => Tree::Member(inner(of), name.clone()),
        Tree::Index(of, index) => Tree::Index(inner(of), inner(index)),
        Tree::Each(of) => Tree::Each(inner(of)),
        Tree::Not(of) => Tree::Not(inner(of)),
        Tree::Binary(operator, left, right) => Tree::Binary(*operator, inner(left), inner(right)),
        other => other.clone(),
    }
}
