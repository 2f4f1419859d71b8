//! A check inside one's own tool: read a file, stop on errors, print the rest.
//!
//! `cargo run --bin check_in_build -- core/tests/scenarios/contoso.yaml`

use gatewright::{CheckOptions, Read, ReadOptions, Severity};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut worst = None;
    for path in std::env::args().skip(1) {
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                eprintln!("{path}: {error}");
                return ExitCode::from(2);
            }
        };
        let report = Read::from_bytes(&bytes, ReadOptions::named(&path)).check(&CheckOptions::default());
        println!("{report}");
        worst = worst.max(report.worst());
    }
    ExitCode::from(u8::from(worst >= Some(Severity::Error)))
}
