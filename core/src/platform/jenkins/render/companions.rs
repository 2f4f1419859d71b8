//! Files beside the pipelines.

use crate::plan::Plan;
use crate::render::FileSet;

pub(super) fn add(_plan: &Plan, _files: &mut FileSet) {}
