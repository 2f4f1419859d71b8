//! Text and places in it: sources, spans, routes, and the spanned tree every reader starts from. Knows no domain.

mod build;
pub mod json;
mod limits;
mod path;
mod problem;
pub mod read;
mod source;
mod span;
mod sum;
pub mod toml;
mod tree;
pub mod yaml;

pub use build::TreeBuilder;
pub use limits::Limits;
pub use path::{ModelPath, Segment};
pub use problem::{Problem, ProblemKind};
pub use source::{Lines, Position, Source};
pub use span::Span;
pub(crate) use sum::{Sum, sum};
pub use tree::{Comment, Content, Duplicate, Located, Node, NodeId, Style, Tree};

/// The place of the character at an offset; empty at the end of the text.
fn character(text: &str, offset: usize) -> Span {
    let start = (0..=offset.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0);
    let length = text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    Span::clamped(start, start + length)
}

/// The problem of a document that is nested too deeply.
fn too_deep(limits: Limits) -> ProblemKind {
    ProblemKind::Limit {
        what: format!("values are nested more than {} deep here", limits.depth),
        help: "flatten this part of the document".into(),
    }
}

/// The start of a text, for a message; whole when it is short.
pub fn shorten(text: &str, characters: usize) -> String {
    let line = text.lines().next().unwrap_or("");
    match line.char_indices().nth(characters) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or("")),
        None if line.len() < text.trim_end().len() => format!("{line}…"),
        None => line.to_owned(),
    }
}

/// True for the number grammar of RFC 8259.
pub fn is_json_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = text
        .split_once(['e', 'E'])
        .map_or((text, None), |(mantissa, exponent)| (mantissa, Some(exponent)));
    let (whole, fraction) = mantissa
        .split_once('.')
        .map_or((mantissa, None), |(whole, fraction)| (whole, Some(fraction)));
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|exponent| digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
}
