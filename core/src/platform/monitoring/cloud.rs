//! What the monitoring of clouds has in common: which environments are there, and whom an alarm reaches.

use super::alarm::Alarm;
use super::subject::camel;
use crate::model::{AlertSeverity, Id, KubernetesProvider, Platform, Receiver};
use crate::plan::Plan;
use std::collections::HashSet;

/// A cloud.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cloud {
    /// Microsoft's.
    Azure,
    /// Amazon's.
    Aws,
}

impl Cloud {
    /// True for an environment that runs there.
    pub(super) fn runs(self, plan: &Plan, environment: &Id) -> bool {
        let platform = plan
            .delivery()
            .environments
            .get(environment)
            .and_then(|environment| environment.platform.as_ref());
        let cloud = match platform {
            Some(Platform::AzureAppService(_) | Platform::AzureContainerApps(_)) => Some(Self::Azure),
            Some(Platform::AwsEcs(_) | Platform::AwsLambda(_)) => Some(Self::Aws),
            Some(Platform::Kubernetes(cluster)) => match cluster.provider {
                Some(KubernetesProvider::Aks) => Some(Self::Azure),
                Some(KubernetesProvider::Eks) => Some(Self::Aws),
                _ => None,
            },
            _ => None,
        };
        cloud == Some(self)
    }

    /// The environments of an alarm that run there.
    pub(super) fn of<'p>(self, plan: &Plan, alarm: &Alarm<'p>) -> Vec<&'p Id> {
        alarm.environments.iter().copied().filter(|id| self.runs(plan, id)).collect()
    }
}

/// Whom an alarm reaches: those it names, or those who want to know of anything so urgent.
pub(super) fn reached<'p>(plan: &'p Plan, alarm: &Alarm<'p>) -> Vec<(&'p Id, &'p Receiver)> {
    let wanted = |(id, receiver): &(&Id, &Receiver)| {
        if alarm.notify.is_empty() {
            receiver.at_least.is_some_and(|least| rank(alarm.severity) >= rank(least))
        } else {
            alarm.notify.contains(id)
        }
    };
    receivers(plan).filter(wanted).collect()
}

/// The receivers that some alarm reaches, in the order of the document.
pub(super) fn reached_by_any<'p>(plan: &'p Plan, alarms: &[Alarm<'p>]) -> Vec<(&'p Id, &'p Receiver)> {
    let wanted: HashSet<&Id> = alarms.iter().flat_map(|alarm| reached(plan, alarm)).map(|(id, _)| id).collect();
    receivers(plan).filter(|(id, _)| wanted.contains(id)).collect()
}

fn receivers(plan: &Plan) -> impl Iterator<Item = (&Id, &Receiver)> {
    let observability = plan.delivery().observability.iter();
    observability.flat_map(|observability| &observability.receivers)
}

/// The address of a receiver that is no secret.
pub(super) fn open_address(receiver: &Receiver) -> Option<&String> {
    let mut open = receiver.to.iter().filter(|to| to.starts_with("https://"));
    open.next().filter(|_| receiver.key.is_none())
}

/// How urgent something is, as a number.
pub(super) const fn rank(severity: AlertSeverity) -> u8 {
    match severity {
        AlertSeverity::Page => 2,
        AlertSeverity::Ticket => 1,
        AlertSeverity::Info => 0,
    }
}

/// A name for something that there is of each of several environments: without the environment when there is one only.
pub(super) fn of_each(name: &str, environment: &Id, environments: usize) -> String {
    if environments > 1 {
        format!("{name}{}", camel(environment.as_str()))
    } else {
        name.to_owned()
    }
}
