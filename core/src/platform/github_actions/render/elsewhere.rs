//! What documents say that came from other systems, and GitHub takes in another form or not at all.

use super::workflow::Workflow;
use crate::expression::{Tree, parse};
use crate::foreign::Literal;
use crate::model::scalar::{Expression, Part, Template};
use crate::model::{Call, Computed, EnvValue, When};
use crate::platform::github_actions::syntax::Text;
use crate::platform::github_actions::words::give_when;
use crate::resolve::{Binding, JobView};

impl<'p> Workflow<'p> {
    /// True for a call that GitHub can make: of a workflow, here or in another repository.
    pub(super) fn is_callable(view: &JobView<'p>, call: &Call) -> bool {
        let file = |path: &str| {
            path.rsplit_once('.')
                .is_some_and(|(_, extension)| matches!(extension, "yml" | "yaml"))
        };
        let there = match call.pipeline.split_once('@') {
            Some((path, version)) => file(path) && !version.is_empty(),
            None => call.pipeline.starts_with("./.github/workflows/") && file(&call.pipeline),
        };
        there || call.pipeline.contains("${{") || matches!(view.calls, Some(Binding::To(_)))
    }

    /// A condition of a job without variables of the file: those are not known when GitHub asks for it. What they are set to
    /// stands in their place, or a variable of the repository.
    pub(super) fn known_early(&self, view: &JobView<'p>, when: &'p When) -> Option<Literal<Text<'p>>> {
        let When::Expression(expression) = when else {
            return give_when(when);
        };
        let tree = expression
            .inner()
            .filter(|inner| inner.contains("env."))
            .and_then(|inner| parse(inner).ok());
        let known = tree.map(|tree| without_env(tree, &|name| self.literal(view, name)).to_string());
        let known = known.filter(|known| Expression::new(known).is_ok());
        known.map_or_else(|| give_when(when), |known| Some(Literal::plain(known.trim()).lift()))
    }

    /// The image of a container without variables of the file: GitHub asks for it before those are there.
    pub(super) fn image_early(&self, view: &JobView<'p>, image: &'p str) -> Text<'p> {
        if self.adopted || !image.contains("env.") {
            return image.into();
        }
        let mut said = String::with_capacity(image.len());
        for part in Template::new(image).parts() {
            match part {
                Part::Literal(literal) => said.push_str(literal),
                Part::Expression(inner) => match parse(inner) {
                    Ok(tree) => {
                        let known = without_env(tree, &|name| self.literal(view, name)).to_string();
                        said.extend(["${{ ", &known, " }}"]);
                    }
                    Err(_) => said.extend(["${{ ", inner, " }}"]),
                },
            }
        }
        said.into()
    }

    /// What a variable of a job is set to, when that is a text or a single expression.
    fn literal(&self, view: &JobView<'p>, name: &str) -> Option<Tree> {
        let shared = &self.plan.delivery().env;
        // Elsewhere the values of a combination are variables.
        let matrix = view.job.matrix.as_deref().and_then(Computed::literal);
        if matrix.is_some_and(|matrix| matrix.axes.contains_key(name)) {
            return Some(Tree::at("matrix").member(name));
        }
        match view
            .job
            .env
            .get(name)
            .or_else(|| self.pipeline.env.get(name))
            .or_else(|| shared.get(name))?
        {
            EnvValue::Empty => Some(Tree::text("")),
            EnvValue::Secret(_) => None,
            EnvValue::Text(text) => {
                let template = Template::new(text.as_str());
                let mut parts = template.parts();
                match (parts.next(), parts.next()) {
                    (None, _) => Some(Tree::text("")),
                    (Some(Part::Literal(text)), None) => Some(Tree::text(text)),
                    (Some(Part::Expression(inner)), None) => parse(inner).ok(),
                    _ => None,
                }
            }
        }
    }
}

/// An expression with something else in place of variables of the file.
fn without_env(tree: Tree, value: &dyn Fn(&str) -> Option<Tree>) -> Tree {
    if let Some(path) = tree.path()
        && let Some(name) = path.strip_prefix("env.")
    {
        return value(name).unwrap_or_else(|| Tree::at(&format!("vars.{name}")));
    }
    let inside = |tree: Box<Tree>| Box::new(without_env(*tree, value));
    match tree {
        Tree::Not(of) => Tree::Not(inside(of)),
        Tree::Binary(operator, left, right) => Tree::Binary(operator, inside(left), inside(right)),
        Tree::Call(name, arguments) => Tree::Call(name, arguments.into_iter().map(|of| without_env(of, value)).collect()),
        other => other,
    }
}
