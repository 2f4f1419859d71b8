//! The Python package's generated files are what the core makes of them today. `make generate` rebuilds them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may stop where it stands"
)]

#[path = "generate/python.rs"]
mod generate;
mod kept;

use kept::Kept;

#[test]
fn the_python_package_is_current() {
    for (folder, files) in generate::files() {
        let kept = Kept::in_folder(&format!("bindings-python/python/gatewright/{folder}"));
        files.iter().fold(kept, |kept, (name, text)| kept.file(name, text)).settle();
    }
}
