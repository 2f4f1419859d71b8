//! Adoption over the boundary: files of another system in, a document and the account of it out.

use super::Request;
use crate::adopters::{self, AdopterName};
use crate::diagnostic::view::json::{ReportJson, wire};
use crate::error::Error;
use crate::foreign::SourceFile;
use crate::format::to_yaml;
use crate::model::Id;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The files that a delivery is made of.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AdoptRequest {
    /// The files. Those that are not of the system are there to be referred to.
    pub files: Vec<SourceFile>,
    /// The system they are of; told by their paths when left out.
    pub system: Option<AdopterName>,
    /// The name of the delivery.
    pub name: Option<Id>,
}

impl Request for AdoptRequest {
    fn hold(&self) -> Result<(), Error> {
        self.system.as_ref().map_or(Ok(()), |system| adopters::find(&system.0).map(drop))
    }
}

/// A delivery made of files of another system, and what became of them.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AdoptedJson {
    /// The delivery, as YAML.
    pub text: String,
    /// The system the files are of.
    pub system: AdopterName,
    /// What there is to say about each file.
    pub reports: Vec<ReportJson>,
    /// What became of every node of every file; absent when the delivery does not hold together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ledger: Option<LedgerJson>,
}

/// What became of the nodes of the files.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LedgerJson {
    /// Nodes that the model says.
    pub mapped: usize,
    /// Nodes kept for their own system.
    pub passed_through: usize,
    /// Nodes that say something else when written back.
    pub degraded: usize,
    /// Nodes that are missing when written back.
    pub dropped: usize,
    /// The nodes that were not mapped.
    pub entries: Vec<LedgerEntryJson>,
}

/// A node that was not mapped.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LedgerEntryJson {
    /// Its file.
    pub file: String,
    /// The route to it.
    pub path: String,
    /// What became of it: `passed_through`, `degraded` or `dropped`.
    pub fate: String,
}

pub(super) fn adopt(request: &AdoptRequest) -> Result<AdoptedJson, Error> {
    let system = request.system.as_ref().map(|name| name.0.as_str());
    let mut adopted = adopters::adopt(system, &request.files)?;
    if let Some(name) = &request.name {
        adopted.delivery.name = name.clone();
    }
    let ledger = adopted.ledger().ok().map(|ledger| LedgerJson {
        mapped: ledger.mapped,
        passed_through: ledger.passed_through,
        degraded: ledger.degraded,
        dropped: ledger.dropped,
        entries: ledger
            .entries
            .iter()
            .map(|(file, path, fate)| LedgerEntryJson {
                file: adopted.files.get(*file).map(|file| file.path.clone()).unwrap_or_default(),
                path: path.to_string(),
                fate: fate.word().to_owned(),
            })
            .collect(),
    });
    Ok(AdoptedJson {
        text: to_yaml(&adopted.delivery)?,
        system: AdopterName(adopted.system.to_owned()),
        reports: adopted.files.iter().map(|file| wire(&file.report)).collect(),
        ledger,
    })
}
