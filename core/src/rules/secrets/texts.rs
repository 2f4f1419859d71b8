//! Every text of a document with its route, without a copy of either: a serializer that writes nothing.

use crate::model::Delivery;
use crate::text::Segment;
use serde::ser::{self, Impossible, Serialize, Serializer};
use smol_str::SmolStr;
use std::fmt;

/// Shows every text and number of a document, with the route to it.
pub(super) fn each(delivery: &Delivery, visit: &mut dyn FnMut(&[Segment], &str)) {
    let mut walk = Walk { route: Vec::new(), visit };
    let _ = delivery.serialize(&mut walk); // nothing in it refuses
}

struct Walk<'v> {
    route: Vec<Segment>,
    visit: &'v mut dyn FnMut(&[Segment], &str),
}

/// A walk that cannot fail; the trait asks for an error all the same.
#[derive(Debug)]
struct Never;

impl fmt::Display for Never {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nothing")
    }
}

impl std::error::Error for Never {}

impl ser::Error for Never {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

type Done = Result<(), Never>;

/// Values that are no text and hold none.
macro_rules! passed_over {
    ($($name:ident: $type:ty,)*) => {$(
        fn $name(self, _: $type) -> Done {
            Ok(())
        }
    )*};
}

impl<'w, 'v> Serializer for &'w mut Walk<'v> {
    type Ok = ();
    type Error = Never;
    type SerializeSeq = Inside<'w, 'v>;
    type SerializeTuple = Impossible<(), Never>;
    type SerializeTupleStruct = Impossible<(), Never>;
    type SerializeTupleVariant = Impossible<(), Never>;
    type SerializeMap = Inside<'w, 'v>;
    type SerializeStruct = Inside<'w, 'v>;
    type SerializeStructVariant = Impossible<(), Never>;

    passed_over! {
        serialize_bool: bool,
        serialize_i8: i8,
        serialize_i16: i16,
        serialize_i32: i32,
        serialize_i64: i64,
        serialize_u8: u8,
        serialize_u16: u16,
        serialize_u32: u32,
        serialize_u64: u64,
        serialize_f32: f32,
        serialize_f64: f64,
        serialize_char: char,
        serialize_bytes: &[u8],
        serialize_unit_struct: &'static str,
    }

    fn serialize_str(self, text: &str) -> Done {
        (self.visit)(&self.route, text);
        Ok(())
    }

    fn serialize_none(self) -> Done {
        Ok(())
    }

    fn serialize_unit(self) -> Done {
        Ok(())
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Done {
        Ok(())
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(self, _: &'static str, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(self, _: &'static str, _: u32, _: &'static str, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Inside<'w, 'v>, Never> {
        self.route.push(Segment::Index(0));
        Ok(Inside { walk: self, number: 0 })
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Never> {
        Err(Never)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Never> {
        Err(Never)
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Self::SerializeTupleVariant, Never> {
        Err(Never)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Inside<'w, 'v>, Never> {
        self.route.push(Segment::Index(0));
        Ok(Inside { walk: self, number: 0 })
    }

    /// Only digits that are kept as they were written come so.
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Inside<'w, 'v>, Never> {
        self.route.push(Segment::Index(0));
        Ok(Inside { walk: self, number: 0 })
    }

    fn serialize_struct_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Self::SerializeStructVariant, Never> {
        Err(Never)
    }
}

/// Inside a list or mapping; the last segment of the route is the item that is shown.
struct Inside<'w, 'v> {
    walk: &'w mut Walk<'v>,
    number: u32,
}

impl Inside<'_, '_> {
    fn at(&mut self, segment: Segment) {
        if let Some(last) = self.walk.route.last_mut() {
            *last = segment;
        }
    }

    fn leave(self) {
        self.walk.route.pop();
    }
}

impl ser::SerializeSeq for Inside<'_, '_> {
    type Ok = ();
    type Error = Never;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Done {
        self.at(Segment::Index(self.number));
        self.number = self.number.saturating_add(1);
        value.serialize(&mut *self.walk)
    }

    fn end(self) -> Done {
        self.leave();
        Ok(())
    }
}

impl ser::SerializeMap for Inside<'_, '_> {
    type Ok = ();
    type Error = Never;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Done {
        let mut name = SmolStr::default();
        let mut read = Walk {
            route: Vec::new(),
            visit: &mut |_, text| name = SmolStr::new(text),
        };
        key.serialize(&mut read)?;
        self.at(Segment::Key(name));
        Ok(())
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Done {
        value.serialize(&mut *self.walk)
    }

    fn end(self) -> Done {
        self.leave();
        Ok(())
    }
}

impl ser::SerializeStruct for Inside<'_, '_> {
    type Ok = ();
    type Error = Never;

    fn serialize_field<T: ?Sized + Serialize>(&mut self, _: &'static str, _: &T) -> Done {
        Ok(())
    }

    fn end(self) -> Done {
        self.leave();
        Ok(())
    }
}
