//! The serde side of the writer: what each kind of value becomes in the place where it stands.

use std::fmt::{self, Display, Write};

use serde::ser::Error;
use serde::{Serialize, Serializer};

use super::collection::{Collection, Kind};
use super::commented::{COMMENTED, Notes, VALUE};
use super::error::EmitError;
use super::options::Nulls;
use super::scalar::{Spot, Style, style, write_styled};
use super::writer::Writer;
use super::{literal, raw};

/// The deepest nesting that is written.
const DEPTH_LIMIT: u16 = 512;

/// Where a value stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// It is the whole document.
    Root,
    /// After `key:`.
    Value,
    /// After `-`.
    Item,
    /// It is a key.
    Key,
    /// It is text for the writer itself.
    Note,
}

/// One value about to be written.
pub(super) struct Node<'w, 'o> {
    pub(super) writer: &'w mut Writer<'o>,
    pub(super) place: Place,
    /// Where the entries of the collection around it stand.
    pub(super) column: usize,
    pub(super) depth: u16,
}

impl<'w, 'o> Node<'w, 'o> {
    pub(super) fn root(writer: &'w mut Writer<'o>) -> Self {
        Self {
            writer,
            place: Place::Root,
            column: 0,
            depth: 0,
        }
    }

    /// The same node, one level further from the root.
    pub(super) fn deeper(mut self) -> Result<Self, EmitError> {
        if self.depth >= DEPTH_LIMIT {
            return Err(EmitError::TooDeep { limit: DEPTH_LIMIT });
        }
        self.depth += 1;
        Ok(self)
    }

    /// Writes a scalar that needs no quotes.
    pub(super) fn verbatim(self, text: &str) -> Result<(), EmitError> {
        self.scalar(|out| out.write_str(text))
    }

    /// Writes a scalar of one line.
    fn scalar(self, write: impl FnOnce(&mut String) -> fmt::Result) -> Result<(), EmitError> {
        let writer = self.writer;
        match self.place {
            Place::Key => write(&mut writer.out),
            Place::Note => write(&mut writer.note),
            place => {
                if place != Place::Root {
                    writer.out.push(' ');
                }
                let written = write(&mut writer.out);
                writer.end_line();
                written
            }
        }
        .map_err(EmitError::custom)
    }

    fn integer(self, value: impl Display) -> Result<(), EmitError> {
        self.scalar(|out| write!(out, "{value}"))
    }

    /// Writes a float, given in the shortest form that reads back the same.
    fn float(self, shortest: &str) -> Result<(), EmitError> {
        match shortest {
            "inf" => self.verbatim(".inf"),
            "-inf" => self.verbatim("-.inf"),
            "NaN" => self.verbatim(".nan"),
            // YAML 1.1 wants a point and a sign: `1.0e+16`.
            _ => self.scalar(|out| match shortest.split_once('e') {
                Some((mantissa, exponent)) => {
                    let point = if mantissa.contains('.') { "" } else { ".0" };
                    let sign = if exponent.starts_with('-') { "" } else { "+" };
                    write!(out, "{mantissa}{point}e{sign}{exponent}")
                }
                None => out.write_str(shortest),
            }),
        }
    }

    fn null(self) -> Result<(), EmitError> {
        match (self.place, self.writer.options.nulls) {
            (Place::Key, _) => Err(EmitError::Key { found: "null" }),
            (Place::Value, Nulls::Empty) => {
                self.writer.end_line();
                Ok(())
            }
            _ => self.verbatim("null"),
        }
    }

    /// Writes a commented value: asks the envelope for its notes, then for the value.
    fn commented<T: Serialize + ?Sized>(mut self, envelope: &T) -> Result<(), EmitError> {
        if matches!(self.place, Place::Key | Place::Note) {
            return envelope.serialize(self);
        }
        envelope.serialize(self.note())?;
        envelope.serialize(self.note())?;
        let mut text = std::mem::take(&mut self.writer.note);
        self.writer.annotate(&Notes::read(&text));
        text.clear();
        self.writer.note = text;
        envelope.serialize(self)
    }

    fn note(&mut self) -> Node<'_, 'o> {
        Node {
            writer: self.writer,
            place: Place::Note,
            column: self.column,
            depth: self.depth,
        }
    }
}

impl<'w, 'o> Serializer for Node<'w, 'o> {
    type Ok = ();
    type Error = EmitError;
    type SerializeSeq = Collection<'w, 'o>;
    type SerializeTuple = Collection<'w, 'o>;
    type SerializeTupleStruct = Collection<'w, 'o>;
    type SerializeTupleVariant = Collection<'w, 'o>;
    type SerializeMap = Collection<'w, 'o>;
    type SerializeStruct = Collection<'w, 'o>;
    type SerializeStructVariant = Collection<'w, 'o>;

    fn serialize_str(self, text: &str) -> Result<(), EmitError> {
        let writer = self.writer;
        if self.place == Place::Key {
            let quoting = writer.options.quoting_of(text);
            write_styled(&mut writer.out, text, style(text, quoting, Spot::key(self.column)));
        } else if self.place == Place::Note {
            writer.note.push_str(text);
        } else {
            let root = self.place == Place::Root;
            if !root {
                writer.out.push(' ');
            }
            let style = style(text, writer.options.quoting, Spot::Value);
            if style == Style::Lines && literal::fits(text, root) {
                literal::write(writer, text, self.column);
            } else {
                write_styled(&mut writer.out, text, style);
                writer.end_line();
            }
        }
        Ok(())
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), EmitError> {
        if self.place == Place::Note {
            return write!(self.writer.note, "{value}").map_err(EmitError::custom);
        }
        self.serialize_str(&value.to_string())
    }

    fn serialize_char(self, character: char) -> Result<(), EmitError> {
        self.serialize_str(character.encode_utf8(&mut [0; 4]))
    }

    fn serialize_bool(self, value: bool) -> Result<(), EmitError> {
        self.verbatim(if value { "true" } else { "false" })
    }

    fn serialize_i8(self, value: i8) -> Result<(), EmitError> {
        self.integer(value)
    }

    fn serialize_i16(self, value: i16) -> Result<(), EmitError> {
        self.integer(value)
    }

    fn serialize_i32(self, value: i32) -> Result<(), EmitError> {
        self.integer(value)
    }

    fn serialize_i64(self, value: i64) -> Result<(), EmitError> {
        self.integer(value)
    }

    fn serialize_i128(self, value: i128) -> Result<(), EmitError> {
        self.integer(value)
    }

    fn serialize_u8(self, value: u8) -> Result<(), EmitError> {
        self.integer(value)
    }

    fn serialize_u16(self, value: u16) -> Result<(), EmitError> {
        self.integer(value)
    }

    fn serialize_u32(self, value: u32) -> Result<(), EmitError> {
        self.integer(value)
    }

    fn serialize_u64(self, value: u64) -> Result<(), EmitError> {
        self.integer(value)
    }

    fn serialize_u128(self, value: u128) -> Result<(), EmitError> {
        self.integer(value)
    }

    fn serialize_f32(self, value: f32) -> Result<(), EmitError> {
        self.float(&format!("{value:?}"))
    }

    fn serialize_f64(self, value: f64) -> Result<(), EmitError> {
        self.float(&format!("{value:?}"))
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), EmitError> {
        Err(EmitError::Bytes)
    }

    fn serialize_none(self) -> Result<(), EmitError> {
        self.null()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), EmitError> {
        value.serialize(self.deeper()?)
    }

    fn serialize_unit(self) -> Result<(), EmitError> {
        self.null()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), EmitError> {
        self.null()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), EmitError> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<(), EmitError> {
        match name {
            // Only the notes are wanted.
            VALUE if self.place == Place::Note => Ok(()),
            COMMENTED => self.deeper()?.commented(value),
            _ => value.serialize(self.deeper()?),
        }
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), EmitError> {
        value.serialize(Collection::open_variant(self, variant)?)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Collection<'w, 'o>, EmitError> {
        Collection::open(self, Kind::List)
    }

    fn serialize_tuple(self, _: usize) -> Result<Collection<'w, 'o>, EmitError> {
        Collection::open(self, Kind::List)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Collection<'w, 'o>, EmitError> {
        Collection::open(self, Kind::List)
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, variant: &'static str, _: usize) -> Result<Collection<'w, 'o>, EmitError> {
        Collection::open(Collection::open_variant(self, variant)?, Kind::List)
    }

    fn serialize_map(self, entries: Option<usize>) -> Result<Collection<'w, 'o>, EmitError> {
        Collection::open_map(self, entries)
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Collection<'w, 'o>, EmitError> {
        Collection::open(self, if raw::TOKENS.contains(&name) { Kind::Raw } else { Kind::Map })
    }

    fn serialize_struct_variant(self, _: &'static str, _: u32, variant: &'static str, _: usize) -> Result<Collection<'w, 'o>, EmitError> {
        Collection::open(Collection::open_variant(self, variant)?, Kind::Map)
    }
}
