//! Jobs and stages in both directions, without the steps and jobs in them.

use super::scope::At;
use super::step::{give_template, give_with, local, with};
use super::syntax::{self, DependsOn, Environment, EnvironmentMap, Hook, Hooks, Values};
use super::words::{
    give_container, give_count, give_env, give_flag, give_matrix, give_pool, give_timeout, take_computed, take_container, take_flag,
    take_matrix, take_pool, take_services, take_timeout, take_variables,
};
use crate::foreign::{Literal, Syntax};
use crate::model::{Call, Computed, Data, Id, Job, JobEnvironment, JobName, Many, Output, Stage};

/// A job of the model for one of a file.
pub(super) fn take(written: &Values, id: &Id, at: &At<'_>) -> Job {
    let Ok(written) = syntax::Job::take(Data::Map(written.clone())) else {
        return Job::default();
    };
    let mut job = Job {
        name: written.display_name.as_ref().map(|name| at.text(name.as_str())),
        when: at.when(written.condition.as_ref().map(Literal::as_str)),
        after: written.depends_on.as_ref().and_then(|needs| after(needs, id, at)),
        runner: written.pool.as_ref().and_then(|pool| take_pool(pool, at)),
        container: written
            .container
            .as_ref()
            .and_then(|container| take_container(container, at))
            .map(Into::into),
        services: take_services(written.services.as_ref(), at),
        timeout: written.timeout.as_ref().and_then(|timeout| take_timeout(timeout, at)),
        continue_on_error: written.continue_on_error.as_ref().and_then(|flag| take_flag(flag, at)),
        env: take_variables(written.variables.as_ref(), at),
        environment: written
            .environment
            .as_ref()
            .and_then(|environment| take_environment(environment, at)),
        ..Job::default()
    };
    if let Some(strategy) = &written.strategy {
        job.matrix = strategy
            .matrix
            .as_ref()
            .and_then(|matrix| take_matrix(matrix, strategy.max_parallel.as_ref(), at))
            .map(Box::new);
    }
    if let Some(template) = &written.template {
        job.call = Some(Box::new(call(template.as_str(), written.parameters.as_ref(), at)));
    }
    for (name, path) in at.scope.outputs.get(id).into_iter().flatten() {
        let Some((step, output)) = path.split_once('.') else { continue };
        if let Ok(name) = name.parse() {
            let value = format!("${{{{ steps.{step}.outputs.{output} }}}}");
            job.outputs.insert(name, Output { value, description: None });
        }
    }
    job
}

/// A call of the template of jobs or stages that a file names: one that was adopted by its pipeline.
pub(super) fn call(template: &str, parameters: Option<&Data>, at: &At<'_>) -> Call {
    let known = at.scope.resolved(template).and_then(|path| at.scope.shared.files.get(&path));
    let circular = known.is_some_and(|id| at.scope.shared.circular.contains(id));
    Call {
        pipeline: match known.filter(|_| !circular) {
            Some(id) => id.to_string(),
            None => local(template, at),
        },
        with: with(parameters, at),
        secrets: None,
    }
}

/// A template as a file names it.
pub(super) fn give_call(call: &Call, at: &At<'_>) -> (Option<Literal>, Option<Data>) {
    let known = call.pipeline.parse::<Id>().ok();
    let path = known.and_then(|id| at.scope.shared.paths.get(&id)).map(|path| format!("/{path}"));
    let template = path.or_else(|| give_template(&call.pipeline));
    let template = template.or_else(|| (!super::list::is_directive(&call.pipeline)).then(|| call.pipeline.clone()));
    let with = template.as_ref().and_then(|_| give_with(&call.with, at));
    (template.map(Literal::Text), with)
}

fn after(needs: &DependsOn, id: &Id, at: &At<'_>) -> Option<Many<JobName>> {
    if needs.0.is_empty() || at.scope.circular.contains(id) {
        return None;
    }
    let mut after = Vec::new();
    for name in &needs.0 {
        let place = at.scope.of_stage(at.stage?, name)?;
        let name = JobName {
            stage: None,
            job: place.job.clone(),
        };
        if !after.contains(&name) {
            after.push(name);
        }
    }
    Some(Many(after))
}

fn take_environment(environment: &Environment, at: &At<'_>) -> Option<JobEnvironment> {
    let written = environment.0.name.as_ref()?.as_str();
    let name = match at.scope.shared.environments.get(environment_name(written)) {
        Some(id) => Computed::Literal(id.clone()),
        None => take_computed(written, at, |_| None)?,
    };
    Some(JobEnvironment {
        name,
        url: None,
        action: None,
    })
}

/// The name of an environment, without the resource behind it.
pub(super) fn environment_name(written: &str) -> &str {
    if written.contains('$') {
        return written;
    }
    written.split_once('.').map_or(written, |(name, _)| name)
}

/// A job of a file for one of the model, with nothing added that the model does not say. `name` is what the file calls it;
/// nothing when it has no name there. A job that works on an environment is a deployment, and so is one that was.
pub(super) fn give(job: &Job, name: &str, deployment: bool, at: &At<'_>) -> Values {
    let text = |text: &str| Some(Literal::Text(at.back(text)));
    let name = Some(Literal::Text(name.to_owned())).filter(|name| !name.as_str().is_empty());
    let mut written = syntax::Job {
        display_name: job.name.as_deref().and_then(text),
        condition: job.when.as_ref().and_then(|when| at.condition(when)).map(Literal::Text),
        depends_on: job.after.as_ref().map(|after| {
            let names = after
                .iter()
                .filter(|name| name.stage.as_ref().is_none_or(|stage| Some(stage) == at.stage));
            let place = |name: &JobName| at.scope.by_id.get(&name.job).and_then(|number| at.scope.jobs.get(*number));
            DependsOn(names.filter_map(|name| place(name).map(|place| place.name.clone())).collect())
        }),
        pool: job.runner.as_ref().and_then(|runner| give_pool(runner, at)),
        container: job
            .container
            .as_deref()
            .and_then(Computed::literal)
            .map(|container| give_container(container, at)),
        timeout: job.timeout.as_ref().map(|timeout| give_timeout(timeout, at)),
        continue_on_error: job.continue_on_error.as_ref().map(|flag| give_flag(flag, at)),
        variables: give_env(&job.env, at).map(Data::Map),
        ..syntax::Job::default()
    };
    if !job.services.is_empty() {
        let services = job
            .services
            .iter()
            .map(|(name, service)| (name.to_string(), give_container(service, at)));
        written.services = Some(Data::Map(services.collect()));
    }
    if let Some(matrix) = job.matrix.as_deref() {
        written.strategy = give_matrix(matrix, at).map(|given| syntax::Strategy {
            matrix: Some(given),
            max_parallel: matrix
                .literal()
                .and_then(|matrix| matrix.max_parallel.as_ref())
                .map(|most| give_count(most, at)),
            ..syntax::Strategy::default()
        });
    }
    if let Some(call) = job.call.as_deref() {
        (written.template, written.parameters) = give_call(call, at);
    } else if let Some(environment) = &job.environment {
        written.deployment = name;
        written.environment = Some(give_environment(environment, at));
        written.strategy = Some(syntax::Strategy {
            run_once: Some(Hooks {
                deploy: Some(Hook::default()),
                ..Hooks::default()
            }),
            ..syntax::Strategy::default()
        });
    } else if deployment {
        written.deployment = name;
    } else {
        written.job = name;
    }
    super::scope::map(written.give())
}

fn give_environment(environment: &JobEnvironment, at: &At<'_>) -> Environment {
    let name = match &environment.name {
        Computed::Literal(id) => {
            let known = at.scope.shared.environment_names.get(id);
            known.cloned().unwrap_or_else(|| id.to_string())
        }
        Computed::Expression(expression) => at.back(expression),
    };
    Environment(EnvironmentMap {
        name: Some(Literal::Text(name)),
        ..EnvironmentMap::default()
    })
}

/// A stage of the model for one of a file.
pub(super) fn take_stage(written: &Values, id: &Id, at: &At<'_>) -> Stage {
    let Ok(written) = syntax::Stage::take(Data::Map(written.clone())) else {
        return Stage::default();
    };
    // Names that no stage has are left to the file: a stage that names what it waits for does not wait for the one before it.
    let known = |names: &DependsOn| {
        let stage = |name: &String| at.scope.stages.get(&name.to_ascii_lowercase()).cloned();
        let mut ids: Vec<Id> = names.0.iter().filter_map(stage).collect();
        let mut seen = std::collections::HashSet::new();
        ids.retain(|id| seen.insert(id.clone()));
        (!at.scope.circular_stages.contains(id)).then_some(Many(ids))
    };
    Stage {
        name: written.display_name.as_ref().map(|name| at.text(name.as_str())),
        after: written.depends_on.as_ref().and_then(known),
        when: at.when(written.condition.as_ref().map(Literal::as_str)),
        runner: written.pool.as_ref().and_then(|pool| take_pool(pool, at)),
        env: take_variables(written.variables.as_ref(), at),
        ..Stage::default()
    }
}

/// A stage of a file for one of the model.
pub(super) fn give_stage(stage: &Stage, name: &str, at: &At<'_>) -> Values {
    let named = |id: &Id| at.scope.stage_names.get(id).cloned().unwrap_or_else(|| id.to_string());
    let written = syntax::Stage {
        stage: Some(Literal::Text(name.to_owned())).filter(|name| !name.as_str().is_empty()),
        display_name: stage.name.as_ref().map(|name| Literal::Text(at.back(name))),
        depends_on: stage.after.as_ref().map(|after| DependsOn(after.iter().map(named).collect())),
        condition: stage.when.as_ref().and_then(|when| at.condition(when)).map(Literal::Text),
        pool: stage.runner.as_ref().and_then(|runner| give_pool(runner, at)),
        variables: give_env(&stage.env, at).map(Data::Map),
        ..syntax::Stage::default()
    };
    super::scope::map(written.give())
}
