//! Whether what stands before production really holds, on every way there.

mod all;

use super::group;

group! {
    "gates" "GAT" "Whether what stands before production really holds, on every way there.";
    "GAT001" unapproved_release,
    "GAT002" unscanned_release,
    "GAT003" untested_release,
    "GAT004" toothless_gate,
    "GAT005" self_approval,
    "GAT006" stale_approval,
    "GAT007" early_approval,
    "GAT008" endless_approval,
    "GAT009" slow_approval,
    "GAT010" unreviewed_emergency,
}
