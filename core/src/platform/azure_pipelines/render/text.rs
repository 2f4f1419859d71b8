//! Texts of the model with `${{ expressions }}` -> texts with variables.

use super::words;
use crate::expression::{Tree, parse};
use crate::model::Data;
use crate::model::scalar::{Part, Template};
use crate::platform::azure_pipelines::expression::{Formula, Given, REF_NAME, value};
use crate::platform::azure_pipelines::syntax::Values;

/// Tells what a path is.
pub(super) type Lookup<'l> = dyn Fn(&str) -> Option<Given> + 'l;

/// A text with what it needs and what could not be said in it.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) text: String,
    /// Variables of the job that hold what is known only when it runs.
    pub(super) variables: Values,
    /// Variables that people set: paths such as `secrets.A`.
    pub(super) set: Vec<String>,
    /// True when the name of the branch or tag is used.
    pub(super) ref_name: bool,
    pub(super) unsaid: Vec<String>,
}

/// The text, with expressions as variables.
pub(super) fn say(text: &str, lookup: &Lookup<'_>) -> Said {
    let mut said = Said::default();
    let template = Template::new(text);
    for part in template.parts() {
        match part {
            Part::Literal(literal) => said.text.push_str(literal),
            Part::Expression(inner) => match parse(inner).ok().and_then(|tree| word(&tree, lookup, &mut said)) {
                Some(word) => said.text.push_str(&word),
                None => said.unsaid.push(inner.to_owned()),
            },
        }
    }
    said
}

fn word(tree: &Tree, lookup: &Lookup<'_>, said: &mut Said) -> Option<String> {
    Some(match tree {
        Tree::Text(text) => text.clone(),
        Tree::Number(number) => number.to_string(),
        Tree::Bool(value) => value.to_string(),
        Tree::Null => String::new(),
        Tree::Call(name, arguments) if name.eq_ignore_ascii_case("format") => {
            let (Tree::Text(format), rest) = arguments.split_first()? else {
                return None;
            };
            let mut text = format.clone();
            for (position, argument) in rest.iter().enumerate() {
                text = text.replace(&format!("{{{position}}}"), &word(argument, lookup, said)?);
            }
            text
        }
        other => {
            let path = other.path()?;
            if path.starts_with("secrets.") || path.starts_with("vars.") {
                said.set.push(path.clone());
            }
            match value(&path, lookup)? {
                Given::Variable(name) => {
                    said.ref_name |= name == REF_NAME;
                    format!("$({name})")
                }
                Given::Parameter(name) => format!("${{{{ parameters.{name} }}}}"),
                Given::Flag(name) => format!("${{{{ lower(parameters.{name}) }}}}"),
                Given::Text(text) => text,
                Given::Runtime(formula) => {
                    let name = variable(&path);
                    said.variables.insert(name.clone(), runtime(&formula));
                    format!("$({name})")
                }
            }
        }
    })
}

/// What the variable of a job is called that holds the value at a path: `jobs.build.outputs.version` is `build_version`.
fn variable(path: &str) -> String {
    let names: Vec<&str> = path.split('.').skip(1).filter(|name| *name != "outputs").collect();
    words::name(&names.join("_"))
}

/// A value that is computed when the job starts.
pub(super) fn runtime(formula: &Formula) -> Data {
    Data::Text(format!("$[ {formula} ]"))
}

/// The paths that people set, as names of variables.
pub(super) fn set_name(path: &str) -> &str {
    path.split_once('.').map_or(path, |(_, name)| name)
}
