//! Measurements as JSON: what Prometheus answers, a list of measurements, or lists by signal and version.

use super::{Point, Samples, Unreadable, Version, shortened, time};
use serde_json::Value;

pub(super) fn read(text: &str, signal: Option<&str>, samples: &mut Samples) -> Result<(), Unreadable> {
    let value: Value = serde_json::from_str(text).map_err(|error| Unreadable(format!("this is no JSON: {error}")))?;
    take(&value, signal, None, samples)
}

/// Takes what a value holds: an answer, a series, or a map or list of them.
fn take(value: &Value, signal: Option<&str>, version: Option<Version>, samples: &mut Samples) -> Result<(), Unreadable> {
    match value {
        Value::Array(list) => list.iter().enumerate().try_for_each(|(number, item)| match item {
            // A time and a value, or a value alone, which stands for one a minute.
            Value::Array(_) | Value::Number(_) | Value::String(_) | Value::Null => {
                let signal = signal.ok_or_else(|| Unreadable(String::from("nothing says which signal this is")))?;
                samples.add(signal, version.unwrap_or(Version::New), point(item, number)?)
            }
            item => take(item, signal, version, samples),
        }),
        Value::Object(map) => {
            let text = |key: &str| map.get(key).and_then(Value::as_str);
            if let Some(result) = map.get("data").and_then(|data| data.get("result")) {
                return take(result, signal, version, samples);
            }
            if text("status") == Some("error") {
                let why = text("error").unwrap_or("without saying why");
                return Err(Unreadable(format!("the query failed: {}", shortened(why))));
            }
            if let Some(labels) = map.get("metric").filter(|labels| labels.is_object()) {
                return series(map, labels, signal, version, samples);
            }
            let own = text("signal").or(text("metric")).or(text("name")).or(signal);
            let version = match text("version").or(text("variant")) {
                Some(word) => Some(told(word)?),
                None => version,
            };
            for key in ["points", "values", "samples", "series"] {
                if let Some(inner) = map.get(key) {
                    return take(inner, own, version, samples);
                }
            }
            if map.contains_key("value") {
                let signal = own.ok_or_else(|| Unreadable(String::from("nothing says which signal this is")))?;
                let at = map.get("time").or_else(|| map.get("timestamp")).or_else(|| map.get("at"));
                let at = at
                    .and_then(moment)
                    .ok_or_else(|| Unreadable(String::from("a measurement has no `time`")))?;
                let value = map.get("value").and_then(number);
                return samples.add(signal, version.unwrap_or(Version::New), Point { at, value });
            }
            // Signals, or versions of one.
            map.iter().try_for_each(|(key, inner)| match Version::told_by(key) {
                Some(version) => take(inner, signal, Some(version), samples),
                None if inner.is_array() || inner.is_object() => take(inner, Some(key), version, samples),
                None => Ok(()),
            })
        }
        _ => Err(Unreadable(String::from("measurements are lists or objects"))),
    }
}

fn told(word: &str) -> Result<Version, Unreadable> {
    Version::told_by(word).ok_or_else(|| Unreadable(format!("`{}` is no version; write `new` or `old`", shortened(word))))
}

/// A series of Prometheus, whose labels say what it is.
fn series(
    map: &serde_json::Map<String, Value>,
    labels: &Value,
    signal: Option<&str>,
    version: Option<Version>,
    samples: &mut Samples,
) -> Result<(), Unreadable> {
    let label = |names: &[&str]| names.iter().find_map(|name| labels.get(*name).and_then(Value::as_str));
    let signal = label(&["signal"]).or(signal).or_else(|| label(&["__name__"]));
    let signal = signal.ok_or_else(|| Unreadable(String::from("a series has neither a label `signal` nor a name")))?;
    let words = ["version", "variant", "track", "role", "deployment", "service"];
    let version = words.iter().find_map(|name| Version::told_by(label(&[*name])?)).or(version);
    let version = version.unwrap_or(Version::New);
    if let Some(one) = map.get("value") {
        return samples.add(signal, version, point(one, 0)?);
    }
    let values = map.get("values").and_then(Value::as_array);
    let mut numbered = values.into_iter().flatten().enumerate();
    numbered.try_for_each(|(number, item)| samples.add(signal, version, point(item, number)?))
}

/// A measurement as a pair of a time and a value, or as a value of which there is one a minute.
fn point(value: &Value, place: usize) -> Result<Point, Unreadable> {
    match value {
        Value::Array(pair) => {
            let at = pair.first().and_then(moment);
            let at = at.ok_or_else(|| Unreadable(String::from("a measurement begins with no time")))?;
            Ok(Point {
                at,
                value: pair.get(1).and_then(number),
            })
        }
        #[expect(clippy::cast_precision_loss, reason = "at most a million")]
        other => Ok(Point {
            at: place as f64 * 60.0,
            value: number(other),
        }),
    }
}

fn moment(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64().map(time::of_number),
        Value::String(text) => time::seconds(text),
        _ => None,
    }
}

/// A number, which Prometheus writes as a text.
fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}
