//! The YAML that people write every day, read in one pass: block mappings and lists, words, quotes, blocks of lines, flow
//! collections and comments. It makes what the parser for all of YAML makes, or gives up, and then that one reads the text.

use super::Reading;
use crate::text::{Limits, Span};
use granit_parser::ScalarStyle;
use std::borrow::Cow;

/// Keys that are longer, and texts with more comments, are left to the other parser, which has limits for them.
const LONGEST_KEY: usize = 1000;
const MOST_COMMENTS: usize = 10_000;

/// Reads a text; `None` when it holds anything that is not written every day, or that is wrong.
pub(super) fn read(reading: &mut Reading<'_>, text: &str, limits: Limits) -> Option<()> {
    // Counting all bytes is quicker than stopping at the first that is odd.
    let odd = text.bytes().filter(|byte| !matches!(byte, b' '..=b'~' | b'\n' | b'\t')).count();
    (odd == 0 || text.chars().all(is_everyday)).then_some(())?;
    let mut everyday = Everyday {
        reading,
        text,
        limits,
        at: 0,
        line: 0,
        comments: 0,
        buffer: String::new(),
    };
    everyday.document()
}

/// True for characters that end no line but `\n`, and that YAML allows everywhere.
fn is_everyday(c: char) -> bool {
    match c {
        ' '..='~' | '\n' | '\t' => true,
        c => c >= '\u{a0}' && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'),
    }
}

struct Everyday<'a, 'b, 't> {
    reading: &'a mut Reading<'b>,
    text: &'t str,
    limits: Limits,
    at: usize,
    /// Where the line begins.
    line: usize,
    comments: usize,
    /// Where the lines of a block are put together.
    buffer: String,
}

/// A scalar of one line.
struct Word<'t> {
    value: Cow<'t, str>,
    style: ScalarStyle,
    end: usize,
    /// Where the `:` of a key stands.
    colon: usize,
    /// True when `:` follows.
    key: bool,
}

impl<'t> Everyday<'_, '_, 't> {
    /// The byte at an offset; 0, which stands in no text, after the end.
    fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(0)
    }

    fn here(&self) -> u8 {
        self.byte(self.at)
    }

    fn is_end(&self) -> bool {
        self.at >= self.text.len()
    }

    fn column(&self) -> usize {
        self.at - self.line
    }

    /// True when an item of a list begins here.
    fn is_dash(&self) -> bool {
        self.here() == b'-' && ends_word(self.byte(self.at + 1))
    }

    fn line_end(&self, from: usize) -> usize {
        let rest = self.text.as_bytes().get(from..).unwrap_or_default();
        from + rest.iter().position(|&byte| byte == b'\n').unwrap_or(rest.len())
    }

    fn spaces(&mut self) {
        while self.here() == b' ' {
            self.at += 1;
        }
    }

    /// Goes on to the next thing that is written, over comments.
    fn next(&mut self) -> Option<()> {
        loop {
            match self.here() {
                b' ' => self.at += 1,
                b'\n' => {
                    self.at += 1;
                    self.line = self.at;
                }
                b'#' => self.comment()?,
                _ => break,
            }
        }
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let marker = self.at == self.line && (rest.starts_with(b"---") || rest.starts_with(b"..."));
        (!marker).then_some(())
    }

    fn comment(&mut self) -> Option<()> {
        let before = self.text.as_bytes().get(self.line..self.at).unwrap_or_default();
        let end = self.line_end(self.at);
        self.comments += 1;
        if before.last().is_some_and(|&byte| byte != b' ') || self.comments > MOST_COMMENTS {
            return None;
        }
        let own_line = before.iter().all(|&byte| byte == b' ');
        self.reading.builder.comment(Span::clamped(self.at, end), own_line);
        self.at = end;
        Some(())
    }

    fn document(&mut self) -> Option<()> {
        if self.next().is_none() {
            // The line that begins a document.
            self.text.get(self.at..)?.strip_prefix("---")?;
            self.at += 3;
            let before = self.line;
            self.next()?;
            if self.line == before {
                return None;
            }
        }
        if self.is_end() || matches!(self.here(), b'[' | b'{' | b'|' | b'>') {
            return None;
        }
        let word = if self.is_dash() { None } else { Some(self.word(false)?) };
        match word {
            Some(word) => word.key.then(|| self.mapping(word))??,
            None => self.sequence(self.at, true)?,
        }
        self.is_end().then_some(())
    }

    /// A mapping whose first key is here.
    fn mapping(&mut self, mut word: Word<'t>) -> Option<()> {
        let column = self.column();
        let start = Span::clamped(self.at, self.at);
        self.reading.check_depth(start, self.limits)?;
        self.reading.builder.open_mapping(start)?;
        loop {
            let end = word.end;
            if !word.key || end - self.at > LONGEST_KEY {
                return None;
            }
            let colon = word.colon;
            self.scalar(word)?;
            self.at = colon + 1;
            self.spaces();
            if matches!(self.here(), b'\n' | b'#' | 0) {
                self.next()?;
                if !self.is_end() && self.column() > column {
                    self.value(column)?;
                } else if !self.is_end() && self.column() == column && self.is_dash() {
                    // A list may stand as far left as its key; its place is that of its first item.
                    let first = self.text.as_bytes().get(self.at + 1..)?.iter().position(|&byte| byte != b' ')?;
                    self.sequence(self.at + 1 + first, false)?;
                } else if end < colon {
                    return None;
                } else {
                    let nothing = Span::clamped(end, end);
                    self.reading.scalar(self.text, "~".into(), ScalarStyle::Plain, nothing)?;
                }
            } else {
                self.line_of_value(column)?;
            }
            if self.is_end() || self.column() < column {
                break;
            }
            if self.column() > column || self.is_dash() {
                return None;
            }
            word = self.word(false)?;
        }
        self.close(self.at)
    }

    /// A list whose first dash is here.
    fn sequence(&mut self, start: usize, own_column: bool) -> Option<()> {
        let column = self.column();
        let start = Span::clamped(start, start);
        if !own_column && matches!(self.byte(start.start as usize), b'\n' | b'#') {
            return None;
        }
        self.reading.check_depth(start, self.limits)?;
        self.reading.builder.open_sequence(start)?;
        loop {
            self.at += 1;
            self.next()?;
            if self.is_end() || self.column() <= column {
                return None;
            }
            self.value(column)?;
            if self.is_end() || self.column() < column {
                break;
            }
            if self.column() > column {
                return None;
            }
            if !self.is_dash() {
                if own_column {
                    return None;
                }
                break;
            }
        }
        self.close(self.at)
    }

    fn close(&mut self, end: usize) -> Option<()> {
        self.reading.builder.close(Span::clamped(end, end).end)
    }

    /// Any value, where a collection may begin. The one around it stands at a column.
    fn value(&mut self, around: usize) -> Option<()> {
        if self.is_dash() {
            return self.sequence(self.at, true);
        }
        if matches!(self.here(), b'[' | b'{' | b'|' | b'>') {
            return self.line_of_value(around);
        }
        let word = self.word(false)?;
        if word.key {
            return self.mapping(word);
        }
        self.line_of_word(word, around)
    }

    /// A value on the line of its key or dash.
    fn line_of_value(&mut self, around: usize) -> Option<()> {
        match self.here() {
            b'[' | b'{' => {
                self.flow(around)?;
                self.end_line(around)
            }
            b'|' | b'>' => {
                self.lines(around)?;
                self.after(around)
            }
            _ => {
                let word = self.word(false)?;
                if word.key {
                    return None;
                }
                self.line_of_word(word, around)
            }
        }
    }

    fn line_of_word(&mut self, mut word: Word<'t>, around: usize) -> Option<()> {
        if word.style == ScalarStyle::Plain {
            self.go_on(&mut word, around)?;
        }
        let end = word.end;
        self.scalar(word)?;
        self.at = end;
        self.end_line(around)
    }

    /// Adds the lines to a word that stand deeper than what is around it, with a space between them.
    fn go_on(&mut self, word: &mut Word<'t>, around: usize) -> Option<()> {
        let bytes = self.text.as_bytes();
        let mut line = self.line;
        loop {
            let rest = bytes.get(word.end..)?;
            let spaces = rest.iter().take_while(|&&byte| byte == b' ').count();
            if rest.get(spaces) != Some(&b'\n') {
                return Some(());
            }
            let next = word.end + spaces + 1;
            let column = bytes.get(next..)?.iter().take_while(|&&byte| byte == b' ').count();
            if matches!(self.byte(next + column), b'\n' | b'#' | 0) || column <= around {
                self.line = line;
                return Some(());
            }
            line = next;
            let start = next + column;
            let more = self.plain(start, false)?;
            if more.key {
                return None;
            }
            let value = word.value.to_mut();
            value.push(' ');
            value.push_str(&more.value);
            word.end = more.end;
        }
    }

    /// Nothing but a comment may follow on the line.
    fn end_line(&mut self, around: usize) -> Option<()> {
        let before = self.at;
        self.spaces();
        match self.here() {
            b'\n' | 0 => {}
            b'#' if self.at > before => {}
            _ => return None,
        }
        self.after(around)
    }

    /// What follows a value stands no deeper than what is around it; a word that goes on there is left to the other parser.
    fn after(&mut self, around: usize) -> Option<()> {
        self.next()?;
        (self.is_end() || self.column() <= around).then_some(())
    }

    fn scalar(&mut self, word: Word<'t>) -> Option<()> {
        let span = Span::clamped(self.at, word.end);
        self.reading.scalar(self.text, word.value, word.style, span).map(|_| ())
    }

    /// The scalar that begins here and ends on this line.
    fn word(&self, flow: bool) -> Option<Word<'t>> {
        match self.here() {
            b'\'' => self.quoted(b'\'', ScalarStyle::SingleQuoted),
            b'"' => self.quoted(b'"', ScalarStyle::DoubleQuoted),
            _ => self.plain(self.at, flow),
        }
    }

    fn plain(&self, start: usize, flow: bool) -> Option<Word<'t>> {
        match self.byte(start) {
            b'-' | b'?' | b':' => {
                let next = self.byte(start + 1);
                if ends_word(next) || next == b'\t' || is_flow(next) {
                    return None;
                }
            }
            b',' | b'[' | b']' | b'{' | b'}' | b'#' | b'&' | b'*' | b'!' | b'|' | b'>' | b'%' | b'@' | b'`' | b'\t' | 0 => return None,
            _ => {}
        }
        let bytes = self.text.as_bytes().get(start..)?;
        let mut before = 0;
        let mut end = bytes.len();
        let mut key = false;
        for (at, &byte) in bytes.iter().enumerate() {
            match byte {
                b'\n' => {
                    end = at;
                    break;
                }
                b'\t' => return None,
                b':' => {
                    let next = bytes.get(at + 1).copied().unwrap_or(0);
                    if ends_word(next) {
                        key = true;
                        end = at;
                        break;
                    }
                    if next == b'\t' || (flow && is_flow(next)) {
                        return None;
                    }
                }
                b'#' if before == b' ' => {
                    end = at;
                    break;
                }
                byte if flow && is_flow(byte) => {
                    end = at;
                    break;
                }
                _ => {}
            }
            before = byte;
        }
        let whole = self.text.get(start..start + end)?;
        let value = whole.trim_end_matches(' ');
        Some(Word {
            value: Cow::Borrowed(value),
            style: ScalarStyle::Plain,
            end: start + value.len(),
            colon: start + end,
            key,
        })
    }

    fn quoted(&self, quote: u8, style: ScalarStyle) -> Option<Word<'t>> {
        let start = self.at + 1;
        let rest = self.text.get(start..)?;
        let bytes = rest.as_bytes();
        let mut written = None;
        let mut from = 0;
        let mut at = 0;
        let length = loop {
            match *bytes.get(at)? {
                b'\n' => return None,
                byte if byte == quote => {
                    if quote == b'"' || bytes.get(at + 1) != Some(&quote) {
                        break at;
                    }
                    written.get_or_insert_with(String::new).push_str(rest.get(from..=at)?);
                    at += 1;
                    from = at + 1;
                }
                b'\\' if quote == b'"' => {
                    let out = written.get_or_insert_with(String::new);
                    out.push_str(rest.get(from..at)?);
                    at += 1;
                    out.push(match *bytes.get(at)? {
                        b'n' => '\n',
                        b't' => '\t',
                        byte @ (b'\\' | b'"' | b'/') => byte.into(),
                        _ => return None,
                    });
                    from = at + 1;
                }
                _ => {}
            }
            at += 1;
        };
        let last = rest.get(from..length)?;
        let value = match written {
            Some(mut out) => {
                out.push_str(last);
                Cow::Owned(out)
            }
            None => Cow::Borrowed(last),
        };
        let end = start + length + 1;
        let key = self.byte(end) == b':' && ends_word(self.byte(end + 1));
        let colon = end;
        Some(Word {
            value,
            style,
            end,
            colon,
            key,
        })
    }

    /// A block of lines: `|` or `>`.
    fn lines(&mut self, around: usize) -> Option<()> {
        let folded = self.here() == b'>';
        self.at += 1;
        let chomp = self.here();
        if matches!(chomp, b'-' | b'+') {
            self.at += 1;
        }
        self.spaces();
        if self.here() == b'#' {
            self.comment()?;
        }
        if self.here() != b'\n' {
            return None;
        }
        let mut value = std::mem::take(&mut self.buffer);
        value.clear();
        // Lines with nothing on them that were not written yet.
        let mut breaks = 0;
        let mut indent = None;
        let mut widest = 0;
        let mut indented = false;
        let mut start = 0;
        let mut end = 0;
        let mut line = self.at + 1;
        while line < self.text.len() {
            let spaces = self.text.as_bytes().get(line..)?.iter().take_while(|&&byte| byte == b' ').count();
            let first = self.byte(line + spaces);
            let depth = indent.unwrap_or(spaces);
            if first == b'\n' && spaces <= depth {
                widest = widest.max(spaces);
                breaks += 1;
                line += spaces + 1;
                continue;
            }
            // Whether spaces at the very end say something, or a tab is space, the other parser knows.
            if first == 0 || (first == b'\t' && (indent.is_none() || spaces < depth)) {
                return None;
            }
            if spaces < depth {
                break;
            }
            let stop = self.line_end(line);
            let said = self.text.get(line + depth..stop)?;
            let deeper = said.starts_with([' ', '\t']);
            if indent.is_none() {
                // The first line says how deep they all are; those before it may not be deeper.
                if spaces <= around || widest > spaces {
                    return None;
                }
                indent = Some(spaces);
                start = line + spaces;
            } else if folded && !indented && !deeper {
                if breaks == 0 {
                    value.push(' ');
                }
            } else {
                value.push('\n');
            }
            value.extend(std::iter::repeat_n('\n', breaks));
            value.push_str(said);
            breaks = 0;
            indented = deeper;
            end = stop;
            line = stop + 1;
        }
        indent?;
        match chomp {
            b'-' => {}
            b'+' if line > self.text.len() => return None,
            b'+' => value.extend(std::iter::repeat_n('\n', breaks + 1)),
            _ => value.push('\n'),
        }
        let style = if folded { ScalarStyle::Folded } else { ScalarStyle::Literal };
        self.reading
            .scalar(self.text, value.as_str().into(), style, Span::clamped(start, end))?;
        self.buffer = value;
        self.at = line.min(self.text.len());
        self.line = self.at;
        Some(())
    }

    /// A list in `[]` or a mapping in `{}`.
    fn flow(&mut self, around: usize) -> Option<()> {
        let mapping = self.here() == b'{';
        let bracket = Span::clamped(self.at, self.at + 1);
        self.reading.check_depth(bracket, self.limits)?;
        if mapping {
            self.reading.builder.open_mapping(bracket)?;
        } else {
            self.reading.builder.open_sequence(bracket)?;
        }
        loop {
            self.at += 1;
            self.gap(around)?;
            if self.here() != if mapping { b'}' } else { b']' } {
                if mapping {
                    let word = self.word(true)?;
                    let (end, colon) = (word.end, word.colon);
                    if !word.key || end - self.at > LONGEST_KEY {
                        return None;
                    }
                    self.scalar(word)?;
                    self.at = colon + 1;
                    self.gap(around)?;
                }
                if matches!(self.here(), b'[' | b'{') {
                    self.flow(around)?;
                } else {
                    let word = self.word(true)?;
                    let end = word.end;
                    if word.key {
                        return None;
                    }
                    self.scalar(word)?;
                    self.at = end;
                }
                self.gap(around)?;
            }
            match self.here() {
                b',' => {}
                b'}' if mapping => break,
                b']' if !mapping => break,
                _ => return None,
            }
        }
        self.at += 1;
        self.close(self.at)
    }

    /// Space inside a flow collection, whose lines stand deeper than what is around it; its end may not.
    fn gap(&mut self, around: usize) -> Option<()> {
        let before = self.line;
        self.next()?;
        let fine = self.line == before || self.column() > around || matches!(self.here(), b']' | b'}');
        fine.then_some(())
    }
}

/// True for what ends a key or a dash: a space, or the end of the line.
fn ends_word(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | 0)
}

fn is_flow(byte: u8) -> bool {
    matches!(byte, b',' | b'[' | b']' | b'{' | b'}')
}

#[cfg(test)]
mod tests;
