//! Pictures for the documentation: every delivery drawn, with a line on what each picture leaves out.
//!
//! `cargo run --bin draw_for_docs -- pictures core/tests/scenarios/start.yaml`

use gatewright::{Read, ReadOptions};
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| String::from("pictures"));
    for path in arguments {
        let plan = Read::from_bytes(&fs::read(&path)?, ReadOptions::named(&path)).plan()?;
        let drawn = plan.render("svg")?;
        let place = Path::new(&folder).join(Path::new(&path).file_stem().unwrap_or_default());
        fs::create_dir_all(&place)?;
        for file in drawn.files() {
            fs::write(place.join(&file.path), &file.text)?;
            println!(
                "{}: shows not all of {} features",
                place.join(&file.path).display(),
                drawn.losses().len()
            );
        }
    }
    Ok(())
}
