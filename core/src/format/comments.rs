//! Carries the comments of a text over to its canonical form.
//!
//! A comment belongs to a route: one on a line of its own to the value that follows, one behind a value to that value.
//! In the canonical text it is put where the same route is, or the nearest part of it that is left.

use crate::text::{Limits, ModelPath, Node, Source, Tree, yaml};
use std::collections::BTreeMap;

/// Puts an empty line before each section of the document but the first few plain keys.
pub(super) fn part_sections(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut lines = text.lines().peekable();
    let mut first = true;
    while let Some(line) = lines.next() {
        let opens =
            line.ends_with(':') && !line.starts_with([' ', '-', '#']) && lines.peek().is_some_and(|next| next.starts_with([' ', '-']));
        // An empty line before this one belongs to a block of text that ends in empty lines; one more would too.
        if opens && !first && !out.ends_with("\n\n") {
            out.push('\n');
        }
        first = false;
        out.push_str(line);
        out.push('\n');
    }
    out
}

#[derive(Default)]
struct Attached {
    above: Vec<String>,
    behind: Vec<String>,
}

/// The canonical text with the comments of `tree` in it.
pub(super) fn carry_over(tree: &Tree, canonical: &str) -> String {
    if tree.comments().is_empty() {
        return canonical.to_owned();
    }
    let anchors = anchors(tree);
    let source = Source::new("", canonical);
    let (target, _) = yaml::parse(
        &source,
        Limits {
            bytes: usize::MAX,
            nodes: usize::MAX >> 8,
            ..Limits::default()
        },
    );
    let lines = crate::text::Lines::new(&source);
    let mut by_line: BTreeMap<u32, Attached> = BTreeMap::new();
    let mut last: Vec<String> = Vec::new();
    for comment in tree.comments() {
        let text = tree.source().slice(comment.span).trim_end().to_owned();
        // A comment of its own line belongs to what follows it, one behind a value to what stands on its line.
        let anchor = if comment.own_line {
            let next = anchors.partition_point(|anchor| anchor.start < comment.span.end);
            anchors.get(next)
        } else {
            let line_start = tree
                .source()
                .text()
                .get(..comment.span.start as usize)
                .and_then(|before| before.rfind('\n'))
                .map_or(0, |at| at + 1);
            let from = anchors.partition_point(|anchor| (anchor.start as usize) < line_start);
            let to = anchors.partition_point(|anchor| anchor.start < comment.span.start);
            // The outermost thing that begins on the line.
            anchors
                .get(from..to)
                .and_then(|here| here.first())
                .or_else(|| to.checked_sub(1).and_then(|before| anchors.get(before)))
        };
        let Some(anchor) = anchor else {
            last.push(text);
            continue;
        };
        let place = target.locate(&anchor.path).map(|found| found.key.unwrap_or(found.value).span());
        let line = place.map_or(1, |span| lines.position(span.start).line);
        let attached = by_line.entry(line).or_default();
        if comment.own_line {
            attached.above.push(text);
        } else {
            attached.behind.push(text);
        }
    }
    let mut out = String::with_capacity(canonical.len() + tree.comments().len() * 32);
    for number in 1..=u32::try_from(lines.count()).unwrap_or(u32::MAX) {
        let line = lines.line(number);
        if number as usize == lines.count() && line.is_empty() {
            break;
        }
        match by_line.remove(&number) {
            None => out.push_str(line),
            Some(attached) => {
                let indent: String = line.chars().take_while(|character| *character == ' ').collect();
                // Behind a block scalar's header, or where the text already has a comment, above is the safe place.
                // Of comments behind several lines that have become one, all but the first stand above it.
                for text in attached.above.iter().chain(attached.behind.iter().skip(1)) {
                    out.push_str(&indent);
                    out.push_str(text);
                    out.push('\n');
                }
                out.push_str(line);
                if let Some(text) = attached.behind.first() {
                    out.push(' ');
                    out.push_str(text);
                }
            }
        }
        out.push('\n');
    }
    for text in last {
        out.push_str(&text);
        out.push('\n');
    }
    out
}

/// A value or key in the text, with its route.
struct Anchor {
    start: u32,
    path: ModelPath,
}

/// Every key and list item in order of the text. Built only for documents with comments.
fn anchors(tree: &Tree) -> Vec<Anchor> {
    let mut anchors = Vec::new();
    if let Some(root) = tree.root() {
        walk(root, &ModelPath::root(), &mut anchors);
    }
    anchors.sort_by_key(|anchor| anchor.start);
    anchors
}

fn walk(node: Node<'_>, path: &ModelPath, anchors: &mut Vec<Anchor>) {
    if node.is_alias() {
        return; // its comments belong to the anchored value
    }
    for (key, value) in node.entries() {
        let below = path.clone().key(key.text().unwrap_or(""));
        anchors.push(Anchor {
            start: key.span().start,
            path: below.clone(),
        });
        walk(value, &below, anchors);
    }
    for (index, item) in node.items().enumerate() {
        let below = path.clone().index(index);
        anchors.push(Anchor {
            start: item.span().start,
            path: below.clone(),
        });
        walk(item, &below, anchors);
    }
}
