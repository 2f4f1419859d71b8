//! `gatewright adopt`: a document made of the files of another system.

use super::{CLEAN, FAILED, Failure, Streams, files, sources};
use crate::adopters;
use crate::diagnostic::{Severity, view};
use crate::error::Error;
use crate::format::to_yaml;
use crate::model::Id;
use clap::ArgMatches;
use std::path::Path;

pub(super) fn run(matches: &ArgMatches, streams: &mut Streams<'_>) -> Result<u8, Failure> {
    let sources = sources::named(matches)?;
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
