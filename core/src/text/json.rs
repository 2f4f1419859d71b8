//! JSON text -> spanned tree. Numbers keep their digits, places are exact, nesting is not recursion.

use super::{Limits, Problem, ProblemKind, Source, Span, Style, Tree, TreeBuilder};

/// Reads one JSON document (RFC 8259).
pub fn parse(source: &Source, limits: Limits) -> (Tree, Vec<Problem>) {
    let mut builder = TreeBuilder::new(source.clone(), limits);
    let mut reader = Reader {
        bytes: source.text().as_bytes(),
        text: source.text(),
        at: usize::from(source.text().starts_with('\u{feff}')) * 3,
    };
    if let Err(Stop(Some((offset, message)))) = reader.document(&mut builder, limits) {
        let place = super::character(source.text(), offset);
        builder.report(ProblemKind::Syntax { message, help: None }, place);
    }
    builder.finish()
}

/// Why reading ended early: a problem to report, or one that was reported already.
struct Stop(Option<(usize, String)>);

enum Open {
    List,
    Object,
}

struct Reader<'t> {
    bytes: &'t [u8],
    text: &'t str,
    at: usize,
}

impl Reader<'_> {
    fn document(&mut self, builder: &mut TreeBuilder, limits: Limits) -> Result<(), Stop> {
        let mut open: Vec<Open> = Vec::new();
        loop {
            self.value(builder, &mut open, limits)?;
            // After a value: close what ends here, then a comma, or the end.
            loop {
                self.blanks();
                match (open.last(), self.peek()) {
                    (None, None) => return Ok(()),
                    (None, Some(_)) => return Err(self.fail("nothing may follow the document")),
                    (Some(Open::List), Some(b']')) | (Some(Open::Object), Some(b'}')) => {
                        self.at += 1;
                        open.pop();
                        builder.close(offset(self.at)).ok_or(Stop(None))?;
                    }
                    (Some(_), Some(b',')) => {
                        self.at += 1;
                        break;
                    }
                    (Some(Open::List), _) => return Err(self.fail("`,` or `]` belongs here")),
                    (Some(Open::Object), _) => return Err(self.fail("`,` or `}` belongs here")),
                }
            }
            if matches!(open.last(), Some(Open::Object)) {
                self.key(builder)?;
            }
        }
    }

    /// Reads one value; opening a collection descends to its first value, or closes it when it is empty.
    fn value(&mut self, builder: &mut TreeBuilder, open: &mut Vec<Open>, limits: Limits) -> Result<(), Stop> {
        loop {
            self.blanks();
            let start = self.at;
            match self.peek() {
                Some(bracket @ (b'[' | b'{')) => {
                    let span = Span::clamped(start, start + 1);
                    if builder.depth() >= limits.depth {
                        builder.report(super::too_deep(limits), span);
                        return Err(Stop(None));
                    }
                    self.at += 1;
                    self.blanks();
                    let list = bracket == b'[';
                    if list {
                        builder.open_sequence(span)
                    } else {
                        builder.open_mapping(span)
                    }
                    .ok_or(Stop(None))?;
                    if self.peek() == Some(if list { b']' } else { b'}' }) {
                        self.at += 1;
                        builder.close(offset(self.at)).ok_or(Stop(None))?;
                        return Ok(());
                    }
                    if list {
                        open.push(Open::List);
                    } else {
                        open.push(Open::Object);
                        self.key(builder)?;
                    }
                }
                Some(b'"') => return self.string(builder),
                Some(b'-' | b'0'..=b'9') => return self.number(builder),
                Some(b't' | b'f' | b'n') => {
                    let length = self
                        .bytes
                        .get(start..)
                        .unwrap_or_default()
                        .iter()
                        .take_while(|byte| byte.is_ascii_alphabetic())
                        .count();
                    let word = self.text.get(start..start + length).unwrap_or("");
                    if !matches!(word, "true" | "false" | "null") {
                        return Err(self.fail("a value belongs here; text needs double quotes"));
                    }
                    self.at += length;
                    let span = Span::clamped(start, self.at);
                    return builder.verbatim(Style::Plain, span, span).map(drop).ok_or(Stop(None));
                }
                Some(_) => return Err(self.fail("a value belongs here; text needs double quotes")),
                None => return Err(self.fail("the text ends where a value belongs")),
            }
        }
    }

    fn key(&mut self, builder: &mut TreeBuilder) -> Result<(), Stop> {
        self.blanks();
        if self.peek() != Some(b'"') {
            return Err(self.fail("a key in double quotes belongs here"));
        }
        self.string(builder)?;
        self.blanks();
        if self.peek() != Some(b':') {
            return Err(self.fail("`:` belongs after a key"));
        }
        self.at += 1;
        Ok(())
    }

    fn string(&mut self, builder: &mut TreeBuilder) -> Result<(), Stop> {
        let open = self.at;
        self.at += 1;
        let start = self.at;
        let mut cooked: Option<String> = None;
        let mut copied = start;
        loop {
            match self.peek() {
                None => return Err(Stop(Some((open, "this text has no closing quote".into())))),
                Some(b'"') => break,
                Some(b'\\') => {
                    let text = cooked.get_or_insert_default();
                    text.push_str(self.text.get(copied..self.at).unwrap_or(""));
                    let character = self.escape()?;
                    text.push(character);
                    copied = self.at;
                }
                Some(0..=0x1f) => return Err(self.fail("a control character must be written as an escape such as `\\n`")),
                Some(_) => self.at += 1,
            }
        }
        let inner = Span::clamped(start, self.at);
        let rest = self.text.get(copied..self.at).unwrap_or("");
        self.at += 1;
        let span = Span::clamped(open, self.at);
        match cooked {
            None => builder.verbatim(Style::Quoted, inner, span),
            Some(mut text) => {
                text.push_str(rest);
                builder.cooked(Style::Quoted, &text, span)
            }
        }
        .map(drop)
        .ok_or(Stop(None))
    }

    fn escape(&mut self) -> Result<char, Stop> {
        self.at += 1;
        let letter = self.peek();
        self.at += 1;
        Ok(match letter {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let high = self.hex()?;
                if (0xd800..0xdc00).contains(&high) && self.text.get(self.at..).is_some_and(|rest| rest.starts_with("\\u")) {
                    self.at += 2;
                    let low = self.hex()?;
                    if !(0xdc00..0xe000).contains(&low) {
                        return Err(self.fail("half of a surrogate pair is missing"));
                    }
                    let code = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
                    char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
                } else {
                    char::from_u32(high).ok_or_else(|| self.fail("half of a surrogate pair is missing"))?
                }
            }
            _ => {
                self.at = self.at.saturating_sub(1);
                return Err(self.fail("this escape does not exist in JSON"));
            }
        })
    }

    fn hex(&mut self) -> Result<u32, Stop> {
        let digits = self.text.get(self.at..self.at + 4).unwrap_or("");
        let value = u32::from_str_radix(digits, 16)
            .ok()
            .filter(|_| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let value = value.ok_or_else(|| self.fail("four hexadecimal digits belong after `\\u`"))?;
        self.at += 4;
        Ok(value)
    }

    fn number(&mut self, builder: &mut TreeBuilder) -> Result<(), Stop> {
        let start = self.at;
        let taken = self
            .bytes
            .get(start..)
            .unwrap_or_default()
            .iter()
            .take_while(|byte| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E'))
            .count();
        let text = self.text.get(start..start + taken).unwrap_or("");
        if !super::is_json_number(text) {
            return Err(self.fail("this is not a JSON number"));
        }
        self.at += taken;
        let span = Span::clamped(start, self.at);
        builder.verbatim(Style::Plain, span, span).map(drop).ok_or(Stop(None))
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn fail(&self, message: &str) -> Stop {
        Stop(Some((self.at.min(self.bytes.len()), message.to_owned())))
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
