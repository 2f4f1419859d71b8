//! What is there instead of an engine in a build without Rego: a policy is refused before it is ever asked.

use super::Policy;
use crate::error::Error;

/// Refuses every policy.
pub(super) fn accepts(policy: &Policy) -> Result<(), Error> {
    Err(Error::argument(format!(
        "the policy `{}` cannot be read: this build of Gatewright is without Rego; build it with the feature `rego`",
        policy.name()
    )))
}

/// Says that there is no engine.
pub(super) fn ask(_: &[Policy], _: &serde_json::Value) -> Result<serde_json::Value, String> {
    Err("this build of Gatewright is without Rego".into())
}
