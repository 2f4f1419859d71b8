//! `gatewright write`: documents in their canonical form.

use super::{CLEAN, FAILED, FOUND, Failure, Streams, files};
use crate::diagnostic::view;
use crate::error::Error;
use crate::format::{self, Format, Read, ReadOptions};
use clap::ArgMatches;

pub(super) fn run(matches: &ArgMatches, streams: &mut Streams<'_>) -> Result<u8, Failure> {
    let mut status = CLEAN;
    let to = matches.get_one::<String>("to").map(String::as_str);
    for name in files::named(matches)? {
        let bytes = files::bytes(&name)?;
        let read = Read::from_bytes(&bytes, ReadOptions::named(files::shown(&name)));
        let Some(delivery) = &read.delivery else {
            let style = files::style(matches, streams);
            writeln!(streams.err, "{}", view::text::render(&read.report, &style))?;
            status = FAILED;
            continue;
        };
        let from = Format::of_name(&name);
        let text = match (to, from) {
            (Some("json"), _) | (None, Format::Json) => format::to_json(delivery)?,
            (None, Format::Toml) => return Err(Error::argument(format!("{name}: TOML is read, not written; use --to yaml")).into()),
            (_, Format::Yaml) => format::reformat(delivery, &read.tree)?,
            (_, _) => format::to_yaml(delivery)?,
        };
        if to.is_some() || name == "-" {
            write!(streams.out, "{text}")?;
        } else if text.as_bytes() != bytes {
            if matches.get_flag("check") {
                writeln!(streams.out, "{name} is not in the canonical form")?;
                status = status.max(FOUND);
            } else {
                std::fs::write(&name, text).map_err(|error| Error::file(&name, &error))?;
                writeln!(streams.err, "wrote {name}")?;
            }
        }
    }
    Ok(status)
}
