//! `gatewright simulate`: what rollouts will be like.

use super::{Failure, Streams, files};
use crate::api::{SimulateRequest, SimulationJson};
use crate::error::Error;
use clap::ArgMatches;
use serde_json::{Map, Value, json};

pub(super) fn run(matches: &ArgMatches, streams: &mut Streams<'_>) -> Result<u8, Failure> {
    let plan = files::plan(matches, streams)?;
    let told = SimulationJson::of(&plan, &request(matches)?)?;
    if told.rollouts.is_empty() {
        return Err(Error::argument("the document has no such rollout; declare one under `strategies`").into());
    }
    files::show(matches, streams, &told, &told.text, &told.markdown)
}

/// The request that the arguments make, read as any other so that wrong words are refused in the same way.
fn request(matches: &ArgMatches) -> Result<SimulateRequest, Error> {
    let mut map = Map::new();
    for name in [
        "strategy",
        "environment",
        "service",
        "requests",
        "error_rate",
        "objective",
        "startup",
        "query",
    ] {
        if let Some(text) = matches.get_one::<String>(name) {
            map.insert(name.into(), json!(text));
        }
    }
    if let Some(replicas) = matches.get_one::<u32>("replicas") {
        map.insert("replicas".into(), json!(replicas));
    }
    if let Some(errors) = matches.get_one::<String>("fault") {
        let mut fault = Map::new();
        fault.insert("error_rate".into(), json!(errors));
        for (name, key) in [("fault_at", "at"), ("fault_latency", "latency")] {
            if let Some(text) = matches.get_one::<String>(name) {
                fault.insert(key.into(), json!(text));
            }
        }
        map.insert("fault".into(), Value::Object(fault));
    }
    for name in ["runs", "seed"] {
        if let Some(number) = matches.get_one::<u64>(name) {
            map.insert(name.into(), json!(number));
        }
    }
    let request: SimulateRequest = serde_json::from_value(Value::Object(map)).map_err(|error| Error::argument(error.to_string()))?;
    crate::api::Request::hold(&request)?;
    Ok(request)
}
