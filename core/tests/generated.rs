//! Generated files are what the code makes of them today. `make generate` rebuilds them.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop where it stands"
)]

mod kept;

use gatewright::adopters;
use gatewright::rules::{self, GROUPS};
use gatewright::targets;
use kept::Kept;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

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
fn the_page_about_adoption_is_current() {
    Kept::in_folder("docs/adoption")
        .file("README.md", &adopters::adoption_page())
        .settle();
}

#[test]
fn the_page_about_conversion_is_current() {
    Kept::in_folder("docs/conversion")
        .file("README.md", &gatewright::convert::conversion_page())
        .settle();
}

#[test]
fn the_page_of_prices_is_current() {
    Kept::in_folder("docs/prices")
        .file("README.md", &gatewright::prices::prices_page(gatewright::prices::builtin()))
        .settle();
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

/// Crate docs have no file beside them, so the picture of the README stands in them as an address that holds it all.
#[test]
fn the_picture_of_the_front_page_is_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let path = readme.lines().find_map(|line| line.strip_prefix("[picture]: ")).unwrap();
    let picture = fs::read(root.join(path)).unwrap();
    let mut page = String::from("[picture]: data:image/svg+xml,");
    for byte in picture {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'/' | b':' | b';' | b',' | b'=' => page.push(char::from(byte)),
            _ => {
                let _ = write!(page, "%{byte:02X}");
            }
        }
    }
    Kept::in_folder("core/pictures").file("front_page.md", &(page + "\n\n")).settle();
}
