//! Vectors: an operation, what it is asked of, and the answer, as files that Rust, Python and Node all replay. The text of
//! an answer is the same byte for byte in all three. `make generate` writes the answers anew.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use gatewright::api::{self, Document, OPERATIONS};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// One test at a time looks at the files: one of them may write them.
static FILES: Mutex<()> = Mutex::new(());

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// The answer to a vector, or the message of its error.
fn answer(vector: &Value) -> Result<String, String> {
    let operation = vector["operation"].as_str().unwrap();
    let request = vector["request"].to_string();
    let document = match &vector["document"] {
        Value::Null => return api::call(operation, &request).map_err(|error| error.to_string()),
        document => match document.get("data") {
            Some(data) => Document::from_data(data.to_string().as_bytes()),
            None => Document::read(
                document["text"].as_str().unwrap().as_bytes(),
                document["name"].as_str().unwrap(),
                None,
            ),
        },
    };
    document.call(operation, &request).map_err(|error| error.to_string())
}

#[test]
fn every_vector_is_answered_as_it_says() {
    let _held = FILES.lock();
    let generate = std::env::var_os("GATEWRIGHT_GENERATE").is_some();
    for path in files() {
        let mut vector: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let (told, other) = match answer(&vector) {
            Ok(raw) => (("raw", json!(raw)), "error"),
            Err(error) => (("error", json!(error)), "raw"),
        };
        if generate {
            let fields = vector.as_object_mut().unwrap();
            fields.shift_remove(other);
            fields.insert(told.0.into(), told.1);
            fs::write(&path, serde_json::to_string_pretty(&vector).unwrap() + "\n").unwrap();
        } else {
            assert_eq!(
                vector[told.0],
                told.1,
                "{}: run `make generate` and look at the difference",
                path.display()
            );
        }
    }
}

#[test]
fn every_operation_has_a_vector() {
    let _held = FILES.lock();
    let told: BTreeSet<String> = files()
        .iter()
        .map(|path| {
            serde_json::from_str::<Value>(&fs::read_to_string(path).unwrap()).unwrap()["operation"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    let missing: Vec<&str> = OPERATIONS
        .iter()
        .map(|operation| operation.name)
        .filter(|name| *name != "schema" && !told.contains(*name)) // the schema is a file of its own
        .collect();
    assert!(missing.is_empty(), "no vector for {missing:?}");
}
