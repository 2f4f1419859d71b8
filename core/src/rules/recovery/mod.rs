//! Whether data and service come back after a loss, and as soon as promised.

mod stores;

use super::group;

group! {
    "recovery" "DR" "Whether data and service come back after a loss, and as soon as promised.";
    "DR003" unsaved_store,
    "DR005" backup_beside_source,
    "DR006" untried_restore,
    "DR008" overstated_standby,
    "DR011" copied_mistakes,
}
