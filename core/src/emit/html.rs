//! The HTML writer: elements with attributes, and text that is always escaped.

use super::is_hidden;
use std::fmt::Write as _;

/// A page that is being written, element by element.
#[derive(Clone, Debug, Default)]
pub struct Html {
    out: String,
    open: Vec<&'static str>,
}

/// Attributes of an element: name and value.
pub type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Html {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Opens an element.
    pub fn open(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.start(name, attributes);
        self.out.push('\n');
        self.open.push(name);
    }

    /// Closes the last element that is open.
    pub fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.indent();
            let _ = writeln!(self.out, "</{name}>");
        }
    }

    /// An element with text in it.
    pub fn text(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        self.inline(name, attributes, &escape(text));
    }

    /// An element with what [`escape`] and [`code`] made in it.
    pub fn inline(&mut self, name: &str, attributes: Attributes<'_>, html: &str) {
        self.start(name, attributes);
        let _ = writeln!(self.out, "{html}</{name}>");
    }

    /// An element that never has content.
    pub fn void(&mut self, name: &str, attributes: Attributes<'_>) {
        self.start(name, attributes);
        self.out.push('\n');
    }

    /// Something that is HTML already, on lines of its own.
    pub fn raw(&mut self, html: &str) {
        self.out.push_str(html.trim_end());
        self.out.push('\n');
    }

    /// A table in a frame that scrolls by itself: a caption, names of columns, of which those after the first `left` ones are
    /// numbers, and rows of what [`escape`] and [`code`] made.
    pub fn table<R: AsRef<[String]>>(&mut self, caption: &str, head: &[&str], left: usize, rows: impl IntoIterator<Item = R>) {
        self.open(
            "div",
            &[("class", "frame"), ("role", "region"), ("aria-label", caption), ("tabindex", "0")],
        );
        self.open("table", &[]);
        self.text("caption", &[], caption);
        let class = |column: usize| {
            if column < left {
                [].as_slice()
            } else {
                [("class", "number")].as_slice()
            }
        };
        self.open("thead", &[]);
        self.open("tr", &[]);
        for (column, name) in head.iter().enumerate() {
            let attributes = [&[("scope", "col")], class(column)].concat();
            self.text("th", &attributes, name);
        }
        self.close();
        self.close();
        self.open("tbody", &[]);
        for row in rows {
            self.open("tr", &[]);
            for (column, cell) in row.as_ref().iter().enumerate() {
                self.inline("td", class(column), cell);
            }
            self.close();
        }
        for _ in 0..3 {
            self.close();
        }
    }

    /// The page; what is still open is closed.
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }

    fn start(&mut self, name: &str, attributes: Attributes<'_>) {
        self.indent();
        let _ = write!(self.out, "<{name}");
        for (key, value) in attributes {
            let _ = write!(self.out, " {key}=\"{}\"", escape(value));
        }
        self.out.push('>');
    }

    fn indent(&mut self) {
        for _ in &self.open {
            self.out.push_str("  ");
        }
    }
}

/// Text that HTML reads as itself, with nothing in it that is not seen.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(character),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ if is_hidden(character) => out.push('\u{fffd}'),
            _ => out.push(character),
        }
    }
    out
}

/// Text as code, within other text.
pub fn code(text: &str) -> String {
    format!("<code>{}</code>", escape(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_nest_and_text_is_escaped() {
        let mut page = Html::new();
        page.open("main", &[("title", "a\"><b")]);
        page.text("p", &[], "<script>\u{202e}&");
        page.inline("p", &[], &format!("see {}", code("a<b")));
        page.void("hr", &[]);
        assert_eq!(
            page.finish(),
            "<main title=\"a&quot;&gt;&lt;b\">\n  <p>&lt;script&gt;\u{fffd}&amp;</p>\n  <p>see <code>a&lt;b</code></p>\n  <hr>\n</main>\n"
        );
    }
}
