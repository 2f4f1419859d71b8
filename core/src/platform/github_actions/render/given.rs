//! What a composite action must be given: GitHub lets actions see neither secrets nor variables of the repository, so they come by
//! inputs.

use super::expressions;
use crate::expression::{Tree, parse};
use crate::model::scalar::{Part, Template};
use crate::model::{Data, Entries, Permissions, Pipeline};
use crate::platform::github_actions::syntax::{Draft, Fields, Text};

/// What the steps of an action need of the jobs that call it.
#[derive(Clone)]
pub(super) struct Needed {
    /// What their token must be able to do.
    pub(super) permissions: Permissions,
    /// The inputs they must be given beside those of the document.
    pub(super) given: Given,
}

/// Inputs for what an action cannot see itself.
#[derive(Clone, Default)]
pub(super) struct Given {
    /// The input for each secret or variable: `secrets.NPM_TOKEN` comes by `npm-token`.
    inputs: Entries<String, String>,
}

impl Default for Needed {
    fn default() -> Self {
        Self {
            permissions: Permissions::Each(Entries::new()),
            given: Given::default(),
        }
    }
}

impl Given {
    /// Lets steps ask for inputs in place of secrets and variables, and says for which.
    pub(super) fn taken_from(steps: &mut [Draft<'_>], pipeline: &Pipeline) -> Self {
        let mut given = Self::default();
        for step in steps {
            let Data::Map(step) = step else { continue };
            for (key, value) in step {
                let bare = &**key == "if";
                expressions::each(value, &mut |text| given.take(text, bare, pipeline));
            }
        }
        given
    }

    /// True when nothing must be given.
    pub(super) fn is_empty(&self) -> bool {
        self.inputs.is_empty()
    }

    /// The inputs as the action declares them.
    pub(super) fn declared(&self) -> Fields<'static> {
        let declare = |(path, input): (&String, &String)| {
            let (kind, name) = path.split_once('.').unwrap_or(("", path));
            let kind = if kind == "secrets" { "Secret" } else { "Variable" };
            let said = Fields::from([
                ("description".into(), Data::Text(format!("{kind} {name}").into())),
                ("required".into(), Data::Bool(true)),
            ]);
            (input.clone().into(), Data::Map(said))
        };
        self.inputs.iter().map(declare).collect()
    }

    /// The inputs as callers give them.
    pub(super) fn passed(&self) -> Fields<'static> {
        let pass = |(path, input): (&String, &String)| (input.clone().into(), Data::Text(format!("${{{{ {path} }}}}").into()));
        self.inputs.iter().map(pass).collect()
    }

    fn take(&mut self, text: &mut Text<'_>, bare: bool, pipeline: &Pipeline) {
        if !text.contains("secrets") && !text.contains("vars") {
            return;
        }
        let whole = bare && !text.contains("${{");
        let mut said = String::with_capacity(text.len());
        for part in Template::new(&**text).parts() {
            match part {
                Part::Literal(literal) if whole => said.push_str(&self.expression(literal, pipeline)),
                Part::Literal(literal) => said.push_str(literal),
                Part::Expression(inner) => said.extend(["${{ ", &self.expression(inner, pipeline), " }}"]),
            }
        }
        *text = said.into();
    }

    fn expression(&mut self, inner: &str, pipeline: &Pipeline) -> String {
        match parse(inner) {
            Ok(tree) if inner.contains("secrets") || inner.contains("vars") => self.tree(tree, pipeline).to_string(),
            _ => inner.to_owned(),
        }
    }

    fn tree(&mut self, tree: Tree, pipeline: &Pipeline) -> Tree {
        if let Some(path) = tree.path()
            && let Some((context @ ("secrets" | "vars"), name)) = path.split_once('.')
        {
            if context == "secrets" && name.eq_ignore_ascii_case("GITHUB_TOKEN") {
                return Tree::at("github.token");
            }
            return Tree::at("inputs").member(&self.input(&path, name, pipeline));
        }
        let mut inside = |tree: Tree| self.tree(tree, pipeline);
        match tree {
            Tree::Not(of) => Tree::Not(Box::new(inside(*of))),
            Tree::Member(of, name) => Tree::Member(Box::new(inside(*of)), name),
            Tree::Index(of, index) => Tree::Index(Box::new(inside(*of)), Box::new(inside(*index))),
            Tree::Each(of) => Tree::Each(Box::new(inside(*of))),
            Tree::Binary(operator, left, right) => Tree::Binary(operator, Box::new(inside(*left)), Box::new(inside(*right))),
            Tree::Call(name, arguments) => Tree::Call(name, arguments.into_iter().map(inside).collect()),
            other => other,
        }
    }

    /// The input by which a secret or variable comes: its name in small letters, unless another input has that.
    fn input(&mut self, path: &str, name: &str, pipeline: &Pipeline) -> String {
        if let Some(input) = self.inputs.get(path) {
            return input.clone();
        }
        let base = name.to_ascii_lowercase().replace('_', "-");
        let taken = |input: &str| {
            pipeline.inputs.keys().any(|own| own.as_str().eq_ignore_ascii_case(input)) || self.inputs.values().any(|own| own == input)
        };
        let mut input = base.clone();
        let mut number = 1;
        while taken(&input) {
            number += 1;
            input = format!("{base}-{number}");
        }
        self.inputs.insert(path.to_owned(), input.clone());
        input
    }
}
