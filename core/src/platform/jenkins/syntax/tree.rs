//! A `Jenkinsfile` as a tree with places, in the form that says the same with the least variety: every statement is a text of
//! its words with single spaces, every block a mapping of one key, and what is in it.

use super::lex::{Kind, Token};
use super::parse::{Parsed, Statement, parse};
use crate::text::{Limits, ProblemKind, Source, Span, Style, Tree, TreeBuilder};
use std::fmt::Write as _;

/// Reads a file.
pub(in crate::platform::jenkins) fn read(source: &Source, limits: Limits) -> (Tree, Vec<crate::text::Problem>) {
    let text = source.text();
    let mut builder = TreeBuilder::new(source.clone(), limits);
    if text.len() > limits.bytes {
        let what = format!("the file has more than {} bytes", limits.bytes);
        let help = "split it, or raise the limit".into();
        builder.report(ProblemKind::Limit { what, help }, Span::new(0, 0));
        return builder.finish();
    }
    let parsed = parse(text);
    if let Some((span, message)) = parsed.wrong {
        let kind = ProblemKind::Syntax {
            message: message.into(),
            help: None,
        };
        builder.report(kind, span);
    }
    let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
    // Where there is no room for more, the problem is told by the builder.
    let _ = list(&mut builder, text, &parsed, &parsed.statements, Span::new(0, end));
    for comment in &parsed.comments {
        let line = text.get(..comment.start as usize).unwrap_or_default();
        let own = line.rsplit('\n').next().unwrap_or_default().trim().is_empty();
        builder.comment(*comment, own);
    }
    builder.finish()
}

fn list(builder: &mut TreeBuilder, text: &str, parsed: &Parsed, statements: &[Statement], span: Span) -> Option<()> {
    builder.open_sequence(span)?;
    for statement in statements {
        let words = words(text, parsed.tokens.get(statement.head.clone()).unwrap_or_default());
        match &statement.body {
            None => {
                builder.cooked(Style::Quoted, &words, statement.span)?;
            }
            Some(body) => {
                builder.open_mapping(statement.span)?;
                let head = Span::new(statement.span.start, statement.inside.start.saturating_sub(1));
                builder.cooked(Style::Quoted, &words, head)?;
                list(builder, text, parsed, body, statement.inside)?;
                builder.close(statement.span.end)?;
            }
        }
    }
    builder.close(span.end)
}

impl Parsed {
    /// The words of a statement before its block, as they are its key.
    pub(in crate::platform::jenkins) fn key(&self, text: &str, statement: &Statement) -> String {
        words(text, self.tokens.get(statement.head.clone()).unwrap_or_default())
    }
}

/// Words with single spaces where two of them would become one. `name(a)` and `name a` are the same call.
fn words(text: &str, tokens: &[Token]) -> String {
    let tokens: Vec<&Token> = tokens.iter().filter(|token| token.kind != Kind::Line).collect();
    let called = matches!(tokens.as_slice(), [name, open, .., close]
        if name.kind == Kind::Word && open.kind == Kind::Sign('(') && close.kind == Kind::Sign(')') && closed_by_last(&tokens));
    let last = tokens.len().saturating_sub(1);
    let mut out = String::new();
    let mut before: Option<&Kind> = None;
    for (number, token) in tokens.iter().enumerate() {
        if called && (number == 1 || number == last) {
            before = Some(&Kind::Word);
            continue;
        }
        let wordy = |kind: Option<&Kind>| matches!(kind, Some(Kind::Word | Kind::Text(_) | Kind::Computed));
        if wordy(before) && wordy(Some(&token.kind)) || before == Some(&Kind::Sign(',')) {
            out.push(' ');
        }
        match &token.kind {
            Kind::Text(value) => {
                let _ = write!(out, "'{}'", value.replace('\\', "\\\\").replace('\'', "\\'"));
            }
            _ => out.push_str(text.get(token.span.range()).unwrap_or_default()),
        }
        before = Some(&token.kind);
    }
    out
}

/// True when the bracket behind the first word is closed by the last one.
fn closed_by_last(tokens: &[&Token]) -> bool {
    let mut depth = 0_usize;
    for (number, token) in tokens.iter().enumerate().skip(1) {
        match token.kind {
            Kind::Sign('(') => depth += 1,
            Kind::Sign(')') => {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foreign::value;

    fn said(text: &str) -> String {
        let source = Source::new("Jenkinsfile", text);
        let (tree, problems) = read(&source, Limits::default());
        assert!(problems.is_empty(), "{problems:?}");
        serde_json::to_string(&value(&tree).unwrap()).unwrap()
    }

    #[test]
    fn what_means_the_same_has_one_form() {
        let one = "pipeline { agent any; stages { stage('a') { steps { sh \"make\" } } } }";
        let other =
            "// c\npipeline {\n  agent any\n  stages {\n    stage( \"a\" ) {\n      steps {\n sh('make') /* x */\n }\n    }\n  }\n}\n";
        assert_eq!(said(one), said(other));
        assert_eq!(
            said(one),
            r#"[{"pipeline":["agent any",{"stages":[{"stage 'a'":[{"steps":["sh 'make'"]}]}]}]}]"#
        );
    }
}
