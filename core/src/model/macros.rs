//! How a noun is declared once and becomes a struct, a reader, a writer and a schema.
//!
//! `record!` is a mapping with keys, `one_of!` a choice told by the one key it has, `words!` a closed set of words.
//! A field is required when its type has no value for "absent" (`Option`, lists, maps and flags have one).

/// The key of a field: its name, or the word given after `as`.
macro_rules! key {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $key:literal) => {
        $key
    };
}

/// A mapping of the document.
///
/// `one_of name: Type,` as the last field takes the keys of a [`OneOf`](crate::text::read::OneOf) into the record.
/// `short field;` before the fields lets the whole record be written as that field's value alone.
macro_rules! record {
    (
        $(#[doc = $doc:literal])*
        pub struct $name:ident : Default { $($body:tt)* }
    ) => {
        $crate::model::macros::record!(@parse [Clone, Debug, PartialEq, Eq, Default] $(#[doc = $doc])* $name { $($body)* });
    };
    (
        $(#[doc = $doc:literal])*
        pub struct $name:ident { $($body:tt)* }
    ) => {
        $crate::model::macros::record!(@parse [Clone, Debug, PartialEq, Eq] $(#[doc = $doc])* $name { $($body)* });
    };
    (@parse [$($derive:ident),*]
        $(#[doc = $doc:literal])*
        $name:ident {
            of $of:literal;
            $(short $short:ident;)?
            $($(#[doc = $fdoc:literal])* pub $field:ident $(as $key:literal)? : $type:ty,)*
            $(one_of $choice:ident : $ctype:ty,)?
        }
    ) => {
        $(#[doc = $doc])*
        #[derive($($derive),*)]
        pub struct $name {
            $($(#[doc = $fdoc])* pub $field: $type,)*
            $(
                /// Which kind it is, by the one key that says so.
                pub $choice: $ctype,
            )?
        }

        impl $crate::text::read::FromNode for $name {
            fn expected() -> String {
                $of.to_owned()
            }

            fn from_node<'t>(record: $crate::text::Node<'t>, reader: &mut $crate::text::read::Reader<'t>) -> Option<Self> {
                #[allow(unused_imports, reason = "a record may have no keys of its own")]
                use $crate::text::read::Slot;
                $(let mut $field: Slot<$type> = Slot::Missing;)*
                $(let mut $choice = $crate::text::read::ChoiceSlot::<$ctype>::default();)?
                #[allow(unused_mut, unused_labels, reason = "used by records that have a short form")]
                let mut long = true;
                $(
                    if record.content() != $crate::text::Content::Mapping && !record.is_null() {
                        $short = $crate::text::read::FromNode::from_node(record, reader).into();
                        long = false;
                    }
                )?
                if long {
                    #[allow(unused_variables, reason = "a record may have no keys of its own")]
                    for (key, value) in reader.entries(record, <Self as $crate::text::read::FromNode>::expected)? {
                        let name = key.text().unwrap_or("");
                        $(
                            if name == $crate::model::macros::key!($field $($key)?) {
                                $field = reader.field(key, value);
                                continue;
                            }
                        )*
                        $(
                            if <$ctype as $crate::text::read::OneOf>::KEYS.contains(&name) {
                                reader.choice(&mut $choice, key, value);
                                continue;
                            }
                        )?
                        reader.unknown_key(key, Self::keys(), $of);
                    }
                }
                // All fields are ended before any is asked for, so that each can say what it misses.
                $(let $field = reader.finish_field($field, $crate::model::macros::key!($field $($key)?), $of, record);)*
                $(let $choice = reader.finish_choice($choice, record);)?
                Some(Self { $($field: $field?,)* $($choice: $choice?,)? })
            }
        }

        impl $name {
            fn keys() -> impl Iterator<Item = &'static str> {
                let own: &[&'static str] = &[$($crate::model::macros::key!($field $($key)?)),*];
                let keys = own.iter().copied();
                $(let keys = keys.chain(<$ctype as $crate::text::read::OneOf>::KEYS.iter().copied());)?
                keys
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #[allow(unused_imports, reason = "a record may have no keys of its own")]
                use serde::ser::SerializeMap as _;
                #[allow(unused_imports, reason = "as above")]
                use $crate::text::read::FromNode as _;
                #[allow(unused_variables, reason = "used by records that have a short form")]
                let said = usize::MIN $(+ usize::from(!self.$field.is_absent()))*;
                $(
                    if said == 1 && !self.$short.is_absent() {
                        return serde::Serialize::serialize(&self.$short, serializer);
                    }
                )?
                #[allow(unused_mut, reason = "as above")]
                let mut map = serializer.serialize_map(None)?;
                $(if !self.$field.is_absent() {
                    map.serialize_entry($crate::model::macros::key!($field $($key)?), &self.$field)?;
                })*
                $($crate::model::macros::WriteEntry::write_entry(&self.$choice, &mut map)?;)?
                map.end()
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::model::data::read_from(deserializer)
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            #[allow(unused_variables, reason = "a record may have no keys of its own")]
            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let properties = vec![$($crate::model::schema::Property {
                    key: $crate::model::macros::key!($field $($key)?),
                    doc: concat!($($fdoc, "\n",)*),
                    schema: generator.subschema_for::<$type>(),
                    required: <$type as $crate::text::read::FromNode>::absent().is_none(),
                }),*];
                #[allow(unused_mut, unused_assignments, reason = "only some records hold a choice or have a short form")]
                let mut choice: Vec<$crate::model::schema::Property> = Vec::new();
                $(choice = <$ctype as $crate::model::schema::Choice>::properties(generator);)?
                let short_field: Option<&str> = None $(.or(Some(stringify!($short))))?;
                #[allow(unused_mut, reason = "as above")]
                let mut short: Option<schemars::Schema> = None;
                $(if short_field == Some(stringify!($field)) {
                    short = Some($crate::model::schema::short::<$type>(generator));
                })*
                $crate::model::schema::record(concat!($($doc, "\n",)*), properties, choice, short)
            }
        }
    };
}

/// A choice, told by the one key it has.
macro_rules! one_of {
    (
        $(#[doc = $doc:literal])*
        pub enum $name:ident {
            of $of:literal;
            $($(#[doc = $vdoc:literal])* $key:literal => $variant:ident($type:ty),)*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[doc = $vdoc])* $variant($type),)*
        }

        impl $name {
            /// The key this is written under.
            pub fn key(&self) -> &'static str {
                match self {
                    $(Self::$variant(_) => $key,)*
                }
            }
        }

        $(impl From<$type> for $name {
            fn from(value: $type) -> Self {
                Self::$variant(value)
            }
        })*

        impl $crate::text::read::OneOf for $name {
            const OF: &'static str = $of;
            const KEYS: &'static [&'static str] = &[$($key),*];

            fn from_key<'t>(key: &str, value: $crate::text::Node<'t>, reader: &mut $crate::text::read::Reader<'t>) -> Option<Self> {
                match key {
                    $($key => <$type as $crate::text::read::FromNode>::from_node(value, reader).map(Self::$variant),)*
                    _ => None,
                }
            }
        }

        impl $crate::text::read::FromNode for $name {
            fn expected() -> String {
                $crate::text::read::one_of_expected::<Self>()
            }

            fn from_node<'t>(node: $crate::text::Node<'t>, reader: &mut $crate::text::read::Reader<'t>) -> Option<Self> {
                reader.one_of(node)
            }
        }

        impl $crate::model::macros::WriteEntry for $name {
            fn write_entry<M: serde::ser::SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
                match self {
                    $(Self::$variant(value) => map.serialize_entry($key, value),)*
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap as _;
                let mut map = serializer.serialize_map(Some(1))?;
                $crate::model::macros::WriteEntry::write_entry(self, &mut map)?;
                map.end()
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::model::data::read_from(deserializer)
            }
        }

        impl $crate::model::schema::Choice for $name {
            fn properties(generator: &mut schemars::SchemaGenerator) -> Vec<$crate::model::schema::Property> {
                vec![$($crate::model::schema::Property {
                    key: $key,
                    doc: concat!($($vdoc, "\n",)*),
                    schema: generator.subschema_for::<$type>(),
                    required: true,
                }),*]
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let choice = <Self as $crate::model::schema::Choice>::properties(generator);
                $crate::model::schema::record(concat!($($doc, "\n",)*), Vec::new(), choice, None)
            }
        }
    };
}

/// A closed set of words.
macro_rules! words {
    (
        $(#[doc = $doc:literal])*
        pub enum $name:ident {
            of $of:literal;
            $($(#[doc = $vdoc:literal])* $variant:ident = $word:literal,)*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $($(#[doc = $vdoc])* $variant,)*
        }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word it is written as.
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }

        impl $crate::model::scalar::Scalar for $name {
            const EXPECTED: &'static str = $of;
            const NAME: &'static str = stringify!($name);
            const PATTERN: Option<&'static str> = None;
            const EXAMPLES: &'static [&'static str] = &[$($word),*];
        }

        impl std::str::FromStr for $name {
            type Err = $crate::model::scalar::ScalarError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|value| value.word() == text).ok_or_else($crate::model::scalar::ScalarError::not::<Self>)
            }
        }

        impl $crate::text::read::FromNode for $name {
            fn expected() -> String {
                let words: Vec<String> = Self::ALL.iter().map(|value| format!("`{value}`")).collect();
                format!("{}: one of {}", $of, words.join(", "))
            }

            fn from_node<'t>(node: $crate::text::Node<'t>, reader: &mut $crate::text::read::Reader<'t>) -> Option<Self> {
                let value = node.text().and_then(|text| text.parse().ok());
                if value.is_none() {
                    let words = Self::ALL.iter().map(|value| value.word()).collect();
                    reader.report_scalar(node, <Self as $crate::text::read::FromNode>::expected(), None, words);
                }
                value
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::model::data::read_from(deserializer)
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                $crate::model::schema::words(concat!($($doc, "\n",)*), &[$(($word, concat!($($vdoc, "\n",)*))),*])
            }
        }
    };
}

/// Writes a one-of as an entry of the record it stands in.
pub(super) trait WriteEntry {
    /// Adds `key: value`.
    fn write_entry<M: serde::ser::SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;
}

pub(crate) use {key, one_of, record, words};
