//! Which rollouts there are in a plan: what is brought where, and how.

use crate::model::{Action, Computed, Delivery, Id, Rollback, Service, Strategy, Tier, Workload};
use crate::plan::Plan;
use crate::resolve::EnvironmentView;
use crate::text::ModelPath;
use std::collections::{HashMap, HashSet};

/// A rollout of a plan.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'p> {
    /// How.
    pub strategy: (&'p Id, &'p Strategy),
    /// Where to. None for a strategy that no deployment uses.
    pub environment: Option<EnvironmentView<'p>>,
    /// What.
    pub service: Option<(&'p Id, &'p Service)>,
    /// How that runs.
    pub workload: Option<(&'p Id, &'p Workload)>,
}

impl<'p> Subject<'p> {
    /// The way back of the environment.
    pub fn rollback(&self, plan: &'p Plan) -> Option<(&'p Id, &'p Rollback)> {
        let named = self.environment?.environment.rollback.as_ref()?;
        plan.delivery().rollbacks.get_key_value(named)
    }

    /// The route to the strategy.
    pub fn path(&self) -> ModelPath {
        ModelPath::root().key("strategies").key(self.strategy.0.as_str())
    }

    /// True when users are on it; a strategy that nothing uses may be meant for that.
    pub fn matters(&self) -> bool {
        self.environment
            .is_none_or(|view| view.environment.tier(view.id) == Some(Tier::Production))
    }
}

/// Rollouts that are told of a plan, at most.
const MOST: usize = 2_000;

/// Every rollout of a plan: each strategy with each environment that uses it, and each service that is described there.
pub fn subjects(plan: &Plan) -> Vec<Subject<'_>> {
    let delivery = plan.delivery();
    if delivery.strategies.is_empty() {
        return Vec::new();
    }
    let described = Described::of(delivery);
    let mut deployments = deployments(plan);
    let mut list: Vec<Subject<'_>> = Vec::new();
    let mut known: HashSet<&Id> = HashSet::new();
    for view in plan.environments() {
        // Strategy by strategy, the services it brings here; none named means all.
        let mut uses = deployments.remove(view.id).unwrap_or_default();
        if uses.is_empty() {
            uses.extend(view.environment.strategy.as_ref().map(|strategy| (strategy, Vec::new())));
        }
        for (strategy, services) in uses {
            let Some(strategy) = delivery.strategies.get_key_value(strategy) else {
                continue;
            };
            known.insert(strategy.0);
            described.push(&mut list, strategy, Some(view), &services);
        }
    }
    for strategy in delivery.strategies.iter().filter(|(id, _)| !known.contains(id)) {
        described.push(&mut list, strategy, None, &[]);
    }
    list
}

/// What strategies bring to each environment: services, none for all.
type Uses<'p> = HashMap<&'p Id, Vec<(&'p Id, Vec<&'p Id>)>>;

fn deployments(plan: &Plan) -> Uses<'_> {
    let mut uses: Uses<'_> = HashMap::new();
    for job in plan.jobs().filter(|job| job.deploys) {
        let own = job.job.environment.as_ref().and_then(|environment| environment.name.literal());
        for step in &job.job.steps {
            let inner = match &step.action {
                Action::Parallel(steps) => steps.as_slice(),
                _ => std::slice::from_ref(step),
            };
            for step in inner {
                let Action::Deploy(deploy) = &step.action else { continue };
                let environment = deploy.environment.as_ref().and_then(Computed::literal).or(own);
                let Some((id, environment)) = environment.and_then(|id| plan.delivery().environments.get_key_value(id)) else {
                    continue;
                };
                let Some(strategy) = deploy.strategy.as_ref().or(environment.strategy.as_ref()) else {
                    continue;
                };
                let there = uses.entry(id).or_default();
                match there.iter_mut().find(|(known, _)| *known == strategy) {
                    // One deployment that brings everything makes the others part of it.
                    Some((_, services)) if services.is_empty() || deploy.services.is_empty() => services.clear(),
                    Some((_, services)) => services.extend(deploy.services.iter()),
                    None => there.push((strategy, deploy.services.iter().collect())),
                }
            }
        }
    }
    uses
}

/// Services, and which of them someone says more about.
struct Described<'p> {
    delivery: &'p Delivery,
    workloads: HashMap<&'p Id, (&'p Id, &'p Workload)>,
}

impl<'p> Described<'p> {
    fn of(delivery: &'p Delivery) -> Self {
        let mut workloads = HashMap::new();
        for (id, workload) in &delivery.workloads {
            workloads.entry(workload.service.as_ref().unwrap_or(id)).or_insert((id, workload));
        }
        Self { delivery, workloads }
    }

    fn push(
        &self,
        list: &mut Vec<Subject<'p>>,
        strategy: (&'p Id, &'p Strategy),
        environment: Option<EnvironmentView<'p>>,
        services: &[&Id],
    ) {
        let subject = |service: Option<(&'p Id, &'p Service)>| Subject {
            strategy,
            environment,
            service,
            workload: service.and_then(|(id, _)| self.workloads.get(id).copied()),
        };
        let normal = self.delivery.observability.as_ref().map(|seen| &seen.normal);
        let all = self.delivery.services.iter();
        let mut wanted = all.filter(|(id, _)| services.is_empty() || services.contains(id)).peekable();
        let first = wanted.peek().copied();
        let before = list.len();
        let told = wanted.filter(|(id, _)| self.workloads.contains_key(id) || normal.is_some_and(|normal| normal.contains_key(*id)));
        list.extend(told.map(|service| subject(Some(service))).take(MOST.saturating_sub(before)));
        if list.len() == before && before < MOST {
            list.push(subject(first));
        }
    }
}
