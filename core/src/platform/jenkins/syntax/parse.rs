//! Tokens -> statements and blocks, with places. Depth is limited, and what is open at the end is closed there.

use super::lex::{Kind, Token, lex};
use crate::text::Span;
use std::ops::Range;

/// Blocks inside of blocks.
const DEEPEST: usize = 120;

/// A statement: words and texts, and the block behind them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::platform::jenkins) struct Statement {
    pub(in crate::platform::jenkins) span: Span,
    /// The tokens before the block, or all of them.
    pub(in crate::platform::jenkins) head: Range<usize>,
    /// What is in its block, when a block ends it and nothing else is in brackets before.
    pub(in crate::platform::jenkins) body: Option<Vec<Self>>,
    /// The inside of the block.
    pub(in crate::platform::jenkins) inside: Span,
}

/// A file: its tokens and statements.
#[derive(Clone, Debug, Default)]
pub(in crate::platform::jenkins) struct Parsed {
    pub(in crate::platform::jenkins) tokens: Vec<Token>,
    pub(in crate::platform::jenkins) comments: Vec<Span>,
    pub(in crate::platform::jenkins) statements: Vec<Statement>,
    /// Where something is wrong, and what.
    pub(in crate::platform::jenkins) wrong: Option<(Span, &'static str)>,
}

/// The statements of a text.
pub(in crate::platform::jenkins) fn parse(text: &str) -> Parsed {
    let (tokens, comments) = lex(text);
    let mut parser = Parser {
        tokens: &tokens,
        at: 0,
        wrong: None,
    };
    let statements = parser.statements(0);
    if parser.at < tokens.len() {
        let span = tokens.get(parser.at).map(|token| token.span).unwrap_or_default();
        parser.wrong.get_or_insert((span, "a bracket is closed that was never opened"));
    }
    let wrong = parser.wrong;
    Parsed {
        tokens,
        comments,
        statements,
        wrong,
    }
}

struct Parser<'t> {
    tokens: &'t [Token],
    at: usize,
    wrong: Option<(Span, &'static str)>,
}

impl Parser<'_> {
    fn kind(&self, at: usize) -> Option<&Kind> {
        self.tokens.get(at).map(|token| &token.kind)
    }

    /// Statements up to the bracket that closes them, which stays.
    fn statements(&mut self, depth: usize) -> Vec<Statement> {
        let mut all = Vec::new();
        loop {
            match self.kind(self.at) {
                None | Some(Kind::Sign('}')) => return all,
                Some(Kind::Line | Kind::Sign(';')) => self.at += 1,
                Some(Kind::Sign(')' | ']')) => {
                    let span = self.tokens.get(self.at).map(|token| token.span).unwrap_or_default();
                    self.wrong.get_or_insert((span, "a bracket is closed that was never opened"));
                    self.at += 1;
                }
                Some(_) => all.push(self.statement(depth)),
            }
        }
    }

    fn statement(&mut self, depth: usize) -> Statement {
        let first = self.at;
        let start = self.tokens.get(first).map(|token| token.span.start).unwrap_or_default();
        let mut body: Option<(usize, Vec<Statement>, Span)> = None;
        let mut brackets = 0_usize;
        loop {
            match self.kind(self.at) {
                None => break,
                Some(Kind::Line) if brackets == 0 => {
                    if !self.goes_on(first, body.is_none()) {
                        break;
                    }
                    while self.kind(self.at) == Some(&Kind::Line) {
                        self.at += 1;
                    }
                }
                Some(Kind::Sign('}' | ';')) if brackets == 0 => break,
                Some(Kind::Sign('{')) if brackets == 0 && body.is_none() => {
                    let head = self.at;
                    let open = self.tokens.get(head).map(|token| token.span).unwrap_or_default();
                    self.at += 1;
                    if depth >= DEEPEST {
                        self.wrong.get_or_insert((open, "blocks stand too deep in one another"));
                        self.at = self.tokens.len();
                        break;
                    }
                    let inside = self.statements(depth + 1);
                    let end = match self.tokens.get(self.at) {
                        Some(token) => token.span.start,
                        None => {
                            self.wrong.get_or_insert((open, "this bracket is never closed"));
                            self.tokens.last().map(|token| token.span.end).unwrap_or_default()
                        }
                    };
                    self.at = (self.at + 1).min(self.tokens.len());
                    body = Some((head, inside, Span::new(open.end, end.max(open.end))));
                }
                // A second block, or one in brackets: too much for a section or a step.
                Some(Kind::Sign('{' | '(' | '[')) => {
                    brackets += 1;
                    self.at += 1;
                }
                Some(Kind::Sign('}' | ')' | ']')) => {
                    if brackets == 0 {
                        break;
                    }
                    brackets -= 1;
                    self.at += 1;
                }
                Some(_) => self.at += 1,
            }
        }
        // What closed nothing is passed over, so that every statement has an end.
        if self.at == first {
            self.at += 1;
        }
        let last = self.at.saturating_sub(1);
        let end = self.tokens.get(last).map_or(start, |token| token.span.end);
        let span = Span::new(start, end.max(start));
        match body {
            Some((head, inside, place)) if self.closes(last, place) => Statement {
                span,
                head: first..head,
                body: Some(inside),
                inside: place,
            },
            _ => Statement {
                span,
                head: first..self.at,
                body: None,
                inside: Span::new(end, end),
            },
        }
    }

    /// True when the last token is the bracket that closes the block.
    fn closes(&self, last: usize, inside: Span) -> bool {
        self.tokens
            .get(last)
            .is_some_and(|token| token.kind == Kind::Sign('}') && token.span.start == inside.end)
    }

    /// True when the statement goes on after the end of a line.
    fn goes_on(&self, first: usize, open: bool) -> bool {
        let next = self
            .tokens
            .get(self.at..)
            .unwrap_or_default()
            .iter()
            .find(|token| token.kind != Kind::Line);
        let before = self
            .tokens
            .get(first..self.at)
            .unwrap_or_default()
            .iter()
            .rev()
            .find(|token| token.kind != Kind::Line);
        let opens = match before.map(|token| &token.kind) {
            Some(Kind::Sign(sign)) => matches!(sign, ',' | '=' | '.' | '+' | '-' | '*' | '&' | '|' | '?' | ':' | '<' | '>' | '('),
            _ => false,
        };
        // A key and its value are on one line, but `label:` is nothing that a section has.
        // Some people begin blocks on a line of their own.
        let block = open && next.map(|token| &token.kind) == Some(&Kind::Sign('{'));
        opens || block || matches!(next.map(|token| &token.kind), Some(Kind::Sign('.' | '?' | '&' | '|' | ':')))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_and_steps_are_told_apart() {
        let parsed = parse("pipeline {\n  agent any // x\n  stages {\n    stage('a') { steps { sh 'b'; echo(\"c\") } }\n  }\n}\n");
        assert_eq!(parsed.wrong, None);
        let sections = parsed.statements.first().and_then(|pipeline| pipeline.body.as_ref()).unwrap();
        assert_eq!(sections.len(), 2);
        let stage = sections.get(1).and_then(|stages| stages.body.as_ref()?.first()).unwrap();
        let steps = stage.body.as_ref().and_then(|body| body.first()).unwrap();
        assert_eq!(steps.body.as_ref().map(Vec::len), Some(2));
        for text in [
            "a { b",
            "a ) b",
            "a(\n{ b }\n)",
            "if (x) {\n}\nelse {\n}",
            "{",
            "}",
            "'",
            "\"${",
            "a {{{{",
        ] {
            parse(text);
        }
        assert!(parse(&"a {".repeat(1000)).wrong.is_some());
    }
}
