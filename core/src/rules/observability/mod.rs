//! Whether one sees how the software does, and is told in time.

use super::group;

group! {
    "observability" "OBS" "Whether one sees how the software does, and is told in time.";
    "OBS002" unwatched_budget,
    "OBS004" loud_alert,
    "OBS006" short_lived_logs,
}
