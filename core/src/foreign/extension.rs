//! What one system says beyond the model: `extensions.<system>` of a node, read and written.

use crate::model::{Data, Entries, Extensions};

/// What a node says to one system; nothing when it says nothing.
pub fn extension<'e>(extensions: &'e Extensions, system: &str) -> Extended<'e> {
    Extended {
        entries: extensions.get(system).and_then(Data::as_map),
        without: &[],
    }
}

/// What a node says to one system.
#[derive(Clone, Copy, Debug)]
pub struct Extended<'e> {
    entries: Option<&'e Entries<String, Data>>,
    /// Keys that do not hold any more.
    without: &'static [&'static str],
}

/// Keys that are for Gatewright itself and never reach a file.
const OWN: [&str; 14] = [
    "id",
    "adopted",
    "job_order",
    "version",
    "comments",
    "file",
    "files",
    "under",
    "hook",
    "body",
    "implied",
    "item",
    "as",
    MORE,
];

/// Where keys of a file are kept that have the name of one of ours.
const MORE: &str = "more";

/// Moves keys of a file that have the name of one of ours to where they are told apart.
pub fn told_apart(left: &mut Entries<String, Data>) {
    let (ours, rest): (Entries<_, _>, Entries<_, _>) = std::mem::take(left).into_iter().partition(|(key, _)| OWN.contains(&key.as_str()));
    *left = rest;
    if !ours.is_empty() {
        left.insert(MORE.to_owned(), Data::Map(ours));
    }
}

impl<'e> Extended<'e> {
    /// A text under a key.
    pub fn text(self, key: &str) -> Option<&'e str> {
        self.get(key).and_then(Data::as_word)
    }

    /// The value under a key.
    pub fn get(self, key: &str) -> Option<&'e Data> {
        self.entries?.get(key).filter(|_| !self.without.contains(&key))
    }

    /// The same without some keys, which the model has overtaken.
    pub fn without(self, keys: &'static [&'static str]) -> Self {
        Self { without: keys, ..self }
    }

    /// The system's own name for the node, where it is not the node's id.
    pub fn id(self) -> Option<&'e str> {
        self.text("id")
    }

    /// What is put over the file's node.
    pub fn over(self) -> impl Iterator<Item = (&'e String, &'e Data)> {
        let known = move |key: &str| !OWN.contains(&key) && !self.without.contains(&key);
        let entries = self.entries.into_iter().flatten().filter(move |(key, _)| known(key));
        entries.chain(self.get(MORE).and_then(Data::as_map).into_iter().flatten())
    }

    /// The comments of the node's file.
    pub fn comments(self) -> &'e [Data] {
        self.get("comments").and_then(Data::as_list).unwrap_or_default()
    }
}
