//! Reading, writing and describing of values that are literal or computed by the platform.

use super::scalar::Computed;
use crate::text::Node;
use crate::text::read::{FromNode, Reader};
use serde::ser::{Serialize, Serializer};

impl<T: FromNode> FromNode for Computed<T> {
    fn expected() -> String {
        format!("{}, or `${{{{ an expression }}}}`", T::expected())
    }

    fn from_node<'t>(node: Node<'t>, reader: &mut Reader<'t>) -> Option<Self> {
        let expression = node.text().filter(|text| text.contains("${{"));
        match expression.map(str::parse) {
            None => T::from_node(node, reader).map(Self::Literal),
            Some(Ok(expression)) => Some(Self::Expression(expression)),
            Some(Err(error)) => {
                reader.report_scalar(node, <Self as FromNode>::expected(), error.why().map(str::to_owned), Vec::new());
                None
            }
        }
    }
}

impl<T: Serialize> Serialize for Computed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Literal(value) => value.serialize(serializer),
            Self::Expression(expression) => serializer.collect_str(expression),
        }
    }
}

impl<T: schemars::JsonSchema> schemars::JsonSchema for Computed<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Computed{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let literal = generator.subschema_for::<T>();
        let expression = generator.subschema_for::<super::scalar::Expression>();
        schemars::json_schema!({ "anyOf": [literal, expression] })
    }
}
