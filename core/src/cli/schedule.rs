//! `gatewright schedule`: how long runs take.

use super::{CLEAN, FAILED, Failure, Streams, files};
use crate::api::{ScheduleRequest, SchedulesJson};
use crate::diagnostic::view;
use crate::error::Error;
use crate::foreign::SourceFile;
use crate::format::{Read, ReadOptions};
use crate::plan::Plan;
use clap::ArgMatches;
use serde::Serialize;
use std::collections::BTreeMap;

pub(super) fn run(matches: &ArgMatches, streams: &mut Streams<'_>) -> Result<u8, Failure> {
    let Some(plan) = plan(matches, streams)? else { return Ok(FAILED) };
    let (runners, parallel_jobs) = runners(matches)?;
    let request = ScheduleRequest {
        pipeline: matches.get_one::<String>("pipeline").cloned(),
        runners,
        parallel_jobs,
        assume: matches.get_one::<String>("assume").cloned(),
        history: history(matches)?,
        runs: matches.get_one::<u32>("runs").copied(),
        seed: matches.get_one::<u64>("seed").copied().unwrap_or(0),
    };
    let told = SchedulesJson::of(&plan, &request)?;
    show(matches, streams, &told.text, &told.markdown, &told)
}

/// The plan of the document that is named; none when it has none, which is then told.
pub(super) fn plan(matches: &ArgMatches, streams: &mut Streams<'_>) -> Result<Option<Plan>, Failure> {
    let name = files::named(matches)?.into_iter().next().unwrap_or_default();
    let bytes = files::bytes(&name)?;
    match Read::from_bytes(&bytes, ReadOptions::named(files::shown(&name))).plan() {
        Ok(plan) => Ok(Some(plan)),
        Err(report) => {
            writeln!(streams.err, "{}", view::text::render(&report, &files::style(matches, streams)))?;
            Ok(None)
        }
    }
}

/// The numbers of machines that are given: by pool, and for all jobs on machines of the service.
pub(super) fn runners(matches: &ArgMatches) -> Result<(BTreeMap<String, u32>, Option<u32>), Error> {
    let (mut pools, mut all) = (BTreeMap::new(), None);
    for text in matches.get_many::<String>("runners").unwrap_or_default() {
        let (pool, count) = text.rsplit_once('=').unwrap_or(("", text));
        let count: u32 = count.trim().parse().map_err(|_| {
            Error::argument(format!(
                "`{text}` is no number of runners; write `POOL=4`, or `4` for all jobs at once"
            ))
        })?;
        if pool.is_empty() {
            all = Some(count);
        } else {
            pools.insert(pool.to_owned(), count);
        }
    }
    Ok((pools, all))
}

/// The files of past runs.
pub(super) fn history(matches: &ArgMatches) -> Result<Vec<SourceFile>, Error> {
    let names = matches.get_many::<String>("history").unwrap_or_default();
    names
        .map(|name| Ok(SourceFile::new(name.clone(), String::from_utf8_lossy(&files::bytes(name)?))))
        .collect()
}

/// Shows an answer in the format that is asked for.
pub(super) fn show(
    matches: &ArgMatches,
    streams: &mut Streams<'_>,
    text: &str,
    markdown: &str,
    told: &impl Serialize,
) -> Result<u8, Failure> {
    match matches.get_one::<String>("format").map(String::as_str) {
        Some("markdown") => write!(streams.out, "{markdown}")?,
        Some("json") => {
            let text = serde_json::to_string_pretty(told).map_err(|error| Error::internal(error.to_string()))?;
            writeln!(streams.out, "{text}")?;
        }
        _ => write!(streams.out, "{text}")?,
    }
    Ok(CLEAN)
}
