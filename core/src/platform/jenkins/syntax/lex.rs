//! Groovy in words, texts and signs. Any text can be read; what has no end ends with the file.

use crate::text::Span;

/// A word, a text or a sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::platform::jenkins) enum Kind {
    /// A name or a number.
    Word,
    /// A text in which nothing is computed.
    Text(String),
    /// A text with places that are computed, as it is written.
    Computed,
    /// One sign.
    Sign(char),
    /// The end of a line.
    Line,
}

/// A word, a text or a sign, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::platform::jenkins) struct Token {
    pub(in crate::platform::jenkins) kind: Kind,
    pub(in crate::platform::jenkins) span: Span,
}

/// The tokens of a text and the spans of its comments.
pub(in crate::platform::jenkins) fn lex(text: &str) -> (Vec<Token>, Vec<Span>) {
    let mut lexer = Lexer {
        text,
        at: 0,
        tokens: Vec::new(),
        comments: Vec::new(),
    };
    lexer.run();
    (lexer.tokens, lexer.comments)
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    tokens: Vec<Token>,
    comments: Vec<Span>,
}

impl<'t> Lexer<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Goes on behind the next occurrence of an end, or to the end of the file.
    fn beyond(&mut self, end: &str) {
        self.at += self.rest().find(end).map_or(self.rest().len(), |found| found + end.len());
    }

    fn push(&mut self, kind: Kind, start: usize) {
        let span = Span::clamped(start, self.at);
        self.tokens.push(Token { kind, span });
    }

    fn run(&mut self) {
        if self.rest().starts_with("#!") {
            self.comment("\n");
        }
        while let Some(letter) = self.rest().chars().next() {
            let start = self.at;
            let rest = self.rest();
            match letter {
                '\n' => {
                    self.at += 1;
                    self.push(Kind::Line, start);
                }
                // A line that goes on.
                '\\' if rest.starts_with("\\\n") || rest.starts_with("\\\r\n") => self.beyond("\n"),
                letter if letter.is_whitespace() || letter == '\u{feff}' => self.at += letter.len_utf8(),
                '/' if rest.starts_with("//") => self.comment("\n"),
                '/' if rest.starts_with("/*") => self.comment("*/"),
                '\'' if rest.starts_with("'''") => self.quoted("'''", false),
                '"' if rest.starts_with("\"\"\"") => self.quoted("\"\"\"", true),
                '\'' => self.quoted("'", false),
                '"' => self.quoted("\"", true),
                '/' if self.may_begin() && self.ends_on_line('/') => self.slashed(),
                '$' if rest.starts_with("$/") && self.may_begin() && rest.get(2..).is_some_and(|rest| rest.contains("/$")) => {
                    self.at += 2;
                    self.beyond("/$");
                    self.push(Kind::Computed, start);
                }
                letter if letter.is_alphanumeric() || matches!(letter, '_' | '$') => {
                    let word = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '$');
                    self.at += rest.find(|letter| !word(letter)).unwrap_or(rest.len());
                    self.push(Kind::Word, start);
                }
                sign => {
                    self.at += sign.len_utf8();
                    self.push(Kind::Sign(sign), start);
                }
            }
        }
    }

    fn comment(&mut self, end: &str) {
        let start = self.at;
        match self.rest().find(end) {
            // The end of the line is still to be read.
            Some(found) if end == "\n" => self.at += found,
            Some(found) => self.at += found + end.len(),
            None => self.at = self.text.len(),
        }
        let written = self.text.get(start..self.at).unwrap_or_default().trim_end();
        self.comments.push(Span::clamped(start, start + written.len()));
    }

    /// True where a value can begin, so that a slash is no division.
    fn may_begin(&self) -> bool {
        match self.tokens.last().map(|token| &token.kind) {
            None | Some(Kind::Line) => true,
            Some(Kind::Sign(sign)) => matches!(
                sign,
                '(' | ',' | '=' | '[' | '{' | ':' | '~' | '?' | '&' | '|' | '!' | ';' | '+' | '<' | '>'
            ),
            Some(Kind::Word) => {
                let last = self.tokens.last().and_then(|token| self.text.get(token.span.range()));
                last == Some("return") || last == Some("in")
            }
            _ => false,
        }
    }

    fn ends_on_line(&self, end: char) -> bool {
        let line = self.rest().lines().next().unwrap_or_default();
        line.char_indices()
            .skip(1)
            .any(|(at, letter)| letter == end && !line.get(..at).unwrap_or_default().ends_with('\\'))
    }

    fn slashed(&mut self) {
        let start = self.at;
        self.at += 1;
        while let Some(letter) = self.rest().chars().next() {
            self.at += letter.len_utf8();
            match letter {
                '\\' => self.at += self.rest().chars().next().map_or(0, char::len_utf8),
                '/' => break,
                _ => {}
            }
        }
        self.push(Kind::Computed, start);
    }

    /// A text between quotes.
    fn quoted(&mut self, quote: &str, computes: bool) {
        let start = self.at;
        self.at += quote.len();
        let single_line = quote.len() == 1;
        let mut value = String::new();
        let mut has_code = false;
        while let Some(letter) = self.rest().chars().next() {
            if self.rest().starts_with(quote) {
                self.at += quote.len();
                break;
            }
            // A text of one line that has no end is no text of many.
            if single_line && letter == '\n' {
                break;
            }
            self.at += letter.len_utf8();
            match letter {
                '\\' => self.escaped(&mut value),
                '$' if computes && self.rest().starts_with('{') => {
                    has_code = true;
                    self.braces();
                }
                '$' if computes && self.rest().starts_with(|next: char| next.is_alphabetic() || next == '_') => has_code = true,
                '\r' if self.rest().starts_with('\n') => {}
                letter => value.push(letter),
            }
        }
        self.push(if has_code { Kind::Computed } else { Kind::Text(value) }, start);
    }

    /// What an escape stands for.
    fn escaped(&mut self, value: &mut String) {
        let Some(letter) = self.rest().chars().next() else { return };
        self.at += letter.len_utf8();
        match letter {
            'n' => value.push('\n'),
            't' => value.push('\t'),
            'r' => value.push('\r'),
            'b' => value.push('\u{8}'),
            'f' => value.push('\u{c}'),
            '\n' => {}
            '\r' if self.rest().starts_with('\n') => self.at += 1,
            'u' => {
                let digits = self.rest().trim_start_matches('u').get(..4);
                match digits
                    .and_then(|digits| u32::from_str_radix(digits, 16).ok())
                    .and_then(char::from_u32)
                {
                    Some(meant) => {
                        value.push(meant);
                        let signs = self.rest().len() - self.rest().trim_start_matches('u').len();
                        self.at += signs + 4;
                    }
                    None => value.push_str("\\u"),
                }
            }
            other => value.push(other),
        }
    }

    /// Goes on behind the bracket that closes code in a text; brackets in texts inside of it do not count.
    fn braces(&mut self) {
        let mut depth = 0_usize;
        let mut quote: Option<char> = None;
        while let Some(letter) = self.rest().chars().next() {
            self.at += letter.len_utf8();
            match (quote, letter) {
                (_, '\\') => self.at += self.rest().chars().next().map_or(0, char::len_utf8),
                (Some(open), letter) if open == letter => quote = None,
                (None, '\'' | '"') => quote = Some(letter),
                (None, '{') => depth += 1,
                (None, '}') => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return;
                    }
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_all_kinds_are_told_apart() {
        let text = "a 'it\\'s' \"$b\" \"c\" /d.*/ = /e/ '''f\ng''' // h\n/* i */ \"${x ? \"}\" : '{'}\"";
        let (tokens, comments) = lex(text);
        let kinds: Vec<Kind> = tokens.into_iter().map(|token| token.kind).collect();
        assert_eq!(kinds.get(1), Some(&Kind::Text("it's".into())));
        assert_eq!(kinds.get(2), Some(&Kind::Computed));
        assert_eq!(kinds.get(3), Some(&Kind::Text("c".into())));
        assert!(kinds.contains(&Kind::Text("f\ng".into())));
        assert_eq!(kinds.iter().filter(|kind| **kind == Kind::Computed).count(), 3);
        assert_eq!(comments.len(), 2);
        assert_eq!(kinds.last(), Some(&Kind::Computed));
    }
}
