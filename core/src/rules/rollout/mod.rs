//! Whether a rollout does what it looks like: real weights, steps that can see something, ends that come.

mod all;

use super::group;

group! {
    "rollout" "ROL" "Whether a rollout does what it looks like: real weights, steps that can see something, ends that come.";
    "ROL001" falling_weights,
    "ROL002" unreachable_weight,
    "ROL003" blind_step,
    "ROL004" late_detection,
    "ROL005" false_aborts,
    "ROL006" analysis_without_time,
    "ROL007" blind_rollout,
    "ROL008" endless_analysis,
    "ROL009" stuck_or_empty,
    "ROL010" surge_without_room,
    "ROL011" starved_canary,
    "ROL012" budget_eating_release,
    "ROL013" everywhere_at_once,
    "ROL014" missing_baseline,
    "ROL015" queueing_releases,
}
