//! Whether the parts fit together: names, order, reach, locks.

mod calls;
mod steps;

use super::group;

group! {
    "structure" "STR" "Whether the parts fit together: names, order, reach and locks.";
    "STR001" dependency_cycle,
    "STR002" unknown_name,
    "STR003" duplicate_step_id,
    "STR004" unreachable_job,
    "STR005" useless_job,
    "STR006" redundant_after,
    "STR007" matrix_too_large,
    "STR008" missing_timeout,
    "STR009" deploy_without_lock,
    "STR010" cancelled_deploy,
}
