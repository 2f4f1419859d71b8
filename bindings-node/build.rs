//! Links against the symbols that Node brings along.

fn main() {
    napi_build::setup();
}
