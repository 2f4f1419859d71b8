//! `gatewright capacity`: how many machines a team needs.

use super::schedule::{history, runners};
use super::{Failure, Streams, files};
use crate::api::{CapacityJson, CapacityRequest};
use crate::error::Error;
use clap::ArgMatches;
use std::collections::BTreeMap;

pub(super) fn run(matches: &ArgMatches, streams: &mut Streams<'_>) -> Result<u8, Failure> {
    let plan = files::plan(matches, streams)?;
    let (pools, all) = runners(matches)?;
    if all.is_some() {
        return Err(Error::argument("say of which pool: write `--runners POOL=N`").into());
    }
    let mut prices = BTreeMap::new();
    for text in matches.get_many::<String>("price").unwrap_or_default() {
        let (pool, price) = text
            .split_once('=')
            .ok_or_else(|| Error::argument(format!("`{text}` names no pool; write `POOL=40 USD/month`")))?;
        prices.insert(pool.to_owned(), price.trim().to_owned());
    }
    let word = |name: &str| matches.get_one::<String>(name).cloned();
    let request = CapacityRequest {
        pushes: word("pushes"),
        peak: word("peak"),
        attention: word("attention"),
        runners: pools,
        prices,
        assume: word("assume"),
        history: history(matches)?,
        runs: matches.get_one::<u32>("runs").copied(),
        seed: matches.get_one::<u64>("seed").copied().unwrap_or(0),
    };
    let told = CapacityJson::of(&plan, &request)?;
    files::show(matches, streams, &told, &told.text, &told.markdown)
}
