//! The Markdown writer: blocks with the blank lines they need, and text that means nothing in Markdown, whatever is in it.

use super::is_hidden;
use std::fmt::Write as _;

/// A text in one line that stays what it is in Markdown and in the HTML that is made of it.
pub fn text(text: &str) -> String {
    let line = line(text);
    let mut out = String::with_capacity(line.len() + 8);
    let mut before = None;
    let mut characters = line.chars().peekable();
    // True as long as there were only digits, which would begin a list.
    let mut number = true;
    while let Some(character) = characters.next() {
        let next = characters.peek().copied().unwrap_or(' ');
        let first = before.is_none();
        match character {
            // Only so can a tag or a comment begin.
            '<' if next.is_alphabetic() || matches!(next, '/' | '!' | '?') => out.push_str("&lt;"),
            // An ampersand that begins no entity may stay as it is.
            '&' if next == '#' || next.is_alphanumeric() => out.push_str("&amp;"),
            '\\' | '`' | '*' | '[' | ']' | '|' | '~' => escaped(&mut out, character),
            '_' if !(before.is_some_and(char::is_alphanumeric) && next.is_alphanumeric()) => escaped(&mut out, character),
            '!' if next == '[' => escaped(&mut out, character),
            '>' | '+' | '-' | '=' if first => escaped(&mut out, character),
            // `#team` is no heading, and `2.0` no list.
            '#' if first && (next == '#' || next == ' ') => escaped(&mut out, character),
            '.' | ')' if number && !first && next == ' ' => escaped(&mut out, character),
            _ => out.push(character),
        }
        number = number && character.is_ascii_digit();
        before = Some(character);
    }
    out
}

fn escaped(out: &mut String, character: char) {
    out.push('\\');
    out.push(character);
}

/// A text as code in one line.
pub fn code(text: &str) -> String {
    let line = line(text);
    let ticks = "`".repeat(longest_run(&line) + 1);
    let space = if line.is_empty() || line.starts_with('`') || line.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{ticks}{space}{line}{space}{ticks}")
}

/// Some texts as code, with commas.
pub fn codes<T: std::fmt::Display>(items: impl IntoIterator<Item = T>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| code(&item.to_string())).collect();
    items.join(", ")
}

/// A text in one line, with nothing in it that is not seen.
fn line(text: &str) -> String {
    let words = text.split(|character: char| character.is_whitespace() || is_hidden(character));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Markdown that stays in its cell: there a bar ends the cell even within code.
fn in_cell(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut escaped = false;
    for character in markdown.chars() {
        if character == '|' && !escaped {
            out.push('\\');
        }
        escaped = character == '\\' && !escaped;
        out.push(character);
    }
    out
}

fn longest_run(text: &str) -> usize {
    let (mut longest, mut run) = (0, 0);
    for character in text.chars() {
        run = if character == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// A page that is being written. What is handed in as Markdown is written as it is; texts of others go through [`text`] or
/// [`code`] first.
#[derive(Clone, Debug, Default)]
pub struct Markdown {
    out: String,
    /// The list that the last block is an item of, if any.
    list: Option<List>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum List {
    Points,
    Steps(usize),
}

impl Markdown {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A heading; the first level is the title of the page.
    pub fn heading(&mut self, level: usize, markdown: &str) {
        self.block();
        let _ = writeln!(self.out, "{} {markdown}", "#".repeat(level.clamp(1, 6)));
    }

    /// A paragraph.
    pub fn paragraph(&mut self, markdown: &str) {
        self.block();
        self.out.push_str(markdown);
        self.out.push('\n');
    }

    /// A point of a list.
    pub fn point(&mut self, markdown: &str) {
        if self.list != Some(List::Points) {
            self.block();
            self.list = Some(List::Points);
        }
        let _ = writeln!(self.out, "- {markdown}");
    }

    /// A point that is ticked off.
    pub fn task(&mut self, markdown: &str) {
        self.point(&format!("[ ] {markdown}"));
    }

    /// The next step of a numbered list.
    pub fn step(&mut self, markdown: &str) {
        let number = match self.list {
            Some(List::Steps(number)) => number + 1,
            _ => 1,
        };
        if number == 1 {
            self.block();
        }
        self.list = Some(List::Steps(number));
        let _ = writeln!(self.out, "{number}. {markdown}");
    }

    /// A block of code, within the last step when there is one.
    pub fn fence(&mut self, language: &str, code: &str) {
        let indent = match self.list {
            Some(List::Steps(number)) => " ".repeat(number.to_string().len() + 2),
            Some(List::Points) => "  ".to_owned(),
            None => String::new(),
        };
        let fence = "`".repeat((longest_run(code) + 1).max(3));
        let space = if self.out.ends_with("\n\n") { "" } else { "\n" };
        let _ = writeln!(self.out, "{space}{indent}{fence}{language}");
        for line in code.trim_end().lines() {
            let line: String = line
                .chars()
                .map(|character| {
                    if is_hidden(character) && character != '\t' {
                        '\u{fffd}'
                    } else {
                        character
                    }
                })
                .collect();
            let _ = writeln!(self.out, "{}", format!("{indent}{line}").trim_end());
        }
        let _ = write!(self.out, "{indent}{fence}\n\n");
    }

    /// A table, when it has rows. Columns after the first `left` ones are numbers.
    pub fn table<R: AsRef<[String]>>(&mut self, head: &[&str], left: usize, rows: impl IntoIterator<Item = R>) {
        let mut rows = rows.into_iter().peekable();
        if rows.peek().is_none() {
            return;
        }
        self.block();
        let _ = writeln!(self.out, "| {} |", head.join(" | "));
        let rule: Vec<&str> = (0..head.len()).map(|column| if column < left { "---" } else { "---:" }).collect();
        let _ = writeln!(self.out, "|{}|", rule.join("|"));
        for row in rows {
            let cells: Vec<String> = row.as_ref().iter().map(|cell| in_cell(cell)).collect();
            let _ = writeln!(self.out, "| {} |", cells.join(" | "));
        }
    }

    /// Ends what stands and leaves a blank line.
    fn block(&mut self) {
        self.list = None;
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// The page.
    pub fn finish(self) -> String {
        let mut out = self.out.trim_end().to_owned();
        out.push('\n');
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_mean_nothing() {
        let table = [
            ("plain words, 5% of `x`", r"plain words, 5% of \`x\`"),
            ("a|b <script> &amp; R&D & co", r"a\|b &lt;script> &amp;amp; R&amp;D & co"),
            ("# no heading", r"\# no heading"),
            ("#team", "#team"),
            ("> no quote", r"\> no quote"),
            ("a < 1% </b> <!-- ", "a < 1% &lt;/b> &lt;!--"),
            ("1. no list", r"1\. no list"),
            ("2.0", "2.0"),
            ("2026-12-01 (1)", "2026-12-01 (1)"),
            ("- no point", r"\- no point"),
            ("error_rate _x_ *y*", r"error_rate \_x\_ \*y\*"),
            ("[a](javascript:b) ![c](d)", r"\[a\](javascript:b) \!\[c\](d)"),
            ("two\r\nlines\u{202e}\u{0}", "two lines"),
        ];
        for (given, wanted) in table {
            assert_eq!(text(given), wanted);
        }
    }

    #[test]
    fn code_holds_ticks_and_bars() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("`a``b"), "``` `a``b ```");
        assert_eq!(in_cell(&code("a|b")), r"`a\|b`");
        assert_eq!(in_cell(&text("a|b")), r"a\|b");
        assert_eq!(in_cell(&code(r"a\\|b")), r"`a\\\|b`");
        assert_eq!(code(""), "`  `");
    }

    #[test]
    fn blocks_stand_apart_and_steps_hold_code() {
        let mut page = Markdown::new();
        page.heading(1, "Title");
        page.step("one");
        page.fence("sh", "a\n```\nb\n");
        page.step("two");
        page.point("a point");
        page.task("done");
        page.table(&["a", "b"], 1, [["1".to_owned(), "2".to_owned()]]);
        page.table::<[String; 1]>(&["a"], 1, []);
        let wanted = "# Title\n\n1. one\n\n   ````sh\n   a\n   ```\n   b\n   ````\n\n2. two\n\n- a point\n- [ ] done\n\n| a | b |\n|---|---:|\n| 1 | 2 |\n";
        assert_eq!(page.finish(), wanted);
    }
}
