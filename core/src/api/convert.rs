//! Conversion over the boundary: files of one system in, those of another out, with the account of what is not the same.

use super::Request;
use crate::adopters::{self, AdopterName};
use crate::convert::{self, Conversion, Entry, Place};
use crate::diagnostic::view::json::SeverityJson;
use crate::error::Error;
use crate::foreign::SourceFile;
use crate::format::to_yaml;
use crate::render::{File, Options};
use crate::targets::{self, TargetName};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The files that are converted, and into what.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConvertRequest {
    /// The files. Those that are not of the system are there to be referred to.
    pub files: Vec<SourceFile>,
    /// The system whose files are made.
    pub target: TargetName,
    /// The system the files are of; told by their paths when left out.
    pub system: Option<AdopterName>,
    /// Options of the target, by name.
    #[serde(default)]
    pub options: BTreeMap<String, String>,
}

impl ConvertRequest {
    fn given(&self) -> impl Iterator<Item = (&str, &str)> {
        self.options.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl Request for ConvertRequest {
    fn hold(&self) -> Result<(), Error> {
        if let Some(system) = &self.system {
            adopters::find(&system.0)?;
        }
        Options::new(targets::find(&self.target.0)?, self.given()).map(drop)
    }
}

/// The files of one system as those of another.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ConversionJson {
    /// The system the files are of.
    pub system: AdopterName,
    /// The system whose files are made.
    pub target: TargetName,
    /// The files that were made; none when what was adopted does not hold together.
    pub files: Vec<File>,
    /// What is not the same, the most important first.
    pub entries: Vec<ConversionEntryJson>,
    /// The delivery between the two, as YAML.
    pub delivery: String,
    /// The entries as a text for people.
    pub text: String,
    /// The entries as Markdown.
    pub markdown: String,
}

/// Something that is not the same after a conversion.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ConversionEntryJson {
    /// Its code, such as `LOS012` or `ADO002`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: SeverityJson,
    /// What is not the same.
    pub message: String,
    /// Why, or what to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Where it is.
    pub places: Vec<ConversionPlaceJson>,
}

/// A place in a file that was converted.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ConversionPlaceJson {
    /// The file; absent when it is about all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The line, from 1, where one is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The route in the file, or in the delivery when it is about no file.
    pub path: String,
}

impl ConversionJson {
    /// A conversion as data.
    pub fn of(conversion: &Conversion) -> Result<Self, Error> {
        Ok(Self {
            system: AdopterName(conversion.adopted.system.to_owned()),
            target: TargetName(conversion.target.name.to_owned()),
            files: conversion.rendered.files().to_vec(),
            entries: conversion.account.entries.iter().map(entry).collect(),
            delivery: to_yaml(&conversion.adopted.delivery)?,
            text: conversion.to_text(),
            markdown: conversion.to_markdown(),
        })
    }
}

fn entry(entry: &Entry) -> ConversionEntryJson {
    ConversionEntryJson {
        code: entry.code,
        severity: entry.severity.into(),
        message: entry.message.clone(),
        help: entry.help.clone(),
        places: entry.places.iter().map(place).collect(),
    }
}

fn place(place: &Place) -> ConversionPlaceJson {
    ConversionPlaceJson {
        file: place.file.clone(),
        line: place.line,
        path: place.path.to_string(),
    }
}

pub(super) fn convert(request: &ConvertRequest) -> Result<ConversionJson, Error> {
    let system = request.system.as_ref().map(|name| name.0.as_str());
    ConversionJson::of(&convert::convert(system, &request.files, &request.target.0, request.given())?)
}
