//! Whether there is a way back from a bad release, and whether it works when it is needed, in time.

mod production;

use super::group;

group! {
    "rollback" "RBK" "Whether there is a way back from a bad release, and whether it works when it is needed, in time.";
    "RBK001" no_way_back,
    "RBK002" target_not_kept,
    "RBK003" slow_way_back,
    "RBK004" early_point_of_no_return,
    "RBK005" untried_rollback,
    "RBK006" circular_rollback,
    "RBK007" old_version_gone,
    "RBK008" approved_rollback,
}
