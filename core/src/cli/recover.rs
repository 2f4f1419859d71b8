//! `gatewright recover`: how much work is lost and how long recovery takes.

use super::{Failure, Streams, files};
use crate::api::RecoveryFactsJson;
use clap::ArgMatches;

pub(super) fn run(matches: &ArgMatches, streams: &mut Streams<'_>) -> Result<u8, Failure> {
    let plan = files::plan(matches, streams)?;
    let found = RecoveryFactsJson::of(&plan);
    files::show(matches, streams, &found, &found.text, &found.markdown)
}
