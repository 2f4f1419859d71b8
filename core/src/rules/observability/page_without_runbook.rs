//! `OBS007`: an alert that wakes someone and does not say what to do.

use crate::model::AlertSeverity;
use crate::plan::Plan;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// An alert calls someone at any hour and names neither what to do nor who answers for it.
    ///
    /// Who is woken has minutes to find out what is wrong. Give the alert the address of a runbook and an owner; an alert about
    /// which nothing can be done should not wake anyone.
    ///
    /// ```yaml bad
    /// observability: { alerts: { errors: { when: "error_rate > 5% for 5m", severity: page } } }
    /// ```
    ///
    /// ```yaml good
    /// observability:
    ///   alerts:
    ///     errors: { when: "error_rate > 5% for 5m", severity: page, owner: platform, runbook: "https://wiki.example.com/errors" }
    /// ```
    ///
    /// References: Google SRE Book, "Being On-Call" and "Monitoring Distributed Systems"; Google SRE Workbook, "On-Call".
    Warning, Plan(check)
}

fn check(plan: &Plan, found: &mut Findings) {
    let Some(observability) = &plan.delivery().observability else {
        return;
    };
    let root = ModelPath::root().key("observability");
    let services = &plan.delivery().services;
    let on_call = observability.on_call.as_ref().is_some_and(|on_call| on_call.group.is_some());
    for (id, alert) in &observability.alerts {
        if alert.severity != Some(AlertSeverity::Page) {
            continue;
        }
        let owned = alert.owner.is_some()
            || on_call
            || (!alert.services.is_empty()
                && alert
                    .services
                    .iter()
                    .all(|id| services.get(id).is_some_and(|own| own.owner.is_some())));
        tell(
            found,
            root.clone().key("alerts").key(id.as_str()),
            id,
            alert.runbook.is_some(),
            owned,
        );
    }
    for (id, slo) in &observability.slos {
        if slo.burn.iter().any(|burn| burn.severity == AlertSeverity::Page) {
            let service = services.get(slo.service.as_ref().unwrap_or(id));
            let owned = slo.owner.is_some() || on_call || service.is_some_and(|own| own.owner.is_some());
            tell(found, root.clone().key("slos").key(id.as_str()), id, slo.runbook.is_some(), owned);
        }
    }
}

fn tell(found: &mut Findings, at: ModelPath, id: &str, runbook: bool, owned: bool) {
    let (missing, help) = match (runbook, owned) {
        (true, true) => return,
        (false, true) => ("what to do", "give it the address of a `runbook`"),
        (true, false) => ("who answers for it", "name an `owner`, or the group that is on call"),
        (false, false) => (
            "what to do or who answers for it",
            "give it an `owner` and the address of a `runbook`",
        ),
    };
    _ = found
        .add(at, format!("`{id}` calls someone at any hour and does not say {missing}"))
        .on_key()
        .help(help);
}
