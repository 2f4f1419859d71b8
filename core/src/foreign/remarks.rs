//! Comments by route: taken from one text, written into another that has the same routes.

use crate::emit::yaml::Commented;
use crate::model::{Data, Words};
use crate::text::{Comment, ModelPath, Node, Segment, Tree};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use std::collections::BTreeMap;

/// A comment and what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The route to the value it stands above or behind; the root for one after everything.
    pub path: ModelPath,
    /// True when it has a line of its own above the value.
    pub above: bool,
    /// What it says, without `#`.
    pub text: String,
}

impl Remark {
    /// Every comment of a text, in order.
    pub fn all(tree: &Tree) -> Vec<Self> {
        if tree.comments().is_empty() {
            return Vec::new();
        }
        let anchors = Anchors::of(tree);
        tree.comments().iter().map(|comment| Self::of(tree, comment, &anchors)).collect()
    }

    fn of(tree: &Tree, comment: &Comment, anchors: &Anchors<'_>) -> Self {
        let text = tree.source().slice(comment.span).trim_end();
        let text = text.strip_prefix('#').unwrap_or(text);
        let anchor = if comment.own_line {
            anchors.from(comment.span.end)
        } else {
            let before = tree.source().text().get(..comment.span.start as usize).unwrap_or("");
            let line = before.rfind('\n').map_or(0, |at| at + 1);
            anchors.on_line(line, comment.span.start)
        };
        Self {
            path: anchor.map(|anchor| anchors.route(anchor)).unwrap_or_default(),
            above: comment.own_line,
            text: text.strip_prefix(' ').unwrap_or(text).to_owned(),
        }
    }
}

/// The start of a key or list item. Its route is put together only when somebody asks for it.
#[derive(Clone, Copy)]
struct Anchor<'t> {
    start: u32,
    at: At<'t>,
    /// The anchor around it, by its number.
    around: Option<u32>,
}

#[derive(Clone, Copy)]
enum At<'t> {
    Key(&'t str),
    Index(usize),
}

/// The anchors of a text.
struct Anchors<'t> {
    all: Vec<Anchor<'t>>,
    /// Their numbers, in order of the text.
    order: Vec<u32>,
}

impl<'t> Anchors<'t> {
    fn of(tree: &'t Tree) -> Self {
        let mut all = Vec::with_capacity(tree.len());
        if let Some(root) = tree.root() {
            walk(root, None, &mut all);
        }
        let mut order: Vec<u32> = (0..u32::try_from(all.len()).unwrap_or(u32::MAX)).collect();
        // An item and its first key begin at the same place; the item was found first and stays first.
        order.sort_by_key(|number| all.get(*number as usize).map_or(0, |anchor| anchor.start));
        Self { all, order }
    }

    fn start(&self, number: u32) -> u32 {
        self.all.get(number as usize).map_or(0, |anchor| anchor.start)
    }

    /// The first one from an offset on.
    fn from(&self, offset: u32) -> Option<u32> {
        let place = self.order.partition_point(|number| self.start(*number) < offset);
        self.order.get(place).copied()
    }

    /// What a comment behind something on a line is about: the last key of the line, or else its item, or else what began
    /// above.
    fn on_line(&self, line: usize, offset: u32) -> Option<u32> {
        let from = self.order.partition_point(|number| (self.start(*number) as usize) < line);
        let to = self.order.partition_point(|number| self.start(*number) < offset);
        let here = self.order.get(from..to).unwrap_or_default();
        let is_key = |number: &&u32| {
            self.all
                .get(**number as usize)
                .is_some_and(|anchor| matches!(anchor.at, At::Key(_)))
        };
        let found = here.iter().rfind(is_key).or_else(|| here.last());
        found.or_else(|| to.checked_sub(1).and_then(|at| self.order.get(at))).copied()
    }

    fn route(&self, number: u32) -> ModelPath {
        let mut steps = Vec::new();
        let mut next = Some(number);
        while let Some(anchor) = next.and_then(|number| self.all.get(number as usize)) {
            steps.push(anchor.at);
            next = anchor.around;
        }
        steps.into_iter().rev().fold(ModelPath::root(), |path, at| match at {
            At::Key(key) => path.key(key),
            At::Index(index) => path.index(index),
        })
    }
}

fn walk<'t>(node: Node<'t>, around: Option<u32>, anchors: &mut Vec<Anchor<'t>>) {
    if node.is_alias() {
        return; // its comments belong to the anchored value
    }
    let mut add = |start: u32, at: At<'t>, value: Node<'t>| {
        let number = u32::try_from(anchors.len()).ok();
        anchors.push(Anchor { start, at, around });
        walk(value, number, anchors);
    };
    for (key, value) in node.entries() {
        add(key.span().start, At::Key(key.text().unwrap_or("")), value);
    }
    for (index, item) in node.items().enumerate() {
        add(item.span().start, At::Index(index), item);
    }
}

/// Comments and blank lines for a value, by route.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    blank: bool,
    above: Vec<String>,
    behind: Vec<String>,
    below: BTreeMap<Segment, Notes>,
}

impl Notes {
    fn at(&mut self, path: &[Segment]) -> &mut Self {
        path.iter()
            .fold(self, |notes, segment| notes.below.entry(segment.clone()).or_default())
    }

    /// Adds a comment.
    pub fn add(&mut self, path: &ModelPath, above: bool, text: impl Into<String>) {
        let notes = self.at(path.segments());
        if above {
            notes.above.push(text.into());
        } else {
            notes.behind.push(text.into());
        }
    }

    /// Asks for a blank line above a value.
    pub fn part(&mut self, path: &ModelPath) {
        self.at(path.segments()).blank = true;
    }

    /// Asks for a blank line above each of these entries of a value.
    pub fn parts<'k>(&mut self, path: &ModelPath, keys: impl Iterator<Item = &'k str>) {
        let around = self.at(path.segments());
        for key in keys {
            around.below.entry(Segment::Key(key.into())).or_default().blank = true;
        }
    }

    /// Takes out what there is to say about one entry, as the notes of a document with nothing else.
    pub fn split(&mut self, key: &str) -> Self {
        let segment = Segment::Key(key.into());
        let below = self.below.remove(&segment).map(|notes| (segment, notes)).into_iter().collect();
        Self { below, ..Self::default() }
    }

    /// Takes the notes of what is not there, for the value around it.
    fn homeless<T: Words>(&self, data: &Data<T>) -> Vec<String> {
        let there = |segment: &Segment| match (segment, data) {
            (Segment::Key(key), Data::Map(map)) => map.contains_key(key.as_str()),
            (Segment::Index(index), Data::List(items)) => items.len() > *index as usize,
            _ => false,
        };
        let mut texts = Vec::new();
        for (_, notes) in self.below.iter().filter(|(segment, _)| !there(segment)) {
            notes.collect(&mut texts);
        }
        texts
    }

    fn collect(&self, texts: &mut Vec<String>) {
        texts.extend(self.above.iter().chain(&self.behind).cloned());
        for notes in self.below.values() {
            notes.collect(texts);
        }
    }

    fn entry<'a, T: Words>(&'a self, data: &'a Data<T>) -> Commented<Remarked<'a, T>> {
        let mut before = self.above.clone();
        before.extend(self.homeless(data));
        before.extend(self.behind.iter().skip(1).cloned());
        Commented {
            blank_before: self.blank,
            before,
            value: Remarked { data, notes: Some(self) },
            trailing: self.behind.first().cloned(),
        }
    }
}

/// A value with the notes of its parts, for the YAML writer.
#[derive(Clone, Copy, Debug)]
pub struct Remarked<'a, T: Words = String> {
    data: &'a Data<T>,
    notes: Option<&'a Notes>,
}

impl<'a, T: Words> Remarked<'a, T> {
    /// A whole document with its notes. Those of the root come after everything.
    pub fn new(data: &'a Data<T>, notes: &'a Notes) -> Self {
        Self { data, notes: Some(notes) }
    }

    /// The comments that come after everything, and those without a place.
    pub fn last(&self) -> Vec<String> {
        let Some(notes) = self.notes else { return Vec::new() };
        let mut texts = notes.homeless(self.data);
        texts.extend(notes.above.iter().chain(&notes.behind).cloned());
        texts
    }
}

impl<T: Words> Serialize for Remarked<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(notes) = self.notes.filter(|notes| !notes.below.is_empty()) else {
            return self.data.serialize(serializer);
        };
        match self.data {
            Data::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    let key: &str = key.as_ref();
                    match notes.below.get(&Segment::Key(key.into())) {
                        Some(notes) => map.serialize_entry(key, &notes.entry(value))?,
                        None => map.serialize_entry(key, value)?,
                    }
                }
                map.end()
            }
            Data::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for (index, item) in items.iter().enumerate() {
                    match notes.below.get(&Segment::Index(u32::try_from(index).unwrap_or(u32::MAX))) {
                        Some(notes) => list.serialize_element(&notes.entry(item))?,
                        None => list.serialize_element(item)?,
                    }
                }
                list.end()
            }
            scalar => scalar.serialize(serializer),
        }
    }
}
