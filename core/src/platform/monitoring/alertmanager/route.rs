//! Routes: whom an alert reaches because it names them, because it is urgent enough, or because their group answers for it.

use super::file::{Receiver, Route, Silence};
use super::receiver::{NOBODY, name};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::AlertSeverity;
use crate::plan::Plan;
use crate::platform::monitoring::alarm::Alarm;
use crate::platform::monitoring::cloud::reached;
use crate::platform::monitoring::subject::{owners, owners_of};
use crate::render::loss;

/// The route of all alerts, with one for each receiver. Adds the receiver that nothing reaches, when it is needed.
pub(super) fn root(plan: &Plan, known: &mut Vec<Receiver>, alarms: &[Alarm<'_>], losses: &mut Vec<Diagnostic>) -> Route {
    let observability = plan.delivery().observability.as_ref();
    let is_known = |name: &str| known.iter().any(|receiver| receiver.name == name);
    let mut routes = Vec::new();
    let said = || observability.into_iter().flat_map(|observability| &observability.receivers);
    for (id, said) in said().filter(|(id, _)| is_known(id.as_str())) {
        if alarms.iter().any(|alarm| alarm.notify.contains(id)) {
            let mut matchers = vec![format!("notify=~\"(.+,)?{id}(,.+)?\"")];
            matchers.extend(said.at_least.and_then(urgent));
            routes.push(to(id.as_str(), matchers));
        }
    }
    for (id, least) in said()
        .filter_map(|(id, said)| Some((id, said.at_least?)))
        .filter(|(id, _)| is_known(id.as_str()))
    {
        let mut matchers = vec![String::from("notify=\"\"")];
        matchers.extend(urgent(least));
        routes.push(to(id.as_str(), matchers));
    }
    for group in owners(plan, alarms) {
        let name = name(group);
        if is_known(&name) {
            routes.push(to(&name, vec![String::from("notify=\"\""), format!("owner=\"{group}\"")]));
        }
    }
    let duty = observability.and_then(|observability| observability.on_call.as_ref()?.group.as_ref());
    let left = duty.map(|group| name(group.as_str())).filter(|name| is_known(name));
    if left.is_none() {
        for alarm in alarms.iter().filter(|alarm| !is_told(plan, alarm, &is_known)) {
            let message = format!("nobody is told of `{}`", alarm.name);
            let found = loss(alarm.feature, Severity::Warning, alarm.path.clone(), message);
            losses.push(found.help("name receivers under `notify`, give one `at_least`, or give the service an owner with a contact"));
        }
        known.insert(
            0,
            Receiver {
                name: NOBODY.to_owned(),
                ..Receiver::default()
            },
        );
    }
    Route {
        receiver: left.unwrap_or_else(|| NOBODY.to_owned()),
        together: &["service", "environment", "severity"],
        wait: Some("30s"),
        between: Some("5m"),
        again: Some("4h"),
        routes,
        ..Route::default()
    }
}

/// True when someone is told, by name, by urgency or as an owner.
fn is_told(plan: &Plan, alarm: &Alarm<'_>, is_known: &impl Fn(&str) -> bool) -> bool {
    let owners = owners_of(plan, alarm);
    reached(plan, alarm).iter().any(|(id, _)| is_known(id.as_str()))
        || (alarm.notify.is_empty() && !owners.is_empty() && owners.iter().all(|owner| is_known(&name(owner))))
}

/// A route to a receiver, after which others are looked at as well.
fn to(receiver: &str, matchers: Vec<String>) -> Route {
    Route {
        matchers,
        receiver: receiver.to_owned(),
        goes_on: true,
        ..Route::default()
    }
}

/// What only alerts have that are at least so urgent; nothing when all are.
fn urgent(least: AlertSeverity) -> Option<String> {
    match least {
        AlertSeverity::Page => Some(String::from("severity=\"page\"")),
        AlertSeverity::Ticket => Some(String::from("severity=~\"page|ticket\"")),
        AlertSeverity::Info => None,
    }
}

/// What is urgent silences what is less so about the same service.
pub(super) fn silences() -> Vec<Silence> {
    let about = vec!["service", "environment"];
    vec![
        Silence {
            source: vec!["severity=\"page\"", "service!=\"\""],
            target: vec!["severity=~\"ticket|info\""],
            equal: about.clone(),
        },
        Silence {
            source: vec!["severity=\"ticket\"", "service!=\"\""],
            target: vec!["severity=\"info\""],
            equal: about,
        },
    ]
}
