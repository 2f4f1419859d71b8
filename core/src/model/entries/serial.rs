//! A map in a document: read, written and described.

use super::Entries;
use crate::text::Node;
use crate::text::read::{FromKey, FromNode, ROOM_AT_ONCE, Reader, expected_mapping};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::ser::{Serialize, Serializer};
use std::borrow::Cow;
use std::collections::BTreeMap;

impl<K: FromKey, V: FromNode> FromNode for Entries<K, V> {
    fn expected() -> String {
        expected_mapping::<V>()
    }

    fn from_node<'t>(node: Node<'t>, reader: &mut Reader<'t>) -> Option<Self> {
        let mut entries = Self::with_capacity(node.entries().len().min(ROOM_AT_ONCE));
        reader.mapping(node, |key, value| {
            entries.insert(key, value);
        })?;
        Some(entries)
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<K: Serialize, V: Serialize> Serialize for Entries<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self)
    }
}

impl<K: JsonSchema, V: JsonSchema> JsonSchema for Entries<K, V> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        BTreeMap::<K, V>::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        BTreeMap::<K, V>::json_schema(generator)
    }
}
