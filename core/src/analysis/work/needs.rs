//! What tasks need while they run: a machine, a turn in their matrix, a lock.

use super::WorkOptions;
use super::expand::environment;
use super::network::{NONE, Pool, Resource, Task};
use crate::model::scalar::Expression;
use crate::model::{CiMachines, Computed, Data, Entries, Runner};
use crate::plan::Plan;
use crate::resolve::JobView;
use std::collections::HashMap;

/// What each task needs, while a run is written out.
pub(in crate::analysis) struct Needs<'g> {
    plan: &'g Plan,
    options: &'g WorkOptions,
    pools: Vec<Pool>,
    /// Pools by name.
    named: HashMap<String, u32>,
    /// Everything of which there is a limited number.
    resources: Vec<Resource>,
    /// The resource of each pool, made when it is first needed.
    of_pool: Vec<Option<u32>>,
    /// The resource that all jobs on machines of the service share.
    at_once: Option<u32>,
    /// Locks by name.
    locks: HashMap<String, u32>,
    /// For each task in order: its pool and the resources it needs.
    tasks: Vec<(Option<u32>, [u32; 4])>,
}

impl<'g> Needs<'g> {
    pub(in crate::analysis) fn new(plan: &'g Plan, options: &'g WorkOptions) -> Self {
        Self {
            plan,
            options,
            pools: Vec::new(),
            named: HashMap::new(),
            resources: Vec::new(),
            of_pool: Vec::new(),
            at_once: None,
            locks: HashMap::new(),
            tasks: Vec::new(),
        }
    }

    fn resource(&mut self, slots: u32) -> u32 {
        let number = u32::try_from(self.resources.len()).unwrap_or(NONE);
        self.resources.push(Resource { slots: slots.max(1) });
        number
    }

    /// Room for so many jobs of a matrix at a time.
    pub(in crate::analysis) fn part(&mut self, most: u32) -> u32 {
        self.resource(most)
    }

    /// Notes what the next task needs.
    pub(in crate::analysis) fn of(&mut self, view: &JobView<'_>, combination: &Entries<String, Data>, part: Option<u32>) {
        let pool = self.pool(view, combination);
        let own = self.pools.get(pool as usize).is_some_and(|pool| pool.own);
        let machine = self.machine(pool).unwrap_or(NONE);
        let at_once = if own { NONE } else { self.at_once().unwrap_or(NONE) };
        let lock = self.lock(view, combination).unwrap_or(NONE);
        self.tasks.push((Some(pool), [machine, at_once, part.unwrap_or(NONE), lock]));
    }

    /// The next task needs nothing.
    pub(in crate::analysis) fn of_nothing(&mut self) {
        self.tasks.push((None, [NONE; 4]));
    }

    fn pool(&mut self, view: &JobView<'_>, combination: &Entries<String, Data>) -> u32 {
        let (name, own, said) = describe(self.plan.runner_of(view), combination);
        if let Some(&known) = self.named.get(&name) {
            if let Some(pool) = self.pools.get_mut(known as usize) {
                pool.runners = pool.runners.max(said);
            }
            return known;
        }
        let number = u32::try_from(self.pools.len()).unwrap_or(NONE);
        let machines = machines(self.plan)
            .and_then(|machines| machines.get(name.as_str()))
            .and_then(|own| own.count);
        let chosen = self.options.runners.get(&name).copied();
        self.pools.push(Pool {
            runners: chosen.or(machines).or(said),
            name: name.clone(),
            own,
        });
        self.named.insert(name, number);
        self.of_pool.push(None);
        number
    }

    fn machine(&mut self, pool: u32) -> Option<u32> {
        let runners = self.pools.get(pool as usize)?.runners?;
        if let Some(known) = self.of_pool.get(pool as usize).copied().flatten() {
            return Some(known);
        }
        let made = self.resource(runners);
        *self.of_pool.get_mut(pool as usize)? = Some(made);
        Some(made)
    }

    fn at_once(&mut self) -> Option<u32> {
        if self.at_once.is_none() {
            let most = at_once(self.plan, self.options)?;
            self.at_once = Some(self.resource(most));
        }
        self.at_once
    }

    /// The lock of a job's own group, or of its environment's.
    fn lock(&mut self, view: &JobView<'_>, combination: &Entries<String, Data>) -> Option<u32> {
        let environment = environment(view).and_then(|index| self.plan.environment(index));
        let of_it = environment.and_then(|view| view.environment.concurrency.as_ref());
        let mut group = view.job.concurrency.as_ref().or(of_it)?.group.clone();
        if group.contains("matrix.") {
            group.push_str(&combination.values().filter_map(Data::as_word).collect::<Vec<_>>().join("\u{0}"));
        }
        if let Some(&known) = self.locks.get(&group) {
            return Some(known);
        }
        let made = self.resource(1);
        self.locks.insert(group, made);
        Some(made)
    }

    /// Leaves out what nobody has to wait for, and numbers the combinations that are left.
    pub(in crate::analysis) fn settle(self, tasks: &mut [Task]) -> (Vec<Pool>, Vec<Resource>, Vec<Vec<u32>>) {
        let mut users = vec![0_u32; self.resources.len()];
        for &number in self.tasks.iter().flat_map(|(_, needed)| needed) {
            if let Some(count) = users.get_mut(number as usize) {
                *count += 1;
            }
        }
        let mut kept = Vec::new();
        let renamed: Vec<u32> = self
            .resources
            .into_iter()
            .zip(&users)
            .map(|(resource, &users)| {
                if users <= resource.slots {
                    return NONE;
                }
                kept.push(resource);
                u32::try_from(kept.len() - 1).unwrap_or(NONE)
            })
            .collect();
        let mut numbers: HashMap<[u32; 4], u32> = HashMap::new();
        let mut classes = Vec::new();
        for (task, (pool, needed)) in tasks.iter_mut().zip(self.tasks) {
            let needed = needed.map(|number| renamed.get(number as usize).copied().unwrap_or(NONE));
            task.pool = pool;
            if needed == [NONE; 4] {
                continue;
            }
            task.class = *numbers.entry(needed).or_insert_with(|| {
                classes.push(needed.into_iter().filter(|&number| number != NONE).collect());
                u32::try_from(classes.len() - 1).unwrap_or(NONE)
            });
        }
        (self.pools, kept, classes)
    }
}

/// What the document says of machines of one's own.
fn machines(plan: &Plan) -> Option<&Entries<String, CiMachines>> {
    Some(&plan.delivery().costs.as_ref()?.ci.as_ref()?.machines)
}

/// How many jobs the service runs at once.
pub(in crate::analysis) fn at_once(plan: &Plan, options: &WorkOptions) -> Option<u32> {
    let said = || plan.delivery().costs.as_ref()?.ci.as_ref()?.parallel_jobs;
    options.parallel_jobs.or_else(said)
}

/// What jobs call the machines they run on, whether these are one's own, and how many there are.
fn describe(runner: Option<&Computed<Runner>>, combination: &Entries<String, Data>) -> (String, bool, Option<u32>) {
    match runner {
        None => ("default".to_owned(), false, None),
        Some(Computed::Expression(expression) | Computed::Literal(Runner::Hosted(Computed::Expression(expression)))) => {
            (resolved(expression, combination), false, None)
        }
        Some(Computed::Literal(Runner::Hosted(Computed::Literal(label)))) => (label.clone(), false, None),
        Some(Computed::Literal(Runner::SelfHosted(own))) => {
            let labels: Vec<&str> = own.labels.iter().map(String::as_str).collect();
            let name = if labels.is_empty() {
                "self-hosted".to_owned()
            } else {
                labels.join("+")
            };
            (name, true, own.count)
        }
        Some(Computed::Literal(Runner::Pool(pool))) => (pool.name.clone(), true, pool.count),
    }
}

/// The value that an expression such as `${{ matrix.os }}` has for a combination; the expression itself when it is another.
fn resolved(expression: &Expression, combination: &Entries<String, Data>) -> String {
    let axis = expression.inner().and_then(|inner| inner.trim().strip_prefix("matrix."));
    let value = axis.and_then(|axis| combination.get(axis)).and_then(Data::as_word);
    value.map_or_else(|| expression.to_string(), str::to_owned)
}

/// The pools that jobs of a plan ask for by name, for a caller that chose numbers of runners.
pub(in crate::analysis) fn pool_names(plan: &Plan) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for view in plan.jobs() {
        let combinations = view.job.matrix.as_deref().and_then(Computed::literal).map(crate::resolve::expand);
        let listed = match combinations {
            Some(crate::resolve::Combinations::Listed(list)) => list,
            _ => vec![Entries::new()],
        };
        for combination in &listed {
            let (name, ..) = describe(plan.runner_of(&view), combination);
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}
