//! Reading, writing and describing of a token's permissions: a word for all, or scope by scope.

use super::{Access, Entries, Permissions};
use crate::text::read::{FromNode, Reader};
use crate::text::{Content, Node};
use serde::ser::{Serialize, Serializer};

impl FromNode for Permissions {
    fn expected() -> String {
        "`read_all`, `write_all`, or a mapping of scopes to `read`, `write` or `none`".into()
    }

    fn from_node<'t>(node: Node<'t>, reader: &mut Reader<'t>) -> Option<Self> {
        match node.content() {
            Content::Scalar("read_all", _) => Some(Self::ReadAll),
            Content::Scalar("write_all", _) => Some(Self::WriteAll),
            Content::Mapping => Entries::from_node(node, reader).map(Self::Each),
            _ => {
                reader.report_scalar(node, Self::expected(), None, vec!["read_all", "write_all"]);
                None
            }
        }
    }
}

impl Serialize for Permissions {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::ReadAll => serializer.serialize_str("read_all"),
            Self::WriteAll => serializer.serialize_str("write_all"),
            Self::Each(scopes) => scopes.serialize(serializer),
        }
    }
}

impl schemars::JsonSchema for Permissions {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Permissions".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let scopes = generator.subschema_for::<Entries<String, Access>>();
        schemars::json_schema!({
            "description": "What a pipeline's own token may do: everything, or scope by scope.",
            "anyOf": [{ "enum": ["read_all", "write_all"] }, scopes],
        })
    }
}
