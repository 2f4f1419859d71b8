//! Which engine brings a version in, and under which addresses the old and the new one are reached meanwhile.

use crate::model::{RolloutEngine, Strategy, StrategyKind, Switch, Traffic, WorkloadKind};
use crate::platform::kubernetes::controller::strategy;
use crate::platform::kubernetes::site::Running;

/// A rollout by Argo Rollouts, and the addresses of its versions.
#[derive(Clone, Debug)]
pub(in crate::platform::kubernetes) struct Split<'p> {
    pub(super) strategy: &'p Strategy,
    /// What splits traffic.
    pub(super) traffic: Option<&'p Traffic>,
    /// The address of the old version.
    pub(in crate::platform::kubernetes) old: Option<String>,
    /// The address of the new version.
    pub(in crate::platform::kubernetes) new: Option<String>,
}

impl Split<'_> {
    /// True when traffic is split by a second ingress beside the workload's own.
    pub(in crate::platform::kubernetes) const fn by_ingress(&self) -> bool {
        matches!(self.traffic, Some(Traffic::Nginx(_)))
    }
}

/// How Argo Rollouts brings versions of a workload in; nothing where it does not. It is the engine of what the cluster does not
/// know when the document names none, as for the commands of pipelines and for simulations.
pub(in crate::platform::kubernetes) fn split<'p>(running: &Running<'p>) -> Option<Split<'p>> {
    let strategy = strategy(running)?;
    if running.kind() != WorkloadKind::Deployment || !matches!(strategy.engine, None | Some(RolloutEngine::ArgoRollouts)) {
        return None;
    }
    let traffic = match &strategy.kind {
        StrategyKind::Canary(canary) => canary.traffic.as_ref(),
        StrategyKind::Linear(linear) => linear.traffic.as_ref(),
        StrategyKind::BlueGreen(green) if matches!(green.switch, None | Some(Switch::Service)) => {
            return Some(Split {
                strategy,
                traffic: None,
                old: None,
                new: Some(format!("{}-preview", running.id)),
            });
        }
        _ => return None,
    };
    // What the platform itself does needs no addresses of its own.
    let traffic = traffic.filter(|traffic| !matches!(traffic, Traffic::Native(_)));
    // With a destination rule, versions are told apart behind one address.
    let subsets = matches!(traffic, Some(Traffic::Istio(istio)) if istio.destination_rule.is_some());
    let named = |version: &str| traffic.filter(|_| !subsets).map(|_| format!("{}-{version}", running.id));
    Some(Split {
        strategy,
        traffic,
        old: named("stable"),
        new: named("canary"),
    })
}
