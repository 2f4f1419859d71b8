//! Findings of several documents as one SARIF log, ready for a code scanning service.
//!
//! `cargo run --bin upload_sarif -- core/tests/scenarios/*.yaml > gatewright.sarif`

use gatewright::diagnostic::view::sarif;
use gatewright::{CheckOptions, Read, ReadOptions, rules};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut reports = Vec::new();
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        reports.push(Read::from_bytes(&bytes, ReadOptions::named(&path)).check(&CheckOptions::default()));
    }
    println!("{}", sarif::render(&reports, &rules::sarif_rules()));
    Ok(())
}
