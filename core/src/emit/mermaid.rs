//! The Mermaid writer: flowcharts whose labels say what they were given, whatever is in them.

use std::fmt::Write as _;

/// A flowchart that is being written, line by line.
#[derive(Clone, Debug)]
pub struct Flowchart {
    text: String,
    depth: usize,
    edges: usize,
}

/// The outline of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A rectangle.
    Box,
    /// A rectangle with round corners.
    Rounded,
    /// A rectangle with half-circles at its ends.
    Stadium,
    /// A hexagon.
    Hexagon,
    /// A rectangle with double sides.
    Subroutine,
    /// A cylinder.
    Cylinder,
}

impl Shape {
    const fn brackets(self) -> (&'static str, &'static str) {
        match self {
            Self::Box => ("[", "]"),
            Self::Rounded => ("(", ")"),
            Self::Stadium => ("([", "])"),
            Self::Hexagon => ("{{", "}}"),
            Self::Subroutine => ("[[", "]]"),
            Self::Cylinder => ("[(", ")]"),
        }
    }
}

/// The line of an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// A plain arrow.
    Solid,
    /// A dotted arrow.
    Dotted,
    /// A thick arrow.
    Thick,
}

impl Line {
    const fn arrow(self) -> &'static str {
        match self {
            Self::Solid => "-->",
            Self::Dotted => "-.->",
            Self::Thick => "==>",
        }
    }
}

impl Flowchart {
    /// A flowchart in a direction, `LR` or `TB`, with a title above it when that is not empty.
    pub fn new(direction: &str, title: &str) -> Self {
        let mut text = String::new();
        if !title.is_empty() {
            let title = title.replace('\\', "\\\\").replace('"', "\\\"").replace(char::is_control, " ");
            let _ = writeln!(text, "---\ntitle: \"{title}\"\n---");
        }
        let _ = writeln!(text, "flowchart {direction}");
        Self { text, depth: 1, edges: 0 }
    }

    /// A line for readers of the source.
    pub fn comment(&mut self, comment: &str) {
        self.line(&format!("%% {}", comment.replace(char::is_control, " ").replace('{', "(")));
    }

    /// Opens a box around nodes; its label may be empty.
    pub fn open(&mut self, id: &str, label_text: &str, direction: Option<&str>) {
        self.line(&format!("subgraph {id}[\"{}\"]", label(&[label_text])));
        self.depth += 1;
        if let Some(direction) = direction {
            self.line(&format!("direction {direction}"));
        }
    }

    /// Closes the last box.
    pub fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1).max(1);
        self.line("end");
    }

    /// A node with lines of text. Its id must be a word of letters, digits and `_`.
    pub fn node(&mut self, id: &str, shape: Shape, lines: &[&str], class: &str) {
        let (open, close) = shape.brackets();
        self.line(&format!("{id}{open}\"{}\"{close}:::{class}", label(lines)));
    }

    /// An edge, with a label when that is not empty.
    pub fn edge(&mut self, from: &str, line: Line, to: &str, label_text: &str) {
        self.edges += 1;
        if label_text.is_empty() {
            self.line(&format!("{from} {} {to}", line.arrow()));
        } else {
            self.line(&format!("{from} {}|\"{}\"| {to}", line.arrow(), label(&[label_text])));
        }
    }

    /// How nodes of a class look, as CSS.
    pub fn class(&mut self, name: &str, css: &str) {
        self.line(&format!("classDef {name} {css}"));
    }

    /// Gives boxes or nodes a class.
    pub fn assign(&mut self, ids: &[String], class: &str) {
        if !ids.is_empty() {
            self.line(&format!("class {} {class}", ids.join(",")));
        }
    }

    /// How many edges it has; Mermaid refuses more than 500.
    pub fn edges(&self) -> usize {
        self.edges
    }

    /// The text.
    pub fn finish(self) -> String {
        self.text
    }

    fn line(&mut self, line: &str) {
        for _ in 0..self.depth {
            self.text.push_str("  ");
        }
        self.text.push_str(line);
        self.text.push('\n');
    }
}

/// A label of several lines. What Mermaid, its Markdown or HTML could take for their own becomes a number.
fn label(lines: &[&str]) -> String {
    let mut out = String::new();
    for (position, line) in lines.iter().enumerate() {
        if position > 0 {
            out.push_str("<br/>");
        }
        let mut start = true;
        for character in line.chars() {
            match character {
                // Digits with a dot, and signs before a space, would begin a list.
                '.' | '+' | '-' if !start => out.push(character),
                ' ' | ',' | ':' | '/' | '(' | ')' | '=' | '?' | '!' => out.push(character),
                _ if character.is_control() => out.push(' '),
                _ if character.is_ascii_punctuation() => {
                    let _ = write!(out, "#{};", u32::from(character));
                }
                _ => out.push(character),
            }
            if !character.is_ascii_digit() {
                start = false;
            }
        }
    }
    if out.trim().is_empty() { "#160;".to_owned() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_only_text() {
        assert_eq!(label(&["build & test", "4m..6m"]), "build #38; test<br/>4m..6m");
        assert_eq!(
            label(&["say \"no\"`; %%{init}%% end"]),
            "say #34;no#34;#96;#59; #37;#37;#123;init#125;#37;#37; end"
        );
        assert_eq!(label(&["1. first", "- item"]), "1#46; first<br/>#45; item");
        assert_eq!(label(&[""]), "#160;");
    }

    #[test]
    fn a_flowchart_is_what_one_would_write() {
        let mut chart = Flowchart::new("LR", "shop");
        chart.open("s", "build", None);
        chart.node("a", Shape::Box, &["api"], "job");
        chart.close();
        chart.edge("a", Line::Dotted, "b", "then");
        assert_eq!(
            chart.finish(),
            "---\ntitle: \"shop\"\n---\nflowchart LR\n  subgraph s[\"build\"]\n    a[\"api\"]:::job\n  end\n  a -.->|\"then\"| b\n"
        );
    }
}
