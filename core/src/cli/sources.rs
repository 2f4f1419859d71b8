//! The files of other systems that a command is given, by name or by their folder.

use crate::adopters;
use crate::error::Error;
use crate::foreign::SourceFile;
use clap::ArgMatches;
use std::path::Path;

/// Folders that hold no files of one's own.
const PASSED_OVER: [&str; 6] = [".git", "node_modules", "target", "vendor", ".venv", "dist"];
/// So many files are looked at.
const MOST_FILES: usize = 20_000;
/// A larger file is not one of a CI system.
const LARGEST_FILE: u64 = 4 << 20;

/// The files named by a command, those below the folders among them.
pub(super) fn named(matches: &ArgMatches) -> Result<Vec<SourceFile>, Error> {
    let mut sources = Vec::new();
    let mut paths: Vec<String> = matches.get_many::<String>("paths").unwrap_or_default().cloned().collect();
    if paths.is_empty() {
        paths.push(".".into());
    }
    for path in &paths {
        let path = Path::new(path);
        if path.is_dir() {
            collect(path, path, &mut sources)?;
        } else {
            sources.push(read(path, path)?);
        }
    }
    Ok(sources)
}

/// The files below a folder that a system may have written, with their paths from the root.
fn collect(root: &Path, folder: &Path, sources: &mut Vec<SourceFile>) -> Result<(), Error> {
    let wrong = |error: std::io::Error| Error::file(&folder.display(), &error);
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(wrong)? {
        entries.push(entry.map_err(wrong)?);
    }
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let name = entry.file_name();
        let kind = entry.file_type().map_err(wrong)?;
        if kind.is_dir() {
            if !PASSED_OVER.iter().any(|passed| name == *passed) {
                collect(root, &path, sources)?;
            }
            continue;
        }
        // YAML files that no system claims may be referred to by those that one does.
        let yaml = path.extension().is_some_and(|extension| extension == "yml" || extension == "yaml");
        let wanted = yaml || adopters::all().any(|adopter| (adopter.claims)(&shown(root, &path)));
        let small = entry.metadata().is_ok_and(|about| about.len() <= LARGEST_FILE);
        if wanted && small && sources.len() < MOST_FILES {
            sources.push(read(root, &path)?);
        }
    }
    Ok(())
}

fn read(root: &Path, path: &Path) -> Result<SourceFile, Error> {
    let bytes = std::fs::read(path).map_err(|error| Error::file(&path.display(), &error))?;
    Ok(SourceFile::new(shown(root, path), String::from_utf8_lossy(&bytes)))
}

/// The path of a file from the root, with `/`.
fn shown(root: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(root).ok().filter(|inside| !inside.as_os_str().is_empty());
    let shown = inside.unwrap_or(path).to_string_lossy().replace('\\', "/");
    shown.strip_prefix("./").map_or_else(|| shown.clone(), str::to_owned)
}
