//! Whether data and service come back after a loss, and as soon as promised.

mod stores;

use super::group;

group! {
    "recovery" "DR" "Whether data and service come back after a loss, and as soon as promised.";
    "DR001" point_out_of_reach,
    "DR002" time_out_of_reach,
    "DR003" unsaved_store,
    "DR004" overlapping_backup,
    "DR005" backup_beside_source,
    "DR006" untried_restore,
    "DR007" need_in_lost_region,
    "DR008" overstated_standby,
    "DR009" availability_out_of_reach,
    "DR010" treacherous_schedule,
    "DR011" copied_mistakes,
}
