//! Ranges of duration in the document: `5m`, `4m..6m`, or `{ best: 4m, likely: 5m, worst: 9m }`.

use super::macros::record;
use super::scalar::{Duration, DurationRange, Scalar, glue};
use crate::text::read::{FromNode, Reader};
use crate::text::{Content, Node};

record! {
    /// An estimate with its best, likely and worst case.
    pub struct ThreePoint {
        of "an estimate";
        /// When everything goes well.
        pub best: Duration,
        /// What happens mostly.
        pub likely: Duration,
        /// When much goes wrong.
        pub worst: Duration,
    }
}

impl FromNode for DurationRange {
    fn expected() -> String {
        <Self as Scalar>::EXPECTED.to_owned()
    }

    fn from_node<'t>(node: Node<'t>, reader: &mut Reader<'t>) -> Option<Self> {
        if node.content() != Content::Mapping {
            return glue::read(node, reader);
        }
        let points = ThreePoint::from_node(node, reader)?;
        match Self::three(points.best, points.likely, points.worst) {
            Ok(range) => Some(range),
            Err(error) => {
                let why = error.why().unwrap_or("best, likely and worst must not fall").to_owned();
                reader.report_scalar(node.get("worst").unwrap_or(node), <Self as Scalar>::EXPECTED, Some(why), Vec::new());
                None
            }
        }
    }
}

impl serde::Serialize for DurationRange {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        glue::write(self, false, serializer)
    }
}

impl schemars::JsonSchema for DurationRange {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        <Self as Scalar>::NAME.into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let points = generator.subschema_for::<ThreePoint>();
        let text = glue::schema::<Self>(false);
        schemars::json_schema!({ "anyOf": [text, points] })
    }
}
