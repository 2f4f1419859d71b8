//! `gatewright adopt`: a document made of the files of another system.

use super::{CLEAN, FAILED, Failure, Streams, files};
use crate::adopters;
use crate::diagnostic::{Severity, view};
use crate::error::Error;
use crate::foreign::SourceFile;
use crate::format::to_yaml;
use crate::model::Id;
use clap::ArgMatches;
use std::path::Path;

/// Folders that hold no files of one's own.
const PASSED_OVER: [&str; 6] = [".git", "node_modules", "target", "vendor", ".venv", "dist"];
/// So many files are looked at.
const MOST_FILES: usize = 20_000;
/// A larger file is not one of a CI system.
const LARGEST_FILE: u64 = 4 << 20;

pub(super) fn run(matches: &ArgMatches, streams: &mut Streams<'_>) -> Result<u8, Failure> {
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
    let system = matches.get_one::<String>("system").map(String::as_str);
    let mut adopted = adopters::adopt(system, &sources)?;
    let here = std::env::current_dir()
        .ok()
        .and_then(|folder| Id::slug(&folder.file_name()?.to_string_lossy()));
    let named = match matches.get_one::<String>("name") {
        Some(name) => Some(name.parse::<Id>().map_err(|error| Error::argument(error.to_string()))?),
        None => here,
    };
    adopted.delivery.name = named.unwrap_or(adopted.delivery.name);
    let text = to_yaml(&adopted.delivery)?;
    match matches.get_one::<String>("output") {
        Some(path) if Path::new(path).exists() && !matches.get_flag("force") => {
            return Err(Error::argument(format!("{path} is there already; say --force to write over it")).into());
        }
        Some(path) => {
            std::fs::write(path, text).map_err(|error| Error::file(&path, &error))?;
            writeln!(streams.err, "wrote {path}")?;
        }
        None => write!(streams.out, "{text}")?,
    }
    let style = files::style(matches, streams);
    let mut failed = false;
    for file in &adopted.files {
        failed |= file.report.has_errors();
        if file.report.worst().is_some_and(|worst| worst > Severity::Info) {
            writeln!(streams.err, "{}", view::text::render(&file.report, &style))?;
        }
    }
    match adopted.ledger() {
        Ok(ledger) => {
            let share = |part: usize| format!("{:.1} %", 100.0 * ratio(part, ledger.total()));
            writeln!(
                streams.err,
                "{} files of {}, {} nodes: {} are said by the model, {} are kept for that system alone, {} would change, {} would be lost",
                adopted.files.len(),
                adopted.system,
                ledger.total(),
                share(ledger.mapped),
                share(ledger.passed_through),
                ledger.degraded,
                ledger.dropped,
            )?;
        }
        Err(error) => writeln!(streams.err, "what was adopted does not hold together yet: {error}")?,
    }
    Ok(if failed { FAILED } else { CLEAN })
}

#[expect(clippy::cast_precision_loss, reason = "a share for people")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// The YAML files below a folder, with their paths from the root.
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
        let yaml = path.extension().is_some_and(|extension| extension == "yml" || extension == "yaml");
        let small = entry.metadata().is_ok_and(|about| about.len() <= LARGEST_FILE);
        if yaml && small && sources.len() < MOST_FILES {
            sources.push(read(root, &path)?);
        }
    }
    Ok(())
}

fn read(root: &Path, path: &Path) -> Result<SourceFile, Error> {
    let bytes = std::fs::read(path).map_err(|error| Error::file(&path.display(), &error))?;
    let inside = path
        .strip_prefix(root)
        .ok()
        .filter(|inside| !inside.as_os_str().is_empty())
        .unwrap_or(path);
    let shown = inside.to_string_lossy().replace('\\', "/");
    let shown = shown.strip_prefix("./").unwrap_or(&shown);
    Ok(SourceFile::new(shown, String::from_utf8_lossy(&bytes)))
}
