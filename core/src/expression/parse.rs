//! Text -> tree.

use super::{HIGHEST, Operator, Tree};
use smol_str::SmolStr;

/// How deeply expressions may be nested.
const DEPTH: usize = 64;

/// Why a text is no expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Where, in bytes.
    pub at: usize,
    /// What is wrong there.
    pub message: String,
}

/// The tree of an expression, without its `${{ }}`.
pub fn parse(text: &str) -> Result<Tree, Wrong> {
    let mut parser = Parser { text, at: 0, depth: 0 };
    let (tree, _) = parser.binary(1)?;
    parser.blanks();
    if parser.at < text.len() {
        return Err(parser.wrong("nothing is expected here"));
    }
    Ok(tree)
}

/// A tree and how high it is.
type Measured = (Tree, usize);

struct Parser<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
}

impl<'t> Parser<'t> {
    fn wrong(&self, message: &str) -> Wrong {
        Wrong {
            at: self.at,
            message: message.to_owned(),
        }
    }

    /// A tree on top of another one of such a height.
    fn above(&self, height: usize, tree: impl FnOnce() -> Tree) -> Result<Measured, Wrong> {
        if height >= HIGHEST {
            return Err(self.wrong("this is too long"));
        }
        Ok((tree(), height + 1))
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    /// Takes a sign, after blanks.
    fn sign(&mut self, sign: &str) -> bool {
        self.blanks();
        let there = self.rest().starts_with(sign);
        if there {
            self.at += sign.len();
        }
        there
    }

    fn operator(&mut self) -> Option<Operator> {
        self.blanks();
        // Longer signs first, since `<=` begins like `<`.
        let mut all = Operator::ALL;
        all.sort_by_key(|operator| std::cmp::Reverse(operator.sign().len()));
        all.into_iter().find(|operator| self.rest().starts_with(operator.sign()))
    }

    /// Expressions joined by operators of at least this strength.
    fn binary(&mut self, least: u8) -> Result<Measured, Wrong> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(self.wrong("this is nested too deeply"));
        }
        let mut left = self.unary()?;
        while let Some(operator) = self.operator().filter(|operator| operator.strength() >= least) {
            self.at += operator.sign().len();
            let right = self.binary(operator.strength() + 1)?;
            let height = left.1.max(right.1);
            left = self.above(height, || Tree::binary(operator, left.0, right.0))?;
        }
        self.depth -= 1;
        Ok(left)
    }

    fn unary(&mut self) -> Result<Measured, Wrong> {
        self.blanks();
        if self.rest().starts_with('!') && !self.rest().starts_with("!=") {
            self.at += 1;
            self.depth += 1;
            if self.depth > DEPTH {
                return Err(self.wrong("this is nested too deeply"));
            }
            let (inner, height) = self.unary()?;
            self.depth -= 1;
            return self.above(height, || Tree::Not(Box::new(inner)));
        }
        let (mut value, mut height) = self.value()?;
        loop {
            (value, height) = if self.sign(".") {
                self.blanks();
                if self.sign("*") {
                    self.above(height, || Tree::Each(Box::new(value)))?
                } else {
                    let name = self.name().ok_or_else(|| self.wrong("a name is expected here"))?;
                    self.above(height, || Tree::Member(Box::new(value), name))?
                }
            } else if self.sign("[") {
                let inside = if self.sign("*") {
                    self.above(height, || Tree::Each(Box::new(value)))?
                } else {
                    let (index, other) = self.binary(1)?;
                    self.above(height.max(other), || Tree::Index(Box::new(value), Box::new(index)))?
                };
                if !self.sign("]") {
                    return Err(self.wrong("`]` is expected here"));
                }
                inside
            } else {
                return Ok((value, height));
            };
        }
    }

    fn name(&mut self) -> Option<SmolStr> {
        let rest = self.rest();
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
            return None;
        }
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-')
            .unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).map(SmolStr::new)
    }

    fn value(&mut self) -> Result<Measured, Wrong> {
        self.blanks();
        if self.sign("(") {
            let inner = self.binary(1)?;
            return if self.sign(")") {
                Ok(inner)
            } else {
                Err(self.wrong("`)` is expected here"))
            };
        }
        let rest = self.rest();
        match rest.chars().next() {
            Some('\'') => Ok((self.quoted()?, 0)),
            Some(c) if c.is_ascii_digit() || matches!(c, '-' | '+' | '.') => Ok((self.number()?, 0)),
            _ => {
                let name = self.name().ok_or_else(|| self.wrong("a value is expected here"))?;
                if self.sign("(") {
                    return self.call(name);
                }
                let tree = match name.as_str() {
                    "null" => Tree::Null,
                    "true" => Tree::Bool(true),
                    "false" => Tree::Bool(false),
                    "NaN" | "Infinity" => Tree::Number(name),
                    _ => Tree::Context(name),
                };
                Ok((tree, 0))
            }
        }
    }

    fn call(&mut self, name: SmolStr) -> Result<Measured, Wrong> {
        let (mut arguments, mut highest) = (Vec::new(), 0);
        if self.sign(")") {
            return Ok((Tree::Call(name, arguments), 0));
        }
        loop {
            let (argument, height) = self.binary(1)?;
            arguments.push(argument);
            highest = highest.max(height);
            if self.sign(")") {
                return self.above(highest, || Tree::Call(name, arguments));
            }
            if !self.sign(",") {
                return Err(self.wrong("`,` or `)` is expected here"));
            }
        }
    }

    /// A text; two quotes inside stand for one.
    fn quoted(&mut self) -> Result<Tree, Wrong> {
        let mut text = String::new();
        let mut characters = self.rest().char_indices().skip(1).peekable();
        while let Some((at, character)) = characters.next() {
            if character != '\'' {
                text.push(character);
            } else if characters.next_if(|(_, next)| *next == '\'').is_some() {
                text.push('\'');
            } else {
                self.at += at + 1;
                return Ok(Tree::Text(text));
            }
        }
        Err(self.wrong("this text has no end"))
    }

    fn number(&mut self) -> Result<Tree, Wrong> {
        let rest = self.rest();
        let mut before = ' ';
        let end = rest.find(|c: char| {
            let sign = matches!(c, '-' | '+') && matches!(before, ' ' | 'e' | 'E');
            before = c;
            !(c.is_ascii_alphanumeric() || c == '.' || sign)
        });
        let word = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        let unsigned = word.trim_start_matches(['-', '+']);
        let radix = |prefix: &str, radix: u32| {
            unsigned
                .strip_prefix(prefix)
                .is_some_and(|digits| i64::from_str_radix(digits, radix).is_ok())
        };
        let decimal = unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.') && unsigned.parse::<f64>().is_ok();
        if !(decimal || radix("0x", 16) || radix("0o", 8) || unsigned == "Infinity") {
            return Err(self.wrong("this is no number"));
        }
        self.at += word.len();
        Ok(Tree::Number(word.into()))
    }
}
