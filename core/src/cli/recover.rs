//! `gatewright recover`: how much work is lost and how long recovery takes.

use super::{CLEAN, FAILED, Failure, Streams, files};
use crate::api::RecoveryFactsJson;
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
    let found = RecoveryFactsJson::of(&plan);
    match matches.get_one::<String>("format").map(String::as_str) {
        Some("markdown") => write!(streams.out, "{}", found.markdown)?,
        Some("json") => {
            let text = serde_json::to_string_pretty(&found).map_err(|error| Error::internal(error.to_string()))?;
            writeln!(streams.out, "{text}")?;
        }
        _ => write!(streams.out, "{}", found.text)?,
    }
    Ok(CLEAN)
}
