//! Whether what a GitOps engine does is looked at by someone, done by it alone, and possible.

mod patterns;
mod targets;

use super::group;

group! {
    "gitops" "GOP" "Whether what a GitOps engine does is looked at by someone, done by it alone, and possible.";
    "GOP001" ungated_sync,
    "GOP002" pushed_past_engine,
    "GOP003" almighty_deployer,
    "GOP004" wildcard_rights,
    "GOP005" one_key_for_both,
    "GOP006" impossible_sync,
}
