//! JSON text kept as it was written: numbers keep their digits, everything else is written like the value it holds.

use std::fmt::{self, Formatter};

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::error::EmitError;
use super::number::reads_as_number;
use super::options::Quoting;
use super::serializer::Node;

/// The names under which serde_json passes on a text of its own: any JSON, and a number of any precision.
pub(super) const TOKENS: [&str; 2] = ["$serde_json::private::RawValue", "$serde_json::private::Number"];

/// Writes the value that a JSON text holds.
pub(super) fn write(text: &str, node: Node<'_, '_>) -> Result<(), EmitError> {
    match text.as_bytes().first() {
        Some(b'{') => parse::<Pairs<'_>>(text)?.serialize(node),
        Some(b'[') => parse::<Vec<&RawValue>>(text)?.serialize(node),
        Some(b'"') => parse::<String>(text)?.serialize(node),
        _ if reads_as_number(text.as_bytes(), Quoting::Core12) => node.verbatim(text),
        _ => parse::<Option<bool>>(text)?.serialize(node),
    }
}

fn parse<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, EmitError> {
    serde_json::from_str(text).map_err(|error| EmitError::Refused(error.to_string()))
}

/// The members of an object, in order.
struct Pairs<'a>(Vec<(String, &'a RawValue)>);

impl Serialize for Pairs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

impl<'a> Deserialize<'a> for Pairs<'a> {
    fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'a> Visitor<'a> for Members {
            type Value = Pairs<'a>;

            fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'a>>(self, mut members: A) -> Result<Pairs<'a>, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = members.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Members)
    }
}
