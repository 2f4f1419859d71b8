//! `gatewright render` and `targets`: a plan as files for other systems and for people.

use super::{CLEAN, FOUND, Failure, Streams, files};
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::render::{self, File, FileSet, Loss, Origin, Target, TargetKind};
use crate::targets;
use clap::ArgMatches;
use std::path::{Component, Path, PathBuf};

pub(super) fn run(matches: &ArgMatches, streams: &mut Streams<'_>) -> Result<u8, Failure> {
    let target = targets::find(matches.get_one::<String>("target").map_or("", String::as_str))?;
    let plan = files::plan(matches, streams)?;
    let mut rendered = plan.render_with(target.name, options(matches)?)?;
    if matches.get_flag("eject") {
        rendered.eject();
    }
    let careful = target.kind == TargetKind::Pipeline && !matches.get_flag("force");
    let folder = matches.get_one::<String>("output").map(PathBuf::from);
    let status = if matches.get_flag("diff") {
        compare(&rendered, &folder.unwrap_or_default(), streams)?
    } else {
        give(&rendered, folder.as_deref(), careful, streams)?
    };
    tell(&rendered, target, streams)?;
    Ok(status)
}

/// The options of a target, by name and value.
pub(super) fn options(matches: &ArgMatches) -> Result<Vec<(&str, &str)>, Error> {
    let given = matches.get_many::<String>("option").unwrap_or_default();
    given
        .map(|pair| {
            pair.split_once('=')
                .ok_or_else(|| Error::argument(format!("`{pair}` is not NAME=VALUE, such as direction=TB")))
        })
        .collect()
}

/// Writes the files into a folder, or prints the only one.
pub(super) fn give(rendered: &FileSet, folder: Option<&Path>, careful: bool, streams: &mut Streams<'_>) -> Result<u8, Failure> {
    match (folder, rendered.files()) {
        (Some(folder), files) => {
            if careful {
                keep_own(files, folder)?;
            }
            for file in files {
                let path = place(folder, file)?;
                let wrong = |error: std::io::Error| Error::file(&path.display(), &error);
                if let Some(parent) = path.parent() {
                    std::fs::create_dir_all(parent).map_err(wrong)?;
                }
                std::fs::write(&path, &file.text).map_err(wrong)?;
                writeln!(streams.err, "wrote {}", path.display())?;
            }
        }
        (None, [file]) => write!(streams.out, "{}", file.text)?,
        (None, files) => {
            let message = format!("there are {} files; say with -o into which folder they go", files.len());
            return Err(Error::argument(message).into());
        }
    }
    Ok(CLEAN)
}

/// Refuses to write anything when a file would be lost that somebody wrote or changed.
fn keep_own(files: &[File], folder: &Path) -> Result<(), Error> {
    let mut own = Vec::new();
    for file in files {
        let path = place(folder, file)?;
        let Ok(there) = std::fs::read_to_string(&path) else { continue };
        let why = match render::origin(&there) {
            _ if there == file.text => continue,
            Origin::Generated => continue,
            Origin::Changed => "was changed by hand",
            Origin::Own => "was not written by Gatewright",
        };
        own.push(format!("{} {why}", path.display()));
    }
    if own.is_empty() {
        return Ok(());
    }
    Err(Error::argument(format!(
        "nothing was written: {}; say --force to write over it",
        own.join(", ")
    )))
}

/// Says which files on disk are missing or not what they would be; writes nothing.
fn compare(rendered: &FileSet, folder: &Path, streams: &mut Streams<'_>) -> Result<u8, Failure> {
    let mut status = CLEAN;
    for file in rendered.files() {
        let path = place(folder, file)?;
        let what = match std::fs::read(&path) {
            Ok(there) if there == file.text.as_bytes() => continue,
            Ok(there) => {
                let there = String::from_utf8_lossy(&there);
                let by_hand = match render::origin(&there) {
                    Origin::Changed => "was changed by hand and ",
                    Origin::Generated | Origin::Own => "",
                };
                format!("{by_hand}{}", difference(&there, &file.text))
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => "is missing".to_owned(),
            Err(error) => return Err(Error::file(&path.display(), &error).into()),
        };
        writeln!(streams.out, "{} {what}", path.display())?;
        status = FOUND;
    }
    Ok(status)
}

/// Where a file is first not what it would be.
fn difference(there: &str, wanted: &str) -> String {
    let end = |line: Option<&str>| line.map_or_else(|| "its end".to_owned(), |line| format!("`{}`", line.trim()));
    let (mut old, mut new) = (there.lines(), wanted.lines());
    for number in 1.. {
        match (old.next(), new.next()) {
            (None, None) => break,
            (old, new) if old == new => {}
            (old, new) => return format!("differs from line {number} on: {} becomes {}", end(old), end(new)),
        }
    }
    "differs in how its lines end".to_owned()
}

/// Where a file goes; never outside the folder.
fn place(folder: &Path, file: &File) -> Result<PathBuf, Error> {
    let path = Path::new(&file.path);
    if path.components().all(|part| matches!(part, Component::Normal(_))) {
        Ok(folder.join(path))
    } else {
        Err(Error::internal(format!("`{}` would lead out of the folder", file.path)))
    }
}

/// What is not carried: one line for each loss that matters, and one for all that are only worth knowing.
fn tell(rendered: &FileSet, target: &Target, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let (known, grave): (Vec<&Diagnostic>, Vec<&Diagnostic>) = rendered
        .losses()
        .iter()
        .partition(|loss| loss.severity == Severity::Info && !loss.place.path.is_root());
    for loss in grave {
        let path = &loss.place.path;
        let at = if path.is_root() { String::new() } else { format!(" at {path}") };
        writeln!(streams.err, "{}[{}]: {}{at}", loss.severity, loss.code, loss.message)?;
    }
    if let [first, ..] = known.as_slice() {
        let names: Vec<String> = known
            .iter()
            .filter_map(|loss| targets::find_loss(loss.code))
            .map(Loss::name)
            .collect();
        let shown = names.get(..6).unwrap_or(&names).join(", ");
        let more = match names.len().saturating_sub(6) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        writeln!(
            streams.err,
            "info: `{}` carries nothing or only a part of {shown}{more}; see `gatewright explain {}`",
            target.name, first.code
        )?;
    }
    Ok(())
}

pub(super) fn list(matches: &ArgMatches, streams: &mut Streams<'_>) -> Result<u8, Failure> {
    if matches.get_one::<String>("format").is_some_and(|format| format == "json") {
        let list: Vec<_> = targets::all().map(Target::wire).collect();
        let text = serde_json::to_string_pretty(&list).map_err(|error| Error::internal(error.to_string()))?;
        writeln!(streams.out, "{text}")?;
        return Ok(CLEAN);
    }
    for kind in TargetKind::ALL {
        let targets: Vec<&Target> = targets::all().filter(|target| target.kind == *kind).collect();
        if targets.is_empty() {
            continue;
        }
        writeln!(streams.out, "{}", kind.word())?;
        for target in targets {
            writeln!(streams.out, "  {:<16} {}", target.name, target.summary)?;
            for option in target.options {
                let words = if option.words.is_empty() {
                    "TEXT".to_owned()
                } else {
                    option.words.join("|")
                };
                writeln!(streams.out, "  {:<16}   --option {}={words}: {}", "", option.name, option.doc)?;
            }
        }
    }
    Ok(CLEAN)
}
