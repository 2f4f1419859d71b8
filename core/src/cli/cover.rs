//! `gatewright cover`: what a plan shows of the controls of frameworks.

use super::{CLEAN, FAILED, Failure, Streams, files};
use crate::api::CoverageJson;
use crate::diagnostic::view;
use crate::error::Error;
use crate::format::{Read, ReadOptions};
use clap::ArgMatches;

pub(super) fn run(matches: &ArgMatches, streams: &mut Streams<'_>) -> Result<u8, Failure> {
    let name = files::named(matches)?.into_iter().next().unwrap_or_default();
    let bytes = files::bytes(&name)?;
    let plan = match Read::from_bytes(&bytes, ReadOptions::named(files::shown(&name))).plan() {
        Ok(plan) => plan,
        Err(report) => {
            writeln!(streams.err, "{}", view::text::render(&report, &files::style(matches, streams)))?;
            return Ok(FAILED);
        }
    };
    let names: Vec<String> = matches.get_many::<String>("framework").unwrap_or_default().cloned().collect();
    let covered = CoverageJson::of(&plan, &names)?;
    for name in &covered.unknown {
        writeln!(streams.err, "`{name}` is no framework known here")?;
    }
    if covered.frameworks.is_empty() {
        return Err(Error::argument("the document answers to no framework; name one with --framework").into());
    }
    match matches.get_one::<String>("format").map(String::as_str) {
        Some("markdown") => write!(streams.out, "{}", covered.markdown)?,
        Some("json") => {
            let text = serde_json::to_string_pretty(&covered).map_err(|error| Error::internal(error.to_string()))?;
            writeln!(streams.out, "{text}")?;
        }
        _ => write!(streams.out, "{}", covered.text)?,
    }
    Ok(CLEAN)
}
