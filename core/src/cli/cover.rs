//! `gatewright cover`: what a plan shows of the controls of frameworks.

use super::{Failure, Streams, files};
use crate::api::CoverageJson;
use crate::error::Error;
use clap::ArgMatches;

pub(super) fn run(matches: &ArgMatches, streams: &mut Streams<'_>) -> Result<u8, Failure> {
    let plan = files::plan(matches, streams)?;
    let names: Vec<String> = matches.get_many::<String>("framework").unwrap_or_default().cloned().collect();
    let covered = CoverageJson::of(&plan, &names)?;
    for name in &covered.unknown {
        writeln!(streams.err, "`{name}` is no framework known here")?;
    }
    if covered.frameworks.is_empty() {
        return Err(Error::argument("the document answers to no framework; name one with --framework").into());
    }
    files::show(matches, streams, &covered, &covered.text, &covered.markdown)
}
