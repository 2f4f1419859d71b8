//! `gatewright convert`: the files of one system as those of another, and the account of it.

use super::{CLEAN, FOUND, Failure, Streams, check, render, sources};
use crate::api::ConversionJson;
use crate::convert::convert;
use crate::error::Error;
use clap::ArgMatches;
use std::path::Path;

pub(super) fn run(matches: &ArgMatches, streams: &mut Streams<'_>) -> Result<u8, Failure> {
    let sources = sources::named(matches)?;
    let system = matches.get_one::<String>("system").map(String::as_str);
    let target = matches.get_one::<String>("target").map_or("", String::as_str);
    let conversion = convert(system, &sources, target, render::options(matches)?)?;
    if let Some(folder) = matches.get_one::<String>("output") {
        render::give(&conversion.rendered, Some(Path::new(folder)), !matches.get_flag("force"), streams)?;
    }
    let worst = conversion.account.worst();
    match matches.get_one::<String>("format").map(String::as_str) {
        Some("markdown") => write!(streams.out, "{}", conversion.to_markdown())?,
        Some("json") => {
            let text = serde_json::to_string_pretty(&ConversionJson::of(&conversion)?);
            writeln!(streams.out, "{}", text.map_err(|error| Error::internal(error.to_string()))?)?;
        }
        _ => write!(streams.out, "{}", conversion.to_text())?,
    }
    Ok(if check::denied(matches, worst) { FOUND } else { CLEAN })
}
