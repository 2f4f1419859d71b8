//! What runs where: the environments that are clusters, and the workloads in each as they are there.

use super::object::{Meta, Pairs, Text};
use crate::model::{
    Environment, Id, Kubernetes, Platform, Resources, Scaling, Service, Workload, WorkloadContainer, WorkloadKind, WorkloadOverride,
};
use crate::plan::Plan;
use crate::text::ModelPath;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A workload of which the document says nothing.
static UNSAID: LazyLock<Workload> = LazyLock::new(Workload::default);
/// A container of which the document says nothing.
static PLAIN: LazyLock<WorkloadContainer> = LazyLock::new(WorkloadContainer::default);

/// An environment that is a cluster, or a part of one.
#[derive(Clone, Copy)]
pub(super) struct Site<'p> {
    pub(super) plan: &'p Plan,
    pub(super) id: &'p Id,
    pub(super) environment: &'p Environment,
    pub(super) platform: &'p Kubernetes,
    /// What stands behind the name of an image that has no version of its own; nothing when something else puts it there.
    pub(super) version: Option<&'p str>,
}

impl<'p> Site<'p> {
    /// Every environment that is a cluster.
    pub(super) fn all(plan: &'p Plan, version: Option<&'p str>) -> Vec<Self> {
        let environments = plan.delivery().environments.iter();
        environments
            .filter_map(|(id, environment)| match &environment.platform {
                Some(Platform::Kubernetes(platform)) => Some(Self {
                    plan,
                    id,
                    environment,
                    platform,
                    version,
                }),
                _ => None,
            })
            .collect()
    }

    /// The namespace of what says nothing else.
    pub(super) fn namespace(&self) -> Option<&'p str> {
        self.platform.namespace.as_deref()
    }

    /// The route to the strategy of the environment.
    pub(super) fn strategy_path(&self) -> ModelPath {
        let id = self.environment.strategy.as_ref().map_or("", |id| id.as_str());
        ModelPath::root().key("strategies").key(id)
    }

    /// What runs there: the workloads, and the services that none of them runs.
    pub(super) fn running(&self) -> Vec<Running<'p>> {
        let delivery = self.plan.delivery();
        let mut served: BTreeSet<&Id> = BTreeSet::new();
        let mut running = Vec::new();
        for (id, workload) in &delivery.workloads {
            let name = workload.service.as_ref().unwrap_or(id);
            let service = delivery.services.get_key_value(name);
            served.extend(service.map(|(name, _)| name));
            running.push(Running {
                site: *self,
                id,
                workload,
                service,
                own: workload.environments.get(self.id),
            });
        }
        let unserved = delivery
            .services
            .iter()
            .filter(|(name, service)| !served.contains(name) && (service.image.is_some() || service.port.is_some()));
        running.extend(unserved.map(|(name, service)| Running {
            site: *self,
            id: name,
            workload: &UNSAID,
            service: Some((name, service)),
            own: None,
        }));
        running
    }
}

/// A workload as it is in one environment.
#[derive(Clone, Copy)]
pub(super) struct Running<'p> {
    pub(super) site: Site<'p>,
    pub(super) id: &'p Id,
    pub(super) workload: &'p Workload,
    /// The service that runs.
    pub(super) service: Option<(&'p Id, &'p Service)>,
    /// What is different there.
    own: Option<&'p WorkloadOverride>,
}

impl<'p> Running<'p> {
    /// The route to the workload, or to the service that has none.
    pub(super) fn path(&self) -> ModelPath {
        let folder = if self.site.plan.delivery().workloads.contains_key(self.id) {
            "workloads"
        } else {
            "services"
        };
        ModelPath::root().key(folder).key(self.id.as_str())
    }

    /// What keeps it running.
    pub(super) fn kind(&self) -> WorkloadKind {
        self.workload.kind.unwrap_or(WorkloadKind::Deployment)
    }

    /// True for work that ends.
    pub(super) fn ends(&self) -> bool {
        matches!(self.kind(), WorkloadKind::Job | WorkloadKind::CronJob)
    }

    /// The container that does the work.
    pub(super) fn container(&self) -> &'p WorkloadContainer {
        self.workload.container.as_ref().unwrap_or(&PLAIN)
    }

    /// Its namespace.
    pub(super) fn namespace(&self) -> Option<&'p str> {
        self.workload.namespace.as_deref().or_else(|| self.site.namespace())
    }

    /// What its container is promised and allowed there.
    pub(super) fn resources(&self) -> Option<&'p Resources> {
        self.own
            .and_then(|own| own.resources.as_ref())
            .or(self.container().resources.as_ref())
    }

    /// What changes the number or size of its copies there.
    pub(super) fn scaling(&self) -> Option<&'p Scaling> {
        self.own.and_then(|own| own.scaling.as_ref()).or(self.workload.scaling.as_ref())
    }

    /// What only its container there sees.
    pub(super) fn own(&self) -> Option<&'p WorkloadOverride> {
        self.own
    }

    /// True when something else than the document says how many copies there are.
    pub(super) fn is_scaled(&self) -> bool {
        self.scaling()
            .is_some_and(|scaling| scaling.horizontal.is_some() || scaling.events.is_some())
    }

    /// How many copies it has; nothing when something scales it or nothing says so.
    pub(super) fn replicas(&self) -> Option<u32> {
        if self.is_scaled() {
            return None;
        }
        self.own.and_then(|own| own.replicas).or(self.workload.replicas)
    }

    /// How many copies there are at least.
    pub(super) fn fewest(&self) -> u32 {
        let scaling = self.scaling();
        let horizontal = scaling
            .and_then(|scaling| scaling.horizontal.as_ref())
            .map(|horizontal| horizontal.min.unwrap_or(1));
        let events = scaling
            .and_then(|scaling| scaling.events.as_ref())
            .map(|events| events.min.unwrap_or(0));
        horizontal.or(events).or(self.replicas()).unwrap_or(1)
    }

    /// The labels its pods are found by.
    pub(super) fn selector(&self) -> Pairs<'p> {
        if self.workload.selector.is_empty() {
            Pairs(vec![(Text::from("app.kubernetes.io/name"), Text::from(self.id.as_str()))])
        } else {
            Pairs::default().with(&self.workload.selector)
        }
    }

    /// The labels of its objects.
    pub(super) fn labels(&self) -> Pairs<'p> {
        let mut labels = Pairs::default();
        labels.set("app.kubernetes.io/name", self.id.as_str());
        labels.set("app.kubernetes.io/part-of", self.site.plan.delivery().name.as_str());
        labels
    }

    /// The labels of its pods.
    pub(super) fn pod_labels(&self) -> Pairs<'p> {
        let mut labels = self.labels().with(&self.workload.labels);
        for (key, value) in self.selector().0 {
            labels.set(key, value);
        }
        labels
    }

    /// What stands at the head of an object that belongs to it.
    pub(super) fn meta(&self, name: impl Into<Text<'p>>) -> Meta<'p> {
        Meta {
            name: name.into(),
            namespace: self.namespace().map(Text::from),
            labels: self.labels(),
            annotations: Pairs::default(),
        }
    }

    /// The name of its account.
    pub(super) fn account(&self) -> &'p str {
        let account = self.workload.account.as_ref();
        account.and_then(|account| account.name.as_deref()).unwrap_or(self.id.as_str())
    }
}
