//! Papers for the people around a delivery: a runbook for whoever is on call, a recovery plan, a page for those who decide, and
//! how many points of each are still open.
//!
//! `cargo run --bin write_papers -- papers core/tests/scenarios/contoso.yaml`

use gatewright::{Read, ReadOptions};
use std::fs;
use std::path::Path;

const PAPERS: [&str; 4] = ["runbook", "recovery-plan", "checklist", "report"];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| String::from("papers"));
    for path in arguments {
        let plan = Read::from_bytes(&fs::read(&path)?, ReadOptions::named(&path)).plan()?;
        let place = Path::new(&folder).join(Path::new(&path).file_stem().unwrap_or_default());
        fs::create_dir_all(&place)?;
        for paper in PAPERS {
            for file in plan.render(paper)?.files() {
                fs::write(place.join(&file.path), &file.text)?;
                let open = file.text.matches("**Open:**").count();
                println!("{}: {open} open", place.join(&file.path).display());
            }
        }
        // Before a release there is more to say than the plan knows.
        let release = [("release", "2.0"), ("previous", "1.9"), ("at", "2026-12-01 20:00 UTC")];
        for file in plan.render_with("notices", release)?.files() {
            let to = place.join(&file.path);
            fs::create_dir_all(to.parent().unwrap_or(&place))?;
            fs::write(&to, &file.text)?;
            println!("{}", to.display());
        }
    }
    Ok(())
}
