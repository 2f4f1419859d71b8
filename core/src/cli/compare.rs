//! `gatewright compare`: what changes from one document to another.

use super::{CLEAN, FAILED, Failure, Streams, cost};
use crate::api::ComparisonJson;
use crate::error::Error;
use crate::prices::builtin;
use clap::ArgMatches;

pub(super) fn run(matches: &ArgMatches, streams: &mut Streams<'_>) -> Result<u8, Failure> {
    let named = |argument: &str| matches.get_one::<String>(argument).cloned().unwrap_or_default();
    let Some(before) = cost::plan(&named("before"), matches, streams)? else {
        return Ok(FAILED);
    };
    let Some(after) = cost::plan(&named("after"), matches, streams)? else {
        return Ok(FAILED);
    };
    let book = cost::book(matches, streams)?;
    let comparison = ComparisonJson::of(&before, &after, book.as_ref().unwrap_or_else(|| builtin()));
    match matches.get_one::<String>("format").map(String::as_str) {
        Some("markdown") => write!(streams.out, "{}", comparison.markdown)?,
        Some("json") => {
            let text = serde_json::to_string_pretty(&comparison).map_err(|error| Error::internal(error.to_string()))?;
            writeln!(streams.out, "{text}")?;
        }
        _ => write!(streams.out, "{}", comparison.text)?,
    }
    Ok(CLEAN)
}
