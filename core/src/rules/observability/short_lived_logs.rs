//! `OBS006`: logs that are gone before someone from outside asks for them.

use crate::analysis::coverage;
use crate::model::scalar::Duration;
use crate::model::{LogKind, LogStream, MinimumRetention};
use crate::plan::Plan;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// Logs are kept for a shorter time than the rules from outside ask for.
    ///
    /// Whoever looks into a break-in finds it months later, on average, and needs what was written then. `compliance.retention`
    /// says how long is asked for; PCI DSS asks for twelve months, the last three of them at hand, and that is taken where the
    /// document answers to it and says nothing.
    ///
    /// ```yaml bad
    /// compliance: { retention: { logs: 365d } }
    /// observability: { logs: { app: { keep: 30d } } }
    /// ```
    ///
    /// ```yaml good
    /// compliance: { retention: { logs: 365d } }
    /// observability: { logs: { app: { keep: 400d } } }
    /// ```
    ///
    /// References: PCI DSS 10.5.1; ISO/IEC 27001 A.8.15; NIST SP 800-53, AU-11.
    Warning, Plan(check)
}

/// What PCI DSS asks for in 10.5.1: twelve months, and three of them at hand.
const PCI: (Duration, Duration) = (Duration::from_days(365), Duration::from_days(90));

fn check(plan: &Plan, found: &mut Findings) {
    let delivery = plan.delivery();
    let Some(observability) = &delivery.observability else { return };
    let own = delivery.compliance.as_ref().and_then(|compliance| compliance.retention.as_ref());
    let pci = coverage::answered_to(plan)
        .into_iter()
        .any(|name| coverage::find(name).is_some_and(|framework| framework.id == "pci-dss"));
    for (id, log) in &observability.logs {
        let path = ModelPath::root().key("observability").key("logs").key(id.as_str());
        let (keep, online) = asked(own, log, pci);
        if let (Some(kept), Some((asked, why))) = (log.keep, keep)
            && kept < asked
        {
            _ = found
                .add(
                    path.clone().key("keep"),
                    format!("`{id}` is kept for {kept}, but {why} asks for {asked}"),
                )
                .help(format!("keep it for {asked}"));
        }
        // What is not moved to an archive can be searched as long as it is there.
        if let (Some(kept), Some((asked, why))) = (log.online.or(log.keep), online)
            && kept < asked
        {
            let key = if log.online.is_some() { "online" } else { "keep" };
            _ = found
                .add(
                    path.key(key),
                    format!("`{id}` can be searched for {kept}, but {why} asks for {asked}"),
                )
                .help(format!("keep the last {asked} at hand"));
        }
    }
}

/// How long is asked for, and by whom.
type Asked = Option<(Duration, &'static str)>;

/// How long a log must be kept, and be at hand.
fn asked(own: Option<&MinimumRetention>, log: &LogStream, pci: bool) -> (Asked, Asked) {
    let audit = || own.and_then(|own| own.audit).filter(|_| log.kind == Some(LogKind::Audit));
    let told = audit().or_else(|| own.and_then(|own| own.logs));
    let kept = told.map(|time| (time, "`compliance.retention`"));
    let online = own.and_then(|own| own.logs_online).map(|time| (time, "`compliance.retention`"));
    let card = |time| pci.then_some((time, "PCI DSS"));
    (kept.or(card(PCI.0)), online.or(card(PCI.1)))
}
