//! What namespaces may use, and who asks for more.

use crate::model::scalar::{Cpu, Size};
use crate::model::{Map, Namespace, ResourceAmounts, Workload};
use crate::plan::Plan;
use crate::text::ModelPath;
use std::collections::HashMap;

/// What namespaces may use, with where that is said: in all clusters, and in single ones.
pub(super) struct Quotas<'p>(HashMap<&'p str, Vec<(ModelPath, &'p ResourceAmounts)>>);

impl<'p> Quotas<'p> {
    pub(super) fn of(plan: &'p Plan) -> Self {
        let mut by_name: HashMap<&str, Vec<(ModelPath, &ResourceAmounts)>> = HashMap::new();
        let mut add = |map: &'p Map<Namespace>, path: ModelPath| {
            for (name, namespace) in map {
                if let Some(quota) = &namespace.quota {
                    let path = path.clone().key("namespaces").key(name.as_str()).key("quota");
                    by_name.entry(name).or_default().push((path, quota));
                }
            }
        };
        if let Some(clusters) = &plan.delivery().clusters {
            let root = ModelPath::root().key("clusters");
            add(&clusters.namespaces, root.clone());
            for (id, cluster) in &clusters.named {
                add(&cluster.namespaces, root.clone().key("named").key(id.as_str()));
            }
        }
        Self(by_name)
    }

    /// True when no namespace has one.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those of one namespace.
    pub(super) fn of_namespace(&self, name: &str) -> &[(ModelPath, &'p ResourceAmounts)] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }
}

/// What so many instances of a workload ask too much of.
pub(super) fn short(workload: &Workload, instances: u32, quota: &ResourceAmounts) -> Option<&'static str> {
    let containers = workload.container.iter().chain(workload.sidecars.values());
    let requests = containers.filter_map(|container| container.resources.as_ref()?.requests.as_ref());
    let (mut cpu, mut memory) = (0_u64, 0_u64);
    for amounts in requests {
        cpu = cpu.saturating_add(amounts.cpu.map_or(0, Cpu::millicores));
        memory = memory.saturating_add(amounts.memory.map_or(0, Size::bytes));
    }
    let times = u64::from(instances);
    if quota.cpu.is_some_and(|quota| cpu.saturating_mul(times) > quota.millicores()) {
        Some("processor")
    } else if quota.memory.is_some_and(|quota| memory.saturating_mul(times) > quota.bytes()) {
        Some("memory")
    } else if quota.pods.is_some_and(|pods| instances > pods) {
        Some("pods")
    } else {
        None
    }
}
