//! Gates that a job can pass without a person.

mod change_ticket;
mod policy;
mod window;

use super::duration::seconds;
use super::poll::Patience;
use super::tool::JQ;
use super::{Need, Recipe, Script, Site, measure};
use crate::model::scalar::{Condition, Date, Duration};
use crate::model::{Bake, BudgetGate, Gate, GateKind, Quality, RollbackReady};
use crate::plan::Plan;
use crate::render::Feature;
use crate::resolve::JobIndex;
use crate::text::{ModelPath, Segment};

/// The recipe of a gate.
pub(super) fn recipe(plan: &Plan, gate: &Gate, path: ModelPath) -> Option<Recipe> {
    let job = job(plan, &path)?;
    let site = Site::of(plan, job, path)?;
    Some(match &gate.kind {
        GateKind::Approval(_) | GateKind::Manual(_) => return None,
        GateKind::Window(window) => window::recipe(&site, window, gate.timeout),
        GateKind::Quality(quality) => measurements(&site, quality, gate.timeout),
        GateKind::Bake(bake) => watch(&site, bake),
        GateKind::Budget(budget) => error_budget(&site, budget, gate.timeout),
        GateKind::ChangeTicket(ticket) => change_ticket::recipe(&site, ticket, gate.timeout),
        GateKind::RollbackReady(ready) => rollback_ready(&site, ready),
        GateKind::Policy(policy) => policy::recipe(&site, policy),
    })
}

/// A job that the gate stands before: the one it belongs to, or the first of its stage or environment.
fn job(plan: &Plan, path: &ModelPath) -> Option<JobIndex> {
    let keys: Vec<&str> = path
        .segments()
        .iter()
        .filter_map(|segment| match segment {
            Segment::Key(key) => Some(key.as_str()),
            Segment::Index(_) => None,
        })
        .collect();
    let fits = |job: &crate::resolve::JobView<'_>| match keys.as_slice() {
        ["environments", environment, ..] => job
            .environment
            .and_then(|binding| plan.environment(binding.known()?))
            .is_some_and(|view| view.id.as_str() == *environment),
        ["pipelines", pipeline, "stages", stage, rest @ ..] => {
            let in_stage = plan.stage_path(job.stage) == ModelPath::root().key("pipelines").key(*pipeline).key("stages").key(*stage);
            in_stage
                && match rest {
                    ["jobs", id, ..] => job.id.as_str() == *id,
                    _ => true,
                }
        }
        _ => true,
    };
    plan.jobs().find(fits).map(|job| job.index)
}

/// How long a gate is asked: as long as it may wait, or once.
fn patience(timeout: Option<Duration>) -> Patience {
    Patience {
        within: timeout,
        every: timeout.map(|_| Duration::from_minutes(1)),
        retries: timeout.is_none().then_some(1),
    }
}

fn measurements(site: &Site<'_>, quality: &Quality, timeout: Option<Duration>) -> Recipe {
    let mut script = Script::new();
    let asked = match measure::function(
        site,
        &mut script,
        &quality.conditions,
        quality.provider.as_ref(),
        Feature::QualityGates,
    ) {
        Ok(asked) => asked,
        Err((message, help)) => return site.impossible(Feature::QualityGates, "Hold the measurements against the limits", &message, &help),
    };
    if quality.blocking == Some(false) {
        script.lines(
            "if ! holds; then
               echo 'the measurements do not hold; the gate only warns'
             fi",
        );
    } else {
        patience(timeout).until_holds(&mut script, "the measurements do not hold");
    }
    Recipe::of(asked.needs, vec![script.act("Hold the measurements against the limits")]).losing(asked.losses)
}

/// Watches for a while; what does not hold at one time fails it.
fn watch(site: &Site<'_>, bake: &Bake) -> Recipe {
    let mut script = Script::new();
    if bake.conditions.is_empty() {
        script.lines(&format!("sleep {}", seconds(bake.length)));
        return Recipe::of(Vec::new(), vec![script.act("Wait for a while")]);
    }
    let asked = match measure::function(site, &mut script, &bake.conditions, bake.provider.as_ref(), Feature::BakeGates) {
        Ok(asked) => asked,
        Err((message, help)) => return site.impossible(Feature::BakeGates, "Watch for a while", &message, &help),
    };
    measure::watch(&mut script, bake.length, bake.every);
    Recipe::of(asked.needs, vec![script.act("Watch for a while")]).losing(asked.losses)
}

/// Asks how often it was good over the time of the service level, and whether what may still be bad is enough.
fn error_budget(site: &Site<'_>, budget: &BudgetGate, timeout: Option<Duration>) -> Recipe {
    let refuse = |message: &str, help: &str| site.impossible(Feature::ErrorBudgets, "Ask for the error budget", message, help);
    let slos = site.plan.delivery().observability.as_ref().map(|observability| &observability.slos);
    let slo = match (slos, &budget.slo) {
        (Some(slos), Some(id)) => slos.get(id),
        (Some(slos), None) if slos.len() == 1 => slos.values().next(),
        _ => None,
    };
    let Some(slo) = slo else {
        return refuse("nothing says which service level is meant", "add `slo` to the gate");
    };
    let Some(signal) = &slo.signal else {
        return refuse(
            "the service level has no signal that can be asked",
            "add `signal` with the share of good requests to it",
        );
    };
    // What is left of the budget is at least so much when what was good is at least this.
    let left = budget.left.map_or(0.0, crate::model::scalar::Percent::as_fraction);
    let allowed = slo.objective.complement().as_fraction() * (1.0 - left);
    let least = crate::model::scalar::Percent::from_fraction(1.0 - allowed).unwrap_or(slo.objective);
    let condition: Result<Condition, _> = format!("{signal} >= {least}").parse();
    let Ok(condition) = condition else {
        return refuse(
            "the service level cannot be told as a condition",
            "give it a signal and an objective",
        );
    };
    let mut script = Script::new();
    match measure::function(site, &mut script, &[condition], slo.provider.as_ref(), Feature::ErrorBudgets) {
        Ok(asked) => {
            patience(timeout).until_holds(&mut script, "not enough of the error budget is left");
            Recipe::of(asked.needs, vec![script.act("Ask for the error budget")]).losing(asked.losses)
        }
        Err((message, help)) => refuse(&message, &help),
    }
}

/// Holds the day the rollback was last tried against today.
fn rollback_ready(site: &Site<'_>, ready: &RollbackReady) -> Recipe {
    let name = "Check that the way back was tried";
    let Some((id, rollback)) = site.rollback() else {
        return site.impossible(
            Feature::RollbackReadiness,
            name,
            "the environment has no way back",
            "add `rollback` to it",
        );
    };
    let Some(tested) = rollback.tested else {
        let message = format!("nothing says when the rollback `{id}` was last tried");
        return site.impossible(Feature::RollbackReadiness, name, &message, "try it, and add the day as `tested`");
    };
    let mut script = Script::new();
    if let Some(within) = ready.tested_within {
        let days = within.as_millis() / 86_400_000;
        let epoch = Date::new(1970, 1, 1).map_or(0, |epoch| tested.days_since(epoch));
        script.lines(&format!(
            "# The days since 1970-01-01, on {tested} and now.
             tested={epoch}
             today=$(($(date +%s) / 86400))
             if [ $((today - tested)) -gt {days} ]; then
               echo \"the rollback {id} was last tried on {tested}, more than {days} days ago\" >&2
               exit 1
             fi"
        ));
    }
    script.lines(&format!("echo \"the rollback {id} was last tried on {tested}\""));
    Recipe::of(Vec::new(), vec![script.act(name)])
}

/// What a gate needs that asks by requests.
fn requests() -> Vec<Need> {
    vec![Need::Tool(&super::tool::CURL), Need::Tool(&JQ)]
}
