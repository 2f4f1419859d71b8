//! The way back of an environment: how long it takes against what is promised, in which order services go back, what cannot
//! be taken back and from where on, and where it would lead after a failure at each step.

mod order;
mod time;
mod trial;

pub use order::back_order;
pub use time::{Part, Promise, Times};
pub use trial::{Act, Place, Trial, trials};

use crate::model::{Action, Check, CheckKind, Computed, GateKind, Id, Method, Rollback};
use crate::plan::Plan;
use crate::resolve::EnvironmentView;
use crate::text::ModelPath;
use std::sync::Arc;

/// The way back of an environment.
#[derive(Clone, Debug)]
pub struct WayBack<'p> {
    /// The environment.
    pub environment: EnvironmentView<'p>,
    /// The rollback.
    pub id: &'p Id,
    /// What the document says of it.
    pub rollback: &'p Rollback,
    /// Services, in the order in which they go back: those that call others first.
    pub services: Arc<[&'p Id]>,
    /// How long it takes at worst.
    pub times: Times,
    /// What was promised, and whether it holds.
    pub promises: Vec<Promise>,
    /// What else is done, in order.
    pub parts: Vec<Part<'p>>,
    /// Who must say yes, where it goes the way of any other change.
    pub approves: Vec<String>,
    /// What a deployment does step by step, and where the way back leads after a failure at each.
    pub trials: Vec<Trial<'p>>,
}

impl WayBack<'_> {
    /// The route to the rollback.
    pub fn path(&self) -> ModelPath {
        ModelPath::root().key("rollbacks").key(self.id.as_str())
    }

    /// What shows that it worked: what deployments ask, and that what started it is over.
    pub fn verify(&self, plan: &Plan) -> Vec<String> {
        verify(plan, self.environment, self.rollback)
    }

    /// True when it goes through the pipeline like any other change.
    pub fn is_delivered(&self) -> bool {
        is_delivered(&self.rollback.method)
    }

    /// From where on there is no full way back, when there is such a point.
    pub fn point_of_no_return(&self) -> Option<&Trial<'_>> {
        self.trials.iter().find(|trial| !trial.left.is_empty())
    }
}

fn is_delivered(method: &Method) -> bool {
    matches!(method, Method::GitRevert(_) | Method::RedeployPrevious(_))
}

/// The ways back of all environments that have one.
pub fn ways_back(plan: &Plan) -> Vec<WayBack<'_>> {
    let delivery = plan.delivery();
    let with = plan.environments().filter_map(|environment| {
        let named = environment.environment.rollback.as_ref()?;
        Some((environment, delivery.rollbacks.get_key_value(named)?))
    });
    let mut list: Vec<(EnvironmentView<'_>, (&Id, &Rollback))> = with.collect();
    if list.is_empty() {
        return Vec::new();
    }
    // Production first: that is where it matters.
    list.sort_by_key(|(view, _)| view.environment.tier(view.id) != Some(crate::model::Tier::Production));
    let order: Arc<[&Id]> = back_order(plan).into();
    let mut trials = trials(plan);
    let times = time::Clock::of(plan);
    list.into_iter()
        .map(|(environment, (id, rollback))| {
            let told = times.of_environment(environment, rollback);
            let trials = trials.remove(environment.id).unwrap_or_default();
            WayBack {
                environment,
                id,
                rollback,
                services: Arc::clone(&order),
                promises: time::promises(plan, rollback, &told),
                parts: time::parts(rollback),
                approves: approves(environment, rollback),
                trials,
                times: told,
            }
        })
        .collect()
}

fn verify(plan: &Plan, environment: EnvironmentView<'_>, rollback: &Rollback) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    let mut add = |line: String| {
        if !list.contains(&line) {
            list.push(line);
        }
    };
    let strategy = environment
        .environment
        .strategy
        .as_ref()
        .and_then(|id| plan.delivery().strategies.get(id));
    let checks = strategy.map(|strategy| match &strategy.kind {
        crate::model::StrategyKind::BlueGreen(said) => said.verify.as_slice(),
        crate::model::StrategyKind::Rolling(said) => said.verify.as_slice(),
        _ => &[],
    });
    for check in checks.unwrap_or_default() {
        add(asked(check));
    }
    for (id, service) in &plan.delivery().services {
        if let Some(health) = &service.health {
            add(format!("{id} answers at {health}"));
        }
    }
    for condition in &rollback.when {
        add(format!("no longer {condition}"));
    }
    list
}

fn asked(check: &Check) -> String {
    match &check.kind {
        CheckKind::Http(http) => format!("it answers at {}", http.path),
        other => format!("the check `{}` passes", other.key()),
    }
}

/// Who must say yes when the way back is delivered like any other change.
fn approves(environment: EnvironmentView<'_>, rollback: &Rollback) -> Vec<String> {
    if !is_delivered(&rollback.method) {
        return Vec::new();
    }
    let gates = environment.environment.gates.iter();
    let groups = gates.filter_map(|gate| match &gate.kind {
        GateKind::Approval(approval) if !approval.emergency => Some(approval.by.iter().cloned()),
        _ => None,
    });
    groups.flatten().collect()
}

/// The environment a job works on, by its id.
fn ground<'p>(plan: &'p Plan, job: &crate::resolve::JobView<'p>, action: &'p Action) -> Option<&'p Id> {
    let own = job.job.environment.as_ref().and_then(|environment| environment.name.literal());
    let named = match action {
        Action::Deploy(deploy) => deploy.environment.as_ref().and_then(Computed::literal),
        _ => None,
    };
    let id = named.or(own)?;
    plan.delivery().environments.get_key_value(id).map(|(id, _)| id)
}
