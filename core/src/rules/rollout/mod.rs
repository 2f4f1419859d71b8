//! Whether new versions come in step by step, and whether a bad one would be noticed on the way.

use super::group;

group! {
    "rollout" "ROL" "Whether new versions come in step by step, and whether a bad one would be noticed on the way.";
    "ROL007" blind_rollout,
    "ROL013" everywhere_at_once,
    "ROL014" missing_baseline,
}
