//! How objects of a cluster are written: structs with the keys the cluster knows, in the order people write them, and
//! without those that say nothing.

use crate::model::{Data, Entries, Extensions};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::borrow::Cow;

/// The name under which the document speaks to clusters.
pub(super) const EXTENSION: &str = "kubernetes";

/// A text of the document, or one made from it.
pub(super) type Text<'p> = Cow<'p, str>;

/// Whether a value says nothing, so that its key is left out.
pub(super) trait Absent {
    /// True when it says nothing.
    fn is_absent(&self) -> bool;
}

impl<T> Absent for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T> Absent for Vec<T> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl Absent for bool {
    fn is_absent(&self) -> bool {
        !self
    }
}

impl Absent for Text<'_> {
    fn is_absent(&self) -> bool {
        false
    }
}

impl Absent for &'static str {
    fn is_absent(&self) -> bool {
        false
    }
}

impl Absent for u64 {
    fn is_absent(&self) -> bool {
        false
    }
}

/// An object that is written even when all of it is empty, such as a selector of everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Always<T>(pub(super) T);

impl<T> Absent for Always<T> {
    fn is_absent(&self) -> bool {
        false
    }
}

impl<T: Serialize> Serialize for Always<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// Keys and values in order, such as labels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Pairs<'p>(pub(super) Vec<(Text<'p>, Text<'p>)>);

impl<'p> Pairs<'p> {
    /// Adds a pair, or gives a key another value.
    pub(super) fn set(&mut self, key: impl Into<Text<'p>>, value: impl Into<Text<'p>>) {
        let (key, value) = (key.into(), value.into());
        match self.0.iter_mut().find(|(known, _)| *known == key) {
            Some((_, known)) => *known = value,
            None => self.0.push((key, value)),
        }
    }

    /// The pairs of the document over these.
    pub(super) fn with(mut self, more: impl IntoIterator<Item = (&'p String, &'p String)>) -> Self {
        for (key, value) in more {
            self.set(key.as_str(), value.as_str());
        }
        self
    }
}

impl Absent for Pairs<'_> {
    fn is_absent(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Pairs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

/// A number or a text, as ports by name and shares in percent are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Word<'p> {
    /// A number.
    Number(u64),
    /// A text.
    Text(Text<'p>),
}

impl Serialize for Word<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => serializer.serialize_u64(*number),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

impl Absent for Word<'_> {
    fn is_absent(&self) -> bool {
        false
    }
}

/// Writes an entry unless it says nothing.
pub(super) fn entry<M: SerializeMap, T: Serialize + Absent>(map: &mut M, key: &'static str, value: &T) -> Result<(), M::Error> {
    if value.is_absent() {
        return Ok(());
    }
    map.serialize_entry(key, value)
}

/// What the document says of an object in the cluster's own words. It takes the place of what is made from the model.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Rest<'p>(pub(super) Option<&'p Entries<String, Data>>);

impl<'p> Rest<'p> {
    /// What a noun of the document says for clusters.
    pub(super) fn of(extensions: &'p Extensions) -> Self {
        Self(extensions.get(EXTENSION).and_then(Data::as_map))
    }

    /// True when it says something under a key.
    pub(super) fn has(self, key: &str) -> bool {
        self.0.is_some_and(|entries| entries.contains_key(key))
    }

    /// Writes all of it.
    pub(super) fn write<M: SerializeMap>(self, map: &mut M) -> Result<(), M::Error> {
        self.0
            .into_iter()
            .flatten()
            .try_for_each(|(key, value)| map.serialize_entry(key, value))
    }
}

/// Declares objects: each field with its type and its key; `rest` holds what the document says in the cluster's own words.
macro_rules! objects {
    ($($(#[doc = $doc:literal])* $name:ident $(<$life:lifetime>)? { $($field:ident: $type:ty = $key:literal,)* $(..$rest:ident)? })*) => {
        $(
            $(#[doc = $doc])*
            #[derive(Clone, Debug, Default)]
            pub(in crate::platform::kubernetes) struct $name $(<$life>)? {
                $(pub(in crate::platform::kubernetes) $field: $type,)*
                $(pub(in crate::platform::kubernetes) $rest: crate::platform::kubernetes::object::Rest<'p>,)?
            }

            impl $(<$life>)? serde::Serialize for $name $(<$life>)? {
                fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    let mut map = serializer.serialize_map(None)?;
                    #[allow(unused_variables, reason = "only some objects have more keys than the model knows")]
                    let said = |key: &str| false $(|| self.$rest.has(key))?;
                    $(if !said($key) {
                        crate::platform::kubernetes::object::entry(&mut map, $key, &self.$field)?;
                    })*
                    $(self.$rest.write(&mut map)?;)?
                    serde::ser::SerializeMap::end(map)
                }
            }

            impl $(<$life>)? crate::platform::kubernetes::object::Absent for $name $(<$life>)? {
                fn is_absent(&self) -> bool {
                    true $(&& crate::platform::kubernetes::object::Absent::is_absent(&self.$field))* $(&& self.$rest.0.is_none())?
                }
            }
        )*
    };
}

pub(super) use objects;

objects! {
    /// What every object has.
    Meta<'p> {
        name: Text<'p> = "name",
        namespace: Option<Text<'p>> = "namespace",
        labels: Pairs<'p> = "labels",
        annotations: Pairs<'p> = "annotations",
    }
}

/// An object as it is written: what kind it is, what it is called, and the rest.
#[derive(Clone, Debug)]
pub(super) struct Object<'p, B> {
    pub(super) api: &'static str,
    pub(super) kind: &'static str,
    pub(super) meta: Meta<'p>,
    pub(super) body: B,
}

impl<B: Body> Serialize for Object<'_, B> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("apiVersion", self.api)?;
        map.serialize_entry("kind", self.kind)?;
        map.serialize_entry("metadata", &self.meta)?;
        self.body.write(&mut map)?;
        map.end()
    }
}

/// What stands beside the name of an object: most have a `spec`, some keys of their own.
pub(super) trait Body {
    /// Writes it.
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;
}

/// The body of an object that has a `spec` and nothing else.
#[derive(Clone, Debug)]
pub(super) struct Spec<T>(pub(super) T);

impl<T: Serialize> Body for Spec<T> {
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry("spec", &self.0)
    }
}

/// The body of an object that is only there.
impl Body for () {
    fn write<M: SerializeMap>(&self, _: &mut M) -> Result<(), M::Error> {
        Ok(())
    }
}
