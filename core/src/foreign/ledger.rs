//! The account of an adoption: what became of every node of every file. It is not claimed but found out, by writing the
//! delivery back and comparing.

use super::Adopted;
use crate::model::{Data, Entries};
use crate::text::{ModelPath, Segment};
use std::collections::HashSet;

/// What became of a node of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fate {
    /// The model says it.
    Mapped,
    /// It is kept in `extensions`, for its own system.
    PassedThrough,
    /// Written back, it says something else, or more.
    Degraded,
    /// Written back, it is missing.
    Dropped,
}

impl Fate {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Mapped => "mapped",
            Self::PassedThrough => "passed_through",
            Self::Degraded => "degraded",
            Self::Dropped => "dropped",
        }
    }
}

/// The account: how many nodes had which fate, and which ones were not mapped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Nodes that the model says.
    pub mapped: usize,
    /// Nodes kept for their own system.
    pub passed_through: usize,
    /// Nodes that say something else when written back.
    pub degraded: usize,
    /// Nodes that are missing when written back.
    pub dropped: usize,
    /// The files and routes of nodes that were not mapped, each the outermost of its fate.
    pub entries: Vec<(usize, ModelPath, Fate)>,
}

impl Ledger {
    /// How many nodes there were.
    pub fn total(&self) -> usize {
        self.mapped + self.passed_through + self.degraded + self.dropped
    }

    /// True when nothing of the file was changed or lost.
    pub fn is_faithful(&self) -> bool {
        self.degraded == 0 && self.dropped == 0
    }

    /// Accounts for one file: its value in normal form, and the same file as it was written back.
    pub fn account(&mut self, adopted: &Adopted, file: usize, written: &Data, back: Option<&Data>) {
        let kept = adopted.files.get(file).map(|file| file.kept.iter().collect()).unwrap_or_default();
        let mut walk = Walk {
            ledger: self,
            file,
            kept,
            path: Vec::new(),
        };
        walk.node(written, back, false);
    }
}

struct Walk<'a> {
    ledger: &'a mut Ledger,
    file: usize,
    kept: HashSet<&'a ModelPath>,
    path: Vec<Segment>,
}

impl Walk<'_> {
    /// Something that the file did not say changes what it says.
    fn added(&mut self, segment: Segment) {
        let path = self.path.iter().cloned().chain([segment]).collect();
        self.ledger.degraded += 1;
        self.ledger.entries.push((self.file, path, Fate::Degraded));
    }

    fn node(&mut self, written: &Data, back: Option<&Data>, around: bool) {
        let path: ModelPath = self.path.iter().cloned().collect();
        let kept = around || self.kept.contains(&path);
        let leaf = |data: &Data| !matches!(data, Data::Map(_) | Data::List(_));
        let fate = match back {
            None => Fate::Dropped,
            Some(back) if (leaf(written) || leaf(back)) && written != back => Fate::Degraded,
            // What was not written before says something else as well.
            Some(back) if has_more(written, back) => Fate::Degraded,
            Some(_) if kept => Fate::PassedThrough,
            Some(_) => Fate::Mapped,
        };
        let count = if fate == Fate::Dropped { size(written) } else { 1 };
        let told = match fate {
            Fate::Mapped => {
                self.ledger.mapped += count;
                false
            }
            Fate::PassedThrough => {
                self.ledger.passed_through += count;
                !around
            }
            Fate::Degraded => {
                self.ledger.degraded += count;
                true
            }
            Fate::Dropped => {
                self.ledger.dropped += count;
                true
            }
        };
        if told {
            self.ledger.entries.push((self.file, path, fate));
        }
        if fate == Fate::Dropped {
            return;
        }
        match (written, back) {
            (Data::Map(entries), back) => {
                let back = back.and_then(Data::as_map);
                for key in back.into_iter().flat_map(Entries::keys).filter(|key| !entries.contains_key(*key)) {
                    self.added(Segment::Key(key.as_str().into()));
                }
                for (key, value) in entries {
                    self.path.push(Segment::Key(key.as_str().into()));
                    self.node(value, back.and_then(|back| back.get(key)), kept);
                    self.path.pop();
                }
            }
            (Data::List(items), back) => {
                let back = back.and_then(Data::as_list).unwrap_or_default();
                for index in items.len()..back.len() {
                    self.added(Segment::Index(u32::try_from(index).unwrap_or(u32::MAX)));
                }
                for (index, item) in items.iter().enumerate() {
                    self.path.push(Segment::Index(u32::try_from(index).unwrap_or(u32::MAX)));
                    self.node(item, back.get(index), kept);
                    self.path.pop();
                }
            }
            _ => {}
        }
    }
}

/// True when a value has entries or items that the other one has not.
fn has_more(written: &Data, back: &Data) -> bool {
    match (written, back) {
        (Data::Map(written), Data::Map(back)) => back.keys().any(|key| !written.contains_key(key)),
        (Data::List(written), Data::List(back)) => back.len() > written.len(),
        _ => false,
    }
}

/// The number of nodes in a value.
fn size(data: &Data) -> usize {
    match data {
        Data::Map(entries) => 1 + entries.values().map(size).sum::<usize>(),
        Data::List(items) => 1 + items.iter().map(size).sum::<usize>(),
        _ => 1,
    }
}
