//! Measurements: asking a provider for a signal, and holding the answer against a condition.

mod provider;

use super::duration::seconds;
use super::poll::Patience;
use super::tool::JQ;
use super::{Need, Recipe, Script, Site};
use crate::analysis::signals::{self, declared};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::scalar::{Comparison, Condition, Duration};
use crate::model::{Id, SignalDefinition};
use crate::render::Feature;
use provider::Provider;

/// Why a condition cannot be asked: what is wrong, and what to do.
pub(super) type Refusal = (String, String);

/// What asking conditions needs, and what it leaves out.
pub(super) struct Asked {
    pub(super) needs: Vec<Need>,
    pub(super) losses: Vec<Diagnostic>,
}

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
        let declared = declared(site.plan.delivery(), signal);
        let lookback = signals::lookback(declared);
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

/// Asks `holds` again and again for a while; what does not hold at one time fails it.
pub(super) fn watch(script: &mut Script, length: Duration, every: Option<Duration>) {
    script.lines(&format!(
        "end=$(($(date +%s) + {}))
         while [ \"$(date +%s)\" -lt \"$end\" ]; do
           if ! holds; then
             echo 'the measurements do not hold' >&2
             exit 1
           fi
           sleep {}
         done",
        seconds(length),
        seconds(every.unwrap_or(Duration::from_minutes(1)))
    ));
}

/// The number a signal is compared with, in the unit that its query answers in.
fn limit(condition: &Condition, signal: Option<&SignalDefinition>) -> Result<String, Refusal> {
    let limit = signals::limit(condition, signal).map(|limit| limit.to_string());
    limit.ok_or_else(|| {
        (
            format!("`{condition}` needs to know how it usually is, which one question does not tell"),
            String::from("compare with a fixed value"),
        )
    })
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
