//! Templates as Helm reads them: what is the same as text in which nothing is interpreted, what differs as a question for values.

use super::merge::Node;
use super::values::{Shape, Value, Values};
use crate::error::Error;
use crate::model::{Data, Entries};
use crate::platform::kubernetes::layout::text;

/// Writes the templates of a chart.
pub(super) struct Templates<'v> {
    pub(super) values: &'v Values,
    /// The name of the template that puts an image together.
    pub(super) image: String,
}

impl Templates<'_> {
    /// An object, which may depend on a value.
    pub(super) fn object(&self, node: &Node, switch: Option<usize>) -> Result<String, Error> {
        let mut lines = Vec::new();
        let switch = switch.and_then(|number| self.values.get(number));
        if let Some(switch) = switch {
            lines.push(format!("{{{{- if {} }}}}", question(&switch.place)));
        }
        match node {
            Node::Map(entries) => {
                for (key, node) in entries {
                    self.entry(key, node, 0, &mut lines)?;
                }
            }
            Node::Same(data) => constant(data, 0, &mut lines)?,
            Node::List(_) | Node::Value(_) | Node::Image { .. } | Node::Variables(..) | Node::Release => {}
        }
        if switch.is_some() {
            lines.push("{{- end }}".to_owned());
        }
        Ok(lines.join("\n") + "\n")
    }

    fn entry(&self, key: &str, node: &Node, depth: usize, lines: &mut Vec<String>) -> Result<(), Error> {
        let space = " ".repeat(depth);
        match node {
            Node::Same(data) => return constant(&Data::Map(Entries::from_iter([(key.to_owned(), data.clone())])), depth, lines),
            Node::Map(entries) => {
                lines.push(format!("{space}{}:", name(key)?));
                for (key, node) in entries {
                    self.entry(key, node, depth + 2, lines)?;
                }
            }
            Node::List(items) => {
                lines.push(format!("{space}{}:", name(key)?));
                for item in items {
                    self.item(item, depth + 2, lines)?;
                }
            }
            Node::Value(number) => {
                if let Some(value) = self.values.get(*number) {
                    held(&name(key)?, value, depth, lines);
                }
            }
            Node::Image { place, said } => {
                let question = question(place);
                let line = format!(
                    "{space}{}: {{{{ include \"{}\" {} | quote }}}}",
                    name(key)?,
                    self.image,
                    argument(place)
                );
                if *said {
                    lines.push(line);
                } else {
                    lines.push(format!("{space}{{{{- if ({question}).repository }}}}"));
                    lines.extend([line, format!("{space}{{{{- end }}}}")]);
                }
            }
            Node::Variables(number, rest) => {
                let Some(value) = self.values.get(*number) else { return Ok(()) };
                self.variables(value, rest, depth, lines)?;
            }
            Node::Release => lines.push(format!("{space}{}: {{{{ .Release.Namespace }}}}", name(key)?)),
        }
        Ok(())
    }

    fn item(&self, node: &Node, depth: usize, lines: &mut Vec<String>) -> Result<(), Error> {
        let space = " ".repeat(depth);
        let mut inside = Vec::new();
        match node {
            Node::Same(data) => return constant(&Data::List(vec![data.clone()]), depth, lines),
            Node::Map(entries) => {
                for (key, node) in entries {
                    self.entry(key, node, depth + 2, &mut inside)?;
                }
            }
            Node::List(items) => {
                for item in items {
                    self.item(item, depth + 2, &mut inside)?;
                }
            }
            Node::Value(number) => {
                let Some(value) = self.values.get(*number) else { return Ok(()) };
                let question = question(&value.place);
                if value.is_optional() {
                    lines.push(format!("{space}{{{{- with {question} }}}}"));
                    lines.push(format!("{space}- {{{{- toYaml . | nindent {} }}}}", depth + 2));
                    lines.push(format!("{space}{{{{- end }}}}"));
                } else {
                    lines.push(format!("{space}- {}", scalar(value)));
                }
            }
            Node::Release => lines.push(format!("{space}- {{{{ .Release.Namespace }}}}")),
            Node::Image { .. } | Node::Variables(..) => {}
        }
        // The sign of an item stands before its first key, unless a value decides whether that is there.
        if let Some(first) = inside.first_mut() {
            match first.strip_prefix(&format!("{space}  ")).filter(|rest| !rest.starts_with("{{-")) {
                Some(rest) => *first = format!("{space}- {rest}"),
                None => lines.push(format!("{space}-")),
            }
        }
        lines.append(&mut inside);
        Ok(())
    }

    /// Variables of a map that anybody may add to, and those that stand there.
    fn variables(&self, value: &Value, rest: &[Node], depth: usize, lines: &mut Vec<String>) -> Result<(), Error> {
        let space = " ".repeat(depth);
        let question = question(&value.place);
        let alone = rest.is_empty();
        if alone {
            lines.push(format!("{space}{{{{- with {question} }}}}"));
        }
        lines.push(format!("{space}env:"));
        let from = if alone { "." } else { question.as_str() };
        lines.extend([
            format!("{space}  {{{{- range $name, $value := {from} }}}}"),
            format!("{space}  - name: {{{{ $name | quote }}}}"),
            format!("{space}    value: {{{{ $value | quote }}}}"),
            format!("{space}  {{{{- end }}}}"),
        ]);
        for node in rest {
            self.item(node, depth + 2, lines)?;
        }
        if alone {
            lines.push(format!("{space}{{{{- end }}}}"));
        }
        Ok(())
    }
}

/// An entry that comes from a value.
fn held(key: &str, value: &Value, depth: usize, lines: &mut Vec<String>) {
    let space = " ".repeat(depth);
    let question = question(&value.place);
    let plain = value.there().all(|data| !matches!(data, Data::Map(_) | Data::List(_)));
    let empty = |data: &Data| match data {
        Data::Map(map) => map.is_empty(),
        Data::List(list) => list.is_empty(),
        _ => true,
    };
    if value.shape == Shape::Resources || !plain && value.is_optional() && !value.there().any(empty) {
        lines.extend([
            format!("{space}{{{{- with {question} }}}}"),
            format!("{space}{key}:"),
            format!("{space}  {{{{- toYaml . | nindent {} }}}}", depth + 2),
            format!("{space}{{{{- end }}}}"),
        ]);
        return;
    }
    // A number that is zero is there, so it is asked whether somebody said it.
    if value.is_optional()
        && let Some((last, above)) = value.place.split_last()
    {
        lines.push(format!("{space}{{{{- if hasKey {} {} }}}}", argument(above), quoted(last)));
    }
    if plain {
        lines.push(format!("{space}{key}: {}", scalar(value)));
    } else {
        lines.push(format!("{space}{key}:"));
        lines.push(format!(
            "{space}  {{{{- toYaml {} | nindent {} }}}}",
            argument(&value.place),
            depth + 2
        ));
    }
    if value.is_optional() {
        lines.push(format!("{space}{{{{- end }}}}"));
    }
}

/// A scalar. Helm knows all numbers as fractions, and writes large ones as such.
fn scalar(value: &Value) -> String {
    let question = argument(&value.place);
    let all = |is: fn(&Data) -> bool| value.there().all(is);
    if all(|data| matches!(data, Data::Text(_))) {
        format!("{{{{ {} | quote }}}}", self::question(&value.place))
    } else if all(|data| matches!(data, Data::Number(number) if number.bytes().all(|byte| byte.is_ascii_digit()))) {
        format!("{{{{ int {question} }}}}")
    } else if all(|data| matches!(data, Data::Bool(_))) {
        format!("{{{{ {} }}}}", self::question(&value.place))
    } else {
        format!("{{{{ toJson {question} }}}}")
    }
}

/// What is the same everywhere, as it is.
fn constant(data: &Data, depth: usize, lines: &mut Vec<String>) -> Result<(), Error> {
    // What follows takes away the empty lines before it, so a text that ends in some is written in one line.
    let written = if ends_open(data) { inline(data)? } else { text(data)? };
    let space = " ".repeat(depth);
    for line in written.lines() {
        let line = line.replace("{{", "{{ \"{{\" }}");
        lines.push(if line.is_empty() { line } else { format!("{space}{line}") });
    }
    Ok(())
}

/// Entries or items on one line each.
fn inline(data: &Data) -> Result<String, Error> {
    let json = |data: &Data| serde_json::to_string(data).map_err(|error| Error::internal(error.to_string()));
    let lines: Result<Vec<String>, Error> = match data {
        Data::Map(map) => map
            .iter()
            .map(|(key, data)| Ok(format!("{}: {}\n", name(key)?, json(data)?)))
            .collect(),
        Data::List(list) => list.iter().map(|data| Ok(format!("- {}\n", json(data)?))).collect(),
        data => Ok(vec![json(data)? + "\n"]),
    };
    Ok(lines?.concat())
}

/// True when a text in it ends in more than one end of a line.
fn ends_open(data: &Data) -> bool {
    match data {
        Data::Text(text) => text.strip_suffix('\n').is_some_and(|rest| rest.ends_with(char::is_whitespace)),
        Data::List(list) => list.iter().any(ends_open),
        Data::Map(map) => map.values().any(ends_open),
        Data::Null | Data::Bool(_) | Data::Number(_) => false,
    }
}

/// A key as YAML needs it.
fn name(key: &str) -> Result<String, Error> {
    let written = text(&Data::Map(Entries::from_iter([(key.to_owned(), Data::Bool(true))])))?;
    let key = written.trim_end().strip_suffix(": true").unwrap_or(key);
    Ok(key.replace("{{", "{{ \"{{\" }}"))
}

/// A value by its keys, as the argument of a function.
fn argument(place: &[String]) -> String {
    let question = question(place);
    if question.starts_with("index ") {
        format!("({question})")
    } else {
        question
    }
}

/// A value by its keys.
fn question(place: &[String]) -> String {
    let plain = |key: &String| {
        key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') && !key.starts_with(|first: char| first.is_ascii_digit())
    };
    if place.iter().all(plain) {
        let keys: Vec<String> = place.iter().map(|key| format!(".{key}")).collect();
        return format!(".Values{}", keys.concat());
    }
    let keys: Vec<String> = place.iter().map(|key| quoted(key)).collect();
    format!("index .Values {}", keys.join(" "))
}

/// A text as templates read it.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}
