//! Targets and renderings as data, for programs: what `gatewright targets --format json` prints and other languages see.

use super::all;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::view::json::SeverityJson;
use crate::render::{Feature, File, FileSet, OptionSpec, Target};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The name of a target. In every language its type knows the names there are.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(transparent)]
pub struct TargetName(pub String);

impl JsonSchema for TargetName {
    fn schema_name() -> Cow<'static, str> {
        "TargetName".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names: Vec<&str> = all().map(|target| target.name).collect();
        json_schema!({ "description": "The name of a target.", "type": "string", "enum": names })
    }
}

/// A target as a program sees it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TargetJson {
    /// Its name, such as `mermaid`.
    pub name: TargetName,
    /// What kind of thing it writes: `picture`, `document`, `pipeline`, `deployment`, `control` or `data`.
    pub kind: &'static str,
    /// What it writes, in one line.
    pub summary: &'static str,
    /// The files it writes.
    pub writes: &'static str,
    /// What may be asked of it.
    pub options: Vec<OptionJson>,
    /// What it carries of each feature.
    pub capabilities: Vec<CapabilityJson>,
}

/// An option of a target.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OptionJson {
    /// Its name.
    pub name: &'static str,
    /// What it changes, in one line.
    pub doc: &'static str,
    /// The value when none is given.
    pub default: &'static str,
    /// The values it can have; any text when empty.
    pub words: &'static [&'static str],
}

/// What a target carries of a feature.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CapabilityJson {
    /// The feature, in the plural, such as `quality gates`.
    pub feature: &'static str,
    /// How much: `full`, `approximate` or `none`.
    pub level: &'static str,
    /// Why it is not all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<&'static str>,
}

/// The files of one rendering, and what they do not carry.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FileSetJson {
    /// The files.
    pub files: Vec<File>,
    /// What is not carried, the most important first.
    pub losses: Vec<LossJson>,
}

/// Something that a rendering does not carry.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LossJson {
    /// Its code, such as `LOS012`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: SeverityJson,
    /// What is not carried.
    pub message: String,
    /// Where it is said first, such as `pipelines.main.on[0]`; empty for the document itself.
    pub path: String,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

impl Target {
    /// The target as data.
    pub fn wire(&self) -> TargetJson {
        let capability = |feature: &Feature| {
            let level = (self.carries)(*feature);
            CapabilityJson {
                feature: feature.words(),
                level: level.word(),
                why: level.why(),
            }
        };
        let option = |spec: &OptionSpec| OptionJson {
            name: spec.name,
            doc: spec.doc,
            default: spec.default,
            words: spec.words,
        };
        TargetJson {
            name: TargetName(self.name.to_owned()),
            kind: self.kind.word(),
            summary: self.summary,
            writes: self.writes,
            options: self.options.iter().map(option).collect(),
            capabilities: Feature::ALL.iter().map(capability).collect(),
        }
    }
}

impl FileSet {
    /// The files and losses as data.
    pub fn wire(&self) -> FileSetJson {
        let loss = |loss: &Diagnostic| LossJson {
            code: loss.code,
            severity: loss.severity.into(),
            message: loss.message.clone(),
            path: loss.place.path.to_string(),
            why: loss.help.clone(),
        };
        FileSetJson {
            files: self.files().to_vec(),
            losses: self.losses().iter().map(loss).collect(),
        }
    }
}
