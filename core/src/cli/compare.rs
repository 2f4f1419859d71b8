//! `gatewright compare`: what changes from one document to another.

use super::{Failure, Streams, cost, files};
use crate::api::ComparisonJson;
use crate::prices::builtin;
use clap::ArgMatches;

pub(super) fn run(matches: &ArgMatches, streams: &mut Streams<'_>) -> Result<u8, Failure> {
    let named = |argument: &str| matches.get_one::<String>(argument).cloned().unwrap_or_default();
    let before = files::plan_of(&named("before"), matches, streams)?;
    let after = files::plan_of(&named("after"), matches, streams)?;
    let book = cost::book(matches, streams)?;
    let comparison = ComparisonJson::of(&before, &after, book.as_ref().unwrap_or_else(|| builtin()));
    files::show(matches, streams, &comparison, &comparison.text, &comparison.markdown)
}
