//! YAML text -> spanned tree. Scalars keep their text; what they mean is decided where they are used.

mod everyday;

use super::{Limits, NodeId, Problem, ProblemKind, Source, Span, Style, Tree, TreeBuilder};
use granit_parser::{Event, Parser, ScalarStyle};
use std::borrow::Cow;

/// Comments that may follow one another where the parser must look ahead; it keeps a hundred times their size.
const COMMENTS_IN_A_ROW: usize = 20_000;

/// How a text is read where readers of YAML differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// YAML 1.2, one document: the first of equal keys stands, and what is written comes before what is merged.
    #[default]
    Core,
    /// The same, with `{{ name }}` as a text: people keep files of this kind as templates of others.
    Placeholders,
    /// As Ruby programs read it, YAML 1.1: the last of equal keys stands, whether written or merged; `yes` is a flag and `0755`
    /// an octal number; a value with a tag of its own, `!name value`, is kept as `{ "!name": value }`.
    Ruby {
        /// A first document with this key is a header; its keys are read as if they stood in the second one.
        header: &'static str,
    },
}

impl Dialect {
    const fn is_ruby(self) -> bool {
        matches!(self, Self::Ruby { .. })
    }
}

/// Reads one YAML document.
pub fn parse(source: &Source, limits: Limits) -> (Tree, Vec<Problem>) {
    parse_as(Dialect::Core, source, limits)
}

/// Reads a text as a dialect has it.
pub fn parse_as(dialect: Dialect, source: &Source, limits: Limits) -> (Tree, Vec<Problem>) {
    let everyday = |reading: &mut Reading<'_>| everyday::read(reading, source.text(), limits);
    if let (Some(()), builder) = begun(dialect, source, limits, everyday) {
        return builder.finish();
    }
    let ((), mut builder) = begun(dialect, source, limits, |reading| reading.run(source.text(), limits));
    if let Dialect::Ruby { header } = dialect {
        builder.join(header);
    }
    builder.finish()
}

/// Begins a tree and fills it.
fn begun<T>(dialect: Dialect, source: &Source, limits: Limits, fill: impl FnOnce(&mut Reading<'_>) -> T) -> (T, TreeBuilder) {
    let mut builder = TreeBuilder::new(source.clone(), limits);
    match dialect {
        Dialect::Core => {}
        Dialect::Placeholders => builder.placeholders(),
        Dialect::Ruby { .. } => builder.last_stands(),
    }
    let filled = fill(&mut Reading {
        builder: &mut builder,
        dialect,
        anchors: Vec::new(),
        documents: 0,
        ended: 0,
        wrapped: Vec::new(),
    });
    (filled, builder)
}

/// There is no room for another value; that was told.
struct Full;

struct Reading<'b> {
    builder: &'b mut TreeBuilder,
    dialect: Dialect,
    /// Node of each anchor; the parser numbers them from one.
    anchors: Vec<Option<NodeId>>,
    documents: usize,
    /// Where the last scalar ended.
    ended: u32,
    /// For each open collection, whether it stands in a mapping that was made for its tag.
    wrapped: Vec<bool>,
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
                if self.documents > 1 && !self.dialect.is_ruby() {
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
                let text_by_tag = tag.as_deref().is_some_and(|tag| tag.is_yaml_core_schema_tag("str"));
                let style = if text_by_tag && style == ScalarStyle::Plain {
                    ScalarStyle::SingleQuoted
                } else {
                    style
                };
                let wrap = self.wrap(tag.as_deref(), span).ok()?;
                let id = self.scalar(text, value, style, span)?;
                self.anchor(anchor, wrap.unwrap_or(id));
                if wrap.is_some() {
                    self.builder.close(span.end)?;
                }
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.check_depth(span, limits)?;
                let wrap = self.wrap(tag.as_deref(), span).ok()?;
                let id = self.builder.open_sequence(span)?;
                self.wrapped.push(wrap.is_some());
                self.anchor(anchor, wrap.unwrap_or(id));
            }
            Event::MappingStart(_, anchor, tag) => {
                self.check_depth(span, limits)?;
                let wrap = self.wrap(tag.as_deref(), span).ok()?;
                let id = self.builder.open_mapping(span)?;
                self.wrapped.push(wrap.is_some());
                self.anchor(anchor, wrap.unwrap_or(id));
            }
            // The end of a flow collection is its bracket; that of a block is where the next thing begins.
            Event::SequenceEnd | Event::MappingEnd => {
                self.builder.close(span.end)?;
                if self.wrapped.pop().unwrap_or_default() {
                    self.builder.close(span.end)?;
                }
            }
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

    /// Opens the mapping that stands for a value with a tag of its own: `!name value` is `{ "!name": value }`.
    fn wrap(&mut self, tag: Option<&granit_parser::Tag>, span: Span) -> Result<Option<NodeId>, Full> {
        let own = tag.filter(|tag| self.dialect.is_ruby() && tag.is_custom());
        let Some(tag) = own else { return Ok(None) };
        let id = self.builder.open_mapping(span).ok_or(Full)?;
        let name = format!("!{}", tag.suffix());
        self.builder
            .cooked(Style::Quoted, &name, Span::new(span.start, span.start))
            .ok_or(Full)?;
        Ok(Some(id))
    }

    fn scalar(&mut self, text: &str, value: Cow<'_, str>, style: ScalarStyle, span: Span) -> Option<NodeId> {
        if self.dialect.is_ruby()
            && style == ScalarStyle::Plain
            && !self.builder.expects_key()
            && let Some(word) = words_of_1_1(&value)
        {
            self.ended = span.end;
            return self.builder.cooked(Style::Plain, &word, span);
        }
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

/// A plain word that YAML 1.1 takes for something else than YAML 1.2, in the words of the latter.
fn words_of_1_1(word: &str) -> Option<Cow<'static, str>> {
    match word {
        "yes" | "Yes" | "YES" | "on" | "On" | "ON" => return Some("true".into()),
        "no" | "No" | "NO" | "off" | "Off" | "OFF" => return Some("false".into()),
        _ => {}
    }
    let digits = word.strip_prefix('0').filter(|digits| !digits.is_empty() && digits.len() < 20)?;
    let octal = u64::from_str_radix(digits, 8)
        .ok()
        .filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    Some(octal.to_string().into())
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

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> (String, usize) {
        let dialect = Dialect::Ruby { header: "spec" };
        let (tree, problems) = parse_as(dialect, &Source::new("a.yml", text), Limits::default());
        assert!(problems.is_empty(), "{problems:?}");
        let shown = tree.root().map(|root| format!("{root:?}")).unwrap_or_default();
        (shown, tree.duplicates().len())
    }

    #[test]
    fn tags_of_its_own_stand_in_a_mapping() {
        assert_eq!(shown("a: !reference [.b, c]\n").0, r#"{"a": {"!reference": [".b", "c"]}}"#);
        let repeated = "a: &x\n  - !reference\n    - b\n  - c\nd: *x\ne: !here f\n";
        let expected = r#"{"a": [{"!reference": ["b"]}, "c"], "d": [{"!reference": ["b"]}, "c"], "e": {"!here": "f"}}"#;
        assert_eq!(shown(repeated).0, expected);
        assert_eq!(
            shown("a: !!str 1\nb: &y !reference [c]\nd: *y\n").0,
            r#"{"a": "1", "b": {"!reference": ["c"]}, "d": {"!reference": ["c"]}}"#
        );
    }

    #[test]
    fn the_last_of_equal_keys_stands() {
        assert_eq!(shown("a: 1\nb: 2\na: 3\n"), (r#"{"a": "3", "b": "2"}"#.into(), 1));
        let merged = "x: &x { a: 1, b: 1 }\ny: &y { b: 2 }\nz:\n  a: 3\n  <<: *x\n  <<: *y\n  c: 4\n";
        let expected = r#"{"x": {"a": "1", "b": "1"}, "y": {"b": "2"}, "z": {"a": "1", "b": "2", "c": "4"}}"#;
        assert_eq!(shown(merged), (expected.into(), 0));
        let list = "x: &x { a: 1 }\ny: &y { a: 2, b: 2 }\nz: { <<: [*x, *y] }\n";
        assert_eq!(
            shown(list).0,
            r#"{"x": {"a": "1"}, "y": {"a": "2", "b": "2"}, "z": {"a": "1", "b": "2"}}"#
        );
    }

    #[test]
    fn a_header_is_read_with_the_document_it_is_for() {
        let text = "---\nspec: { inputs: { a: } }\n---\njob: { script: make }\n";
        assert_eq!(shown(text).0, r#"{"spec": {"inputs": {"a": "~"}}, "job": {"script": "make"}}"#);
        assert_eq!(shown("---\n---\na: b\n").0, r#"{"a": "b"}"#);
        let (_, problems) = parse_as(
            Dialect::Ruby { header: "spec" },
            &Source::new("a.yml", "a: 1\n---\nb: 2\n"),
            Limits::default(),
        );
        assert_eq!(problems.len(), 1);
    }

    #[test]
    fn words_are_those_of_1_1() {
        assert_eq!(
            shown("on: yes\nb: [off, 0755, 08, '0755', 0]\n").0,
            r#"{"on": "true", "b": ["false", "493", "08", "0755", "0"]}"#
        );
    }
}
