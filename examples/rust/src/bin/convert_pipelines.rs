//! Writes a repository's pipelines for another system, and an account of what is not the same as `CONVERSION.md`. Fails as
//! long as something must be mended by hand.
//!
//! `cargo run --bin convert_pipelines -- path/to/repository gitlab-ci path/to/output`

use gatewright::Severity;
use gatewright::convert::convert;
use gatewright::foreign::SourceFile;
use std::fs;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [repository, target, output] = arguments.as_slice() else {
        return Err("say the repository, the target and where the files go".into());
    };
    let (repository, output) = (PathBuf::from(repository), PathBuf::from(output));
    let mut files = Vec::new();
    for entry in fs::read_dir(repository.join(".github/workflows"))? {
        let path = entry?.path();
        let inside = path.strip_prefix(&repository)?.to_string_lossy().replace('\\', "/");
        files.push(SourceFile::new(inside, fs::read_to_string(&path)?));
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));

    let conversion = convert(None, &files, target, [])?;
    for file in conversion.rendered.files() {
        let path = output.join(&file.path);
        fs::create_dir_all(path.parent().unwrap_or(&output))?;
        fs::write(path, &file.text)?;
    }
    fs::write(output.join("CONVERSION.md"), conversion.to_markdown())?;
    println!("{}", conversion.to_text());
    match conversion.account.count(Severity::Error) {
        0 => Ok(()),
        errors => Err(format!("{errors} things must be mended by hand").into()),
    }
}
