//! Typed values from a tree, collecting every problem on the way instead of stopping at the first.

use super::{Content, Limits, ModelPath, Node, Problem, ProblemKind, Segment, Span, Style, Tree};
use std::hash::Hash;

/// Values that aliases may repeat in a small document.
const ALIAS_VISITS: usize = 100_000;

/// Items that room is made for before the first one is read; a text may promise more than it may take.
pub(crate) const ROOM_AT_ONCE: usize = 16;

/// Uses of a wrong value that are told.
const USES_SHOWN: usize = 8;

/// A value that can be read from a node of a document.
pub trait FromNode: Sized {
    /// What belongs here, in words: "a list of steps".
    fn expected() -> String;

    /// Reads the value, or says through the reader why not and gives `None`.
    fn from_node<'t>(node: Node<'t>, reader: &mut Reader<'t>) -> Option<Self>;

    /// The value that stands for a key that is not there; `None` when the key must be there.
    fn absent() -> Option<Self> {
        None
    }

    /// True when writing the value would say nothing, so that its key can be left out.
    fn is_absent(&self) -> bool {
        false
    }
}

/// One of several things, told apart by the one key it has.
pub trait OneOf: Sized {
    /// What it is: "a step".
    const OF: &'static str;
    /// The keys to choose from.
    const KEYS: &'static [&'static str];

    /// Reads the value under one of [`KEYS`](Self::KEYS).
    fn from_key<'t>(key: &str, value: Node<'t>, reader: &mut Reader<'t>) -> Option<Self>;
}

/// A field on its way from "not seen" to a value.
#[derive(Debug)]
pub enum Slot<T> {
    /// The key has not been met.
    Missing,
    /// The key was there, and its value was reported as wrong.
    Bad,
    /// The value.
    Got(T),
}

impl<T> From<Option<T>> for Slot<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Bad, Self::Got)
    }
}

/// The one-of field of a record on its way to a value.
#[derive(Debug)]
pub struct ChoiceSlot<'t, T> {
    keys: Vec<Node<'t>>,
    value: Option<T>,
}

impl<T> Default for ChoiceSlot<'_, T> {
    fn default() -> Self {
        Self {
            keys: Vec::new(),
            value: None,
        }
    }
}

#[derive(Clone, Copy, Debug)]
enum Step<'t> {
    Key(&'t str),
    Index(u32),
}

/// Walks a tree, knows where it is, and keeps what was wrong.
#[derive(Debug)]
pub struct Reader<'t> {
    limits: Limits,
    route: Vec<Step<'t>>,
    /// The aliases being followed now: where a repeated value is used, for its messages.
    through: Vec<Span>,
    visits: usize,
    /// Reads that may be made: what the tree holds, and as much again and a bit for what aliases repeat.
    budget: usize,
    /// Bytes of the values kept so far: those of lists and mappings, and all texts.
    kept: usize,
    /// Bytes that may be kept.
    room: usize,
    /// Out of budget or room; from here on every read ends at once.
    stopped: bool,
    problems: Vec<Problem>,
    omitted: usize,
}

impl<'t> Reader<'t> {
    /// A reader at the root of a tree.
    pub fn new(tree: &'t Tree, limits: Limits) -> Self {
        Self {
            limits,
            route: Vec::new(),
            through: Vec::new(),
            visits: 0,
            budget: 2 * tree.len() + ALIAS_VISITS,
            kept: 0,
            room: Limits::room(tree.source().text()),
            stopped: false,
            problems: Vec::new(),
            omitted: 0,
        }
    }

    /// The problems found, and how many more there were.
    pub fn finish(self) -> (Vec<Problem>, usize) {
        (self.problems, self.omitted)
    }

    /// Notes a problem with the node at the current route.
    pub fn report(&mut self, kind: ProblemKind, node: Node<'t>) {
        self.report_at(kind, Some(node.span()), Vec::new());
    }

    /// Notes that a scalar cannot be read as what belongs here.
    pub fn report_scalar(&mut self, node: Node<'t>, expected: impl Into<String>, why: Option<String>, known: Vec<&'static str>) {
        let kind = match node.text() {
            Some(text) if !node.is_null() => ProblemKind::Scalar {
                text: text.to_owned(),
                expected: expected.into(),
                why,
                known,
            },
            _ => ProblemKind::Type {
                expected: expected.into(),
                found: node.describe(),
            },
        };
        self.report(kind, node);
    }

    /// Notes that another kind of value belongs here.
    pub fn report_type(&mut self, node: Node<'t>, expected: String) {
        self.report(
            ProblemKind::Type {
                expected,
                found: node.describe(),
            },
            node,
        );
    }

    fn report_at(&mut self, kind: ProblemKind, span: Option<Span>, mut related: Vec<(Span, String)>) {
        related.extend(self.through.iter().map(|&span| (span, "used here through an alias".to_owned())));
        // A value that is wrong is wrong once, however often an alias or merge key repeats it.
        if let Some(first) = self
            .problems
            .iter_mut()
            .find(|problem| problem.span == span && problem.kind == kind)
        {
            for use_of_it in related {
                if first.related.len() < USES_SHOWN && !first.related.contains(&use_of_it) {
                    first.related.push(use_of_it);
                }
            }
            return;
        }
        if self.problems.len() >= self.limits.problems {
            self.omitted += 1;
            return;
        }
        let path = self.path();
        self.problems.push(Problem { kind, path, span, related });
    }

    fn path(&self) -> ModelPath {
        let segment = |step: &Step<'t>| match step {
            Step::Key(key) => Segment::of_key(key),
            Step::Index(index) => Segment::Index(*index),
        };
        self.route.iter().map(segment).collect()
    }

    /// Reads the value under a key.
    pub fn field<T: FromNode>(&mut self, key: Node<'t>, value: Node<'t>) -> Slot<T> {
        self.within(Step::Key(key.text().unwrap_or("")), value, T::from_node).into()
    }

    /// Reads an item of a list.
    pub fn item<T: FromNode>(&mut self, index: usize, value: Node<'t>) -> Option<T> {
        let read = self.within(Step::Index(u32::try_from(index).unwrap_or(u32::MAX)), value, T::from_node);
        self.keep(size_of::<T>(), value).then_some(read).flatten()
    }

    /// Counts bytes that are kept for a value; false when there is no room for them.
    fn keep(&mut self, bytes: usize, node: Node<'t>) -> bool {
        self.kept += bytes;
        if self.kept <= self.room {
            return !self.stopped;
        }
        self.stop("the values of this document would take many times its size", node);
        false
    }

    /// Ends all reading.
    fn stop(&mut self, what: &str, node: Node<'t>) {
        if !self.stopped {
            self.stopped = true;
            let help = "write the repeated parts out, or repeat less".into();
            self.report(ProblemKind::Limit { what: what.into(), help }, node);
        }
    }

    fn within<T>(&mut self, step: Step<'t>, value: Node<'t>, read: impl FnOnce(Node<'t>, &mut Self) -> Option<T>) -> Option<T> {
        self.visits += 1;
        if self.visits > self.budget || self.route.len() > 2 * self.limits.depth {
            self.stop("aliases repeat so much that this document has no reasonable size", value);
        }
        if self.stopped || !self.keep(value.text().map_or(0, str::len), value) {
            return None;
        }
        let alias = value.is_alias();
        if alias {
            self.through.push(value.span());
        }
        self.route.push(step);
        let result = read(value.target(), self);
        self.route.pop();
        if alias {
            self.through.pop();
        }
        result
    }

    /// The entries of a mapping, or a report that one belongs here. `null` is an empty mapping: `checkout:`.
    pub fn entries(&mut self, node: Node<'t>, expected: fn() -> String) -> Option<impl Iterator<Item = (Node<'t>, Node<'t>)> + use<'t>> {
        if node.content() != Content::Mapping && !node.is_null() {
            self.report_type(node, expected());
            return None;
        }
        Some(node.entries())
    }

    /// Notes a key nobody reads.
    pub fn unknown_key(&mut self, key: Node<'t>, known: impl Iterator<Item = &'static str>, of: &'static str) {
        let text = key.text().unwrap_or("");
        self.route.push(Step::Key(text));
        self.report(
            ProblemKind::UnknownKey {
                key: text.to_owned(),
                known: known.collect(),
                of,
            },
            key,
        );
        self.route.pop();
    }

    /// Ends a field: its value, what stands for its absence, or a report that it must be there.
    pub fn finish_field<T: FromNode>(&mut self, slot: Slot<T>, key: &'static str, of: &'static str, record: Node<'t>) -> Option<T> {
        match slot {
            Slot::Got(value) => Some(value),
            Slot::Bad => None,
            Slot::Missing => {
                let value = T::absent();
                if value.is_none() {
                    self.report(
                        ProblemKind::MissingKey {
                            key,
                            of,
                            expected: T::expected(),
                        },
                        record,
                    );
                }
                value
            }
        }
    }

    /// Reads one of the keys of a one-of field.
    pub fn choice<T: OneOf>(&mut self, slot: &mut ChoiceSlot<'t, T>, key: Node<'t>, value: Node<'t>) {
        let name = key.text().unwrap_or("");
        slot.keys.push(key);
        let read = self.within(Step::Key(name), value, |node, reader| T::from_key(name, node, reader));
        if slot.value.is_none() {
            slot.value = read;
        }
    }

    /// Ends a one-of field: exactly one key must have been there.
    pub fn finish_choice<T: OneOf>(&mut self, slot: ChoiceSlot<'t, T>, record: Node<'t>) -> Option<T> {
        if let [_] = slot.keys.as_slice() {
            return slot.value;
        }
        let found = slot.keys.iter().filter_map(|key| key.text()).map(str::to_owned).collect();
        let kind = ProblemKind::OneOf {
            of: T::OF,
            keys: T::KEYS.to_vec(),
            found,
        };
        let mut keys = slot.keys.iter();
        let (span, related) = match (keys.next(), keys.next_back()) {
            (Some(first), Some(last)) => (
                last.span(),
                vec![(first.span(), format!("`{}` is here", first.text().unwrap_or("")))],
            ),
            _ => (record.span(), Vec::new()),
        };
        self.report_at(kind, Some(span), related);
        None
    }

    /// Reads a mapping that is nothing but a one-of.
    pub fn one_of<T: OneOf>(&mut self, node: Node<'t>) -> Option<T> {
        let mut slot = ChoiceSlot::default();
        for (key, value) in self.entries(node, one_of_expected::<T>)? {
            if key.text().is_some_and(|name| T::KEYS.contains(&name)) {
                self.choice(&mut slot, key, value);
            } else {
                self.unknown_key(key, T::KEYS.iter().copied(), T::OF);
                slot.value = None;
            }
        }
        if slot.keys.is_empty() && node.entries().len() > 0 {
            return None; // the unknown key was reported, and it is all there is
        }
        self.finish_choice(slot, node)
    }
}

/// "a step: a mapping with one of `run`, `use`, …"
pub fn one_of_expected<T: OneOf>() -> String {
    let keys: Vec<String> = T::KEYS.iter().take(4).map(|key| format!("`{key}`")).collect();
    let more = if T::KEYS.len() > 4 { ", …" } else { "" };
    format!("{}, written as a mapping with one of {}{more}", T::OF, keys.join(", "))
}

impl FromNode for String {
    fn expected() -> String {
        "a text".into()
    }

    fn from_node<'t>(node: Node<'t>, reader: &mut Reader<'t>) -> Option<Self> {
        match node.text() {
            Some(text) if !node.is_null() => Some(text.to_owned()),
            _ => {
                reader.report_type(node, Self::expected());
                None
            }
        }
    }
}

impl FromNode for bool {
    fn expected() -> String {
        "`true` or `false`".into()
    }

    fn from_node<'t>(node: Node<'t>, reader: &mut Reader<'t>) -> Option<Self> {
        match node.content() {
            Content::Scalar("true" | "True" | "TRUE", Style::Plain) => Some(true),
            Content::Scalar("false" | "False" | "FALSE", Style::Plain) => Some(false),
            Content::Scalar(text, _) => {
                let word = match text {
                    "yes" | "on" | "y" | "Yes" | "On" => vec!["true"],
                    "no" | "off" | "n" | "No" | "Off" => vec!["false"],
                    _ => Vec::new(),
                };
                reader.report_scalar(node, Self::expected(), None, word);
                None
            }
            _ => {
                reader.report_type(node, Self::expected());
                None
            }
        }
    }

    fn absent() -> Option<Self> {
        Some(false)
    }

    fn is_absent(&self) -> bool {
        !self
    }
}

macro_rules! whole_numbers {
    ($($type:ty),*) => {$(
        impl FromNode for $type {
            fn expected() -> String {
                format!("a whole number up to {}", <$type>::MAX)
            }

            fn from_node<'t>(node: Node<'t>, reader: &mut Reader<'t>) -> Option<Self> {
                let value = node.text().and_then(|text| text.parse().ok());
                if value.is_none() {
                    reader.report_scalar(node, <Self as FromNode>::expected(), None, Vec::new());
                }
                value
            }
        }
    )*};
}
whole_numbers!(u16, u32, u64);

impl<T: FromNode> FromNode for Option<T> {
    fn expected() -> String {
        T::expected()
    }

    fn from_node<'t>(node: Node<'t>, reader: &mut Reader<'t>) -> Option<Self> {
        T::from_node(node, reader).map(Some)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: FromNode> FromNode for Box<T> {
    fn expected() -> String {
        T::expected()
    }

    fn from_node<'t>(node: Node<'t>, reader: &mut Reader<'t>) -> Option<Self> {
        let value = T::from_node(node, reader)?;
        reader.keep(size_of::<T>(), node).then(|| Self::new(value))
    }

    fn absent() -> Option<Self> {
        T::absent().map(Self::new)
    }

    fn is_absent(&self) -> bool {
        T::is_absent(self)
    }
}

impl<T: FromNode> FromNode for Vec<T> {
    fn expected() -> String {
        format!("a list, each item {}", T::expected())
    }

    fn from_node<'t>(node: Node<'t>, reader: &mut Reader<'t>) -> Option<Self> {
        if node.content() != Content::Sequence {
            reader.report_type(node, Self::expected());
            return None;
        }
        // Every item is read even after a bad one: each has its own problems to tell.
        let items = node.items();
        let mut list = Self::with_capacity(items.len().min(ROOM_AT_ONCE));
        let mut complete = true;
        for (index, item) in items.enumerate() {
            match reader.item(index, item) {
                Some(value) => list.push(value),
                None => complete = false,
            }
        }
        complete.then_some(list)
    }

    fn absent() -> Option<Self> {
        Some(Self::default())
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

/// A key of a map in the document.
pub trait FromKey: Sized + Eq + Hash {
    /// Reads a key, or gives what belongs here and why this does not fit.
    fn from_key(text: &str) -> Result<Self, (String, Option<String>)>;
}

impl FromKey for String {
    fn from_key(text: &str) -> Result<Self, (String, Option<String>)> {
        Ok(text.to_owned())
    }
}

impl<'t> Reader<'t> {
    /// Reads a mapping whose keys are the document's own, entry by entry; nothing when any of it cannot be read.
    pub(crate) fn mapping<K: FromKey, V: FromNode>(&mut self, node: Node<'t>, mut put: impl FnMut(K, V)) -> Option<()> {
        if node.content() != Content::Mapping {
            self.report_type(node, expected_mapping::<V>());
            return None;
        }
        let mut complete = true;
        for (key, value) in node.entries() {
            let text = key.text().unwrap_or("");
            let name = match K::from_key(text) {
                Ok(name) => Some(name),
                Err((expected, why)) => {
                    self.route.push(Step::Key(text));
                    self.report(
                        ProblemKind::Scalar {
                            text: text.to_owned(),
                            expected,
                            why,
                            known: Vec::new(),
                        },
                        key,
                    );
                    self.route.pop();
                    None
                }
            };
            match (name, self.field::<V>(key, value)) {
                (Some(name), Slot::Got(entry)) => {
                    if self.keep(size_of::<(K, V)>() + text.len(), value) {
                        put(name, entry);
                    }
                }
                _ => complete = false,
            }
        }
        complete.then_some(())
    }
}

/// What belongs where a mapping of such values stands.
pub(crate) fn expected_mapping<V: FromNode>() -> String {
    format!("a mapping, each value {}", V::expected())
}
