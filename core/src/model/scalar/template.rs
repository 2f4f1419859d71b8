//! `Template`: text with places that a platform fills in.

use std::str::FromStr;

use smol_str::SmolStr;

use super::word::word;
use super::{Scalar, ScalarError};

/// Any text, in which `${{ … }}` is an expression: `build-${{ matrix.os }}`. It is kept verbatim and has no bound.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Template(SmolStr);

word!(Template);

impl Template {
    /// A text, in which `${{ … }}` is an expression.
    pub fn new(text: impl Into<SmolStr>) -> Self {
        Self(text.into())
    }

    /// The text and the expressions in it, in order. A `${{` that is never closed is text.
    pub fn parts(&self) -> Parts<'_> {
        Parts::of(&self.0)
    }

    /// Whether there is an expression in the text.
    pub fn has_expressions(&self) -> bool {
        self.parts().any(|part| matches!(part, Part::Expression(_)))
    }
}

/// A part of a [`Template`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// Text that is meant as it stands.
    Literal(&'a str),
    /// The inside of a `${{ … }}`, without the space around it.
    Expression(&'a str),
}

/// The parts of a [`Template`], in order.
#[derive(Clone, Debug)]
pub struct Parts<'a> {
    rest: &'a str,
}

/// How the text after a `${{` goes on.
enum After {
    /// There is its `}}`, so many bytes on.
    Closed(usize),
    /// There is another `${{` before any `}}`, so many bytes on.
    Opened(usize),
    /// There is neither.
    Ended,
}

impl<'a> Parts<'a> {
    /// The parts of a text.
    pub(super) const fn of(text: &'a str) -> Self {
        Self { rest: text }
    }
}

impl<'a> Iterator for Parts<'a> {
    type Item = Part<'a>;

    fn next(&mut self) -> Option<Part<'a>> {
        // How much of the rest is text: up to a `${{` that is closed, or all of it.
        let mut literal = self.rest.find("${{").unwrap_or(self.rest.len());
        while let Some(inside) = self.rest.get(literal..).and_then(|rest| rest.strip_prefix("${{")) {
            match after_opening(inside) {
                After::Closed(end) if literal == 0 => {
                    self.rest = inside.get(end + 2..).unwrap_or_default();
                    return Some(Part::Expression(inside.get(..end).unwrap_or_default().trim()));
                }
                After::Closed(_) => break,
                After::Opened(next) => literal += 3 + next,
                After::Ended => literal = self.rest.len(),
            }
        }
        let (text, rest) = self.rest.split_at_checked(literal)?;
        self.rest = rest;
        (!text.is_empty()).then_some(Part::Literal(text))
    }
}

/// Looks for the end of an expression. What stands between single quotes is a string of the expression and ends nothing.
fn after_opening(text: &str) -> After {
    let mut quoted = false;
    for (at, byte) in text.bytes().enumerate() {
        let here = || text.get(at..).unwrap_or_default();
        match byte {
            b'\'' => quoted = !quoted,
            b'}' if !quoted && here().starts_with("}}") => return After::Closed(at),
            b'$' if !quoted && here().starts_with("${{") => return After::Opened(at),
            _ => {}
        }
    }
    After::Ended
}

impl FromStr for Template {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        Ok(Self(SmolStr::new(text)))
    }
}

impl Scalar for Template {
    const EXPECTED: &'static str = "a text such as `build-${{ matrix.os }}`";
    const NAME: &'static str = "Template";
    const PATTERN: Option<&'static str> = None;
    const EXAMPLES: &'static [&'static str] = &["Release", "build-${{ matrix.os }}"];
}

#[cfg(test)]
mod tests {
    use super::*;
    use Part::{Expression, Literal};

    #[test]
    fn text_is_taken_apart() {
        let table: [(&str, &[Part<'_>]); 9] = [
            ("", &[]),
            ("plain", &[Literal("plain")]),
            (
                "a-${{ b }}-${{c}}",
                &[Literal("a-"), Expression("b"), Literal("-"), Expression("c")],
            ),
            ("${{ a }}${{ b }}", &[Expression("a"), Expression("b")]),
            ("a ${{ b", &[Literal("a ${{ b")]),
            ("${{ a ${{ b }} c", &[Literal("${{ a "), Expression("b"), Literal(" c")]),
            ("${{ '}}' }}", &[Expression("'}}'")]),
            ("${{ it's }}", &[Literal("${{ it's }}")]),
            ("${{}}", &[Expression("")]),
        ];
        for (text, parts) in table {
            assert_eq!(Template::new(text).parts().collect::<Vec<_>>(), parts, "{text}");
        }
    }

    #[test]
    fn a_long_text_takes_no_long_time() {
        for unit in ["${{", "${{ ' ", "${{ ' }} ' ", "}}", "${{ a }} "] {
            let text = Template::new(unit.repeat(100_000));
            assert!(text.parts().count() <= 200_000);
        }
    }
}
