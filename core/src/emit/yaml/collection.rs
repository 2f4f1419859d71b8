//! Maps and lists, written entry by entry.

use serde::Serialize;
use serde::ser::{
    SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple, SerializeTupleStruct, SerializeTupleVariant,
};

use super::error::EmitError;
use super::options::Lists;
use super::raw;
use super::scalar::{Spot, style, write_in_brackets, write_styled};
use super::serializer::{Node, Place};
use super::writer::{INDENT, Writer};

/// The longest key written before its colon on one line. YAML sets a limit of 1024 characters, which readers count in different ways.
const LONGEST_KEY: usize = 1000;

/// A map or list in the making.
#[expect(clippy::struct_excessive_bools, reason = "each is a thing of its own, and none excludes another")]
pub(super) struct Collection<'w, 'o> {
    writer: &'w mut Writer<'o>,
    place: Place,
    /// Where the entries stand; until the first one, where those of the collection around stand.
    column: usize,
    depth: u16,
    kind: Kind,
    started: bool,
    /// It has one entry, which may turn out to be a tag and what it is on.
    single: bool,
    /// It was a tag and what it is on; it is written.
    tagged: bool,
    /// It is a list that stays in block style.
    block: bool,
    /// Where the collection's text begins.
    start: usize,
}

/// What is being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Map,
    List,
    /// serde_json's envelope around JSON text.
    Raw,
}

impl<'w, 'o> Collection<'w, 'o> {
    /// Begins a collection; nothing is written before the first entry.
    pub(super) fn open(node: Node<'w, 'o>, kind: Kind) -> Result<Self, EmitError> {
        let Node {
            writer,
            place,
            column,
            depth,
        } = node.deeper()?;
        if matches!(place, Place::Key | Place::Note) {
            return Err(EmitError::Key {
                found: if kind == Kind::List { "a list" } else { "a map" },
            });
        }
        let start = writer.out.len();
        let block = std::mem::take(&mut writer.keeps_block) && kind == Kind::List;
        Ok(Self {
            writer,
            place,
            column,
            depth,
            kind,
            started: false,
            single: false,
            tagged: false,
            block,
            start,
        })
    }

    /// Begins a map of so many entries.
    pub(super) fn open_map(node: Node<'w, 'o>, entries: Option<usize>) -> Result<Self, EmitError> {
        let tags = node.writer.options.tags && node.place != Place::Root;
        let mut map = Self::open(node, Kind::Map)?;
        map.single = tags && entries == Some(1);
        Ok(map)
    }

    /// Writes the key as a tag when it is one.
    fn write_tag<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<bool, EmitError> {
        key.serialize(self.node(Place::Note))?;
        let text = std::mem::take(&mut self.writer.note);
        let name = text.strip_prefix('!').filter(|name| !name.is_empty());
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/');
        self.tagged = name.is_some_and(|name| name.bytes().all(plain));
        if self.tagged {
            self.writer.out.push(' ');
            self.writer.out.push_str(&text);
        }
        Ok(self.tagged)
    }

    /// Begins a map of one entry for a variant and returns the place of its content.
    pub(super) fn open_variant(node: Node<'w, 'o>, variant: &str) -> Result<Node<'w, 'o>, EmitError> {
        let mut outer = Self::open(node, Kind::Map)?;
        outer.write_key(variant);
        Ok(Node {
            writer: outer.writer,
            place: Place::Value,
            column: outer.column,
            depth: outer.depth,
        })
    }

    /// Goes to where the next entry begins.
    #[inline]
    fn begin_entry(&mut self) {
        if self.started {
            self.writer.indent(self.column);
            return;
        }
        self.started = true;
        // A list in a list keeps the outer one in block style, and a comment that waits for the end of this line keeps this one so.
        self.writer.block_only = self.start + usize::from(self.writer.has_trailing());
        match self.place {
            Place::Root => {}
            Place::Item => {
                self.writer.out.push(' ');
                self.column += INDENT;
            }
            _ => {
                self.writer.end_line();
                if self.kind == Kind::Map || self.writer.options.lists == Lists::Indented {
                    self.column += INDENT;
                }
                self.writer.indent(self.column);
            }
        }
    }

    fn node(&mut self, place: Place) -> Node<'_, 'o> {
        Node {
            writer: self.writer,
            place,
            column: self.column,
            depth: self.depth,
        }
    }

    fn write_key(&mut self, key: &str) {
        self.begin_entry();
        let start = self.writer.out.len();
        let quoting = self.writer.options.quoting_of(key);
        write_styled(&mut self.writer.out, key, style(key, quoting, Spot::key(self.column)));
        self.end_key(start);
    }

    #[inline]
    fn end_key(&mut self, start: usize) {
        let blocks = self.writer.options.block_lists;
        self.writer.keeps_block = !blocks.is_empty() && self.writer.out.get(start..).is_some_and(|key| blocks.contains(&key));
        if self.writer.out.len() - start > LONGEST_KEY {
            self.writer.out.insert_str(start, "? ");
            self.writer.end_line();
            self.writer.indent(self.column);
        }
        self.writer.out.push(':');
    }

    fn field<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), EmitError> {
        if self.kind == Kind::Raw {
            return value.serialize(self.node(Place::Note));
        }
        self.write_key(key);
        value.serialize(self.node(Place::Value))
    }

    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EmitError> {
        self.begin_entry();
        self.writer.out.push('-');
        value.serialize(self.node(Place::Item))
    }

    fn close(self) -> Result<(), EmitError> {
        let Self {
            writer,
            place,
            column,
            depth,
            kind,
            started,
            single: _,
            tagged,
            block,
            start,
        } = self;
        if tagged {
            return Ok(());
        }
        if kind == Kind::Raw {
            let text = std::mem::take(&mut writer.note);
            return raw::write(
                &text,
                Node {
                    writer,
                    place,
                    column,
                    depth,
                },
            );
        }
        if !started {
            if place != Place::Root {
                writer.out.push(' ');
            }
            writer.out.push_str(if kind == Kind::List { "[]" } else { "{}" });
            writer.end_line();
            writer.block_only = writer.out.len();
        } else if kind == Kind::List
            && place != Place::Root
            && !block
            && writer.block_only == start
            && let Some(width) = writer.options.flow_lists
        {
            fold(writer, start, width);
        }
        Ok(())
    }
}

/// Writes the list of scalars that begins at `start` anew on one line, if it fits.
fn fold(writer: &mut Writer<'_>, start: usize, width: usize) {
    let mut line = std::mem::take(&mut writer.note);
    let (before, list) = writer.out.split_at_checked(start).unwrap_or_default();
    let left = width.saturating_sub(
        before
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .trim_start_matches(' ')
            .chars()
            .count()
            + 1,
    );
    for item in list.lines().filter_map(|line| line.trim_start_matches(' ').strip_prefix("- ")) {
        line.push_str(if line.is_empty() { "[" } else { ", " });
        write_in_brackets(&mut line, item, writer.options.quoting);
        if line.len() / 4 > left {
            break; // no character takes more than four bytes
        }
    }
    line.push(']');
    if line.chars().count() <= left {
        writer.out.truncate(start);
        writer.out.push(' ');
        writer.out.push_str(&line);
        writer.out.push('\n');
    }
    line.clear();
    writer.note = line;
}

impl SerializeSeq for Collection<'_, '_> {
    type Ok = ();
    type Error = EmitError;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EmitError> {
        self.item(value)
    }

    fn end(self) -> Result<(), EmitError> {
        self.close()
    }
}

impl SerializeTuple for Collection<'_, '_> {
    type Ok = ();
    type Error = EmitError;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EmitError> {
        self.item(value)
    }

    fn end(self) -> Result<(), EmitError> {
        self.close()
    }
}

impl SerializeTupleStruct for Collection<'_, '_> {
    type Ok = ();
    type Error = EmitError;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EmitError> {
        self.item(value)
    }

    fn end(self) -> Result<(), EmitError> {
        self.close()
    }
}

impl SerializeTupleVariant for Collection<'_, '_> {
    type Ok = ();
    type Error = EmitError;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EmitError> {
        self.item(value)
    }

    fn end(self) -> Result<(), EmitError> {
        self.close()
    }
}

impl SerializeMap for Collection<'_, '_> {
    type Ok = ();
    type Error = EmitError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), EmitError> {
        if self.single && self.write_tag(key)? {
            return Ok(());
        }
        self.begin_entry();
        let start = self.writer.out.len();
        key.serialize(self.node(Place::Key))?;
        self.end_key(start);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EmitError> {
        value.serialize(self.node(Place::Value))
    }

    fn end(self) -> Result<(), EmitError> {
        self.close()
    }
}

impl SerializeStruct for Collection<'_, '_> {
    type Ok = ();
    type Error = EmitError;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), EmitError> {
        self.field(key, value)
    }

    fn end(self) -> Result<(), EmitError> {
        self.close()
    }
}

impl SerializeStructVariant for Collection<'_, '_> {
    type Ok = ();
    type Error = EmitError;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), EmitError> {
        self.field(key, value)
    }

    fn end(self) -> Result<(), EmitError> {
        self.close()
    }
}
