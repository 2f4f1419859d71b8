//! TOML text -> spanned tree.

use super::{Limits, Problem, ProblemKind, Source, Span, Style, Tree, TreeBuilder};
use std::borrow::Cow;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The parser goes no deeper than this.
const DEEPEST: usize = 80;

/// Memory the parser takes for a value.
const VALUE_BYTES: usize = 160;

/// In a text up to this size all syntax errors are told, in a larger one the first.
const ALL_ERRORS: usize = 256 << 10;

/// Reads one TOML document; all syntax errors are found in one go.
pub fn parse(source: &Source, limits: Limits) -> (Tree, Vec<Problem>) {
    let mut builder = TreeBuilder::new(source.clone(), limits);
    let text = source.text();
    // The parser has a tree of its own, and every error costs as much as many values.
    let values = text
        .bytes()
        .filter(|byte| matches!(byte, b',' | b'\n' | b'=' | b'[' | b'{'))
        .count();
    if values.saturating_mul(VALUE_BYTES) > Limits::room(text) {
        let what = format!("this TOML document may hold {values} values, more than its size allows");
        let help = "write it as YAML or JSON".into();
        builder.report(ProblemKind::Limit { what, help }, Span::default());
        return builder.finish();
    }
    let (table, errors) = if text.len() > ALL_ERRORS {
        match DeTable::parse(text) {
            Ok(table) => (table, Vec::new()),
            Err(error) => (Spanned::new(0..0, DeTable::default()), vec![error]),
        }
    } else {
        DeTable::parse_recoverable(text)
    };
    for error in errors.iter().take(limits.problems) {
        let span = error.span().map_or_else(Span::default, |range| place(&range));
        let message = error.message().lines().collect::<Vec<_>>().join("; ");
        let kind = if message.contains("recurs") {
            super::too_deep(Limits { depth: DEEPEST, ..limits })
        } else {
            ProblemKind::Syntax { message, help: None }
        };
        builder.report(kind, span);
    }
    if errors.is_empty() {
        let span = place(&table.span());
        write_table(&mut builder, text, table.get_ref(), span, limits);
    }
    builder.finish()
}

fn place(range: &Range<usize>) -> Span {
    Span::clamped(range.start, range.end)
}

fn write_table(builder: &mut TreeBuilder, text: &str, table: &DeTable<'_>, span: Span, limits: Limits) -> Option<()> {
    check_depth(builder, span, limits)?;
    builder.open_mapping(span)?;
    // TOML lets a table be written in several places; by place is how the author reads it.
    let mut entries: Vec<(&Spanned<Cow<'_, str>>, &Spanned<DeValue<'_>>)> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    for (key, value) in entries {
        let at = place(&key.span());
        let raw = text.get(at.range()).unwrap_or("");
        if raw == key.get_ref() {
            builder.verbatim(Style::Plain, at, at)?;
        } else {
            builder.cooked(Style::Quoted, key.get_ref(), at)?;
        }
        write_value(builder, text, value, limits)?;
    }
    builder.close(span.end)
}

fn write_value(builder: &mut TreeBuilder, text: &str, value: &Spanned<DeValue<'_>>, limits: Limits) -> Option<()> {
    let span = place(&value.span());
    match value.get_ref() {
        DeValue::Table(table) => write_table(builder, text, table, span, limits),
        DeValue::Array(items) => {
            check_depth(builder, span, limits)?;
            builder.open_sequence(span)?;
            for item in items {
                write_value(builder, text, item, limits)?;
            }
            builder.close(span.end)
        }
        DeValue::String(text) => builder.cooked(Style::Quoted, text, span).map(drop),
        DeValue::Integer(number) if number.radix() != 10 => {
            let digits = i128::from_str_radix(number.as_str(), number.radix()).unwrap_or_default();
            builder.cooked(Style::Plain, &digits.to_string(), span).map(drop)
        }
        DeValue::Integer(number) => builder.cooked(Style::Plain, number.as_str(), span).map(drop),
        DeValue::Float(number) => builder.cooked(Style::Plain, number.as_str(), span).map(drop),
        DeValue::Boolean(_) => builder.verbatim(Style::Plain, span, span).map(drop),
        // A date is a word to us: `tested = 2026-10-01`.
        DeValue::Datetime(date) => builder.cooked(Style::Quoted, &date.to_string(), span).map(drop),
    }
}

fn check_depth(builder: &mut TreeBuilder, span: Span, limits: Limits) -> Option<()> {
    if builder.depth() >= limits.depth {
        builder.report(super::too_deep(limits), span);
        return None;
    }
    Some(())
}
