//! `Expression`: a value that a platform computes when the pipeline runs.

use std::str::FromStr;

use smol_str::{SmolStr, format_smolstr};

use super::reading::{LONGEST, bounded, quoted};
use super::template::{Part, Parts};
use super::word::word;
use super::{Scalar, ScalarError};

/// A value that a platform computes: `${{ matrix.os }}`, or text around such parts, `build-${{ matrix.os }}`.
///
/// Text with parts is kept verbatim; an expression alone is printed with one space inside its braces.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Expression(SmolStr);

word!(Expression);

impl Expression {
    /// The expression with such an inside: `matrix.os` makes `${{ matrix.os }}`.
    pub fn new(inner: &str) -> Result<Self, ScalarError> {
        let trimmed = inner.trim();
        if !trimmed.is_empty() && inner.len() + 8 <= LONGEST {
            let expression = Self(format_smolstr!("${{{{ {trimmed} }}}}"));
            if expression.inner() == Some(trimmed) {
                return Ok(expression);
            }
        }
        // What is wrong with it is found out by reading it.
        let expression: Self = format!("${{{{ {inner} }}}}").parse()?;
        match expression.inner() {
            Some(_) => Ok(expression),
            None => Err(ScalarError::because::<Self>(format!(
                "{} ends the expression too early",
                quoted(inner)
            ))),
        }
    }

    /// What is between the braces, when the expression is nothing but that.
    pub fn inner(&self) -> Option<&str> {
        alone(&self.0)
    }

    /// The text and the expressions it is made of, in order.
    pub fn parts(&self) -> Parts<'_> {
        Parts::of(&self.0)
    }
}

/// The one expression that a text is.
fn alone(text: &str) -> Option<&str> {
    let mut parts = Parts::of(text);
    match (parts.next(), parts.next()) {
        (Some(Part::Expression(inner)), None) => Some(inner),
        _ => None,
    }
}

impl FromStr for Expression {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        bounded::<Self>(text)?;
        let because = |why: &str| {
            Err(ScalarError::because::<Self>(format!(
                "{} {why}",
                quoted(&text.trim().escape_debug().to_string())
            )))
        };
        let mut found = false;
        for part in Parts::of(text) {
            match part {
                Part::Expression("") => return because("has an empty `${{ }}`"),
                Part::Expression(_) => found = true,
                Part::Literal(literal) if literal.contains("${{") => return because("has a `${{` without its `}}`"),
                Part::Literal(_) => {}
            }
        }
        match alone(text.trim()) {
            Some(inner) => {
                let canonical = format_smolstr!("${{{{ {inner} }}}}");
                bounded::<Self>(&canonical)?;
                Ok(Self(canonical))
            }
            None if found => Ok(Self(SmolStr::new(text))),
            None => because("has no `${{ }}`"),
        }
    }
}

impl Scalar for Expression {
    const EXPECTED: &'static str = "an expression such as `${{ matrix.os }}`";
    const NAME: &'static str = "Expression";
    const PATTERN: Option<&'static str> = Some(r"^[\s\S]*\$\{\{[\s\S]+\}\}[\s\S]*$");
    const EXAMPLES: &'static [&'static str] = &["${{ matrix.os }}", "build-${{ matrix.os }}"];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alone_or_in_a_text() {
        let alone: Expression = " ${{matrix.os}} ".parse().unwrap();
        assert_eq!((alone.as_str(), alone.inner()), ("${{ matrix.os }}", Some("matrix.os")));
        assert_eq!(Expression::new("matrix.os"), Ok(alone));
        let text: Expression = " ${{ a }}-${{ b }} ".parse().unwrap();
        assert_eq!((text.as_str(), text.inner()), (" ${{ a }}-${{ b }} ", None));
        assert!(Expression::new("a }} b").is_err() && Expression::new(" ").is_err());
    }
}
