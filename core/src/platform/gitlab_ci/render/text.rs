//! Texts of the model with `${{ expressions }}` -> texts with variables.

use crate::expression::{Tree, parse};
use crate::model::Data;
use crate::model::scalar::{Part, Template};
use crate::platform::gitlab_ci::expression::{variable_made_of, variable_of};
use crate::platform::gitlab_ci::syntax::Values;

/// A text with what could not be said in it.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) text: String,
    pub(super) unsaid: Vec<String>,
}

/// The text, with expressions as variables. A plain `$` is doubled where GitLab would read a variable in it.
pub(super) fn value(text: &str) -> Said {
    said(text, |literal| literal.replace('$', "$$"))
}

/// A script, with expressions as variables; what the shell reads stays.
pub(super) fn script(text: &str) -> Said {
    said(text, str::to_owned)
}

fn said(text: &str, literal_of: impl Fn(&str) -> String) -> Said {
    let mut said = Said::default();
    let template = Template::new(text);
    let mut parts = template.parts().peekable();
    while let Some(part) = parts.next() {
        match part {
            Part::Literal(literal) => said.text.push_str(&literal_of(literal)),
            Part::Expression(inner) => {
                let joined =
                    matches!(parts.peek(), Some(Part::Literal(next)) if next.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_'));
                let made = variable_made_of(inner).map(|name| if joined { format!("${{{name}}}") } else { format!("${name}") });
                match made.or_else(|| parse(inner).ok().and_then(|tree| of_tree(&tree, joined))) {
                    Some(word) => said.text.push_str(&word),
                    None => said.unsaid.push(inner.to_owned()),
                }
            }
        }
    }
    said
}

fn of_tree(tree: &Tree, joined: bool) -> Option<String> {
    match tree {
        Tree::Text(text) => Some(text.clone()),
        Tree::Number(number) => Some(number.to_string()),
        Tree::Bool(value) => Some(value.to_string()),
        Tree::Null => Some(String::new()),
        Tree::Call(name, arguments) if name.eq_ignore_ascii_case("format") => {
            let (Tree::Text(format), rest) = arguments.split_first()? else {
                return None;
            };
            let mut text = format.clone();
            for (position, argument) in rest.iter().enumerate() {
                text = text.replace(&format!("{{{position}}}"), &of_tree(argument, true)?);
            }
            Some(text)
        }
        value => {
            let path = value.path()?;
            if let Some(input) = path.strip_prefix("inputs.") {
                return Some(format!("$[[ inputs.{input} ]]"));
            }
            let variable = super::outputs::variable(&path).or_else(|| variable_of(&path))?;
            Some(if joined {
                format!("${{{variable}}}")
            } else {
                format!("${variable}")
            })
        }
    }
}

/// Every text of a value, translated.
pub(super) fn each(data: &mut Data, unsaid: &mut Vec<String>) {
    match data {
        Data::Text(text) if text.contains("${{") => {
            let said = script(text);
            *text = said.text;
            unsaid.extend(said.unsaid);
        }
        Data::List(items) => items.iter_mut().for_each(|item| each(item, unsaid)),
        Data::Map(map) => map.values_mut().for_each(|value| each(value, unsaid)),
        _ => {}
    }
}

/// The same for the values of a mapping.
pub(super) fn all(values: &mut Values, unsaid: &mut Vec<String>) {
    values.values_mut().for_each(|value| each(value, unsaid));
}

/// A word for a shell.
pub(super) fn quoted(text: &str) -> String {
    let plain = !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"._/@:=,+-".contains(&byte));
    if plain {
        text.to_owned()
    } else {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('`', "\\`"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_become_variables() {
        let table = [
            ("app:${{ github.sha }}", "app:$CI_COMMIT_SHA"),
            ("${{ github.sha }}_x", "${CI_COMMIT_SHA}_x"),
            ("services/${{ inputs.service }}", "services/$[[ inputs.service ]]"),
            ("${{ format('{0}-{1}', matrix.os, env.A) }}", "${os}-${A}"),
            ("${{ secrets.NPM_TOKEN }}", "$NPM_TOKEN"),
        ];
        for (text, expected) in table {
            assert_eq!(script(text).text, expected);
        }
        assert_eq!(value("5$").text, "5$$");
        assert_eq!(script("${{ fromJSON(x) }}").unsaid, ["fromJSON(x)"]);
    }
}
