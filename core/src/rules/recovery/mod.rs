//! Whether what is promised of recovery can be kept.

use super::group;

group! {
    "recovery" "DR" "Whether what is promised of recovery can be kept.";
    "DR001" point_out_of_reach,
    "DR002" time_out_of_reach,
    "DR004" overlapping_backup,
    "DR007" need_in_lost_region,
    "DR009" availability_out_of_reach,
    "DR010" treacherous_schedule,
}
