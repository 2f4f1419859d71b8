//! Whether what is built is what was meant: who is let in, what is taken from others, and what shows where a release is from.

mod released;
mod repositories;
mod uses;

use super::group;

group! {
    "supply_chain" "SEC" "Whether what is built is what was meant: who is let in, what is taken from others, and what shows where a release is from.";
    "SEC001" unpinned_action,
    "SEC003" injected_expression,
    "SEC004" wide_permissions,
    "SEC010" missing_sbom,
    "SEC011" unsigned_release,
    "SEC014" lasting_runner,
    "SEC016" weaker_scan,
    "SEC017" endless_exception,
}
