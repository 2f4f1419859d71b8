//! Whether environments are apart, alike where they should be, and reached in order.

use super::group;

group! {
    "environments" "ENV" "Whether environments are apart, alike where they should be, and reached in order.";
    "ENV001" skipped_environment,
    "ENV002" shared_ground,
    "ENV003" unlike_staging,
    "ENV004" unlimited_branches,
    "ENV005" production_data,
    "ENV006" endless_preview,
    "ENV007" missing_variable,
    "ENV008" schedule_outside_window,
}
