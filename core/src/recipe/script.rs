//! A script in the making: its lines, and the variables that values go into.

use super::Act;
use super::RunWhen;
use crate::model::{Entries, EnvValue, SecretReference};

/// As many characters of a command stand on one line.
const WIDTH: usize = 100;

/// A script in the making.
///
/// Lines are written by us; what the user wrote comes in through [`word`](Self::word) and [`part`](Self::part) only, which
/// put anything but a plain word into a variable.
#[derive(Clone, Debug)]
pub(super) struct Script {
    text: String,
    env: Entries<String, EnvValue>,
}

impl Script {
    /// A script that stops at the first failure.
    pub(super) fn new() -> Self {
        Self {
            text: String::from("set -eu\n"),
            env: Entries::new(),
        }
    }

    /// Adds lines as they are, without the indentation that all after the first have in common.
    pub(super) fn lines(&mut self, block: &str) {
        let block = block.trim_start_matches([' ', '\n']).trim_end();
        let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let rest = block.lines().skip(1).filter(|line| !line.trim().is_empty());
        let common = rest.map(indent).min().unwrap_or(0);
        for (number, line) in block.lines().enumerate() {
            let line = if number == 0 {
                line
            } else {
                line.get(common..).unwrap_or_default()
            };
            self.text.push_str(line.trim_end());
            self.text.push('\n');
        }
    }

    /// Adds a command, given with one option on a line; it stays on one line when it fits.
    pub(super) fn command(&mut self, parts: &str) {
        self.text.push_str(&command(parts));
        self.text.push('\n');
    }

    /// Adds a variable of the shell that takes what a command prints, after a text. The command is given as above.
    pub(super) fn capture(&mut self, variable: &str, before: &str, parts: &str) {
        self.text.push_str(&format!("{variable}=\"{before}$({})\"\n", command(parts)));
    }

    /// A value as one word of a command: a plain word as it is, anything else as `"$NAME"`.
    pub(super) fn word(&mut self, name: &str, value: &str) -> String {
        if is_plain(value) {
            return value.to_owned();
        }
        let name = self.variable(name, EnvValue::Text(value.to_owned()));
        format!("\"${name}\"")
    }

    /// A value inside of double quotes: a plain word as it is, anything else as `${NAME}`.
    pub(super) fn part(&mut self, name: &str, value: &str) -> String {
        if is_plain(value) {
            return value.to_owned();
        }
        let name = self.variable(name, EnvValue::Text(value.to_owned()));
        format!("${{{name}}}")
    }

    /// The name of a variable that holds a value of the document: a text, nothing or a secret.
    pub(super) fn variable(&mut self, name: &str, value: EnvValue) -> String {
        let mut free = name.to_owned();
        let mut number = 1;
        while self.env.get(&free).is_some_and(|there| *there != value) {
            number += 1;
            free = format!("{name}_{number}");
        }
        self.env.insert(free.clone(), value);
        free
    }

    /// Sets a variable that a tool looks for by this very name.
    pub(super) fn set(&mut self, name: &str, value: EnvValue) {
        self.env.insert(name.to_owned(), value);
    }

    /// A secret as one word of a command.
    pub(super) fn secret(&mut self, name: &str, secret: &SecretReference) -> String {
        let name = self.variable(name, EnvValue::Secret(secret.clone()));
        format!("\"${name}\"")
    }

    /// A message for people as one word of a command.
    pub(super) fn message(&mut self, text: &str) -> String {
        let text = text.replace('`', "'");
        let plain = |c: char| c.is_ascii_alphanumeric() || " ._/:@,;()'%+=<>*[]{}-".contains(c);
        if text.chars().all(plain) && !text.starts_with('-') {
            return format!("\"{text}\"");
        }
        let name = self.variable("MESSAGE", EnvValue::Text(text));
        format!("\"${name}\"")
    }

    /// Adds lines between two others, by one step further in.
    pub(super) fn between(&mut self, before: &str, inside: impl FnOnce(&mut Self), after: &str) {
        self.lines(before);
        let outside = std::mem::take(&mut self.text);
        inside(self);
        let inside = std::mem::replace(&mut self.text, outside);
        for line in inside.lines() {
            if !line.is_empty() {
                self.text.push_str("  ");
            }
            self.text.push_str(line);
            self.text.push('\n');
        }
        self.lines(after);
    }

    /// The same lines, run only when a deployment began, of which there is a note in a folder.
    pub(super) fn when_begun(mut self, memory: &str) -> Self {
        let inside = std::mem::take(&mut self.text);
        let mut script = Self::new();
        script.env = self.env;
        script.between(
            &format!("if [ -e \"{memory}/begun\" ]; then"),
            |script| script.text.push_str(inside.strip_prefix("set -eu\n").unwrap_or(&inside)),
            "else
               echo 'the deployment did not begin; there is nothing to take back'
             fi",
        );
        script
    }

    /// Adds lines that say what is wrong and fail.
    pub(super) fn fail(&mut self, message: &str) {
        let message = self.message(message);
        self.lines(&format!("echo {message} >&2\nexit 1"));
    }

    /// The finished act.
    pub(super) fn act(self, name: impl Into<String>) -> Act {
        Act {
            name: name.into(),
            script: self.text,
            env: self.env,
            run: RunWhen::Normally,
            reports: None,
            leaves: Vec::new(),
        }
    }
}

/// A command, given with one option on a line, as it stands in a script.
pub(super) fn command(parts: &str) -> String {
    let parts: Vec<&str> = parts.lines().map(str::trim).filter(|part| !part.is_empty()).collect();
    let line = parts.join(" ");
    if line.len() <= WIDTH { line } else { parts.join(" \\\n  ") }
}

/// Whether a text is a word of a shell without quotes, and no option.
pub(super) fn is_plain(text: &str) -> bool {
    let safe = |b: u8| b.is_ascii_alphanumeric() || b"._/:@-".contains(&b);
    !text.is_empty() && !text.starts_with('-') && text.bytes().all(safe) && !RESERVED.contains(&text)
}

/// Words that the shell itself understands.
const RESERVED: [&str; 13] = [
    "case", "do", "done", "elif", "else", "esac", "fi", "for", "if", "in", "then", "until", "while",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_words_stand_in_a_script() {
        let mut script = Script::new();
        assert_eq!(script.word("A", "ghcr.io/shop/api:1.2"), "ghcr.io/shop/api:1.2");
        assert_eq!(script.word("A", "x; rm -rf /"), "\"$A\"");
        assert_eq!(script.word("A", "x; rm -rf /"), "\"$A\"");
        assert_eq!(script.word("A", "${{ github.sha }}"), "\"$A_2\"");
        assert_eq!(script.word("A", "--all"), "\"$A_3\"");
        assert_eq!(script.part("A", ""), "${A_4}");
        assert_eq!(script.message("no `slot`"), "\"no 'slot'\"");
        assert_eq!(script.message("no $(slot)"), "\"$MESSAGE\"");
        script.lines(
            "if true; then
               echo
             fi",
        );
        script.command("make \n all \n");
        assert_eq!(script.act("x").script, "set -eu\nif true; then\n  echo\nfi\nmake all\n");
    }
}
