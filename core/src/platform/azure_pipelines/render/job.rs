//! A job of a plan -> a job of a file.

use super::body::Body;
use super::fresh::{Fresh, Place};
use super::wanted::Out;
use super::{machine, words};
use crate::diagnostic::Severity;
use crate::foreign::{Literal, Syntax};
use crate::model::scalar::{Duration, Part, Template};
use crate::model::{Action, Computed, Data, Entries, EnvValue, EnvironmentAction, Matrix, When};
use crate::platform::azure_pipelines::syntax::{self, Values};
use crate::platform::azure_pipelines::tasks;
use crate::recipe;
use crate::render::{Feature, loss};
use crate::resolve::{Binding, Combinations, JobView, StepPlace, expand};
use indexmap::IndexSet;
use std::collections::HashSet;

/// True for a job that is a deployment: it brings something into an environment, or takes it away.
pub(super) fn deploys(view: &JobView<'_>) -> bool {
    let action = view.job.environment.as_ref().map(|environment| environment.action);
    matches!(action, Some(None | Some(EnvironmentAction::Deploy | EnvironmentAction::Stop))) && view.job.call.is_none()
}

/// Containers that a file declares, by their names.
pub(super) type Containers = Entries<String, Data>;

/// A job as it is known before it is written.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub(super) name: String,
    pub(super) depends: Vec<String>,
    pub(super) condition: Option<String>,
}

/// One combination of a matrix that is written out: what its name ends in, and its values.
pub(super) type Combination = (String, Values);

/// The combinations that a job is written out for: Azure has no matrix of deployments or of templates.
pub(super) fn written_out(view: &JobView<'_>) -> Option<Vec<Combination>> {
    let matrix = view.job.matrix.as_deref().filter(|_| deploys(view) || view.job.call.is_some())?;
    let Computed::Literal(matrix) = matrix else { return None };
    let Combinations::Listed(listed) = expand(matrix) else {
        return None;
    };
    Some(legs(&listed, matrix))
}

/// What the names of the stages of a call end in: one for each combination of a matrix.
pub(super) fn legs_of_call(view: &JobView<'_>) -> Vec<String> {
    match written_out(view).filter(|_| view.job.call.is_some()) {
        Some(combinations) => combinations.iter().map(|(leg, _)| format!("_{leg}")).collect(),
        None => vec![String::new()],
    }
}

impl<'p> Fresh<'p> {
    /// The names of a job in the file, for those who wait for it.
    pub(super) fn names(view: &JobView<'p>) -> Vec<String> {
        let name = words::job(view);
        match written_out(view) {
            Some(combinations) => combinations.iter().map(|(leg, _)| format!("{name}_{leg}")).collect(),
            None => vec![name],
        }
    }

    /// A job, or several for a matrix that is written out.
    pub(super) fn job(&self, view: &JobView<'p>, unit: usize, draft: &Draft, containers: &mut Containers, out: &mut Out) -> Vec<Data> {
        let place = Place {
            view: Some(view),
            unit: Some(unit),
            combination: None,
        };
        match written_out(view) {
            None => vec![self.one(&place, view, draft, containers, out)],
            Some(combinations) => combinations
                .iter()
                .map(|(leg, combination)| {
                    let place = Place {
                        combination: Some(combination),
                        ..place
                    };
                    let draft = Draft {
                        name: format!("{}_{leg}", draft.name),
                        ..draft.clone()
                    };
                    self.one(&place, view, &draft, containers, out)
                })
                .collect(),
        }
    }

    fn one(&self, place: &Place<'_, 'p>, view: &JobView<'p>, draft: &Draft, containers: &mut Containers, out: &mut Out) -> Data {
        let job = view.job;
        let path = self.plan.job_path(view.index);
        let deploys = deploys(view);
        let mut body = Body::default();
        let own = self.own_variables(place, view, &mut body);
        let by_hooks = if deploys {
            self.by_hooks(place, view, &mut body, out)
        } else {
            None
        };
        if by_hooks.is_none() {
            self.steps(place, view, deploys, &mut body, out);
        }
        self.keep(place, &words::name(view.id), &mut body);
        let depends = (!draft.depends.is_empty()).then(|| syntax::DependsOn(draft.depends.clone()));
        let mut written = syntax::Job {
            display_name: Some(Literal::Text(self.display(place, view, &mut body))),
            depends_on: depends,
            condition: draft.condition.clone().map(Literal::Text),
            continue_on_error: match &job.continue_on_error {
                Some(Computed::Literal(flag)) => flag.then_some(Literal::Bool(true)),
                Some(Computed::Expression(expression)) => Some(Literal::Text(self.say(place, expression, &mut body))),
                None => None,
            },
            timeout: Some(self.timeout(place, view, &mut body)),
            ..syntax::Job::default()
        };
        let runner = job
            .runner
            .as_ref()
            .or_else(|| self.plan.stage(view.stage).and_then(|stage| stage.stage.runner.as_ref()));
        if self.template {
            written.pool = Some(machine::pool(self, place, self.plan.runner_of(view), &path, out));
        } else if let Some(runner) = runner.filter(|runner| Some(*runner) != self.pipeline.runner.as_ref()) {
            written.pool = Some(machine::pool(self, place, Some(runner), &path, out));
        }
        self.containers(place, view, &mut written, containers, &mut body, out);
        if let Some(matrix) = job.matrix.as_deref().filter(|_| place.combination.is_none()) {
            written.strategy = self.matrix(matrix, view, out);
        }
        if job.retry.is_some() {
            let message = "a job is not tried again by itself; a step can be";
            out.files
                .lose(loss(Feature::Retries, Severity::Warning, path.clone().key("retry"), message));
        }
        self.unsaid_outputs(view, out);
        let mut steps = std::mem::take(&mut body.steps);
        if by_hooks.is_none() && steps.iter().all(is_setting) {
            let mut empty = Body::default();
            empty.script("Nothing to do", "echo \"Nothing of this job can be done here.\"");
            steps.append(&mut empty.steps);
        }
        let mut texts = texts(&steps, &own);
        if let Some(hooks) = &by_hooks {
            texts.push_str(&self::texts(&[hooks.strategy.clone().give()], &Values::new()));
        }
        self.vaults(place, &mut body, &texts, &mut steps, out);
        let mut variables = std::mem::take(&mut body.variables);
        variables.extend(own);
        body.groups.retain(|_, names| {
            names.retain(|name| texts.contains(&format!("$({name})")) || texts.contains(&format!("parameters.{name} }}}}")));
            !names.is_empty()
        });
        written.variables = give_variables(variables, body.groups.keys());
        Self::want(&body, out);
        Self::unsaid(&body, &path, out);
        if deploys {
            written.deployment = Some(Literal::Text(draft.name.clone()));
            written.environment = self.environment(place, view, out);
            written.strategy = Some(match by_hooks {
                Some(hooks) => {
                    if let (true, Some(environment)) = (hooks.machines, &mut written.environment) {
                        environment.0.resource_type = Some(words::literal("VirtualMachine"));
                        written.pool = None;
                    }
                    hooks.strategy
                }
                None => syntax::Strategy {
                    run_once: Some(syntax::Hooks {
                        deploy: Some(syntax::Hook {
                            steps: Some(steps),
                            ..syntax::Hook::default()
                        }),
                        ..syntax::Hooks::default()
                    }),
                    ..syntax::Strategy::default()
                },
            });
        } else {
            written.job = Some(Literal::Text(draft.name.clone()));
            written.steps = Some(steps);
        }
        written.give()
    }

    /// The variables of a job, and what its commands are told beside them.
    fn own_variables(&self, place: &Place<'_, 'p>, view: &JobView<'p>, body: &mut Body) -> Values {
        let all: Entries<String, EnvValue> = self
            .plan
            .env_of(view)
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.clone()))
            .collect();
        let every = self.variables(place, &all, body);
        let environment = view
            .environment
            .and_then(Binding::known)
            .and_then(|index| self.plan.environment(index));
        let own: HashSet<&String> = view
            .job
            .env
            .keys()
            .chain(environment.into_iter().flat_map(|view| view.environment.env.keys()))
            .collect();
        every.into_iter().filter(|(name, _)| own.contains(name)).collect()
    }

    fn steps(&self, place: &Place<'_, 'p>, view: &JobView<'p>, deploys: bool, body: &mut Body, out: &mut Out) {
        let all: Vec<_> = view.steps().map(|(_, step)| &step.action).collect();
        let checks_out = all
            .iter()
            .any(|action| matches!(action, Action::Checkout(checkout) if checkout.repository.is_none()));
        if !checks_out && !deploys {
            body.push(syntax::Step {
                checkout: Some(words::literal("none")),
                ..syntax::Step::default()
            });
        }
        if deploys && !all.iter().any(|action| matches!(action, Action::Fetch(_))) {
            // A deployment fetches all artifacts unless it is told not to.
            body.push(syntax::Step {
                download: Some(words::literal("none")),
                ..syntax::Step::default()
            });
        }
        for (number, step) in view.job.steps.iter().enumerate() {
            let at = StepPlace {
                job: view.index,
                step: u32::try_from(number).unwrap_or(u32::MAX),
                inner: None,
            };
            self.step(place, view, at, step, body, out);
        }
        if view.deploys
            && let Some(recipe) = recipe::way_back(self.plan, view.index)
        {
            let path = self.plan.job_path(view.index);
            self.carry_out(place, recipe, None, &path, body, out);
        }
        if body.pushes {
            for step in &mut body.steps {
                if let Data::Map(map) = step
                    && map.get("checkout").and_then(Data::as_word) == Some("self")
                {
                    map.insert("persistCredentials".to_owned(), Data::Bool(true));
                }
            }
        }
    }

    /// Takes secrets out of their vaults, before the steps that use them.
    fn vaults(&self, place: &Place<'_, 'p>, body: &mut Body, texts: &str, steps: &mut Vec<Data>, out: &mut Out) {
        let vaults = std::mem::take(&mut body.vaults);
        for (vault, names) in vaults {
            let names: Vec<String> = names.into_iter().filter(|name| texts.contains(&format!("$({name})"))).collect();
            if names.is_empty() {
                continue;
            }
            let connection = self.connection(place, out, None);
            let mut fetch = Body::default();
            fetch.task(
                &format!("Take secrets from {vault}"),
                tasks::KEY_VAULT,
                [
                    ("azureSubscription", connection),
                    ("KeyVaultName", vault),
                    ("SecretsFilter", names.join(",")),
                    ("RunAsPreJob", "false".to_owned()),
                ],
            );
            let at = steps.iter().take_while(|step| is_setting(step)).count();
            for step in fetch.steps {
                steps.insert(at, step);
            }
        }
    }

    /// The name shown to people. Azure puts the combination of a matrix behind it.
    fn display(&self, place: &Place<'_, 'p>, view: &JobView<'p>, body: &mut Body) -> String {
        let Some(name) = &view.job.name else {
            return words::humane(view.id);
        };
        if view.job.matrix.is_none() || place.combination.is_some() {
            return self.say(place, name, body);
        }
        let template = Template::new(name.as_str());
        let before = match template.parts().next() {
            Some(Part::Literal(text)) => text,
            _ => "",
        };
        let before = before.trim_end_matches([' ', '(', '-', ':', ',', '[']);
        let words = ["on", "with", "for", "in", "of"];
        let short = match before.rsplit_once(' ') {
            Some((start, last)) if before != name && words.contains(&last) => start,
            _ => before,
        };
        if short.is_empty() {
            words::humane(view.id)
        } else {
            short.to_owned()
        }
    }

    /// After which a job is stopped: as it says, or three times what it takes, or an hour.
    fn timeout(&self, place: &Place<'_, 'p>, view: &JobView<'p>, body: &mut Body) -> Literal {
        match self.plan.timeout_of(view) {
            Some(Computed::Literal(timeout)) => words::number(words::minutes(*timeout)),
            Some(Computed::Expression(expression)) => Literal::Text(self.say(place, expression, body)),
            None => words::number(match self.plan.lasts_of(view) {
                Some(lasts) => words::minutes(Duration::from_secs(lasts.worst().as_secs() * 3))
                    .max(10)
                    .next_multiple_of(5),
                None => 60,
            }),
        }
    }

    fn environment(&self, place: &Place<'_, 'p>, view: &JobView<'p>, out: &mut Out) -> Option<syntax::Environment> {
        let environment = view.job.environment.as_ref()?;
        let mut body = Body::default();
        let name = match &environment.name {
            Computed::Literal(id) => id.to_string(),
            Computed::Expression(expression) => self.say(place, expression, &mut body),
        };
        if name.contains("$(") || name.is_empty() || !body.unsaid.is_empty() {
            let path = self.plan.job_path(view.index).key("environment");
            let message = "which environment it is must be known before the run starts; the job works on none";
            out.files.lose(loss(Feature::Environments, Severity::Error, path, message));
            let delivery = self.plan.delivery().name.to_string();
            return Some(of_name(delivery));
        }
        Some(of_name(name))
    }

    fn containers(
        &self,
        place: &Place<'_, 'p>,
        view: &JobView<'p>,
        written: &mut syntax::Job,
        containers: &mut Containers,
        body: &mut Body,
        out: &mut Out,
    ) {
        let job = words::name(self.jobs.name(view.index));
        let before = if self.template {
            format!("{}_{job}_", words::name(self.id))
        } else {
            String::new()
        };
        match self.plan.container_of(view) {
            Some(Computed::Literal(container)) => {
                let alias = if before.is_empty() {
                    job.clone()
                } else {
                    before.trim_end_matches('_').to_owned()
                };
                let data = self.container(place, &alias, container, body, out);
                let alias = declare(containers, &alias, &job, data);
                written.container = Some(machine::alias(&alias));
            }
            Some(Computed::Expression(image)) => written.container = Some(words::text(self.say(place, image, body))),
            None => {}
        }
        let mut names = Vec::new();
        for (name, container) in &view.job.services {
            let alias = format!("{before}{}", words::name(name));
            let data = self.container(place, &alias, container, body, out);
            let alias = declare(containers, &alias, &job, data);
            names.push((words::name(name), alias));
        }
        written.services = machine::services(&names);
    }

    fn matrix(&self, matrix: &Computed<Matrix>, view: &JobView<'p>, out: &mut Out) -> Option<syntax::Strategy> {
        let path = self.plan.job_path(view.index).key("matrix");
        let mut lose = |severity, message: &str| out.files.lose(loss(Feature::Matrices, severity, path.clone(), message));
        let Computed::Literal(matrix) = matrix else {
            lose(Severity::Error, "a computed matrix cannot be said; the job runs once");
            return None;
        };
        let Combinations::Listed(listed) = expand(matrix) else {
            lose(Severity::Error, "a matrix with a computed part cannot be said; the job runs once");
            return None;
        };
        if matrix.fail_fast != Some(Computed::Literal(false)) {
            lose(Severity::Info, "the others go on after one has failed");
        }
        let nested = listed.iter().flat_map(Entries::values).any(|value| value.as_word().is_none());
        if nested {
            lose(
                Severity::Warning,
                "values that are lists or mappings are left out: a matrix of Azure has texts only",
            );
        }
        // What one combination does not say is nothing there, not the name of a variable.
        let every: Vec<&String> = listed.iter().flat_map(Entries::keys).collect::<IndexSet<_>>().into_iter().collect();
        let map: Values = legs(&listed, matrix)
            .into_iter()
            .map(|(leg, values)| {
                let scalars = every.iter().filter_map(|name| match values.get(*name) {
                    Some(value) => Some((words::name(name), words::text(value.as_word()?))),
                    None => Some((words::name(name), words::text(""))),
                });
                (leg, Data::Map(scalars.collect()))
            })
            .collect();
        if map.is_empty() {
            return None;
        }
        Some(syntax::Strategy {
            matrix: Some(Data::Map(map)),
            max_parallel: match &matrix.max_parallel {
                Some(Computed::Literal(most)) => Some(words::number(u64::from(*most))),
                _ => None,
            },
            ..syntax::Strategy::default()
        })
    }

    /// Outputs that no step of the job gives in a way that Azure sees.
    fn unsaid_outputs(&self, view: &JobView<'p>, out: &mut Out) {
        for (name, output) in &view.job.outputs {
            let step = output.value.split("steps.").nth(1).and_then(|rest| rest.split('.').next());
            let of = view.steps().find(|(_, of)| of.id.as_deref() == step && step.is_some());
            let told = matches!(of, Some((_, of)) if matches!(of.action, Action::Run(_) | Action::Use(_)));
            if !told {
                let path = self.plan.job_path(view.index).key("outputs").key(name.as_str());
                let message = "what the step gives back is not told to Azure; let a command write it to the log";
                out.files.lose(loss(Feature::Outputs, Severity::Warning, path, message));
            }
        }
    }

    /// The condition of a job as its own words say it; told when it cannot be said.
    pub(super) fn condition(
        &self,
        place: &Place<'_, 'p>,
        when: Option<&When>,
        path: &crate::text::ModelPath,
        out: &mut Out,
    ) -> Option<String> {
        match self.when(place, when) {
            Ok(condition) => condition,
            Err(()) => {
                let message = "the condition cannot be said, so it runs as if it had none";
                out.files
                    .lose(loss(Feature::Conditions, Severity::Error, path.clone().key("when"), message));
                None
            }
        }
    }
}

/// The combinations of a matrix by names of their own.
fn legs(listed: &[Entries<String, Data>], matrix: &Matrix) -> Vec<Combination> {
    let mut taken = HashSet::new();
    listed
        .iter()
        .map(|values| {
            let axes = values.iter().filter(|(name, _)| matrix.axes.contains_key(*name));
            let mut words: Vec<&str> = axes.filter_map(|(_, value)| value.as_word()).collect();
            if words.is_empty() {
                words.extend(values.values().filter_map(Data::as_word));
            }
            let name: String = words
                .join("_")
                .chars()
                .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
                .collect();
            // A name begins with a letter, and has a hundred at most.
            let first = values.keys().next().map_or("run", String::as_str);
            let name = if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
                name
            } else {
                format!("{}_{name}", words::name(first)).trim_end_matches('_').to_owned()
            };
            let name: String = name.chars().take(90).collect();
            (words::free(&name, &mut taken), values.clone())
        })
        .collect()
}

fn of_name(name: String) -> syntax::Environment {
    syntax::Environment(syntax::EnvironmentMap {
        name: Some(Literal::Text(name)),
        ..syntax::EnvironmentMap::default()
    })
}

/// Declares a container under a name that no other one has.
fn declare(containers: &mut Containers, alias: &str, job: &str, mut data: Data) -> String {
    let mut name = alias.to_owned();
    let mut number = 1;
    while containers.get(&name).is_some_and(|there| *there != data) {
        number += 1;
        name = if number == 2 {
            format!("{job}_{alias}")
        } else {
            format!("{job}_{alias}_{number}")
        };
        if let Data::Map(map) = &mut data {
            map.insert("container".to_owned(), words::text(&name));
        }
    }
    containers.insert(name.clone(), data);
    name
}

/// True for steps that only say what is not done.
fn is_setting(step: &Data) -> bool {
    step.as_map()
        .is_some_and(|map| map.contains_key("checkout") || map.get("download").and_then(Data::as_word) == Some("none"))
}

/// Variables, and the groups of others.
pub(super) fn give_variables<'g>(variables: Values, groups: impl Iterator<Item = &'g String>) -> Option<Data> {
    let groups: Vec<Data> = groups
        .map(|group| Data::Map(Values::from([("group".to_owned(), words::text(group))])))
        .collect();
    if groups.is_empty() {
        return (!variables.is_empty()).then_some(Data::Map(variables));
    }
    let named = variables
        .into_iter()
        .map(|(name, value)| Data::Map(Values::from([("name".to_owned(), words::text(name)), ("value".to_owned(), value)])));
    Some(Data::List(groups.into_iter().chain(named).collect()))
}

/// Everything that steps and variables say.
fn texts(steps: &[Data], variables: &Values) -> String {
    fn add(data: &Data, all: &mut String) {
        match data {
            Data::Text(text) => {
                all.push_str(text);
                all.push('\n');
            }
            Data::List(items) => items.iter().for_each(|item| add(item, all)),
            Data::Map(map) => map.values().for_each(|value| add(value, all)),
            _ => {}
        }
    }
    let mut all = String::new();
    for data in steps.iter().chain(variables.values()) {
        add(data, &mut all);
    }
    all
}
