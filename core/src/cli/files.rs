//! Files, the clock and what a user asked of colours.

use super::{CLEAN, Failure, Streams};
use crate::diagnostic::view::text::{self, Style};
use crate::error::Error;
use crate::format::{Read, ReadOptions};
use crate::model::scalar::Date;
use crate::plan::Plan;
use clap::ArgMatches;
use serde::Serialize;
use std::io::Read as _;
use std::time::{SystemTime, UNIX_EPOCH};

/// Names that are looked for when none is given.
const DEFAULT_NAMES: [&str; 4] = ["delivery.yaml", "delivery.yml", "delivery.json", "delivery.toml"];

/// The documents that are meant.
pub(super) fn named(matches: &ArgMatches) -> Result<Vec<String>, Error> {
    let names: Vec<String> = matches.get_many::<String>("files").unwrap_or_default().cloned().collect();
    if !names.is_empty() {
        return Ok(names);
    }
    match DEFAULT_NAMES.iter().find(|name| std::path::Path::new(name).is_file()) {
        Some(name) => Ok(vec![(*name).to_owned()]),
        None => Err(Error::argument("there is no delivery.yaml here; name the document to work on")),
    }
}

/// The bytes of a file, or of standard input for `-`.
pub(super) fn bytes(name: &str) -> Result<Vec<u8>, Error> {
    if name != "-" {
        return std::fs::read(name).map_err(|error| Error::file(&name, &error));
    }
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|error| Error::file(&"standard input", &error))?;
    Ok(bytes)
}

/// The plan of the document that is meant.
pub(super) fn plan(matches: &ArgMatches, streams: &mut Streams<'_>) -> Result<Plan, Failure> {
    let name = named(matches)?.into_iter().next().unwrap_or_default();
    plan_of(&name, matches, streams)
}

/// The plan of one document; when it has none, its report is shown.
pub(super) fn plan_of(name: &str, matches: &ArgMatches, streams: &mut Streams<'_>) -> Result<Plan, Failure> {
    let bytes = bytes(name)?;
    match Read::from_bytes(&bytes, ReadOptions::named(shown(name))).plan() {
        Ok(plan) => Ok(plan),
        Err(report) => {
            writeln!(streams.err, "{}", text::render(&report, &style(matches, streams)))?;
            Err(Failure::Told)
        }
    }
}

/// Shows a result in the format asked for: as JSON, as Markdown, or as a text.
pub(super) fn show(
    matches: &ArgMatches,
    streams: &mut Streams<'_>,
    result: &impl Serialize,
    text: &str,
    markdown: &str,
) -> Result<u8, Failure> {
    match matches.get_one::<String>("format").map(String::as_str) {
        Some("markdown") => write!(streams.out, "{markdown}")?,
        Some("json") => {
            let json = serde_json::to_string_pretty(result).map_err(|error| Error::internal(error.to_string()))?;
            writeln!(streams.out, "{json}")?;
        }
        _ => write!(streams.out, "{text}")?,
    }
    Ok(CLEAN)
}

/// The name reports show.
pub(super) fn shown(name: &str) -> &str {
    if name == "-" { "standard-input.yaml" } else { name }
}

/// Today, by the clock, in UTC.
pub(super) fn today() -> Option<Date> {
    let days = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs() / 86_400;
    let epoch: Date = "1970-01-01".parse().ok()?;
    epoch.plus_days(i64::try_from(days).ok()?)
}

/// How reports look: boxes and colours on a terminal, plain in a file, unless the user says otherwise.
pub(super) fn style(matches: &ArgMatches, streams: &Streams<'_>) -> Style {
    let color = match matches.get_one::<String>("color").map(String::as_str) {
        Some("always") => true,
        Some("never") => false,
        _ => streams.color,
    };
    Style {
        color,
        width: streams.width,
        unicode: color,
    }
}
