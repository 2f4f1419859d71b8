//! A statement as a call: its name and what it is given.

use super::lex::{Kind, Token};
use super::parse::{Parsed, Statement};
use std::ops::Range;

/// What a call is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::platform::jenkins) enum Argument {
    /// A text in which nothing is computed.
    Text(String),
    /// A call in it: `credentials('id')`.
    Call(Call),
    /// `[a, b]`.
    List(Vec<Argument>),
    /// Anything else, as it is written.
    Code(String),
}

/// A call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::platform::jenkins) struct Call {
    pub(in crate::platform::jenkins) name: String,
    pub(in crate::platform::jenkins) arguments: Vec<(Option<String>, Argument)>,
}

impl Argument {
    /// The text of it.
    pub(in crate::platform::jenkins) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The text, or the word, such as a number or `true`.
    pub(in crate::platform::jenkins) fn word(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Code(text) => Some(text),
            _ => None,
        }
    }
}

impl Call {
    /// The argument of a name, or the only one without.
    pub(in crate::platform::jenkins) fn get(&self, name: &str) -> Option<&Argument> {
        let named = self.arguments.iter().find(|(own, _)| own.as_deref() == Some(name));
        named.map(|(_, argument)| argument)
    }

    /// The first argument that has no name, or the one of this name.
    pub(in crate::platform::jenkins) fn first(&self, name: &str) -> Option<&Argument> {
        let bare = self.arguments.iter().find(|(own, _)| own.is_none()).map(|(_, argument)| argument);
        bare.or_else(|| self.get(name))
    }

    /// True when it is given nothing but arguments of these names; an empty one stands for one without a name.
    pub(in crate::platform::jenkins) fn only(&self, names: &[&str]) -> bool {
        self.arguments
            .iter()
            .all(|(name, _)| names.contains(&name.as_deref().unwrap_or_default()))
    }
}

impl Parsed {
    /// A statement as a call; nothing for anything else.
    pub(in crate::platform::jenkins) fn call(&self, text: &str, statement: &Statement) -> Option<Call> {
        self.call_of(text, statement.head.clone(), 0)
    }

    fn significant(&self, range: Range<usize>) -> Vec<&Token> {
        let tokens = self.tokens.get(range).unwrap_or_default();
        tokens.iter().filter(|token| token.kind != Kind::Line).collect()
    }

    fn call_of(&self, text: &str, range: Range<usize>, depth: usize) -> Option<Call> {
        read(text, &self.significant(range), depth)
    }

    /// `NAME = value`.
    pub(in crate::platform::jenkins) fn setting(&self, text: &str, statement: &Statement) -> Option<(String, Argument)> {
        let tokens = self.significant(statement.head.clone());
        let [name, sign, rest @ ..] = tokens.as_slice() else { return None };
        let named = name.kind == Kind::Word && sign.kind == Kind::Sign('=') && statement.body.is_none();
        named.then(|| (slice(text, name).to_owned(), argument(text, rest, 0)))
    }
}

fn slice<'t>(text: &'t str, token: &Token) -> &'t str {
    text.get(token.span.range()).unwrap_or_default()
}

/// How deep calls are looked into.
const DEEPEST: usize = 8;

fn read(text: &str, tokens: &[&Token], depth: usize) -> Option<Call> {
    let (name, rest) = tokens.split_first()?;
    if name.kind != Kind::Word || depth > DEEPEST {
        return None;
    }
    let inside = match (rest.first().map(|token| &token.kind), rest.last().map(|token| &token.kind)) {
        (Some(Kind::Sign('(')), Some(Kind::Sign(')'))) if spans(rest) => rest.get(1..rest.len() - 1).unwrap_or_default(),
        (None, _) => &[],
        // `a.b`, `a = b`, `a + b` are no calls.
        (Some(Kind::Sign(sign)), _) if *sign != '[' => return None,
        _ => rest,
    };
    let mut arguments = Vec::new();
    for part in split(inside) {
        let (key, value) = match part.as_slice() {
            [key, sign, value @ ..] if sign.kind == Kind::Sign(':') && !value.is_empty() => match &key.kind {
                Kind::Word => (Some(slice(text, key).to_owned()), value),
                Kind::Text(key) => (Some(key.clone()), value),
                _ => (None, part.as_slice()),
            },
            all => (None, all),
        };
        arguments.push((key, argument(text, value, depth + 1)));
    }
    Some(Call {
        name: slice(text, name).to_owned(),
        arguments,
    })
}

/// True when the first bracket is closed by the last.
fn spans(tokens: &[&Token]) -> bool {
    let mut depth = 0_usize;
    for (number, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Sign('(' | '[' | '{') => depth += 1,
            Kind::Sign(')' | ']' | '}') => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return number + 1 == tokens.len();
                }
            }
            _ => {}
        }
    }
    false
}

/// What stands between commas.
fn split<'t>(tokens: &[&'t Token]) -> Vec<Vec<&'t Token>> {
    let mut parts: Vec<Vec<&Token>> = Vec::new();
    let mut part: Vec<&Token> = Vec::new();
    let mut depth = 0_usize;
    for token in tokens {
        match token.kind {
            Kind::Sign('(' | '[' | '{') => depth += 1,
            Kind::Sign(')' | ']' | '}') => depth = depth.saturating_sub(1),
            Kind::Sign(',') if depth == 0 => {
                parts.push(std::mem::take(&mut part));
                continue;
            }
            _ => {}
        }
        part.push(token);
    }
    if !part.is_empty() {
        parts.push(part);
    }
    parts
}

fn argument(text: &str, tokens: &[&Token], depth: usize) -> Argument {
    if let [one] = tokens
        && let Kind::Text(text) = &one.kind
    {
        return Argument::Text(text.clone());
    }
    // A text without its indentation.
    if let [one, dot, name, open, close] = tokens
        && let Kind::Text(value) = &one.kind
        && dot.kind == Kind::Sign('.')
        && open.kind == Kind::Sign('(')
        && close.kind == Kind::Sign(')')
    {
        match slice(text, name) {
            "stripIndent" => return Argument::Text(without_indent(value)),
            "trim" => return Argument::Text(value.trim().to_owned()),
            _ => {}
        }
    }
    if let (Some(first), true) = (tokens.first(), tokens.len() > 1) {
        if first.kind == Kind::Sign('[') && spans(tokens) && depth <= DEEPEST {
            let inside = tokens.get(1..tokens.len() - 1).unwrap_or_default();
            let items = split(inside);
            let maps = items
                .iter()
                .any(|item| item.get(1).is_some_and(|token| token.kind == Kind::Sign(':')));
            if !maps {
                return Argument::List(items.iter().map(|item| argument(text, item, depth + 1)).collect());
            }
        } else if first.kind == Kind::Word
            && tokens.get(1).is_some_and(|token| token.kind == Kind::Sign('('))
            && let Some(call) = read(text, tokens, depth + 1)
        {
            return Argument::Call(call);
        }
    }
    let (start, end) = match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => (first.span.start, last.span.end),
        _ => (0, 0),
    };
    Argument::Code(text.get(start as usize..end as usize).unwrap_or_default().to_owned())
}

/// Lines without the space that all of them begin with.
fn without_indent(text: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let common = text.lines().filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or(0);
    let lines: Vec<&str> = text.split('\n').map(|line| line.get(common..).unwrap_or_default()).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[test]
    fn calls_are_read_with_and_without_brackets() {
        let text = "sh label: 'a', script: '''\n b'''.stripIndent()\nfoo([a, 'b'], bar(c: 1))\nX = credentials('y')\na.b()";
        let parsed = parse(text);
        let calls: Vec<Option<Call>> = parsed.statements.iter().map(|one| parsed.call(text, one)).collect();
        let sh = calls.first().unwrap().as_ref().unwrap();
        assert_eq!(sh.get("script").and_then(Argument::text), Some("\nb"));
        let foo = calls.get(1).unwrap().as_ref().unwrap();
        assert!(matches!(foo.first(""), Some(Argument::List(items)) if items.len() == 2));
        let (name, value) = parsed.setting(text, parsed.statements.get(2).unwrap()).unwrap();
        assert_eq!(name, "X");
        assert!(matches!(value, Argument::Call(call) if call.name == "credentials"));
        assert_eq!(calls.get(3), Some(&None));
    }
}
