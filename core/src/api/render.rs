//! Rendering over the boundary: a plan as the files of a target, and the targets there are.

use super::{EmptyRequest, Request};
use crate::error::Error;
use crate::plan::Plan;
use crate::render::{Options, Target};
use crate::targets::{self, FileSetJson, TargetJson, TargetName};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a plan is rendered to.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RenderRequest {
    /// The target.
    pub target: TargetName,
    /// Options of the target, by name.
    #[serde(default)]
    pub options: BTreeMap<String, String>,
}

impl RenderRequest {
    fn given(&self) -> impl Iterator<Item = (&str, &str)> {
        self.options.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl Request for RenderRequest {
    fn hold(&self) -> Result<(), Error> {
        Options::new(targets::find(&self.target.0)?, self.given()).map(drop)
    }
}

pub(super) fn render(plan: &Plan, request: &RenderRequest) -> Result<FileSetJson, Error> {
    Ok(plan.render_with(&request.target.0, request.given())?.wire())
}

#[expect(clippy::unnecessary_wraps, reason = "every operation may fail, and this is one")]
pub(super) fn list(_: &EmptyRequest) -> Result<Vec<TargetJson>, Error> {
    Ok(targets::all().map(Target::wire).collect())
}
