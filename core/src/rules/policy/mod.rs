//! Policies of the caller, written in Rego: what they say about a plan becomes findings like any other.
//!
//! They are texts that the caller gives. They see the plan as data ([`input`]) and answer with what they deny and what they
//! warn of. Reading Rego is left out of a build without the feature `rego`; there a policy is refused.

#[cfg(feature = "rego")]
mod engine;
#[cfg(not(feature = "rego"))]
#[path = "absent.rs"]
mod engine;
mod findings;
mod input;
mod text;

pub(in crate::rules) use findings::collect;
pub use text::Policy;

use super::group;

group! {
    "policy" "POL" "What policies of the caller deny or warn of.";
    "POL001" denied_by_policy,
    "POL002" doubted_by_policy,
}
