//! Whether anyone would notice that something is wrong, and know what to do.

use super::group;

group! {
    "observability" "OBS" "Whether anyone would notice that something is wrong, and know what to do.";
    "OBS001" missing_service_level,
    "OBS003" unmeasured_signal,
    "OBS005" unmarked_release,
    "OBS007" page_without_runbook,
}
