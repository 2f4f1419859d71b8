//! Edits that rules offer.

use crate::diagnostic::Fix;
use crate::plan::Plan;
use crate::text::{Content, ModelPath};

/// Another value in the place of the one at a path, where the text has it there and in plain sight.
pub(in crate::rules) fn replace(plan: &Plan, path: &ModelPath, value: &str) -> Option<Fix> {
    let located = plan.tree()?.locate(path).filter(|located| located.exact)?;
    let scalar = matches!(located.value.content(), Content::Scalar(..)) && !located.value.is_alias();
    scalar.then(|| Fix::replace(format!("write `{value}`"), located.value.span(), value))
}
