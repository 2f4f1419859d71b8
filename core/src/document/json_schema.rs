//! The target `json-schema`: the JSON Schema of the document, for editors and other tools.

use crate::diagnostic::Severity;
use crate::error::Error;
use crate::format;
use crate::plan::Plan;
use crate::render::{Feature, FileSet, Level, Options, Target, TargetKind};

/// The target.
pub const TARGETS: &[Target] = &[Target {
    name: "json-schema",
    kind: TargetKind::Data,
    summary: "the JSON Schema of the document, for editors",
    about: "The schema describes what any delivery may say, not what this one says: it is the same for all. Put it beside the \
            document and begin the document with `# yaml-language-server: $schema=delivery.schema.json`, and an editor \
            completes and checks it while it is written.",
    writes: "delivery.schema.json",
    options: &[],
    severity: Severity::Info,
    carries,
    render,
}];

/// The schema has a word for everything that the document has one for.
fn carries(_: Feature) -> Level {
    Level::Full
}

fn render(_: &Plan, _: &Options) -> Result<FileSet, Error> {
    let schema = serde_json::to_string_pretty(&format::json_schema()).map_err(|error| Error::internal(error.to_string()))?;
    Ok(FileSet::of("delivery.schema.json", schema + "\n"))
}
