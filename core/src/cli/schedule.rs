//! `gatewright schedule`: how long runs take.

use super::{Failure, Streams, files};
use crate::api::{ScheduleRequest, SchedulesJson};
use crate::error::Error;
use crate::foreign::SourceFile;
use clap::ArgMatches;
use std::collections::BTreeMap;

pub(super) fn run(matches: &ArgMatches, streams: &mut Streams<'_>) -> Result<u8, Failure> {
    let plan = files::plan(matches, streams)?;
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
    files::show(matches, streams, &told, &told.text, &told.markdown)
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
