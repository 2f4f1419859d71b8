//! Two Deployments of a service, and traffic that the commands of a pipeline give to the one or the other: a rollout on a cluster
//! without an engine.

use crate::model::{Canary, GatewayApi, Kubernetes, RolloutEngine, Strategy, StrategyKind, Switch, Traffic};

/// How commands move the traffic of a service from one of two Deployments to the other.
#[derive(Clone, Copy, Debug)]
pub enum Pair<'s> {
    /// Blue and green: an address selects one of them.
    Switch,
    /// The old version and the new one side by side, each with a share.
    Canary(&'s Canary, Shares<'s>),
}

/// What gives each of the two its share.
#[derive(Clone, Copy, Debug)]
pub enum Shares<'s> {
    /// The number of their copies behind one address.
    Copies,
    /// The weights of a route of the Gateway API.
    Route(&'s GatewayApi),
    /// A second ingress beside that of the old version.
    Ingress,
}

impl<'s> Pair<'s> {
    /// The two of a strategy on a cluster; nothing when something else brings versions in. A chart is brought in as a whole, so
    /// nothing is moved there, and the old version keeps all its copies, so that it can take everything back at once.
    pub fn of(strategy: &'s Strategy, cluster: &Kubernetes) -> Option<Self> {
        if strategy.engine != Some(RolloutEngine::Native) || cluster.helm.is_some() {
            return None;
        }
        match &strategy.kind {
            StrategyKind::BlueGreen(green) => matches!(green.switch, None | Some(Switch::Service)).then_some(Self::Switch),
            StrategyKind::Canary(canary) if canary.shrink_stable != Some(true) => {
                let shares = match &canary.traffic {
                    None => Shares::Copies,
                    Some(Traffic::GatewayApi(route)) => Shares::Route(route),
                    Some(Traffic::Nginx(_)) => Shares::Ingress,
                    Some(_) => return None,
                };
                Some(Self::Canary(canary, shares))
            }
            _ => None,
        }
    }
}
