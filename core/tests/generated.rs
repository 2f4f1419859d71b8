//! Generated files are what the code makes of them today. `make generate` rebuilds them.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop where it stands"
)]

mod kept;

use gatewright::rules::{self, GROUPS};
use gatewright::targets;
use kept::Kept;
use std::fmt::Write as _;

#[test]
fn the_schema_is_current() {
    let schema = serde_json::to_string_pretty(&gatewright::format::json_schema()).unwrap() + "\n";
    Kept::in_folder("docs/schema").file("delivery.json", &schema).settle();
}

#[test]
fn the_rule_pages_are_current() {
    let mut index = String::from("# Rules\n\nGenerated from the rules' own files. A code is never used again for another rule.\n");
    let mut pages = Kept::in_folder("docs/rules");
    for group in GROUPS {
        let _ = write!(
            index,
            "\n## {} ({})\n\n{}\n\n| code | severity | name | finds |\n|---|---|---|---|\n",
            group.name, group.prefix, group.about
        );
        for rule in group.rules {
            let _ = writeln!(
                index,
                "| [{code}]({code}.md) | {} | {} | {} |",
                rule.severity,
                rule.name(),
                rule.summary(),
                code = rule.code
            );
        }
    }
    for rule in rules::all() {
        pages = pages.file(&format!("{}.md", rule.code), &rule.page());
    }
    pages.file("README.md", &index).settle();
}

#[test]
fn the_target_pages_are_current() {
    let mut pages = Kept::in_folder("docs/targets")
        .file("README.md", &targets::matrix_page())
        .file("losses.md", &targets::losses_page());
    for target in targets::all() {
        pages = pages.file(&format!("{}.md", target.name), &targets::target_page(target));
    }
    pages.settle();
}
