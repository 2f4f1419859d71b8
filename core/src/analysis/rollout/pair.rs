//! Two Deployments of a service, and traffic that the commands of a pipeline give to the one or the other: a rollout on a cluster
//! without an engine.

use crate::model::{Kubernetes, RolloutEngine, Strategy, StrategyKind, Switch};

/// True when commands turn a service from one Deployment to another. A chart is brought in as a whole, so nothing is turned there.
pub fn is_pair(strategy: &Strategy, cluster: &Kubernetes) -> bool {
    let by_service = matches!(&strategy.kind, StrategyKind::BlueGreen(green) if matches!(green.switch, None | Some(Switch::Service)));
    by_service && strategy.engine == Some(RolloutEngine::Native) && cluster.helm.is_none()
}
