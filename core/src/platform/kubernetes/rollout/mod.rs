//! Rollouts: what an engine in the cluster does in the place of a Deployment that only replaces copies.

mod analysis;
mod argo;
mod engine;
mod flagger;
mod traffic;

pub(super) use argo::{Rollout, rollout};
pub(super) use engine::{Split, split};
pub(super) use flagger::{by_flagger, flagger};
pub(super) use traffic::{Route, beside, routes};
