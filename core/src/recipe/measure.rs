//! Measurements: asking a provider for a signal, and holding the answer against a condition.

mod provider;
mod queries;

use super::poll::Patience;
use super::tool::JQ;
use super::{Need, Recipe, Script, Site};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::scalar::{Comparison, Condition, Duration, Threshold};
use crate::model::{Id, SignalDefinition, SignalUnit};
use crate::render::Feature;
use provider::Provider;

pub use queries::{Blanks, prometheus};

/// Why a condition cannot be asked: what is wrong, and what to do.
pub(super) type Refusal = (String, String);

/// What asking conditions needs, and what it leaves out.
pub(super) struct Asked {
    pub(super) needs: Vec<Need>,
    pub(super) losses: Vec<Diagnostic>,
}

/// How far back a measurement looks when nothing says.
const LOOKBACK: Duration = Duration::from_minutes(5);

/// Adds the shell function `holds`, which asks for every signal and holds the answers against the conditions.
pub(super) fn function(
    site: &Site<'_>,
    script: &mut Script,
    conditions: &[Condition],
    provider: Option<&Id>,
    feature: Feature,
) -> Result<Asked, Refusal> {
    let provider = Provider::of(site, provider)?;
    let mut losses = Vec::new();
    let mut prepared = Vec::new();
    for condition in conditions {
        let signal = &condition.signal;
        let declared = site.plan.signal(signal);
        let lookback = declared.and_then(|signal| signal.lookback).unwrap_or(LOOKBACK);
        let (query, own) = provider.query(signal, declared, lookback)?;
        if !own {
            let message = format!("`{signal}` is asked by the names that are usual; declare it under `signals` to ask otherwise");
            losses.push(site.loss(feature, Severity::Info, message));
        }
        if condition.sustained.is_some() {
            let message = format!("`{condition}` is asked at one moment; how long it is so is not told from that");
            losses.push(site.loss(feature, Severity::Info, message));
        }
        let limit = limit(condition, declared)?;
        prepared.push((condition, query, limit, lookback));
    }
    let mut needs = provider.needs();
    needs.push(Need::Tool(&JQ));
    script.lines("answer=\"$(mktemp)\"");
    script.between(
        "holds() {",
        |script| {
            for (condition, query, limit, lookback) in prepared {
                provider.ask(script, &query, lookback);
                let sign = match condition.comparison {
                    Comparison::Equal => "==",
                    other => other.as_str(),
                };
                script.lines(&format!(
                    "echo \"{}: ${{value:-no answer}} (must be {} {})\"
                     jq --null-input --exit-status --arg value \"$value\" '
                       ($value | tonumber | select(isnan | not)) {sign} {limit}
                     ' > /dev/null 2>&1 || return 1",
                    condition.signal, condition.comparison, condition.threshold
                ));
            }
        },
        "}",
    );
    Ok(Asked { needs, losses })
}

/// The number a signal is compared with, in the unit that its query answers in.
pub fn limit(condition: &Condition, signal: Option<&SignalDefinition>) -> Result<String, Refusal> {
    let Threshold::Absolute(quantity) = condition.threshold else {
        return Err((
            format!("`{condition}` needs to know how it usually is, which one question does not tell"),
            String::from("compare with a fixed value"),
        ));
    };
    let base = quantity.base();
    let scaled = match signal.and_then(|signal| signal.unit) {
        Some(SignalUnit::Percent) => base * 100.0,
        Some(SignalUnit::Milliseconds) => base * 1000.0,
        _ => base,
    };
    // What binary numbers add far behind the point is taken away again.
    Ok(((scaled * 1e9).round() / 1e9).to_string())
}

/// Conditions that must hold after a deployment, or that end a wait.
pub(super) fn verify(site: &Site<'_>, conditions: &[Condition], patience: Patience) -> Recipe {
    let mut script = Script::new();
    match function(site, &mut script, conditions, None, Feature::Verifications) {
        Ok(asked) => {
            patience.until_holds(&mut script, "the conditions did not hold in time");
            Recipe::of(asked.needs, vec![script.act("Verify the measurements")]).losing(asked.losses)
        }
        Err((message, help)) => site.impossible(Feature::Verifications, "Verify the measurements", &message, &help),
    }
}
