//! YAML text -> spanned tree. Scalars keep their text; what they mean is decided where they are used.

use super::{Limits, NodeId, Problem, ProblemKind, Source, Span, Style, Tree, TreeBuilder};
use granit_parser::{Event, Parser, ScalarStyle};
use std::borrow::Cow;

/// Comments that may follow one another where the parser must look ahead; it keeps a hundred times their size.
const COMMENTS_IN_A_ROW: usize = 20_000;

/// Reads one YAML document.
pub fn parse(source: &Source, limits: Limits) -> (Tree, Vec<Problem>) {
    let mut builder = TreeBuilder::new(source.clone(), limits);
    Reading {
        builder: &mut builder,
        anchors: Vec::new(),
        documents: 0,
        ended: 0,
    }
    .run(source.text(), limits);
    builder.finish()
}

struct Reading<'b> {
    builder: &'b mut TreeBuilder,
    /// Node of each anchor; the parser numbers them from one.
    anchors: Vec<Option<NodeId>>,
    documents: usize,
    /// Where the last scalar ended.
    ended: u32,
}

impl Reading<'_> {
    fn run(&mut self, text: &str, limits: Limits) {
        let options = granit_parser::options! {
            emit_unresolved_aliases: true,
            max_buffered_comment_events: COMMENTS_IN_A_ROW,
            // Our own limit comes first and speaks plainly; these only have to be out of its way.
            flow_nesting_limit: limits.depth + 2,
            block_nesting_limit: limits.depth + 2,
        };
        let mut parser = Parser::new_from_str_with_options(text, options);
        while let Some(next) = parser.next_event() {
            match next {
                Ok((event, span)) => {
                    let place = Span::clamped(span.start.byte_offset().unwrap_or(0), span.end.byte_offset().unwrap_or(0));
                    if self.event(text, event, place, limits).is_none() {
                        return;
                    }
                }
                Err(error) => {
                    let offset = error.marker().byte_offset().unwrap_or(0);
                    self.syntax(text, &error, offset, limits);
                    return;
                }
            }
        }
    }

    /// `None` ends the reading, after a problem was noted or when the document is complete.
    fn event(&mut self, text: &str, event: Event<'_>, span: Span, limits: Limits) -> Option<()> {
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    let message = "a second document begins here, and one file holds one delivery".into();
                    self.builder.report(
                        ProblemKind::Syntax {
                            message,
                            help: Some("put it in a file of its own".into()),
                        },
                        span,
                    );
                    return None;
                }
            }
            Event::Scalar(value, style, anchor, tag) => {
                // `!!str 1.10` says the same as quotes.
                let text_by_tag = tag.is_some_and(|tag| tag.is_yaml_core_schema_tag("str"));
                let style = if text_by_tag && style == ScalarStyle::Plain {
                    ScalarStyle::SingleQuoted
                } else {
                    style
                };
                let id = self.scalar(text, value, style, span)?;
                self.anchor(anchor, id);
            }
            Event::SequenceStart(_, anchor, _) => {
                self.check_depth(span, limits)?;
                let id = self.builder.open_sequence(span)?;
                self.anchor(anchor, id);
            }
            Event::MappingStart(_, anchor, _) => {
                self.check_depth(span, limits)?;
                let id = self.builder.open_mapping(span)?;
                self.anchor(anchor, id);
            }
            // The end of a flow collection is its bracket; that of a block is where the next thing begins.
            Event::SequenceEnd | Event::MappingEnd => self.builder.close(span.end)?,
            Event::Alias(anchor) => {
                let target = self.anchors.get(anchor).copied().flatten()?;
                self.builder.alias(target, span)?;
            }
            Event::UnresolvedAlias(name) => {
                let message = format!("no anchor `&{name}` stands before this alias");
                self.builder.report(
                    ProblemKind::Syntax {
                        message,
                        help: Some(format!("put `&{name}` on the value to repeat, above this line")),
                    },
                    span,
                );
                self.builder.verbatim(Style::Plain, Span::new(span.start, span.start), span)?;
            }
            Event::Comment(..) => {
                let line = text
                    .get(..span.start as usize)
                    .and_then(|before| before.rsplit('\n').next())
                    .unwrap_or("");
                self.builder.comment(span, line.trim_start_matches('\u{feff}').trim().is_empty());
            }
            _ => {}
        }
        Some(())
    }

    fn scalar(&mut self, text: &str, value: Cow<'_, str>, style: ScalarStyle, span: Span) -> Option<NodeId> {
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
            _ => Style::Block,
        };
        let span = if style == Style::Block {
            whole_block(text, self.ended, span)
        } else {
            span
        };
        self.ended = span.end;
        match value {
            Cow::Borrowed(slice) => {
                // Where in the source the parser borrowed from.
                let start = (slice.as_ptr() as usize).wrapping_sub(text.as_ptr() as usize);
                if text.get(start..start.wrapping_add(slice.len())) == Some(slice) {
                    let place = Span::clamped(start, start + slice.len());
                    return self.builder.verbatim(style, place, if span.is_empty() { place } else { span });
                }
                self.builder.cooked(style, slice, span)
            }
            Cow::Owned(owned) => self.builder.cooked(style, &owned, span),
        }
    }

    fn anchor(&mut self, anchor: usize, id: NodeId) {
        if anchor > 0 {
            if self.anchors.len() <= anchor {
                self.anchors.resize(anchor + 1, None);
            }
            if let Some(slot) = self.anchors.get_mut(anchor) {
                *slot = Some(id);
            }
        }
    }

    fn check_depth(&mut self, span: Span, limits: Limits) -> Option<()> {
        if self.builder.depth() >= limits.depth {
            self.builder.report(super::too_deep(limits), span);
            return None;
        }
        Some(())
    }

    fn syntax(&mut self, text: &str, error: &granit_parser::ScanError, offset: usize, limits: Limits) {
        let place = super::character(text, offset);
        let kind = if error.kind() == &granit_parser::ErrorKind::RecursionLimitExceeded {
            super::too_deep(limits)
        } else if error.kind() == &granit_parser::ErrorKind::TooManyComments {
            ProblemKind::Limit {
                what: format!("more than {COMMENTS_IN_A_ROW} lines of comments follow one another here"),
                help: "put a part of them elsewhere".into(),
            }
        } else {
            let line = text.get(..offset).and_then(|before| before.rsplit('\n').next()).unwrap_or("");
            let tab = line.contains('\t') || text.get(offset..).is_some_and(|rest| rest.starts_with('\t'));
            let info = error.info();
            let character = info
                .strip_prefix("unexpected character: `")
                .and_then(|rest| rest.strip_suffix('\''));
            let help = if tab {
                Some("indent with spaces; YAML does not allow tabs there")
            } else if character.is_some() {
                Some("put the text in quotes")
            } else if info.contains("quoted scalar") && !info.contains("escape") {
                Some("close the quote")
            } else {
                None
            };
            ProblemKind::Syntax {
                message: character.map_or(info.clone(), |character| format!("the character `{character}` cannot stand here")),
                help: help.map(str::to_owned),
            }
        };
        self.builder.report(kind, place);
    }
}

/// The place of a block scalar from its `|` or `>` to the end of its last line; the parser gives that of its lines alone.
fn whole_block(text: &str, from: u32, lines: Span) -> Span {
    let mut before = b' ';
    let mut comment = false;
    let between = text.as_bytes().get(from as usize..lines.start as usize).unwrap_or_default();
    let header = between.iter().position(|&byte| {
        let begins = matches!(before, b' ' | b'\t' | b'\n' | b'\r');
        comment = byte != b'\n' && (comment || (begins && byte == b'#'));
        before = byte;
        begins && !comment && matches!(byte, b'|' | b'>')
    });
    let start = header.map_or(lines.start as usize, |at| from as usize + at);
    let content = text.get(start..lines.end as usize).unwrap_or("");
    Span::clamped(start, start + content.trim_end().len())
}
