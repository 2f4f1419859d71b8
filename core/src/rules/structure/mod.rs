//! Whether the parts fit together: names, order, reach, locks.

use super::group;

group! {
    "structure" "STR" "Whether the parts fit together: names, order, reach and locks.";
    "STR001" dependency_cycle,
    "STR002" unknown_name,
}
