//! Texts with values in them: `${{ template }}`, `$(macro)` and `$[ runtime ]`.

use super::variables::{context_of, is_own};
use super::{Given, Lookup, Scope, into_model, parse, value};
use crate::model::scalar::{Part as ModelPart, Template};

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::platform::azure_pipelines) enum Part<'t> {
    /// Text that is meant as it stands.
    Literal(&'t str),
    /// The inside of `${{ }}`: known once the file is read.
    Template(&'t str),
    /// The inside of `$( )`: filled in before a task runs, and left alone when there is no such variable.
    Macro(&'t str),
    /// The inside of `$[ ]`, which is always the whole value: computed when a job starts.
    Runtime(&'t str),
}

/// So many templates without an end are looked for in one text.
const ENDLESS: usize = 32;

/// The parts of a text, in order.
pub(in crate::platform::azure_pipelines) fn parts(text: &str) -> Vec<Part<'_>> {
    let trimmed = text.trim();
    if let Some(inner) = trimmed.strip_prefix("$[").and_then(|rest| rest.strip_suffix(']'))
        && !inner.contains("$[")
    {
        return vec![Part::Runtime(inner.trim())];
    }
    let mut parts = Vec::new();
    let mut rest = text;
    let mut literal = 0;
    // Texts with many that have no end are no texts of people; looking for all of them would take long.
    let mut endless = 0;
    let cut = |from: usize, to: usize| text.get(from..to).filter(|text| !text.is_empty()).map(Part::Literal);
    while let Some(at) = rest.find('$') {
        let start = text.len() - rest.len() + at;
        let after = rest.get(at + 1..).unwrap_or("");
        let found = if let Some(inner) = after.strip_prefix("{{").filter(|_| endless < ENDLESS) {
            let end = end_of_template(inner);
            endless += usize::from(end.is_none());
            end.and_then(|end| Some((Part::Template(inner.get(..end)?.trim()), end + 5)))
        } else if let Some(inner) = after.strip_prefix('(') {
            let end = inner.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | ' ')));
            end.filter(|end| *end > 0 && inner.get(*end..).is_some_and(|rest| rest.starts_with(')')))
                .and_then(|end| Some((Part::Macro(inner.get(..end)?), end + 3)))
        } else {
            None
        };
        match found {
            Some((part, length)) => {
                parts.extend(cut(literal, start));
                parts.push(part);
                literal = start + length;
                rest = text.get(literal..).unwrap_or("");
            }
            None => rest = after,
        }
    }
    parts.extend(cut(literal, text.len()));
    parts
}

/// Where `}}` is, outside of quotes.
fn end_of_template(inner: &str) -> Option<usize> {
    let mut quoted = false;
    let mut before = ' ';
    for (at, character) in inner.char_indices() {
        match character {
            '\'' => quoted = !quoted,
            '}' if before == '}' && !quoted => return Some(at - 1),
            _ => {}
        }
        before = character;
    }
    None
}

/// A text in the model's words: what is known of its values as `${{ }}`; a text with parts that the model cannot say stays as
/// it is.
pub(in crate::platform::azure_pipelines) fn text_into_model(text: &str, scope: &Scope<'_>) -> Option<String> {
    if !text.contains('$') {
        return Some(text.to_owned());
    }
    let mut said = String::with_capacity(text.len());
    for part in parts(text) {
        match part {
            Part::Literal(literal) => said.push_str(literal),
            Part::Template(inner) | Part::Runtime(inner) => {
                let tree = into_model(&parse(inner)?, scope)?;
                said.extend(["${{ ", &tree.to_string(), " }}"]);
            }
            Part::Macro(name) => match macro_value(name, scope) {
                Some(path) => said.extend(["${{ ", &path, " }}"]),
                None => said.extend(["$(", name, ")"]),
            },
        }
    }
    Some(said)
}

/// What a macro stands for, when that is known.
fn macro_value(name: &str, scope: &Scope<'_>) -> Option<String> {
    let worded = ["build.reason", "agent.os"].iter().any(|word| word.eq_ignore_ascii_case(name));
    if is_own(name) {
        return context_of(name).filter(|_| !worded).map(str::to_owned);
    }
    match (scope.context)(name) {
        "vars" => None,
        context if super::is_plain(name) => Some(format!("{context}.{name}")),
        context => Some(format!("{context}['{name}']")),
    }
}

/// A text of the model in Azure's words: values as macros and templates, where they have some. A value that is known only when
/// it runs can be a whole text.
pub(in crate::platform::azure_pipelines) fn text_from_model(text: &str, lookup: &Lookup<'_>) -> String {
    if !text.contains("${{") {
        return text.to_owned();
    }
    let template = Template::new(text);
    let alone = template.parts().count() == 1;
    let mut said = String::with_capacity(text.len());
    for part in template.parts() {
        match part {
            ModelPart::Literal(literal) => said.push_str(literal),
            ModelPart::Expression(inner) => {
                let path = crate::expression::parse(inner).ok().and_then(|tree| tree.path());
                match path.and_then(|path| value(&path, lookup)) {
                    Some(Given::Variable(name)) => said.extend(["$(", &name, ")"]),
                    Some(Given::Parameter(name)) => said.extend(["${{ parameters.", &name, " }}"]),
                    Some(Given::Text(text)) => said.push_str(&text),
                    Some(Given::Runtime(formula)) if alone => said.extend(["$[ ", &formula.to_string(), " ]"]),
                    _ => said.extend(["${{ ", inner, " }}"]),
                }
            }
        }
    }
    said
}
