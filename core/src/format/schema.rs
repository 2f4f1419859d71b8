//! The JSON Schema of the document, for editors and for the types of other languages.

use crate::model::Delivery;
use schemars::generate::SchemaSettings;
use serde_json::Value;

/// JSON Schema (draft 2020-12) of a whole delivery.
pub fn json_schema() -> Value {
    let mut settings = SchemaSettings::draft2020_12();
    settings.inline_subschemas = false;
    let mut schema = settings.into_generator().into_root_schema_for::<Delivery>();
    schema.insert("$id".into(), "https://gatewright.dev/schema/delivery-1.json".into());
    schema.insert("title".into(), "Gatewright delivery".into());
    schema.to_value()
}
