//! The npm package's generated files are what the core makes of them today. `make generate` rebuilds them.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may stop where it stands"
)]

#[path = "generate/typescript/mod.rs"]
mod generate;
mod kept;

use kept::Kept;

#[test]
fn the_npm_package_is_current() {
    let files = generate::files();
    let kept = Kept::in_folder("bindings-node/generated");
    files.iter().fold(kept, |kept, (name, text)| kept.file(name, text)).settle();
}
