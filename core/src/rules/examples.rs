//! The examples of a rule's page: fenced YAML marked `bad` or `good`.

/// An example of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// True when the rule must stay silent about it.
    pub good: bool,
    /// The document as the page shows it.
    pub shown: String,
}

impl Example {
    /// The whole document: the page leaves the first two keys out.
    pub fn document(&self) -> String {
        if self.shown.contains("gatewright:") {
            self.shown.clone()
        } else {
            format!("gatewright: 1\nname: example\n{}", self.shown)
        }
    }
}

/// The examples in a doc comment, in order.
pub(super) fn of(doc: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut open: Option<Example> = None;
    for line in doc.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        match (&mut open, line.trim()) {
            (None, "```yaml bad") => {
                open = Some(Example {
                    good: false,
                    shown: String::new(),
                });
            }
            (None, "```yaml good") => {
                open = Some(Example {
                    good: true,
                    shown: String::new(),
                });
            }
            (Some(_), "```") => examples.extend(open.take()),
            (Some(example), _) => {
                example.shown.push_str(line);
                example.shown.push('\n');
            }
            (None, _) => {}
        }
    }
    examples
}
