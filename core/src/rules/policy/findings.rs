//! What policies say, as findings.

use super::{engine, input};
use crate::diagnostic::{Diagnostic, Severity};
use crate::plan::Plan;
use crate::rules::{CheckOptions, Findings, find};
use crate::text::{ModelPath, Segment};
use serde_json::Value;

/// Asks the policies of the options about a plan. Findings of `deny` are errors, those of `warn` warnings, unless they say
/// otherwise themselves. A policy that fails is a finding too, so that it does not pass for one that found nothing.
pub(in crate::rules) fn collect(plan: &Plan, options: &CheckOptions) -> (Vec<Diagnostic>, usize) {
    let mut found = (Vec::new(), 0);
    if options.policies.is_empty() {
        return found;
    }
    let answer = engine::ask(&options.policies, &input::of(plan, options.today));
    for (key, code) in [("deny", "POL001"), ("warn", "POL002")] {
        let Some(rule) = find(code).filter(|rule| options.wants(rule)) else {
            continue;
        };
        let mut findings = Findings::new(rule.code, rule.severity).on(options.today);
        match &answer {
            Ok(said) => told(said.get(key), &mut findings),
            Err(error) if key == "deny" => {
                _ = findings
                    .add(ModelPath::root(), format!("the policies could not be asked: {error}"))
                    .help("a policy that fails says nothing about the plan; mend it, or leave it out");
            }
            Err(_) => {}
        }
        let (mut list, omitted) = findings.finish();
        found.0.append(&mut list);
        found.1 += omitted;
    }
    found
}

/// The findings of one rule: a set, a list, or an object whose keys or values are findings.
fn told(said: Option<&Value>, findings: &mut Findings) {
    match said {
        Some(Value::Array(list)) => list.iter().for_each(|one| tell(one, findings)),
        Some(Value::Object(map)) => map.values().for_each(|one| tell(one, findings)),
        Some(Value::Bool(true)) => {
            _ = findings
                .add(ModelPath::root(), "a policy says so")
                .help("let the policy give a `message`");
        }
        _ => {}
    }
}

fn tell(said: &Value, findings: &mut Findings) {
    let word = |key: &str| said.get(key).and_then(Value::as_str);
    let message = said.as_str().or(word("message")).or(word("msg")).unwrap_or("a policy says so");
    let message = message.lines().next().unwrap_or_default().trim();
    let message = match word("code") {
        Some(code) => format!("{message} ({code})"),
        None => message.to_owned(),
    };
    let mut draft = findings
        .add(said.get("path").map_or_else(ModelPath::root, route), message)
        .help(word("help").unwrap_or("a policy of the caller asks for this"));
    if let Some(severity) = word("severity").and_then(severity) {
        draft = draft.severity(severity);
    }
    _ = draft;
}

fn severity(word: &str) -> Option<Severity> {
    match word {
        "error" => Some(Severity::Error),
        "warning" | "warn" => Some(Severity::Warning),
        "info" => Some(Severity::Info),
        _ => None,
    }
}

/// A route as a list of keys and numbers, or as a text such as `pipelines.main.on[0]`.
fn route(said: &Value) -> ModelPath {
    match said {
        Value::Array(list) => list
            .iter()
            .filter_map(|part| match part {
                Value::String(key) => Some(Segment::Key(key.as_str().into())),
                Value::Number(number) => number.as_u64().and_then(|number| u32::try_from(number).ok()).map(Segment::Index),
                _ => None,
            })
            .collect(),
        Value::String(text) => text.split('.').filter(|part| !part.is_empty()).flat_map(part).collect(),
        _ => ModelPath::root(),
    }
}

/// A key with the numbers behind it: `on[0]`.
fn part(text: &str) -> Vec<Segment> {
    let mut pieces = text.split('[');
    let key = pieces.next().filter(|key| !key.is_empty()).map(|key| Segment::Key(key.into()));
    let inner = pieces.map(|piece| {
        let piece = piece.trim_end_matches(']');
        piece
            .parse()
            .map_or_else(|_| Segment::Key(piece.trim_matches('"').into()), Segment::Index)
    });
    key.into_iter().chain(inner).collect()
}
