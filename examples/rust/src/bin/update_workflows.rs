//! Moves every job of a repository's workflows from Node 20 to Node 22: adopt, change the model, write the files back. All
//! that was not changed stays as it was, comments and pinned versions too.
//!
//! `cargo run --bin update_workflows -- path/to/repository`

use gatewright::adopters;
use gatewright::foreign::SourceFile;
use gatewright::model::Action;
use std::fs;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let repository = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| String::from(".")));
    let mut files = Vec::new();
    for entry in fs::read_dir(repository.join(".github/workflows"))? {
        let path = entry?.path();
        let inside = path.strip_prefix(&repository)?.to_string_lossy().replace('\\', "/");
        files.push(SourceFile::new(inside, fs::read_to_string(&path)?));
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let mut adopted = adopters::adopt(None, &files)?;
    println!("{} files, nothing lost: {}", adopted.files.len(), adopted.ledger()?.is_faithful());

    let mut moved = 0;
    for pipeline in adopted.delivery.pipelines.values_mut() {
        let jobs = pipeline.stages.values_mut().flat_map(|stage| stage.jobs.values_mut());
        for step in jobs.flat_map(|job| job.steps.iter_mut()) {
            if let Action::Setup(setup) = &mut step.action
                && setup.tool.to_string() == "node 20"
            {
                setup.tool = "node 22".parse()?;
                moved += 1;
            }
        }
    }
    println!("{moved} steps moved to Node 22");

    let rendered = adopted.delivery.plan()?.render("github-actions")?;
    for file in rendered.files() {
        fs::write(repository.join(&file.path), &file.text)?;
    }
    Ok(())
}
