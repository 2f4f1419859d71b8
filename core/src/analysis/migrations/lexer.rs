//! SQL as words: comments, strings and quoted names of PostgreSQL, MySQL and SQL Server are told apart, nothing is parsed.

/// Characters of a name in brackets; SQL Server takes 128.
const LONGEST_NAME: usize = 256;

/// A word of SQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'s> {
    /// A keyword or a plain name.
    Word(&'s str),
    /// A name in quotes, without them.
    Name(&'s str),
    /// A number or a string. What is in it is data.
    Value,
    /// Any other sign.
    Sign(char),
}

impl<'s> Token<'s> {
    /// True for a keyword, in any case.
    pub(super) fn is(&self, keyword: &str) -> bool {
        matches!(self, Self::Word(word) if word.eq_ignore_ascii_case(keyword))
    }

    /// The name, quoted or not.
    pub(super) const fn name(&self) -> Option<&'s str> {
        match self {
            Self::Word(name) | Self::Name(name) => Some(name),
            Self::Value | Self::Sign(_) => None,
        }
    }
}

/// The words of a text with the line each begins in, from 1.
pub(super) fn tokens(text: &str, mysql: bool) -> Vec<(usize, Token<'_>)> {
    let mut lexer = Lexer {
        rest: text,
        line: 1,
        mysql,
    };
    let mut list = Vec::new();
    while let Some(token) = lexer.next() {
        list.push(token);
    }
    list
}

struct Lexer<'s> {
    rest: &'s str,
    line: usize,
    mysql: bool,
}

impl<'s> Lexer<'s> {
    fn next(&mut self) -> Option<(usize, Token<'s>)> {
        loop {
            let first = self.rest.chars().next()?;
            let comment = self.rest.starts_with("--") || (self.mysql && first == '#');
            if first.is_whitespace() {
                self.take(first.len_utf8());
            } else if comment {
                let end = self.rest.find('\n').unwrap_or(self.rest.len());
                self.take(end);
            } else if self.rest.starts_with("/*") {
                self.block();
            } else {
                break;
            }
        }
        let line = self.line;
        let first = self.rest.chars().next()?;
        let token = match first {
            '\'' => {
                self.quoted('\'', self.mysql);
                Token::Value
            }
            '"' => Token::Name(self.quoted('"', self.mysql)),
            '`' => Token::Name(self.quoted('`', false)),
            '[' => self.bracket(),
            '$' => self.dollar(),
            _ if first.is_ascii_digit() => {
                let number = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '_';
                self.take(self.rest.find(|c| !number(c)).unwrap_or(self.rest.len()));
                Token::Value
            }
            _ if is_letter(first) => self.word(),
            _ => {
                self.take(first.len_utf8());
                Token::Sign(first)
            }
        };
        Some((line, token))
    }

    /// Goes on by so many bytes, and gives them.
    fn take(&mut self, length: usize) -> &'s str {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.line += taken.bytes().filter(|byte| *byte == b'\n').count();
        self.rest = rest;
        taken
    }

    fn word(&mut self) -> Token<'s> {
        let end = self
            .rest
            .find(|c: char| !is_letter(c) && !c.is_ascii_digit() && c != '$')
            .unwrap_or(self.rest.len());
        let word = self.take(end);
        // `E'…'` has backslashes, `N'…'` and the like are plain strings.
        let prefix = matches!(word, "E" | "e" | "N" | "n" | "B" | "b" | "X" | "x");
        if prefix && self.rest.starts_with('\'') {
            self.quoted('\'', self.mysql || matches!(word, "E" | "e"));
            return Token::Value;
        }
        Token::Word(word)
    }

    /// A comment, which may hold others except in MySQL.
    fn block(&mut self) {
        let mut depth = 0_usize;
        while !self.rest.is_empty() {
            if self.rest.starts_with("/*") && (depth == 0 || !self.mysql) {
                depth += 1;
                self.take(2);
            } else if self.rest.starts_with("*/") {
                depth -= 1;
                self.take(2);
                if depth == 0 {
                    return;
                }
            } else {
                // On to the next sign that may matter.
                let further = self.rest.char_indices().skip(1).find(|(_, c)| matches!(c, '/' | '*'));
                self.take(further.map_or(self.rest.len(), |(at, _)| at));
            }
        }
    }

    /// What is between quotes, which are doubled where they are meant.
    fn quoted(&mut self, quote: char, escapes: bool) -> &'s str {
        self.take(1);
        let mut length = None;
        let mut signs = self.rest.char_indices().peekable();
        while let Some((at, sign)) = signs.next() {
            if escapes && sign == '\\' {
                signs.next();
            } else if sign == quote && signs.next_if(|(_, next)| *next == quote).is_none() {
                length = Some(at);
                break;
            }
        }
        let content = self.take(length.unwrap_or(self.rest.len()));
        self.take(1);
        content
    }

    /// A name of SQL Server in brackets, or the bracket of an array.
    fn bracket(&mut self) -> Token<'s> {
        let inside = self.rest.strip_prefix('[').unwrap_or_default();
        // Not to the end of the text for each bracket that is never closed.
        let end = inside.char_indices().take(LONGEST_NAME).find(|(_, c)| matches!(c, ']' | '\n'));
        match end.and_then(|(at, _)| inside.get(..at)) {
            Some(name) if name.starts_with(is_letter) && self.rest.get(name.len() + 1..).is_some_and(|rest| rest.starts_with(']')) => {
                self.take(name.len() + 2);
                Token::Name(name)
            }
            _ => {
                self.take(1);
                Token::Sign('[')
            }
        }
    }

    /// A text of PostgreSQL between `$tag$` and `$tag$`.
    fn dollar(&mut self) -> Token<'s> {
        let inner = self.rest.strip_prefix('$').unwrap_or_default();
        let tag = inner.split_once('$').map(|(tag, _)| tag);
        let tag =
            tag.filter(|tag| !tag.starts_with(|c: char| c.is_ascii_digit()) && tag.chars().all(|c| is_letter(c) || c.is_ascii_digit()));
        let Some(tag) = tag else {
            self.take(1);
            return Token::Sign('$');
        };
        let fence = tag.len() + 2;
        let Some((open, body)) = self.rest.split_at_checked(fence) else {
            return Token::Sign('$');
        };
        let end = body.find(open).map_or(self.rest.len(), |at| at + 2 * fence);
        self.take(end);
        Token::Value
    }
}

/// Letters of names, those of other scripts too.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || c == '_' || c == '@'
}
