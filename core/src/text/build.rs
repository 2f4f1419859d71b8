//! Builds a [`Tree`] from a stream of events, whatever format they come from.

use super::tree::{Kind, NodeData};
use super::{Comment, Limits, Node, NodeId, Problem, ProblemKind, Source, Span, Style, Tree};
use std::collections::HashMap;

/// Up to this many keys a mapping is searched for doubles by comparing them; above, by a set.
const FEW_KEYS: usize = 12;

/// Most texts have a value for so many bytes or more.
const BYTES_OF_A_NODE: usize = 16;

/// Entries that merge keys may copy in a small document; a large one has half as many more as it has bytes.
const MERGED_ENTRIES: usize = 100_000;

enum Open {
    Sequence { node: NodeId, from: usize },
    Mapping { node: NodeId, from: usize },
}

/// Collects nodes as a parser meets them. Events must be balanced; the YAML, JSON and TOML readers see to that.
pub struct TreeBuilder {
    tree: Tree,
    open: Vec<Open>,
    /// Ids of finished children of all open collections; each knows where its own begin.
    pending: Vec<NodeId>,
    limits: Limits,
    problems: Vec<Problem>,
    /// Entries that merge keys may still copy.
    mergeable: usize,
    /// Of equal keys the last one stands, whether written or merged.
    last_stands: bool,
    /// `{{ name }}` is a text.
    placeholders: bool,
}

impl TreeBuilder {
    /// An empty tree over a source.
    pub fn new(source: Source, limits: Limits) -> Self {
        let mergeable = MERGED_ENTRIES + source.text().len() / 2;
        let likely = source.text().len() / BYTES_OF_A_NODE;
        let tree = Tree {
            source,
            nodes: Vec::with_capacity(likely),
            children: Vec::with_capacity(likely),
            cooked: String::with_capacity(likely),
            comments: Vec::new(),
            duplicates: Vec::new(),
            root: None,
        };
        Self {
            tree,
            open: Vec::new(),
            pending: Vec::new(),
            limits,
            problems: Vec::new(),
            mergeable,
            last_stands: false,
            placeholders: false,
        }
    }

    /// From here on, the last of equal keys stands.
    pub fn last_stands(&mut self) {
        self.last_stands = true;
    }

    /// From here on, `{{ name }}` is a text: a place that a template engine fills in.
    pub fn placeholders(&mut self) {
        self.placeholders = true;
    }

    /// True when what comes next is a key.
    pub fn expects_key(&self) -> bool {
        matches!(self.open.last(), Some(Open::Mapping { from, .. }) if (self.pending.len() - from).is_multiple_of(2))
    }

    /// Makes one document of several: those that say nothing go, and a first one with the key is read with the one after it.
    pub fn join(&mut self, header: &str) {
        let tree = &self.tree;
        self.pending.retain(|&id| !tree.node(id).is_null());
        let Some(&second) = self.pending.get(1) else { return };
        let [first, last] = [self.pending.first().copied().unwrap_or(second), second].map(|id| tree.node(id));
        let maps = [first, last].iter().all(|node| node.content() == super::Content::Mapping);
        if self.pending.len() > 2 || !maps || first.get(header).is_none() {
            let message = format!("a second document begins here, and the one before it is no header with `{header}`");
            self.report(
                ProblemKind::Syntax {
                    message,
                    help: Some("put it in a file of its own".into()),
                },
                last.span(),
            );
            return;
        }
        let entries = first.entries().chain(last.entries());
        let children: Vec<NodeId> = entries.flat_map(|(key, value)| [key.id(), value.id()]).collect();
        let span = Span::new(first.span().start, last.span().end);
        let Ok(from) = u32::try_from(self.tree.children.len()) else {
            return;
        };
        self.tree.children.extend(children);
        let Ok(to) = u32::try_from(self.tree.children.len()) else { return };
        if self.add(Kind::Mapping(from..to), span).is_some() {
            self.pending.drain(..self.pending.len() - 1);
        }
    }

    /// The source being read.
    pub fn source(&self) -> &Source {
        &self.tree.source
    }

    /// How many collections are open.
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// Notes a problem; more than the limit of them are not kept.
    pub fn report(&mut self, kind: ProblemKind, span: Span) {
        self.problems.push(Problem::at(kind, span));
    }

    /// Ends the work: the tree and what was wrong.
    pub fn finish(mut self) -> (Tree, Vec<Problem>) {
        self.tree.root = self.pending.first().copied();
        (self.tree, self.problems)
    }

    /// A scalar that stands in the source under `text`, without escapes; `span` includes its quotes.
    pub fn verbatim(&mut self, style: Style, text: Span, span: Span) -> Option<NodeId> {
        self.add(
            Kind::Verbatim {
                style,
                start: text.start,
                end: text.end,
            },
            span,
        )
    }

    /// A scalar whose text is not a slice of the source.
    pub fn cooked(&mut self, style: Style, text: &str, span: Span) -> Option<NodeId> {
        let start = self.tree.cooked.len();
        self.tree.cooked.push_str(text);
        let place = Span::clamped(start, self.tree.cooked.len());
        self.add(
            Kind::Cooked {
                style,
                start: place.start,
                end: place.end,
            },
            span,
        )
    }

    /// A reference to an earlier node. One to a collection that is still open would never end.
    pub fn alias(&mut self, target: NodeId, span: Span) -> Option<NodeId> {
        let cyclic = self
            .open
            .iter()
            .any(|open| matches!(open, Open::Sequence { node, .. } | Open::Mapping { node, .. } if *node == target));
        if cyclic {
            self.report(
                ProblemKind::Limit {
                    what: "this alias stands inside the value it repeats, so it would never end".into(),
                    help: "repeat the parts that are meant instead of the whole".into(),
                },
                span,
            );
            return self.verbatim(Style::Plain, Span::new(span.start, span.start), span);
        }
        // An alias to an alias would need two hops; anchors cannot stand on aliases, but formats may differ.
        let target = match self.tree.nodes.get(target.0 as usize).map(|data| &data.kind) {
            Some(Kind::Alias(id)) => *id,
            _ => target,
        };
        self.add(Kind::Alias(target), span)
    }

    /// Opens a list.
    pub fn open_sequence(&mut self, span: Span) -> Option<NodeId> {
        let node = self.add(Kind::Sequence(0..0), span)?;
        self.open.push(Open::Sequence {
            node,
            from: self.pending.len(),
        });
        Some(node)
    }

    /// Opens a mapping; keys and values follow in turn.
    pub fn open_mapping(&mut self, span: Span) -> Option<NodeId> {
        let node = self.add(Kind::Mapping(0..0), span)?;
        self.open.push(Open::Mapping {
            node,
            from: self.pending.len(),
        });
        Some(node)
    }

    /// Closes what was opened last.
    pub fn close(&mut self, end: u32) -> Option<()> {
        let first = u32::try_from(self.tree.children.len()).ok()?;
        let (node, mapping) = match self.open.pop()? {
            Open::Sequence { node, from } => {
                self.tree.children.extend(self.pending.drain(from..));
                (node, false)
            }
            Open::Mapping { node, from } => {
                let entries = self.pending.split_off(from);
                if self.is_placeholder(node, &entries, end) {
                    let data = self.tree.nodes.get_mut(node.0 as usize)?;
                    data.span = Span::new(data.span.start, end.max(data.span.end));
                    data.kind = Kind::Verbatim {
                        style: Style::Plain,
                        start: data.span.start,
                        end: data.span.end,
                    };
                    return Some(());
                }
                if self.last_stands {
                    self.close_in_order(&entries)?;
                } else {
                    self.close_mapping(&entries)?;
                }
                (node, true)
            }
        };
        let last = u32::try_from(self.tree.children.len()).ok()?;
        let data = self.tree.nodes.get_mut(node.0 as usize)?;
        data.kind = if mapping {
            Kind::Mapping(first..last)
        } else {
            Kind::Sequence(first..last)
        };
        data.span = Span::new(data.span.start, end.max(data.span.end));
        Some(())
    }

    /// True for a mapping in braces whose only key is a mapping in braces: YAML has no other meaning for it that anyone wants.
    fn is_placeholder(&self, node: NodeId, entries: &[NodeId], end: u32) -> bool {
        let [key, _] = entries else { return false };
        let inner = self.tree.node(*key);
        let span = Span::new(self.tree.node(node).span().start, end);
        self.placeholders
            && inner.content() == super::Content::Mapping
            && !inner.is_alias()
            && self
                .tree
                .source
                .slice(span)
                .strip_prefix("{{")
                .is_some_and(|rest| rest.ends_with("}}"))
    }

    /// A comment, without a place in the tree.
    pub fn comment(&mut self, span: Span, own_line: bool) {
        self.tree.comments.push(Comment { span, own_line });
    }

    fn add(&mut self, kind: Kind, span: Span) -> Option<NodeId> {
        if self.tree.nodes.len() >= self.limits.nodes {
            let what = format!("the document has more than {} values", self.limits.nodes);
            self.report(
                ProblemKind::Limit {
                    what,
                    help: "split it, or raise the limit".into(),
                },
                span,
            );
            return None;
        }
        let id = NodeId(u32::try_from(self.tree.nodes.len()).ok()?);
        self.tree.nodes.push(NodeData { span, kind });
        self.pending.push(id);
        Some(id)
    }

    /// Keeps the first of equal keys, notes the others, and spreads `<<` over the mapping.
    fn close_mapping(&mut self, entries: &[NodeId]) -> Option<()> {
        let from = self.tree.children.len();
        let mut merges = Vec::new();
        let mut seen = Keys::new(entries.len() / 2);
        for &[key, value] in entries.as_chunks::<2>().0 {
            let node = self.tree.node(key);
            let span = node.span();
            let Some(text) = node.text() else {
                self.no_word(span);
                continue;
            };
            if text == "<<" && !node.is_alias() && matches!(node.content(), super::Content::Scalar(_, Style::Plain)) {
                merges.push(value);
                continue;
            }
            match seen.insert(&self.tree, key) {
                Some(first) => self.tree.duplicates.push(super::Duplicate { first, again: key, value }),
                None => self.tree.children.extend([key, value]),
            }
        }
        for value in merges {
            self.merge(value, &mut seen)?;
        }
        debug_assert!(self.tree.children.len() >= from);
        Some(())
    }

    /// Keeps the last of equal keys where the first stood, and lets `<<` overwrite what stands before it.
    fn close_in_order(&mut self, entries: &[NodeId]) -> Option<()> {
        let mut kept: indexmap::IndexMap<Box<str>, (NodeId, NodeId, bool)> = indexmap::IndexMap::new();
        for &[key, value] in entries.as_chunks::<2>().0 {
            let node = self.tree.node(key);
            let Some(text) = node.text() else {
                self.no_word(node.span());
                continue;
            };
            if text == "<<" && !node.is_alias() && matches!(node.content(), super::Content::Scalar(_, Style::Plain)) {
                // Of several mappings in a list the first counts most.
                for (key, value) in self.merged(value)?.into_iter().rev().flatten() {
                    let text = self.tree.node(key).text().unwrap_or("").into();
                    kept.insert(text, (key, value, false));
                }
            } else if let Some((before, old, true)) = kept.insert(text.into(), (key, value, true)) {
                self.tree.duplicates.push(super::Duplicate {
                    first: key,
                    again: before,
                    value: old,
                });
            }
        }
        self.tree
            .children
            .extend(kept.into_values().flat_map(|(key, value, _)| [key, value]));
        Some(())
    }

    fn no_word(&mut self, span: Span) {
        self.report(
            ProblemKind::Syntax {
                message: "a key must be a word, not a list or mapping".into(),
                help: None,
            },
            span,
        );
    }

    /// Adds the entries of a mapping, or of each mapping in a list, that are not there yet.
    fn merge(&mut self, value: NodeId, seen: &mut Keys) -> Option<()> {
        for (key, value) in self.merged(value)?.into_iter().flatten() {
            if seen.insert(&self.tree, key).is_none() {
                self.tree.children.extend([key, value]);
            }
        }
        Some(())
    }

    /// The entries that a merge key stands for: those of a mapping, or of each mapping in a list.
    fn merged(&mut self, value: NodeId) -> Option<Vec<Vec<(NodeId, NodeId)>>> {
        let node = self.tree.node(value);
        let sources: Vec<NodeId> = match node.content() {
            super::Content::Mapping => vec![value],
            super::Content::Sequence => node.items().map(Node::id).collect(),
            super::Content::Scalar(..) => Vec::new(),
        };
        if sources.is_empty() || sources.iter().any(|&id| self.tree.node(id).content() != super::Content::Mapping) {
            let span = node.span();
            if self.problems.last().is_some_and(|problem| problem.span == Some(span)) {
                return Some(Vec::new()); // an alias of nothing, or of itself
            }
            self.report(
                ProblemKind::Syntax {
                    message: "`<<` merges a mapping or a list of mappings".into(),
                    help: Some("write `<<: *name` with the anchor of a mapping".into()),
                },
                span,
            );
            return Some(Vec::new());
        }
        let mut merged = Vec::new();
        for source in sources {
            let entries: Vec<(NodeId, NodeId)> = self
                .tree
                .node(source)
                .entries()
                .map(|(key, value)| (key.id(), value.id()))
                .collect();
            // Merges copy links, and a document may merge a large mapping many times.
            let Some(left) = self.mergeable.checked_sub(entries.len()) else {
                let span = self.tree.node(value).span();
                self.report(
                    ProblemKind::Limit {
                        what: "merge keys make this document too large".into(),
                        help: "merge smaller mappings".into(),
                    },
                    span,
                );
                return None;
            };
            self.mergeable = left;
            merged.push(entries);
        }
        Some(merged)
    }
}

/// The keys of one mapping.
enum Keys {
    Few(Vec<NodeId>),
    Many(HashMap<Box<str>, NodeId>),
}

impl Keys {
    fn new(expected: usize) -> Self {
        if expected <= FEW_KEYS {
            Self::Few(Vec::with_capacity(expected))
        } else {
            Self::Many(HashMap::with_capacity(expected))
        }
    }

    /// Adds a key, or gives the equal one that was there before.
    fn insert(&mut self, tree: &Tree, key: NodeId) -> Option<NodeId> {
        let text = tree.node(key).text()?;
        match self {
            Self::Few(keys) => {
                if let Some(&first) = keys.iter().find(|&&id| tree.node(id).text() == Some(text)) {
                    return Some(first);
                }
                keys.push(key);
                if keys.len() > FEW_KEYS {
                    let many = keys.iter().map(|&id| (tree.node(id).text().unwrap_or("").into(), id)).collect();
                    *self = Self::Many(many);
                }
                None
            }
            Self::Many(keys) => match keys.entry(text.into()) {
                std::collections::hash_map::Entry::Occupied(first) => Some(*first.get()),
                std::collections::hash_map::Entry::Vacant(free) => {
                    free.insert(key);
                    None
                }
            },
        }
    }
}
