//! `gatewright cost`: what a delivery costs.

use super::{CLEAN, Failure, Streams, files};
use crate::analysis::cost::{advice, estimate};
use crate::api::{CostJson, CostRequest};
use crate::document::cost::{FocusVersion, Month, csv, focus, infracost, markdown, picture, text};
use crate::error::Error;
use crate::prices::{PriceBook, builtin};
use clap::ArgMatches;

pub(super) fn run(matches: &ArgMatches, streams: &mut Streams<'_>) -> Result<u8, Failure> {
    let plan = files::plan(matches, streams)?;
    let book = book(matches, streams)?;
    let book = book.as_ref().unwrap_or_else(|| builtin());
    let estimate = estimate(&plan, book);
    let name = plan.delivery().name.as_str();
    let advice = advice(&plan, &estimate, book);
    let shown = match matches.get_one::<String>("format").map(String::as_str) {
        Some("markdown") => markdown(name, &estimate, &advice),
        Some("csv") => csv(&estimate),
        Some("infracost") => infracost(name, &estimate)?,
        Some("svg") => picture(name, &estimate),
        Some("focus") => {
            let month = matches.get_one::<String>("month").map_or("", String::as_str);
            let version = matches
                .get_one::<String>("focus-version")
                .and_then(|number| FocusVersion::of(number));
            focus(name, &estimate, version.unwrap_or_default(), Month::of(month, &estimate)?)
        }
        Some("json") => {
            let json = CostJson::with(&plan, book, &CostRequest::default())?;
            serde_json::to_string_pretty(&json).map_err(|error| Error::internal(error.to_string()))? + "\n"
        }
        _ => text(name, &estimate, &advice),
    };
    write!(streams.out, "{shown}")?;
    Ok(CLEAN)
}

/// The built-in book with the price files that are named before it; what of these is passed over is told.
pub(super) fn book(matches: &ArgMatches, streams: &mut Streams<'_>) -> Result<Option<PriceBook>, Failure> {
    let named: Vec<&String> = matches.get_many::<String>("prices").unwrap_or_default().collect();
    if named.is_empty() {
        return Ok(None);
    }
    let mut book = builtin().clone();
    for file in named {
        let bytes = files::bytes(file)?;
        let read = PriceBook::read(&bytes, file, None)?;
        writeln!(streams.err, "{file}: {} prices", read.book.len())?;
        for skipped in &read.skipped {
            writeln!(
                streams.err,
                "  {} passed over, {}, such as {}",
                skipped.count, skipped.why, skipped.example
            )?;
        }
        book.extend(read.book);
    }
    Ok(Some(book))
}
