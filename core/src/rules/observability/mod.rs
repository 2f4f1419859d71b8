//! Whether anyone would notice that something is wrong, and know what to do.

use super::group;

group! {
    "observability" "OBS" "Whether anyone would notice that something is wrong, and know what to do.";
    "OBS001" missing_service_level,
    "OBS002" unwatched_budget,
    "OBS003" unmeasured_signal,
    "OBS004" loud_alert,
    "OBS005" unmarked_release,
    "OBS006" short_lived_logs,
    "OBS007" page_without_runbook,
}
