//! The jobs that expressions name: the model says `jobs.build.outputs.version`, GitHub's jobs say `needs.build.…`.

use crate::expression::Tree;
use crate::model::Data;
use crate::model::scalar::{Part, Template};
use crate::platform::github_actions::syntax::{Draft, Text};

/// Does something with every text of a value.
pub(super) fn each<'p>(data: &mut Draft<'p>, act: &mut impl FnMut(&mut Text<'p>)) {
    match data {
        Data::Text(text) => act(text),
        Data::List(items) => items.iter_mut().for_each(|item| each(item, act)),
        Data::Map(map) => map.values_mut().for_each(|value| each(value, act)),
        _ => {}
    }
}

/// True when some text of a value passes.
pub(super) fn any(data: &Draft<'_>, passes: fn(&str) -> bool) -> bool {
    match data {
        Data::Text(text) => passes(text),
        Data::List(items) => items.iter().any(|item| any(item, passes)),
        Data::Map(map) => map.values().any(|value| any(value, passes)),
        _ => false,
    }
}

/// False for most texts: those in which nothing is computed and no job is named.
pub(super) fn may_ask(text: &str) -> bool {
    // Single bytes are looked for many at once, and most texts have neither.
    let bytes = text.as_bytes();
    (bytes.contains(&b'$') && text.contains("${{")) || (bytes.contains(&b'.') && text.contains("s."))
}

/// The text with the jobs it names called by the names of the file; nothing when it names none.
pub(super) fn bind(text: &str, mut name: impl FnMut(&str) -> Option<String>) -> Option<String> {
    if !text.contains("jobs.") && !text.contains("needs.") {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut changed = false;
    // A condition is an expression without braces.
    let bare = !text.contains("${{");
    for part in Template::new(text).parts() {
        match part {
            Part::Literal(literal) if bare && literal.contains(".outputs.") | literal.contains(".result") => {
                changed |= inside(literal, &mut out, &mut name);
            }
            Part::Literal(literal) => out.push_str(literal),
            Part::Expression(inner) => {
                out.push_str("${{ ");
                changed |= inside(inner, &mut out, &mut name);
                out.push_str(" }}");
            }
        }
    }
    changed.then_some(out)
}

/// True when an expression in a text names one of these contexts.
pub(super) fn names_any(text: &str, contexts: &[&str]) -> bool {
    let inside = |part: Part<'_>| match part {
        Part::Expression(inner) => contexts.iter().any(|context| names(inner, context)),
        Part::Literal(_) => false,
    };
    text.contains("${{") && Template::new(text).parts().any(inside)
}

/// Puts nothing in the place of expressions that GitHub cannot compute, and names them. What cannot be read is left to GitHub,
/// which tells of it.
pub(super) fn without_unknown(text: &mut Text<'_>, mut unknown: impl FnMut(&str)) {
    if !text.contains("${{") {
        return;
    }
    let known = |inner: &str| crate::expression::parse(inner).map_or(true, |tree| is_known(&tree));
    let strange = |part: Part<'_>| matches!(part, Part::Expression(inner) if !known(inner));
    let template = Template::new(&**text);
    if !template.parts().any(strange) {
        return;
    }
    let mut said = String::with_capacity(text.len());
    for part in template.parts() {
        match part {
            Part::Literal(literal) => said.push_str(literal),
            Part::Expression(inner) if known(inner) => said.extend(["${{ ", inner, " }}"]),
            Part::Expression(inner) => unknown(inner),
        }
    }
    *text = said.into();
}

/// True for an expression of contexts and functions that GitHub has.
fn is_known(tree: &Tree) -> bool {
    const CONTEXTS: [&str; 12] = [
        "github", "env", "vars", "job", "jobs", "steps", "runner", "secrets", "strategy", "matrix", "needs", "inputs",
    ];
    const FUNCTIONS: [&str; 13] = [
        "contains",
        "startswith",
        "endswith",
        "format",
        "join",
        "tojson",
        "fromjson",
        "hashfiles",
        "always",
        "success",
        "failure",
        "cancelled",
        "case",
    ];
    let one_of = |names: &[&str], name: &str| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    match tree {
        Tree::Null | Tree::Bool(_) | Tree::Number(_) | Tree::Text(_) => true,
        Tree::Context(name) => one_of(&CONTEXTS, name),
        Tree::Member(of, _) | Tree::Each(of) | Tree::Not(of) => is_known(of),
        Tree::Index(of, index) => is_known(of) && is_known(index),
        Tree::Call(name, arguments) => one_of(&FUNCTIONS, name) && arguments.iter().all(is_known),
        Tree::Binary(_, left, right) => is_known(left) && is_known(right),
    }
}

/// True when an expression names a context: the word, with something of it behind.
fn names(expression: &str, context: &str) -> bool {
    expression.match_indices(context).any(|(at, _)| {
        let (before, from) = expression.split_at_checked(at).unwrap_or_default();
        let after = from.strip_prefix(context).unwrap_or_default();
        let inner = before.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '\''));
        !inner && after.starts_with(['.', '['])
    })
}

/// Copies an expression, with `jobs.<id>` and `needs.<id>` as `needs.<name>`.
fn inside(expression: &str, out: &mut String, name: &mut impl FnMut(&str) -> Option<String>) -> bool {
    let mut changed = false;
    let mut rest = expression;
    loop {
        let next = [("jobs.", rest.find("jobs.")), ("needs.", rest.find("needs."))];
        let Some((context, at)) = next
            .into_iter()
            .filter_map(|(context, at)| Some((context, at?)))
            .min_by_key(|(_, at)| *at)
        else {
            out.push_str(rest);
            return changed;
        };
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let after = from.strip_prefix(context).unwrap_or("");
        let end = after
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))
            .unwrap_or(after.len());
        let (id, tail) = after.split_at_checked(end).unwrap_or((after, ""));
        let inner_word = before.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'));
        match name(id).filter(|_| !inner_word && tail.starts_with('.')) {
            Some(name) => {
                out.push_str("needs.");
                out.push_str(&name);
                changed = true;
            }
            None => {
                out.push_str(context);
                out.push_str(id);
            }
        }
        rest = tail;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jobs_are_called_by_their_names() {
        let name = |id: &str| (id == "build").then(|| "main-build".to_owned());
        let bound = |text| bind(text, name);
        assert_eq!(
            bound("v${{ jobs.build.outputs.version }}-${{needs.build.result}}"),
            Some("v${{ needs.main-build.outputs.version }}-${{ needs.main-build.result }}".into())
        );
        assert_eq!(
            bound("needs.build.outputs.deploy == 'true'"),
            Some("needs.main-build.outputs.deploy == 'true'".into())
        );
        assert_eq!(bound("${{ jobs.other.outputs.x }}"), None);
        assert_eq!(bound("echo jobs.build.txt"), None);
        assert_eq!(bound("${{ env.myjobs.build.x }}"), None);
    }
}
