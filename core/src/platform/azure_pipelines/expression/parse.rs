//! Text -> tree.

use super::Formula;
use crate::expression::HIGHEST;
use smol_str::SmolStr;

/// How deeply expressions may be nested.
const DEPTH: usize = 64;

/// Functions whose value is true or false.
const FLAGS: &[&str] = &[
    "and",
    "contains",
    "containsValue",
    "endsWith",
    "eq",
    "ge",
    "gt",
    "in",
    "le",
    "lt",
    "ne",
    "not",
    "notIn",
    "or",
    "startsWith",
    "xor",
];

/// The tree of an expression, without `${{ }}` or `$[ ]` around it; nothing when it is none.
pub(in crate::platform::azure_pipelines) fn parse(text: &str) -> Option<Formula> {
    let mut parser = Parser { rest: text, depth: 0 };
    let formula = parser.value()?;
    parser.blanks();
    parser.rest.is_empty().then_some(formula)
}

struct Parser<'t> {
    rest: &'t str,
    depth: usize,
}

impl<'t> Parser<'t> {
    fn blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    /// Takes a sign, after blanks.
    fn sign(&mut self, sign: char) -> bool {
        self.blanks();
        match self.rest.strip_prefix(sign) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Takes what has only such characters.
    fn word(&mut self, of: impl Fn(char) -> bool) -> &'t str {
        let end = self.rest.find(|c: char| !of(c)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        word
    }

    fn name(&mut self) -> Option<SmolStr> {
        self.blanks();
        if !self.rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
            return None;
        }
        Some(self.word(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-').into())
    }

    /// A value with all that is behind it.
    fn value(&mut self) -> Option<Formula> {
        self.depth += 1;
        if self.depth > DEPTH {
            return None;
        }
        let mut value = self.start()?;
        let mut length = 0;
        loop {
            let more = if self.sign('.') {
                if self.sign('*') {
                    Formula::Each(Box::new(value))
                } else {
                    Formula::Member(Box::new(value), self.name()?)
                }
            } else if self.sign('[') {
                let more = if self.sign('*') {
                    Formula::Each(Box::new(value))
                } else {
                    Formula::Index(Box::new(value), Box::new(self.value()?))
                };
                if !self.sign(']') {
                    return None;
                }
                more
            } else {
                self.depth -= 1;
                return Some(value);
            };
            value = more;
            length += 1;
            if length > DEPTH {
                return None;
            }
        }
    }

    fn start(&mut self) -> Option<Formula> {
        self.blanks();
        match self.rest.chars().next()? {
            '\'' => self.quoted(),
            '$' => self.template(),
            c if c.is_ascii_digit() || matches!(c, '-' | '+' | '.') => {
                let number = self.word(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.'));
                number
                    .contains(|c: char| c.is_ascii_digit())
                    .then(|| Formula::Number(number.into()))
            }
            _ => {
                let name = self.name()?;
                if self.sign('(') {
                    return self.call(name);
                }
                Some(match name.to_ascii_lowercase().as_str() {
                    "null" => Formula::Null,
                    "true" => Formula::Bool(true),
                    "false" => Formula::Bool(false),
                    _ => Formula::Name(name),
                })
            }
        }
    }

    /// A template that is filled in before the rest is read: one that gives true or false can be read in its place.
    fn template(&mut self) -> Option<Formula> {
        self.rest = self.rest.strip_prefix("${{")?;
        let value = self.value()?;
        self.blanks();
        self.rest = self.rest.strip_prefix("}}")?;
        let Formula::Call(name, _) = &value else { return None };
        let flag = FLAGS.iter().any(|flag| name.eq_ignore_ascii_case(flag));
        flag.then_some(value)
    }

    fn call(&mut self, name: SmolStr) -> Option<Formula> {
        let mut arguments = Vec::new();
        if self.sign(')') {
            return Some(Formula::Call(name, arguments));
        }
        loop {
            arguments.push(self.value()?);
            if self.sign(')') {
                return Some(Formula::Call(name, arguments));
            }
            // Arguments become expressions joined side by side.
            if !self.sign(',') || arguments.len() >= HIGHEST {
                return None;
            }
        }
    }

    /// A text; two quotes inside stand for one.
    fn quoted(&mut self) -> Option<Formula> {
        let mut text = String::new();
        let mut rest = self.rest.strip_prefix('\'')?;
        loop {
            let (before, after) = rest.split_once('\'')?;
            text.push_str(before);
            match after.strip_prefix('\'') {
                Some(after) => {
                    text.push('\'');
                    rest = after;
                }
                None => {
                    self.rest = after;
                    return Some(Formula::Text(text));
                }
            }
        }
    }
}
