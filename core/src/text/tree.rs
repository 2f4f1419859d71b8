//! The spanned tree: what a document says before anybody asks what it means.
//!
//! One arena of small nodes over one source text. Anchors are kept as links, not copies, so a tree is never larger
//! than its text; merge keys are spread over the mapping they stand in. Readers of every format build it through
//! [`TreeBuilder`](super::TreeBuilder).

use super::{ModelPath, Segment, Source, Span};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// How a scalar was written; only plain ones can be anything but text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Bare, as in `key: 1.10`.
    Plain,
    /// In single or double quotes.
    Quoted,
    /// A `|` or `>` block.
    Block,
}

/// Index of a node in its tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub(super) u32);

#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// Text that stands in the source as it is.
    Verbatim {
        style: Style,
        start: u32,
        end: u32,
    },
    /// Text with escapes or folding resolved: a range of `cooked`.
    Cooked {
        style: Style,
        start: u32,
        end: u32,
    },
    Sequence(Range<u32>),
    /// Pairs of key and value in `children`.
    Mapping(Range<u32>),
    Alias(NodeId),
}

#[derive(Clone, Debug)]
pub(super) struct NodeData {
    pub(super) span: Span,
    pub(super) kind: Kind,
}

/// A comment and where it stands; the text is without `#`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// From `#` to the end of the line.
    pub span: Span,
    /// True when nothing but blanks stands before it on its line.
    pub own_line: bool,
}

/// A parsed document with the place of every value.
#[derive(Clone, Debug)]
pub struct Tree {
    pub(super) source: Source,
    pub(super) nodes: Vec<NodeData>,
    pub(super) children: Vec<NodeId>,
    pub(super) cooked: String,
    pub(super) comments: Vec<Comment>,
    pub(super) duplicates: Vec<Duplicate>,
    pub(super) root: Option<NodeId>,
}

/// A key that was written twice in one mapping; the first stands, the later one is here.
#[derive(Clone, Copy, Debug)]
pub struct Duplicate {
    /// The key that counts.
    pub first: NodeId,
    /// The key that was passed over.
    pub again: NodeId,
    /// Its value.
    pub value: NodeId,
}

impl Tree {
    /// The text this tree was read from.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The outermost value; `None` for an empty document.
    pub fn root(&self) -> Option<Node<'_>> {
        self.root.map(|id| self.node(id))
    }

    /// A node by its index.
    pub fn node(&self, id: NodeId) -> Node<'_> {
        Node { tree: self, id }
    }

    /// All comments, in order.
    pub fn comments(&self) -> &[Comment] {
        &self.comments
    }

    /// Keys that were written twice.
    pub fn duplicates(&self) -> &[Duplicate] {
        &self.duplicates
    }

    /// Number of nodes.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// True when nothing was written.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Follows a route as far as it goes: the key (if it ends in one) and the value there, or the deepest value on the way.
    /// Levels that a short form leaves out are passed over.
    pub fn locate(&self, path: &ModelPath) -> Option<Located<'_>> {
        let mut value = self.root()?;
        let mut key = None;
        for segment in path.segments() {
            // A short form leaves a level out: `quality: [ … ]` for `quality: { conditions: [ … ] }`, `after: dev` for a list.
            match (segment, value.content()) {
                (Segment::Key(_), Content::Scalar(..) | Content::Sequence)
                | (Segment::Index(_), Content::Scalar(..) | Content::Mapping) => continue,
                _ => {}
            }
            let next = match segment {
                Segment::Key(name) => value.entries().find(|(key, _)| key.text() == Some(name)).map(|(k, v)| (Some(k), v)),
                Segment::Index(index) => value.items().nth(*index as usize).map(|item| (None, item)),
            };
            let Some((k, v)) = next else {
                return Some(Located { key, value, exact: false });
            };
            key = k;
            value = v;
        }
        Some(Located { key, value, exact: true })
    }

    /// The routes to these keys, for those that are found.
    pub fn routes(&self, keys: impl IntoIterator<Item = NodeId>) -> HashMap<NodeId, ModelPath> {
        fn walk(node: Node<'_>, route: &mut Vec<Segment>, wanted: &mut HashSet<NodeId>, found: &mut HashMap<NodeId, ModelPath>) {
            if node.is_alias() || wanted.is_empty() {
                return;
            }
            for (key, value) in node.entries() {
                route.push(Segment::of_key(key.text().unwrap_or("")));
                if wanted.remove(&key.id()) {
                    found.insert(key.id(), route.iter().cloned().collect());
                }
                walk(value, route, wanted, found);
                route.pop();
            }
            for (index, item) in node.items().enumerate() {
                route.push(Segment::Index(u32::try_from(index).unwrap_or(u32::MAX)));
                walk(item, route, wanted, found);
                route.pop();
            }
        }
        let mut found = HashMap::new();
        if let Some(root) = self.root() {
            walk(root, &mut Vec::new(), &mut keys.into_iter().collect(), &mut found);
        }
        found
    }

    fn data(&self, id: NodeId) -> Option<&NodeData> {
        self.nodes.get(id.0 as usize)
    }
}

/// What [`Tree::locate`] found.
#[derive(Clone, Copy, Debug)]
pub struct Located<'t> {
    /// The key before the value, when the route ends in one.
    pub key: Option<Node<'t>>,
    /// The value.
    pub value: Node<'t>,
    /// False when only a part of the route exists.
    pub exact: bool,
}

/// A value in a tree. Aliases are followed wherever content is asked for.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    tree: &'t Tree,
    id: NodeId,
}

/// The content of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content<'t> {
    /// Text and how it was written.
    Scalar(&'t str, Style),
    /// A list.
    Sequence,
    /// Keys and values.
    Mapping,
}

impl<'t> Node<'t> {
    /// Index in the tree.
    pub fn id(self) -> NodeId {
        self.id
    }

    /// Where the node is written; for an alias, the place of the `*name`.
    pub fn span(self) -> Span {
        self.tree.data(self.id).map_or_else(Span::default, |data| data.span)
    }

    /// The anchored node when this is an alias, otherwise the node itself.
    pub fn target(self) -> Node<'t> {
        match self.tree.data(self.id).map(|data| &data.kind) {
            Some(Kind::Alias(id)) => Node { tree: self.tree, id: *id },
            _ => self,
        }
    }

    /// True for `*name`.
    pub fn is_alias(self) -> bool {
        self.target().id != self.id
    }

    /// What is written here.
    pub fn content(self) -> Content<'t> {
        let node = self.target();
        match node.tree.data(node.id).map(|data| &data.kind) {
            Some(Kind::Verbatim { style, start, end }) => Content::Scalar(node.tree.source.slice(Span::new(*start, *end)), *style),
            Some(Kind::Cooked { style, start, end }) => {
                Content::Scalar(node.tree.cooked.get(*start as usize..*end as usize).unwrap_or(""), *style)
            }
            Some(Kind::Sequence(_)) => Content::Sequence,
            Some(Kind::Mapping(_)) => Content::Mapping,
            Some(Kind::Alias(_)) | None => Content::Scalar("", Style::Plain),
        }
    }

    /// The text of a scalar, whatever it means.
    pub fn text(self) -> Option<&'t str> {
        match self.content() {
            Content::Scalar(text, _) => Some(text),
            _ => None,
        }
    }

    /// True for a plain scalar that says nothing: empty, `null` or `~`.
    pub fn is_null(self) -> bool {
        matches!(self.content(), Content::Scalar("" | "~" | "null" | "Null" | "NULL", Style::Plain))
    }

    /// Items of a list; nothing for anything else.
    pub fn items(self) -> impl DoubleEndedIterator<Item = Node<'t>> + ExactSizeIterator + use<'t> {
        let node = self.target();
        let range = match node.tree.data(node.id).map(|data| &data.kind) {
            Some(Kind::Sequence(range)) => range.start as usize..range.end as usize,
            _ => 0..0,
        };
        node.tree
            .children
            .get(range)
            .unwrap_or_default()
            .iter()
            .map(move |&id| Node { tree: node.tree, id })
    }

    /// Keys and values of a mapping, in order of writing, merged ones last; nothing for anything else.
    pub fn entries(self) -> impl DoubleEndedIterator<Item = (Node<'t>, Node<'t>)> + ExactSizeIterator + use<'t> {
        let node = self.target();
        let range = match node.tree.data(node.id).map(|data| &data.kind) {
            Some(Kind::Mapping(range)) => range.start as usize..range.end as usize,
            _ => 0..0,
        };
        let tree = node.tree;
        let pairs = tree.children.get(range).unwrap_or_default().as_chunks::<2>().0;
        pairs.iter().map(move |&[key, value]| (tree.node(key), tree.node(value)))
    }

    /// The value under a key.
    pub fn get(self, key: &str) -> Option<Node<'t>> {
        self.entries().find(|(name, _)| name.text() == Some(key)).map(|(_, value)| value)
    }

    /// What a person would call this: "a list", "the text `x`", "nothing" …
    pub fn describe(self) -> String {
        match self.content() {
            Content::Sequence => "a list".into(),
            Content::Mapping => "a mapping".into(),
            Content::Scalar(..) if self.is_null() => "nothing".into(),
            Content::Scalar(text, _) => format!("`{}`", super::shorten(text, 60)),
        }
    }
}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.content() {
            Content::Scalar(text, _) => write!(f, "{text:?}"),
            Content::Sequence => f.debug_list().entries(self.items()).finish(),
            Content::Mapping => f.debug_map().entries(self.entries()).finish(),
        }
    }
}
