//! What was added, removed and changed between two documents, by route.

use crate::model::Delivery;
use crate::text::ModelPath;
use serde_json::Value;

/// Changes that are kept; the rest is counted.
const MOST: usize = 1000;
/// Characters of a value that are shown.
const SHOWN: usize = 80;

/// A noun or value that is not the same in both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where.
    pub path: ModelPath,
    /// What happened to it.
    pub kind: ChangeKind,
    /// What it was, shortened.
    pub before: Option<String>,
    /// What it is, shortened.
    pub after: Option<String>,
}

/// What happened to something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChangeKind {
    /// It was not there before.
    Added,
    /// It is no longer there.
    Removed,
    /// It is another one.
    Changed,
}

impl ChangeKind {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }
}

/// All changes, in the order of the document.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// The changes.
    pub list: Vec<Change>,
    /// How many more there are.
    pub omitted: usize,
}

/// What is not the same in two documents. The order of keys means nothing, that of lists does.
pub fn changes(before: &Delivery, after: &Delivery) -> Changes {
    let value = |delivery: &Delivery| serde_json::to_value(delivery).unwrap_or(Value::Null);
    let (before, after) = (value(before), value(after));
    let mut found = Changes::default();
    // What is still to be looked at, the next one last.
    let mut open = vec![(ModelPath::root(), Some(&before), Some(&after))];
    while let Some((path, was, is)) = open.pop() {
        match (was, is) {
            (Some(was), Some(is)) if was == is => {}
            (Some(Value::Object(was)), Some(Value::Object(is))) => {
                let gone = was.keys().filter(|key| !is.contains_key(*key));
                let mut below: Vec<_> = is
                    .keys()
                    .chain(gone)
                    .map(|key| (path.clone().key(key.as_str()), was.get(key), is.get(key)))
                    .collect();
                below.reverse();
                open.extend(below);
            }
            (Some(Value::Array(was)), Some(Value::Array(is))) if holds_nouns(was) || holds_nouns(is) => {
                let mut below = aligned(&path, was, is);
                below.reverse();
                open.extend(below);
            }
            (was, is) => found.add(path, was, is),
        }
    }
    found
}

fn holds_nouns(list: &[Value]) -> bool {
    list.iter().any(|item| item.is_object() || item.is_array())
}

type Pair<'v> = (ModelPath, Option<&'v Value>, Option<&'v Value>);

/// Items of two lists side by side: those that are the same at the beginning and the end, and between them one by one.
fn aligned<'v>(path: &ModelPath, was: &'v [Value], is: &'v [Value]) -> Vec<Pair<'v>> {
    let first = was.iter().zip(is).take_while(|(was, is)| was == is).count();
    let rest = was.len().min(is.len()) - first;
    let last = was
        .iter()
        .rev()
        .zip(is.iter().rev())
        .take(rest)
        .take_while(|(was, is)| was == is)
        .count();
    let middle = |list: &'v [Value]| list.get(first..list.len() - last).unwrap_or_default();
    let (was, is) = (middle(was), middle(is));
    (0..was.len().max(is.len()))
        .map(|number| (path.clone().index(first + number), was.get(number), is.get(number)))
        .collect()
}

impl Changes {
    fn add(&mut self, path: ModelPath, was: Option<&Value>, is: Option<&Value>) {
        if self.list.len() >= MOST {
            self.omitted += 1;
            return;
        }
        let kind = match (was, is) {
            (None, _) => ChangeKind::Added,
            (_, None) => ChangeKind::Removed,
            _ => ChangeKind::Changed,
        };
        self.list.push(Change {
            path,
            kind,
            before: was.map(shown),
            after: is.map(shown),
        });
    }

    /// Whether nothing is different.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

/// A value in few words: scalars as they are, mappings by their keys.
fn shown(value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Object(map) => format!("{{ {} }}", map.keys().cloned().collect::<Vec<_>>().join(", ")),
        Value::Array(list) if holds_nouns(list) => format!("a list of {}", list.len()),
        Value::Array(list) => format!("[{}]", list.iter().take(20).map(shown).collect::<Vec<_>>().join(", ")),
        other => other.to_string(),
    };
    if text.chars().count() > SHOWN {
        text.chars().take(SHOWN - 1).chain(['…']).collect()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(before: &str, after: &str) -> Vec<String> {
        let read = |text: &str| Delivery::read(&format!("gatewright: 1\nname: a\n{text}")).delivery.unwrap();
        let list = changes(&read(before), &read(after)).list;
        list.into_iter()
            .map(|change| format!("{} {}", change.kind.word(), change.path))
            .collect()
    }

    #[test]
    fn only_what_differs_is_told() {
        let one = "services: { api: { port: 80 }, web: {} }";
        assert!(between(one, one).is_empty());
        assert!(between(one, "services: { web: {}, api: { port: 80 } }").is_empty());
        assert_eq!(
            between(one, "services: { api: { port: 81 } }"),
            ["changed services.api.port", "removed services.web"]
        );
        assert_eq!(between("", "services: { api: {} }"), ["added services"]);
    }

    #[test]
    fn a_step_between_others_is_one_change() {
        let steps = |list: &str| format!("pipelines: {{ main: {{ stages: {{ a: {{ jobs: {{ b: {{ steps: [ {list} ] }} }} }} }} }} }}");
        let before = steps("{ run: one }, { run: two }, { run: three }");
        let after = steps("{ run: one }, { run: new }, { run: two }, { run: three }");
        assert_eq!(between(&before, &after), ["added pipelines.main.stages.a.jobs.b.steps[1]"]);
        assert_eq!(between(&after, &before), ["removed pipelines.main.stages.a.jobs.b.steps[1]"]);
    }
}
