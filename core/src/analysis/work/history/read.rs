//! The jobs in the answers of three systems, told apart by their keys.

use super::moment::millis;
use super::{History, Outcome, Record};
use serde_json::{Map, Value};

type Object = Map<String, Value>;

/// Jobs of all files that are looked at.
const MOST_RECORDS: usize = 1_000_000;

/// Reads a file: one answer, or several after one another.
pub(super) fn file(name: &str, text: &str, history: &mut History) {
    let before = history.records.len();
    let text = text.trim_start_matches('\u{feff}');
    let mut wrong = false;
    let pages = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    for (number, page) in pages.enumerate() {
        match page {
            Ok(page) => answer(&page, &format!("{name}#{number}"), history),
            Err(error) => {
                history.problems.push(format!("{name} is not JSON: {error}"));
                wrong = true;
                break;
            }
        }
    }
    if history.records.len() == before && !wrong {
        history.problems.push(format!(
            "{name} holds no jobs of GitHub, GitLab or Azure DevOps as their interfaces tell them"
        ));
    }
}

/// An answer, or a list of answers or of jobs. Lists lie in one another no deeper than the reader of JSON lets them.
fn answer(value: &Value, place: &str, history: &mut History) {
    match value {
        Value::Array(items) => {
            for (number, item) in items.iter().enumerate() {
                // Jobs of one list may be of one run that is not named.
                let timeline = item.get("records").is_some();
                let inner = if timeline { format!("{place}.{number}") } else { place.to_owned() };
                answer(item, &inner, history);
            }
        }
        Value::Object(object) => {
            if let Some(jobs) = object.get("jobs").filter(|jobs| jobs.is_array()) {
                answer(jobs, place, history);
            } else if let Some(Value::Array(records)) = object.get("records") {
                let run = text(object, "id").map_or_else(|| place.to_owned(), str::to_owned);
                for record in records.iter().filter_map(Value::as_object) {
                    history.add(azure(record, &run));
                }
            } else if let Some(list) = object.get("value").filter(|list| list.is_array()) {
                answer(list, place, history);
            } else {
                history.add(github(object, place).or_else(|| gitlab(object, place)));
            }
        }
        _ => {}
    }
}

impl History {
    fn add(&mut self, record: Option<Record>) {
        if self.records.len() < MOST_RECORDS {
            self.records.extend(record);
        }
    }
}

fn text<'o>(object: &'o Object, key: &str) -> Option<&'o str> {
    object.get(key).and_then(Value::as_str)
}

/// A number or a text that names something.
fn word(object: &Object, key: &str) -> Option<String> {
    match object.get(key)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The time between two moments, when the second is not before the first.
fn between(object: &Object, from: &str, to: &str) -> Option<u64> {
    let (from, to) = (millis(text(object, from)?)?, millis(text(object, to)?)?);
    u64::try_from(to.checked_sub(from)?).ok()
}

/// Seconds as a number with a fraction.
fn seconds(object: &Object, key: &str) -> Option<u64> {
    /// A hundred years.
    const LONGEST: f64 = 3.2e9;
    let seconds = object.get(key)?.as_f64()?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range was just checked")]
    (0.0..=LONGEST).contains(&seconds).then_some((seconds * 1000.0 + 0.5) as u64)
}

/// A job of GitHub: it has a conclusion, and the run it is of.
fn github(object: &Object, place: &str) -> Option<Record> {
    object.get("conclusion")?;
    let outcome = match text(object, "conclusion") {
        Some("success") => Outcome::Passed,
        Some("failure" | "timed_out") => Outcome::Failed,
        _ => Outcome::Other,
    };
    Some(Record {
        name: text(object, "name")?.to_owned(),
        part_of: None,
        pipeline: text(object, "workflow_name").map(str::to_owned),
        run: word(object, "run_id").unwrap_or_else(|| place.to_owned()),
        attempt: object.get("run_attempt").and_then(Value::as_u64).unwrap_or(1),
        outcome,
        time: between(object, "started_at", "completed_at"),
        queued: between(object, "created_at", "started_at"),
    })
}

/// A job of GitLab: it has a stage and a status. Tries are told apart by when they were made, since they have no number.
fn gitlab(object: &Object, place: &str) -> Option<Record> {
    let stage = text(object, "stage")?;
    let outcome = match text(object, "status")? {
        "success" => Outcome::Passed,
        "failed" => Outcome::Failed,
        _ => Outcome::Other,
    };
    let pipeline = object.get("pipeline").and_then(Value::as_object);
    Some(Record {
        name: text(object, "name")?.to_owned(),
        part_of: Some(stage.to_owned()),
        pipeline: None,
        run: pipeline
            .and_then(|pipeline| word(pipeline, "id"))
            .unwrap_or_else(|| place.to_owned()),
        attempt: object.get("id").and_then(Value::as_u64).unwrap_or(1),
        outcome,
        time: seconds(object, "duration").or_else(|| between(object, "started_at", "finished_at")),
        queued: seconds(object, "queued_duration"),
    })
}

/// A job of Azure: a record of that kind. Its timeline does not say how long it waited.
fn azure(record: &Object, run: &str) -> Option<Record> {
    if text(record, "type") != Some("Job") {
        return None;
    }
    let outcome = match text(record, "result") {
        Some("succeeded" | "succeededWithIssues") => Outcome::Passed,
        Some("failed") => Outcome::Failed,
        _ => Outcome::Other,
    };
    Some(Record {
        name: text(record, "name")?.to_owned(),
        part_of: text(record, "identifier").map(str::to_owned),
        pipeline: None,
        run: run.to_owned(),
        attempt: record.get("attempt").and_then(Value::as_u64).unwrap_or(1),
        outcome,
        time: between(record, "startTime", "finishTime"),
        queued: None,
    })
}
