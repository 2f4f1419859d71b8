//! Texts of the model with `${{ expressions }}` -> scripts, words of a shell, and texts of Groovy.

use crate::emit::groovy::{Part as Piece, Value};
use crate::expression::{Tree, parse};
use crate::model::scalar::{Part, Template};
use crate::platform::jenkins::variables::{Known, Scope};

/// A text in parts, with what could not be said in it.
#[derive(Debug, Default)]
pub(super) struct Said {
    parts: Vec<Known>,
    /// Expressions that have no counterpart.
    pub(super) unsaid: Vec<String>,
}

/// A text, its expressions understood.
pub(super) fn said(text: &str, scope: &Scope) -> Said {
    let mut said = Said::default();
    for part in Template::new(text).parts() {
        match part {
            Part::Literal(literal) => said.parts.push(Known::Text(literal.to_owned())),
            Part::Expression(inner) => {
                let before = said.parts.len();
                let tree = parse(inner).ok();
                if tree.and_then(|tree| said.take(&tree, scope)).is_none() {
                    said.parts.truncate(before);
                    said.unsaid.push(inner.to_owned());
                }
            }
        }
    }
    said
}

impl Said {
    fn take(&mut self, tree: &Tree, scope: &Scope) -> Option<()> {
        let known = match tree {
            Tree::Text(text) => Known::Text(text.clone()),
            Tree::Number(number) => Known::Text(number.to_string()),
            Tree::Bool(value) => Known::Text(value.to_string()),
            Tree::Null => Known::Text(String::new()),
            Tree::Call(name, arguments) if name.eq_ignore_ascii_case("format") => {
                let (Tree::Text(format), rest) = arguments.split_first()? else {
                    return None;
                };
                return self.format(format, rest, scope);
            }
            value => scope.known(&value.path()?)?,
        };
        self.parts.push(known);
        Some(())
    }

    fn format(&mut self, format: &str, arguments: &[Tree], scope: &Scope) -> Option<()> {
        let mut rest = format;
        while let Some((text, after)) = rest.split_once('{') {
            self.parts.push(Known::Text(text.to_owned()));
            let (number, after) = after.split_once('}')?;
            self.take(arguments.get(number.parse::<usize>().ok()?)?, scope)?;
            rest = after;
        }
        self.parts.push(Known::Text(rest.to_owned()));
        Some(())
    }

    /// The names of the secrets in it.
    pub(super) fn secrets(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Known::Secret(name) => Some(name.as_str()),
            _ => None,
        })
    }

    /// True when it is this variable and nothing else.
    pub(super) fn is_variable(&self, name: &str) -> bool {
        matches!(self.parts.as_slice(), [Known::Variable(own) | Known::Parameter(own) | Known::Secret(own)] if own == name)
    }

    /// True when it takes the commit that is built.
    pub(super) fn takes_commit(&self) -> bool {
        self.parts
            .iter()
            .any(|part| matches!(part, Known::Variable(name) if name == "GIT_COMMIT"))
    }

    /// A script, with variables of the shell in their places.
    pub(super) fn script(&self) -> String {
        let mut out = String::new();
        for (number, part) in self.parts.iter().enumerate() {
            match part {
                Known::Text(text) => out.push_str(text),
                Known::Variable(name) | Known::Parameter(name) | Known::Secret(name) => {
                    let next = self.parts.get(number + 1);
                    let joined = match next {
                        Some(Known::Text(text)) => text.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_'),
                        _ => false,
                    };
                    let (open, close) = if joined { ("${", "}") } else { ("$", "") };
                    out.extend([open, name, close]);
                }
            }
        }
        out
    }

    /// One word of a shell, in which nothing but these variables is read.
    pub(super) fn word(&self) -> String {
        if let [Known::Text(text)] = self.parts.as_slice() {
            return crate::emit::shell::word(text);
        }
        let mut out = String::from("\"");
        for part in &self.parts {
            match part {
                Known::Text(text) => {
                    for letter in text.chars() {
                        if matches!(letter, '"' | '\\' | '$' | '`') {
                            out.push('\\');
                        }
                        out.push(letter);
                    }
                }
                Known::Variable(name) | Known::Parameter(name) | Known::Secret(name) => {
                    out.push_str("${");
                    out.push_str(name);
                    out.push('}');
                }
            }
        }
        out.push('"');
        out
    }

    /// A text of Groovy. Secrets never stand in one.
    pub(super) fn value(&self) -> Value {
        Value::of_parts(self.pieces().collect())
    }

    /// `NAME=text`, for `withEnv`.
    pub(super) fn setting(&self, name: &str) -> Value {
        let name = Piece::Text(format!("{name}="));
        Value::of_parts(std::iter::once(name).chain(self.pieces()).collect())
    }

    fn pieces(&self) -> impl Iterator<Item = Piece> {
        self.parts.iter().map(|part| match part {
            Known::Text(text) => Piece::Text(text.clone()),
            Known::Variable(name) => Piece::Code(format!("env.{name}")),
            Known::Parameter(name) => Piece::Code(format!("params.{name}")),
            Known::Secret(_) => Piece::Text(String::new()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_become_variables() {
        let scope = Scope::default();
        let table = [
            ("app:${{ github.sha }}", "app:$GIT_COMMIT", "\"app:${GIT_COMMIT}\""),
            ("${{ inputs.name }}_x", "${NAME}_x", "\"${NAME}_x\""),
            ("$5 `${{ secrets.TOKEN }}`", "$5 `$TOKEN`", "\"\\$5 \\`${TOKEN}\\`\""),
            ("${{ format('{0}-{1}', matrix.os, env.A) }}", "$OS-$A", "\"${OS}-${A}\""),
        ];
        for (text, script, word) in table {
            let said = said(text, &scope);
            assert_eq!((said.script().as_str(), said.word().as_str()), (script, word));
        }
        assert_eq!(said("${{ fromJSON(x) }}", &scope).unsaid, ["fromJSON(x)"]);
    }
}
