//! The engine that reads policies and asks them. An endless policy is stopped; this is the one place where time is looked at,
//! and only for that.

use super::Policy;
use crate::error::Error;
use regorus::utils::limits::ExecutionTimerConfig;
use regorus::{Engine, Value};
use std::num::NonZeroU32;
use std::time::Duration;

/// All policies together may think so long.
const LIMIT: Duration = Duration::from_secs(5);

/// The package that findings come from.
const PACKAGE: &str = "data.gatewright";

/// Refuses what is no policy: a text that is no Rego, or that has neither `deny` nor `warn`.
pub(super) fn accepts(policy: &Policy) -> Result<(), Error> {
    let mut engine = Engine::new();
    let package = add(&mut engine, policy).map_err(Error::argument)?;
    // Other packages are for what several policies share.
    if package != PACKAGE {
        return Ok(());
    }
    let rule = |name: &str| engine.has_declared_rule_rooted_at(policy.name(), name).unwrap_or(true);
    if rule("deny") || rule("warn") {
        return Ok(());
    }
    Err(Error::argument(format!(
        "the policy `{}` has neither a rule `deny` nor a rule `warn`",
        policy.name()
    )))
}

/// What the package `gatewright` of all policies says about an input, as data.
pub(super) fn ask(policies: &[Policy], input: &serde_json::Value) -> Result<serde_json::Value, String> {
    let mut engine = Engine::new();
    engine.set_execution_timer_config(ExecutionTimerConfig {
        limit: LIMIT,
        check_interval: NonZeroU32::MIN.saturating_add(63),
    });
    let mut asked = false;
    for policy in policies {
        asked |= add(&mut engine, policy)? == PACKAGE;
    }
    if !asked {
        return Err("none of them is in the package `gatewright`".into());
    }
    let words = |error: &dyn std::fmt::Display| one_line(&error.to_string());
    let input = Value::from_json_str(&input.to_string()).map_err(|error| words(&error))?;
    engine.set_input(input);
    let results = engine.eval_query(PACKAGE.to_owned(), false).map_err(|error| words(&error))?;
    let value = results
        .result
        .first()
        .and_then(|row| row.expressions.first())
        .map(|expression| &expression.value);
    let text = value.map(Value::to_json_str).transpose().map_err(|error| words(&error))?;
    text.map_or(Ok(serde_json::Value::Null), |text| {
        serde_json::from_str(&text).map_err(|error| words(&error))
    })
}

fn add(engine: &mut Engine, policy: &Policy) -> Result<String, String> {
    engine
        .add_policy(policy.name().to_owned(), policy.text().to_owned())
        .map_err(|error| format!("the policy `{}` cannot be read: {}", policy.name(), one_line(&error.to_string())))
}

/// What an engine says in several lines with a picture, in one.
fn one_line(text: &str) -> String {
    let words = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with(['|', '^']));
    words.collect::<Vec<_>>().join(" ")
}
