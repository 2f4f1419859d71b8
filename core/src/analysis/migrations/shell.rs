//! SQL in scripts: what is handed to the clients of databases.

/// The clients, and the options whose value is SQL.
const CLIENTS: &[(&str, &[&str])] = &[
    ("psql", &["-c", "--command"]),
    ("mysql", &["-e", "--execute"]),
    ("mariadb", &["-e", "--execute"]),
    ("sqlcmd", &["-Q", "-q"]),
    ("sqlite3", &[]),
];

/// A text of SQL in a script, and the line of the script it begins in, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) client: &'static str,
    pub(super) line: usize,
    pub(super) text: String,
}

/// A word of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Word {
    Text(String),
    /// Ends a command: a new line, `;`, `&&`, `||`, `&`.
    End,
    /// Hands what a command prints to the next one.
    Pipe,
    /// What follows is a string for the command.
    HereString,
    /// A text for the command, until a line of its own.
    Here(String),
}

/// The SQL of a script, in order.
pub(super) fn pieces(script: &str) -> Vec<Piece> {
    // Few scripts speak to a database, and those that do name the client.
    if !CLIENTS.iter().any(|(client, _)| script.contains(client)) {
        return Vec::new();
    }
    let words = words(script);
    let mut found = Vec::new();
    let mut begin = 0;
    let mut handed: Option<(usize, String)> = None;
    for at in 0..=words.len() {
        let end = words.get(at).map(|(_, word)| word);
        if matches!(end, Some(Word::Text(_) | Word::HereString | Word::Here(_))) {
            continue;
        }
        let command = words.get(begin..at).unwrap_or_default();
        begin = at + 1;
        let printed = printed(command);
        let client = client(command);
        if let Some((number, client, options)) = client {
            given(command.get(number..).unwrap_or_default(), client, options, &mut found);
            if let Some((line, text)) = handed.take() {
                found.push(Piece { client, line, text });
            }
        }
        handed = if end == Some(&Word::Pipe) { printed } else { None };
    }
    found
}

/// The client that a command calls: where, which, and its options.
fn client(command: &[(usize, Word)]) -> Option<(usize, &'static str, &'static [&'static str])> {
    command.iter().enumerate().find_map(|(number, (_, word))| {
        let Word::Text(word) = word else { return None };
        let name = word.rsplit('/').next()?;
        let (client, options) = CLIENTS.iter().find(|(client, _)| *client == name)?;
        Some((number, *client, *options))
    })
}

/// What a command prints: that of `echo` and `printf`.
fn printed(command: &[(usize, Word)]) -> Option<(usize, String)> {
    let mut words = command.iter().filter_map(|(line, word)| match word {
        Word::Text(text) => Some((*line, text.as_str())),
        _ => None,
    });
    let (_, name) = words.next()?;
    let texts: Vec<(usize, &str)> = words.filter(|(_, text)| !text.starts_with('-')).collect();
    let line = texts.first()?.0;
    matches!(name, "echo" | "printf").then(|| (line, texts.iter().map(|(_, text)| *text).collect::<Vec<_>>().join(" ")))
}

/// What is handed to a client by options, strings and texts until a line.
fn given(command: &[(usize, Word)], client: &'static str, options: &[&str], found: &mut Vec<Piece>) {
    let mut add = |line: usize, text: &str| {
        found.push(Piece {
            client,
            line,
            text: text.to_owned(),
        });
    };
    let mut expects = false;
    for (line, word) in command.iter().skip(1) {
        match word {
            Word::Text(text) if expects => add(*line, text),
            Word::Text(text) => {
                let joined = options.iter().filter(|option| option.starts_with("--"));
                let mut joined = joined.filter_map(|option| text.strip_prefix(option)?.strip_prefix('='));
                match joined.next() {
                    Some(sql) => add(*line, sql),
                    None if client == "sqlite3" && text.contains(char::is_whitespace) => add(*line, text),
                    None => {}
                }
            }
            Word::Here(text) => add(line + 1, text),
            _ => {}
        }
        expects = match word {
            Word::HereString => true,
            Word::Text(text) => !expects && options.contains(&text.as_str()),
            _ => false,
        };
    }
}

/// The words of a script with the line each begins in. Quotes are taken off; what the shell would put in stays as written.
fn words(script: &str) -> Vec<(usize, Word)> {
    let mut reader = Reader {
        signs: script.chars().peekable(),
        line: 1,
        word: None,
        list: Vec::new(),
        waiting: Vec::new(),
    };
    reader.read();
    reader.list
}

struct Reader<'s> {
    signs: std::iter::Peekable<std::str::Chars<'s>>,
    line: usize,
    word: Option<(usize, String)>,
    list: Vec<(usize, Word)>,
    /// Texts until a line that begin after this line: where they go, and the line that ends each.
    waiting: Vec<(usize, String)>,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<char> {
        let sign = self.signs.next()?;
        self.line += usize::from(sign == '\n');
        Some(sign)
    }

    fn push(&mut self, sign: char) {
        let line = self.line;
        self.word.get_or_insert_with(|| (line, String::new())).1.push(sign);
    }

    fn end_word(&mut self) {
        if let Some((line, text)) = self.word.take() {
            self.list.push((line, Word::Text(text)));
        }
    }

    fn mark(&mut self, word: Word) {
        self.end_word();
        self.list.push((self.line, word));
    }

    fn read(&mut self) {
        while let Some(sign) = self.next() {
            match sign {
                '\'' => self.single(),
                '"' => self.double(),
                '\\' => match self.next() {
                    Some('\n') | None => {}
                    Some(escaped) => self.push(escaped),
                },
                '#' if self.word.is_none() => {
                    while self.signs.peek().is_some_and(|sign| *sign != '\n') {
                        self.next();
                    }
                }
                '\n' => {
                    self.mark(Word::End);
                    self.texts();
                }
                ';' | '(' | ')' => self.mark(Word::End),
                '&' => {
                    self.signs.next_if_eq(&'&');
                    self.mark(Word::End);
                }
                '|' => {
                    let or = self.signs.next_if_eq(&'|').is_some();
                    self.mark(if or { Word::End } else { Word::Pipe });
                }
                '<' if self.signs.peek() == Some(&'<') => self.here(),
                sign if sign.is_whitespace() => self.end_word(),
                sign => self.push(sign),
            }
        }
        self.end_word();
    }

    fn single(&mut self) {
        let line = self.line;
        self.word.get_or_insert_with(|| (line, String::new()));
        while let Some(sign) = self.next().filter(|sign| *sign != '\'') {
            self.push(sign);
        }
    }

    fn double(&mut self) {
        let line = self.line;
        self.word.get_or_insert_with(|| (line, String::new()));
        while let Some(sign) = self.next().filter(|sign| *sign != '"') {
            if sign == '\\' && self.signs.peek().is_some_and(|next| matches!(next, '"' | '\\' | '$' | '`')) {
                if let Some(escaped) = self.next() {
                    self.push(escaped);
                }
            } else {
                self.push(sign);
            }
        }
    }

    /// `<<<` and a string, or `<<` and the line that ends a text.
    fn here(&mut self) {
        self.next();
        if self.signs.next_if_eq(&'<').is_some() {
            self.mark(Word::HereString);
            return;
        }
        self.end_word();
        self.signs.next_if_eq(&'-');
        while self.signs.next_if(|sign| matches!(sign, ' ' | '\t')).is_some() {}
        let mut end = String::new();
        while let Some(sign) = self
            .signs
            .next_if(|sign| !sign.is_whitespace() && !matches!(sign, ';' | '|' | '&' | ')'))
        {
            if !matches!(sign, '\'' | '"' | '\\') {
                end.push(sign);
            }
        }
        self.waiting.push((self.list.len(), end));
        self.list.push((self.line, Word::Here(String::new())));
    }

    /// Texts that begin on this line.
    fn texts(&mut self) {
        for (place, end) in std::mem::take(&mut self.waiting) {
            let mut text = String::new();
            while self.signs.peek().is_some() {
                let mut line = String::new();
                while let Some(sign) = self.next().filter(|sign| *sign != '\n') {
                    line.push(sign);
                }
                if line.trim() == end {
                    break;
                }
                text.push_str(&line);
                text.push('\n');
            }
            if let Some((_, word)) = self.list.get_mut(place) {
                *word = Word::Here(text);
            }
        }
    }
}
