//! Mutated and random inputs for a few seconds (`FUZZ_SECONDS`) each: whatever comes in, nothing panics, nothing takes long,
//! and nothing takes much memory.
//!
//! `FUZZ_SEED` starts somewhere else. An input that breaks something is made small, kept in the build folder and named; once
//! that is mended, it belongs into `fuzz/broke/`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::format_collect,
    clippy::format_push_string,
    reason = "a test may stop where it stands"
)]

mod arbitrary;
mod fuzzing;
mod random;

use fuzzing::{adoption, documents, requests, texts};

/// A test for each target.
macro_rules! targets {
    ($($(#[$when:meta])? $test:ident: $target:path;)*) => {
        $(
            $(#[$when])?
            #[test]
            fn $test() {
                fuzzing::fuzz(&$target);
            }
        )*

        #[test]
        fn what_once_broke_something() {
            fuzzing::replay(&[$($(#[$when])? &$target),*]);
        }
    };
}

targets! {
    random_bytes: documents::BYTES;
    mutated_documents: documents::TEXTS;
    questions_to_documents: documents::QUESTIONS;
    documents_for_targets: documents::TARGETS;
    files_of_github: adoption::GITHUB;
    files_of_gitlab: adoption::GITLAB;
    files_of_azure: adoption::AZURE;
    files_of_jenkins: adoption::JENKINS;
    conversions: adoption::CONVERSION;
    requests: requests::REQUESTS;
    scalars: texts::SCALARS;
    expressions: texts::EXPRESSIONS;
    schedules: texts::SCHEDULES;
    statements: texts::STATEMENTS;
    price_files: texts::PRICES;
    measurements: texts::METRICS;
    histories: texts::HISTORIES;
    #[cfg(feature = "rego")]
    policies: texts::POLICIES;
}
