//! Scripts of shared steps: values that callers give come to them by variables, never as a part of the script.

use super::bind::format_expression;
use crate::model::scalar::{Part, Template};
use crate::model::{Entries, EnvValue};

/// The shells whose words for a variable are known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shell {
    Posix,
    Powershell,
    Other,
}

/// Where in a POSIX script one is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Plain,
    Single,
    Double,
    Comment,
}

/// The script with variables in place of expressions. `of` says what an expression becomes, and whether a value went into it;
/// what is only named otherwise stays an expression.
pub(super) fn bound(
    script: &str,
    shell: &str,
    env: &mut Entries<String, EnvValue>,
    of: &mut dyn FnMut(&str) -> Option<(String, bool)>,
) -> String {
    let shell = match shell.split_whitespace().next().unwrap_or("bash") {
        "bash" | "sh" | "zsh" | "dash" => Shell::Posix,
        "pwsh" | "powershell" => Shell::Powershell,
        _ => Shell::Other,
    };
    let template = Template::new(script);
    let mut parts = template.parts().peekable();
    let mut reader = Quotes::default();
    let mut made = String::new();
    // A quote that is written already.
    let mut closing = "";
    while let Some(part) = parts.next() {
        let inner = match part {
            Part::Literal(literal) => {
                reader.read(literal);
                made.push_str(literal.strip_prefix(std::mem::take(&mut closing)).unwrap_or(literal));
                continue;
            }
            Part::Expression(inner) => inner,
        };
        match of(inner) {
            None => made.push_str(&format_expression(inner)),
            Some((text, false)) => made.push_str(&text),
            Some((text, true)) => {
                let name = variable(inner, text, env);
                let after = match parts.peek() {
                    Some(Part::Literal(literal)) => literal,
                    _ => "",
                };
                // A line that is nothing but the value is a command that the caller wrote.
                let starts = made.rsplit('\n').next().unwrap_or_default().trim().is_empty();
                let ends =
                    parts.peek().is_none() || after.trim_start_matches([' ', '\t', '\r']).starts_with('\n') || after.trim().is_empty();
                let alone = starts && ends;
                let joined = after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
                if shell == Shell::Posix && reader.at == At::Single && made.ends_with('\'') && after.starts_with('\'') {
                    // Nothing but the value is between the quotes.
                    made.pop();
                    made.push_str(&format!("\"${name}\""));
                    closing = "'";
                } else {
                    made.push_str(&reference(&name, shell, &reader, alone, joined));
                }
            }
        }
    }
    made
}

/// How a shell says the value of a variable at this point.
fn reference(name: &str, shell: Shell, reader: &Quotes, alone: bool, joined: bool) -> String {
    match shell {
        Shell::Posix if reader.is_verbatim() => format_expression(&format!("env.{name}")),
        Shell::Posix => match reader.at {
            At::Single => format!("'\"${name}\"'"),
            At::Plain if alone => format!("eval \"${name}\""),
            _ if joined => format!("${{{name}}}"),
            _ => format!("${name}"),
        },
        Shell::Powershell if alone => format!("Invoke-Expression $env:{name}"),
        Shell::Powershell => format!("${{env:{name}}}"),
        Shell::Other => format_expression(&format!("env.{name}")),
    }
}

/// The variable for a value: one that has it already, or a new one.
fn variable(inner: &str, value: String, env: &mut Entries<String, EnvValue>) -> String {
    let wanted = match inner.strip_prefix("inputs.") {
        _ if inner == "github.action_path" => "GITHUB_ACTION_PATH".to_owned(),
        Some(input) if input.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte)) => {
            format!("INPUT_{}", input.to_ascii_uppercase().replace('-', "_"))
        }
        _ => "VALUE".to_owned(),
    };
    let value = EnvValue::Text(value);
    let numbered = (2_usize..).map(|number| format!("{wanted}_{number}"));
    let mut names = std::iter::once(wanted.clone()).chain(numbered);
    let name = names
        .find(|name| env.get(name).is_none_or(|there| *there == value))
        .unwrap_or(wanted);
    env.insert(name.clone(), value);
    name
}

/// Follows the quotes of a POSIX shell through a script.
struct Quotes {
    at: At,
    /// The word that ends the text that is being read, and whether the shell looks into that text.
    here: Option<(String, bool)>,
    /// What there is of the line so far.
    line: String,
    /// Texts that begin on the next line.
    next: Vec<(String, bool)>,
}

impl Default for Quotes {
    fn default() -> Self {
        Self {
            at: At::Plain,
            here: None,
            line: String::new(),
            next: Vec::new(),
        }
    }
}

impl Quotes {
    /// True where the shell replaces nothing.
    fn is_verbatim(&self) -> bool {
        self.here.as_ref().is_some_and(|(_, looks)| !looks)
    }

    fn read(&mut self, literal: &str) {
        let mut escaped = false;
        let mut last = self.line.chars().next_back();
        let mut characters = literal.chars().peekable();
        while let Some(character) = characters.next() {
            if character == '\n' {
                self.end_of_line();
                last = None;
                escaped = false;
                continue;
            }
            self.line.push(character);
            if self.here.is_some() {
                continue;
            }
            let blank = last.is_none_or(|last| last.is_whitespace() || last == ';');
            self.at = match (self.at, character) {
                (At::Plain | At::Double, _) if escaped => {
                    escaped = false;
                    last = Some(character);
                    continue;
                }
                (At::Plain | At::Double, '\\') => {
                    escaped = true;
                    self.at
                }
                (At::Plain, '\'') => At::Single,
                (At::Single, '\'') | (At::Double, '"') => At::Plain,
                (At::Plain, '"') => At::Double,
                (At::Plain, '#') if blank => At::Comment,
                (At::Plain, '<') if last == Some('<') && characters.peek() != Some(&'<') => {
                    let rest: String = characters.clone().take_while(|c| *c != '\n').collect();
                    self.next.extend(here(&rest));
                    At::Plain
                }
                (at, _) => at,
            };
            last = Some(character);
        }
    }

    fn end_of_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        if let Some((word, _)) = &self.here {
            if line.trim() == word {
                self.here = None;
            }
        } else if self.at == At::Comment {
            self.at = At::Plain;
        }
        if self.here.is_none() && !self.next.is_empty() && matches!(self.at, At::Plain) {
            self.here = Some(self.next.remove(0));
        }
    }
}

/// The word that ends a text which begins after `<<`, and whether the shell looks into that text.
fn here(after: &str) -> Option<(String, bool)> {
    let after = after.strip_prefix('-').unwrap_or(after).trim_start();
    let quoted = after.starts_with(['\'', '"', '\\']);
    let word: String = after
        .trim_start_matches(['\'', '"', '\\'])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
        .collect();
    (!word.is_empty()).then_some((word, !quoted))
}
