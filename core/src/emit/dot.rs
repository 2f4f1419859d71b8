//! The DOT writer: directed graphs for Graphviz, with clusters; every text is quoted.

use std::fmt::Write as _;

/// A graph that is being written, line by line.
#[derive(Clone, Debug)]
pub struct Dot {
    text: String,
    depth: usize,
}

/// Attributes of a graph, node or edge: name and value.
pub type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Dot {
    /// A directed graph.
    pub fn new(name: &str, comment: &str) -> Self {
        let comment = comment.replace(char::is_control, " ");
        let text = format!("// {comment}\ndigraph {} {{\n", quote(name));
        Self { text, depth: 1 }
    }

    /// What holds for the graph itself: `graph`, `node` or `edge`.
    pub fn defaults(&mut self, of: &str, attributes: Attributes<'_>) {
        self.line(&format!("{of}{}", list(attributes)));
    }

    /// Opens a cluster. Its id must be a word.
    pub fn open(&mut self, id: &str, attributes: Attributes<'_>) {
        self.line(&format!("subgraph cluster_{id} {{"));
        self.depth += 1;
        for (name, value) in attributes {
            self.line(&format!("{name}={}", quote(value)));
        }
    }

    /// Closes the last cluster.
    pub fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1).max(1);
        self.line("}");
    }

    /// A node. Its id must be a word.
    pub fn node(&mut self, id: &str, attributes: Attributes<'_>) {
        self.line(&format!("{id}{}", list(attributes)));
    }

    /// An edge.
    pub fn edge(&mut self, from: &str, to: &str, attributes: Attributes<'_>) {
        self.line(&format!("{from} -> {to}{}", list(attributes)));
    }

    /// The text.
    pub fn finish(mut self) -> String {
        self.text.push_str("}\n");
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

fn list(attributes: Attributes<'_>) -> String {
    let mut out = String::new();
    for (position, (name, value)) in attributes.iter().enumerate() {
        let _ = write!(out, "{}{name}={}", if position == 0 { " [" } else { ", " }, quote(value));
    }
    if !out.is_empty() {
        out.push(']');
    }
    out
}

/// A quoted text. Graphviz reads backslashes and HTML entities in labels, so both are written out; a line ends with `\n`.
fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' => out.push_str("\\n"),
            _ if character.is_control() => out.push(' '),
            _ => out.push(character),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_graph_is_what_one_would_write() {
        let mut dot = Dot::new("shop", "made for a test");
        dot.defaults("node", &[("shape", "box")]);
        dot.open("build", &[("label", "say \"hi\" & <b>\\N")]);
        dot.node("a", &[("label", "api\n4m"), ("color", "red")]);
        dot.close();
        dot.edge("a", "b", &[]);
        assert_eq!(
            dot.finish(),
            "// made for a test\ndigraph \"shop\" {\n  node [shape=\"box\"]\n  subgraph cluster_build {\n    \
             label=\"say \\\"hi\\\" &amp; &lt;b&gt;\\\\N\"\n    a [label=\"api\\n4m\", color=\"red\"]\n  }\n  a -> b\n}\n"
        );
    }
}
