//! Questions: the vectors, with values of their requests and documents changed.

use super::{Bounds, Target, mutate, seeds};
use crate::random::Random;
use gatewright::api::{self, Document};
use gatewright::foreign::{self, SourceFile};
use gatewright::model::Data;
use gatewright::text::Limits;
use gatewright::text::yaml::Dialect;
use gatewright::{Error, ErrorKind};
use serde_json::Value;

/// Any operation, asked anything of any document.
pub(crate) const REQUESTS: Target = Target {
    name: "requests",
    seeds: seeds::vectors,
    make: changed,
    run: ask,
    bounds: Bounds {
        milliseconds: 2_000,
        seconds_a_megabyte: 20,
        megabytes: 128,
        bytes_a_byte: 600,
    },
};

/// A million runs are allowed and take their time; here nobody waits for them.
const RUNS: u64 = 500;

fn data(text: &[u8]) -> Option<Data> {
    let file = SourceFile::new("vector", std::str::from_utf8(text).ok()?);
    foreign::read(&file, Dialect::Core, Limits::default()).1
}

fn changed(seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut vector = data(random.pick::<Vec<u8>>(seeds)).unwrap();
    let mut other = data(random.pick::<Vec<u8>>(seeds)).unwrap();
    let Data::Map(fields) = &mut vector else {
        panic!("a vector is a map")
    };
    // Most of it is the document, which has targets of its own.
    let part = if random.once_in(8) { "document" } else { "request" };
    match fields.get_mut(part) {
        Some(value) => mutate::tree(value, &mut other, random),
        None => mutate::tree(&mut vector, &mut other, random),
    }
    serde_json::to_vec(&vector).unwrap()
}

/// Makes what asks for many runs ask for a few.
fn hurry(request: &mut Value) {
    if let Some(runs) = request.get_mut("runs")
        && runs.as_u64().is_some_and(|runs| runs > RUNS && runs <= 1_000_000)
    {
        *runs = RUNS.into();
    }
}

fn answer(vector: &Value) -> Result<String, Error> {
    let operation = vector["operation"].as_str().unwrap_or_default();
    let mut request = vector["request"].clone();
    hurry(&mut request);
    let request = request.to_string();
    let document = match &vector["document"] {
        Value::Object(document) => match document.get("data") {
            Some(data) => Document::from_data(data.to_string().as_bytes()),
            None => {
                let word = |key: &str| document.get(key).and_then(Value::as_str).unwrap_or_default();
                Document::read(word("text").as_bytes(), word("name"), None)
            }
        },
        _ => return api::call(operation, &request),
    };
    document.call(operation, &request)
}

fn ask(bytes: &[u8]) {
    let Ok(vector) = serde_json::from_slice::<Value>(bytes) else {
        return;
    };
    match answer(&vector) {
        Ok(text) => assert!(serde_json::from_str::<Value>(&text).is_ok(), "no JSON: {text}"),
        Err(error) => assert_ne!(error.kind(), ErrorKind::Internal, "{error}"),
    }
}
