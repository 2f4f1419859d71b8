//! The SVG writer: elements with attributes, text that is always escaped, whole numbers only.

use super::is_hidden;
use std::fmt::Write as _;

/// A picture that is being written, element by element.
#[derive(Clone, Debug, Default)]
pub struct Svg {
    text: String,
    open: Vec<&'static str>,
}

/// Attributes of an element: name and value.
pub type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Svg {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A picture of a size, with what those hear who do not see it: a title, and more where there is more to say.
    pub fn picture((wide, tall): (i64, i64), title: &str, about: &str) -> Self {
        let mut svg = Self::new();
        let spoken = if about.is_empty() { "gw-title" } else { "gw-title gw-about" };
        svg.open(
            "svg",
            &[
                ("xmlns", "http://www.w3.org/2000/svg"),
                ("viewBox", &format!("0 0 {wide} {tall}")),
                ("width", &wide.to_string()),
                ("height", &tall.to_string()),
                ("role", "img"),
                ("aria-labelledby", spoken),
            ],
        );
        svg.text("title", &[("id", "gw-title")], title);
        if !about.is_empty() {
            svg.text("desc", &[("id", "gw-about")], about);
        }
        svg
    }

    /// A rectangle with round corners.
    pub fn rectangle(&mut self, at: (i64, i64), size: (i64, i64), round: i64, class: &str) {
        let [x, y, width, height, round] = [at.0, at.1, size.0.max(0), size.1.max(0), round].map(|number| number.to_string());
        self.empty(
            "rect",
            &[
                ("class", class),
                ("x", &x),
                ("y", &y),
                ("width", &width),
                ("height", &height),
                ("rx", &round),
            ],
        );
    }

    /// A line for readers of the source.
    pub fn comment(&mut self, comment: &str) {
        // Two dashes would end a comment.
        let comment = clean(comment).replace("--", "- -");
        self.indent();
        let _ = writeln!(self.text, "<!-- {} -->", comment.trim_end_matches(['-', ' ']));
    }

    /// Opens an element.
    pub fn open(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.start(name, attributes);
        self.text.push_str(">\n");
        self.open.push(name);
    }

    /// Closes the last element that is open.
    pub fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.indent();
            let _ = writeln!(self.text, "</{name}>");
        }
    }

    /// An element without content.
    pub fn empty(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.start(name, attributes);
        self.text.push_str("/>\n");
    }

    /// An element with text in it.
    pub fn text(&mut self, name: &'static str, attributes: Attributes<'_>, text: &str) {
        self.start(name, attributes);
        let _ = writeln!(self.text, ">{}</{name}>", escape(text));
    }

    /// A style sheet.
    pub fn style(&mut self, css: &str) {
        self.open("style", &[]);
        for line in css.lines() {
            self.indent();
            let _ = writeln!(self.text, "{}", escape(line));
        }
        self.close();
    }

    /// The text; what is still open is closed.
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.text
    }

    fn start(&mut self, name: &str, attributes: Attributes<'_>) {
        self.indent();
        let _ = write!(self.text, "<{name}");
        for (key, value) in attributes {
            let _ = write!(self.text, " {key}=\"{}\"", escape(value));
        }
    }

    fn indent(&mut self) {
        for _ in &self.open {
            self.text.push_str("  ");
        }
    }
}

/// Text that XML reads as itself.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in clean(text).chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(character),
        }
    }
    out
}

/// Text without what XML cannot hold and what cannot be seen.
fn clean(text: &str) -> String {
    text.replace(
        |character: char| is_hidden(character) || matches!(character, '\u{fffe}' | '\u{ffff}'),
        " ",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_nest_and_text_is_escaped() {
        let mut svg = Svg::new();
        svg.comment("a--b--");
        svg.open("g", &[("class", "a\"b")]);
        svg.text("text", &[("x", "1")], "<&>\u{202e}");
        svg.empty("path", &[("d", "M0 0")]);
        assert_eq!(
            svg.finish(),
            "<!-- a- -b -->\n<g class=\"a&quot;b\">\n  <text x=\"1\">&lt;&amp;&gt; </text>\n  <path d=\"M0 0\"/>\n</g>\n"
        );
    }
}
