//! Whether what is built is what was meant: who is let in, what is taken from others, and what shows where a release is from.

mod machines;
mod released;
mod repositories;
mod scans;
mod strangers;
mod uses;

use super::group;

group! {
    "supply_chain" "SEC" "Whether what is built is what was meant: who is let in, what is taken from others, and what shows where a release is from.";
    "SEC001" unpinned_action,
    "SEC002" code_of_strangers,
    "SEC003" injected_expression,
    "SEC004" wide_permissions,
    "SEC005" unscanned_source,
    "SEC006" unscanned_components,
    "SEC007" unsearched_secrets,
    "SEC008" unscanned_image,
    "SEC009" unscanned_infrastructure,
    "SEC010" missing_sbom,
    "SEC011" unsigned_release,
    "SEC012" unverified_signature,
    "SEC013" reachable_key,
    "SEC014" lasting_runner,
    "SEC015" shared_runner,
    "SEC016" weaker_scan,
    "SEC017" endless_exception,
}
