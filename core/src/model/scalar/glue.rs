//! What makes a scalar a value of the document: reading, serde and JSON Schema, all from its text.

/// Gives scalars the traits of the document. Those after `number:` may be written as bare numbers.
macro_rules! scalar {
    (number: $($scalar:ty),+ $(,)?) => {
        $($crate::model::scalar::glue::scalar!(@one $scalar, true);)+
    };
    ($($scalar:ty),+ $(,)?) => {
        $($crate::model::scalar::glue::scalar!(@one $scalar, false);)+
    };
    (@one $scalar:ty, $number:literal) => {
        impl $crate::text::read::FromNode for $scalar {
            fn expected() -> String {
                <$scalar as $crate::model::scalar::Scalar>::EXPECTED.to_owned()
            }

            fn from_node<'t>(node: $crate::text::Node<'t>, reader: &mut $crate::text::read::Reader<'t>) -> Option<Self> {
                $crate::model::scalar::glue::read(node, reader)
            }
        }

        impl serde::Serialize for $scalar {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::model::scalar::glue::write(self, $number, serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $scalar {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::model::data::read_from(deserializer)
            }
        }

        impl schemars::JsonSchema for $scalar {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                <$scalar as $crate::model::scalar::Scalar>::NAME.into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                $crate::model::scalar::glue::schema::<$scalar>($number)
            }
        }
    };
}

use super::{
    Cidr, Condition, Cpu, Cron, Currency, Date, Decimal, Duration, Expression, Glob, Id, Money, Name, Percent, Port, Price, Rate, Runtime,
    Scalar, SecretName, SignalName, Size, TimeOfDay, Zone,
};
use crate::text::Node;
use crate::text::read::{FromKey, Reader};
use serde::{Serialize, Serializer};

scalar!(
    Cidr, Condition, Cron, Currency, Date, Duration, Expression, Glob, Id, Money, Name, Percent, Price, Rate, Runtime, SecretName,
    SignalName, Size, TimeOfDay, Zone,
);
scalar!(number: Cpu, Decimal, Port);

/// Reads a scalar from its text, or reports why it is none.
pub(in crate::model) fn read<'t, T: Scalar>(node: Node<'t>, reader: &mut Reader<'t>) -> Option<T> {
    let parsed = match node.text() {
        Some(text) if !node.is_null() => text.parse::<T>(),
        _ => {
            reader.report_type(node, T::EXPECTED.to_owned());
            return None;
        }
    };
    match parsed {
        Ok(value) => Some(value),
        Err(error) => {
            reader.report_scalar(node, T::EXPECTED, error.why().map(str::to_owned), Vec::new());
            None
        }
    }
}

/// Writes a scalar as its text, or as a number where it reads like one.
pub(in crate::model) fn write<T: Scalar, S: Serializer>(scalar: &T, number: bool, serializer: S) -> Result<S::Ok, S::Error> {
    if !number {
        return serializer.collect_str(scalar);
    }
    let text = scalar.to_string();
    if crate::text::is_json_number(&text) {
        return <crate::model::Data>::Number(text.into()).serialize(serializer);
    }
    serializer.serialize_str(&text)
}

/// A text with its shape, what it is, and examples.
pub(in crate::model) fn schema<T: Scalar>(number: bool) -> schemars::Schema {
    let mut schema = schemars::Schema::default();
    let kind = if number {
        serde_json::json!(["string", "number"])
    } else {
        "string".into()
    };
    schema.insert("type".into(), kind);
    let mut description = T::EXPECTED.to_owned();
    if let Some(first) = description.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    schema.insert("description".into(), description.into());
    if let Some(pattern) = T::PATTERN {
        schema.insert("pattern".into(), pattern.into());
    }
    schema.insert("examples".into(), T::EXAMPLES.to_vec().into());
    schema
}

macro_rules! keys {
    ($($scalar:ty),+) => {$(
        impl FromKey for $scalar {
            fn from_key(text: &str) -> Result<Self, (String, Option<String>)> {
                text.parse()
                    .map_err(|error: super::ScalarError| (Self::EXPECTED.to_owned(), error.why().map(str::to_owned)))
            }
        }
    )+};
}
keys!(Id, Name, SignalName);

pub(in crate::model) use scalar;
