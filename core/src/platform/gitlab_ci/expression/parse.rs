//! Text -> tree, as GitLab reads it.

use super::{Comparison, Rule};
use crate::expression::HIGHEST;

/// How deeply expressions may be nested.
const DEPTH: usize = 64;

/// The tree of an expression; nothing when it is none.
pub(in crate::platform::gitlab_ci) fn parse(text: &str) -> Option<Rule> {
    let mut parser = Parser {
        rest: text,
        depth: 0,
        signs: 0,
    };
    let rule = parser.or()?;
    parser.rest.trim().is_empty().then_some(rule)
}

struct Parser<'t> {
    rest: &'t str,
    depth: usize,
    signs: usize,
}

impl Parser<'_> {
    fn sign(&mut self, sign: &str) -> bool {
        self.rest = self.rest.trim_start();
        match self.rest.strip_prefix(sign) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Takes a sign between two expressions, unless there were too many; then what is left is no end.
    fn joins(&mut self, sign: &str) -> bool {
        let takes = self.signs < HIGHEST && self.sign(sign);
        self.signs += usize::from(takes);
        takes
    }

    fn or(&mut self) -> Option<Rule> {
        self.depth += 1;
        if self.depth > DEPTH {
            return None;
        }
        let mut left = self.and()?;
        while self.joins("||") {
            left = left.or(self.and()?);
        }
        self.depth -= 1;
        Some(left)
    }

    fn and(&mut self) -> Option<Rule> {
        let mut left = self.comparison()?;
        while self.joins("&&") {
            left = left.and(self.comparison()?);
        }
        Some(left)
    }

    fn comparison(&mut self) -> Option<Rule> {
        let mut left = self.value()?;
        while let Some(comparison) = Comparison::ALL.into_iter().find(|comparison| self.joins(comparison.sign())) {
            left = Rule::compare(comparison, left, self.value()?);
        }
        Some(left)
    }

    fn value(&mut self) -> Option<Rule> {
        if self.sign("(") {
            let inner = self.or()?;
            return self.sign(")").then_some(inner);
        }
        for quote in ['"', '\''] {
            if let Some(inside) = self.rest.strip_prefix(quote) {
                let (text, rest) = inside.split_once(quote)?;
                self.rest = rest;
                return Some(Rule::Text(text.to_owned()));
            }
        }
        if let Some(inside) = self.rest.strip_prefix('/') {
            return self.pattern(inside);
        }
        if let Some(inside) = self.rest.strip_prefix('$') {
            let braced = inside.strip_prefix('{');
            let inside = braced.unwrap_or(inside);
            let end = inside
                .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                .unwrap_or(inside.len());
            let (name, rest) = inside.split_at_checked(end)?;
            self.rest = if braced.is_some() { rest.strip_prefix('}')? } else { rest };
            return (!name.is_empty()).then(|| Rule::variable(name));
        }
        let rest = self.rest.strip_prefix("null")?;
        self.rest = rest;
        Some(Rule::Null)
    }

    fn pattern(&mut self, inside: &str) -> Option<Rule> {
        let mut escaped = false;
        let end = inside.char_indices().find(|(_, c)| {
            let ends = *c == '/' && !escaped;
            escaped = *c == '\\' && !escaped;
            ends
        });
        let (pattern, rest) = inside.split_at_checked(end?.0)?;
        let rest = rest.strip_prefix('/')?;
        let flags = rest.find(|c: char| !matches!(c, 'i' | 's' | 'm' | 'U')).unwrap_or(rest.len());
        let (flags, after) = rest.split_at_checked(flags)?;
        let consumed = self.rest.len() - after.len();
        self.rest = self.rest.get(consumed..)?;
        Some(Rule::Pattern(pattern.to_owned(), flags.to_owned()))
    }
}
