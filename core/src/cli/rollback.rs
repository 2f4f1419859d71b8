//! `gatewright rollback`: the ways back of environments.

use super::{CLEAN, Failure, Streams, files};
use crate::api::RollbacksJson;
use crate::error::Error;
use clap::ArgMatches;

pub(super) fn run(matches: &ArgMatches, streams: &mut Streams<'_>) -> Result<u8, Failure> {
    let plan = files::plan(matches, streams)?;
    let environment = matches.get_one::<String>("environment").map(String::as_str);
    let told = RollbacksJson::of(&plan, environment)?;
    if told.ways_back.is_empty() {
        return Err(Error::argument("no environment has a way back; name one under `rollback`").into());
    }
    files::show(matches, streams, &told, &told.text, &told.markdown)?;
    for name in &told.without {
        writeln!(streams.err, "`{name}` has no way back")?;
    }
    Ok(CLEAN)
}
