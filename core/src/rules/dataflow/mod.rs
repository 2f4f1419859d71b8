//! Whether what jobs hand on reaches those who need it, unchanged and in order.

mod deployments;
mod doubt;
mod order;
mod rebuilt_elsewhere;
mod reports;
mod retention;
mod runs;
mod steps;

use super::group;

group! {
    "dataflow" "DAT" "Whether what jobs hand on reaches those who need it, unchanged and in order.";
    "DAT001" unsure_artifact,
    "DAT002" unused_artifact,
    "DAT003" rebuilt_after_test,
    "DAT004" mutable_tag,
    "DAT005" short_retention,
    "DAT006" shared_cache,
    "DAT007" racing_artifact,
    "DAT008" misordered_migration,
}
