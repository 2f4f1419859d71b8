//! Reading, writing and describing of the secrets a caller passes on: `inherit`, or name by name.

use super::{CallSecrets, Entries, EnvValue};
use crate::text::read::{FromNode, Reader};
use crate::text::{Content, Node};
use serde::ser::{Serialize, Serializer};

impl FromNode for CallSecrets {
    fn expected() -> String {
        "`inherit`, or a mapping of names to secrets".into()
    }

    fn from_node<'t>(node: Node<'t>, reader: &mut Reader<'t>) -> Option<Self> {
        match node.content() {
            Content::Scalar("inherit", _) => Some(Self::Inherit),
            Content::Mapping => Entries::from_node(node, reader).map(Self::Each),
            _ => {
                reader.report_scalar(node, Self::expected(), None, vec!["inherit"]);
                None
            }
        }
    }
}

impl Serialize for CallSecrets {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Inherit => serializer.serialize_str("inherit"),
            Self::Each(secrets) => secrets.serialize(serializer),
        }
    }
}

impl schemars::JsonSchema for CallSecrets {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "CallSecrets".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let secrets = generator.subschema_for::<Entries<String, EnvValue>>();
        schemars::json_schema!({
            "description": "The secrets a caller passes on: all, or name by name.",
            "anyOf": [{ "const": "inherit" }, secrets],
        })
    }
}
