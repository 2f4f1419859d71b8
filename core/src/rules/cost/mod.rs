//! Whether what a delivery costs was meant. The rules ask the analysis; none of them counts by itself.

mod said;

use super::group;

// CST002, a change that adds more than it may, is told by `gatewright compare`: a document alone has nothing before it.
group! {
    "cost" "CST" "Whether what a delivery costs was meant.";
    "CST001" over_budget,
    "CST003" unpriced_lines,
    "CST004" rounded_minutes,
    "CST005" costly_runner,
    "CST006" restless_environment,
    "CST007" unpromised_load,
    "CST008" losing_commitment,
    "CST009" extended_support,
    "CST010" costly_transfer,
    "CST011" idle_machines,
    "CST012" costly_release,
    "CST013" stale_price,
    "CST014" odd_price,
}
