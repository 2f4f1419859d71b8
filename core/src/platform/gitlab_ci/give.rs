//! A job of the model -> a job as GitLab writes it, with nothing added that the model does not say.

use super::condition;
use super::meaning::{back, is_supplied};
use super::scope::Scope;
use super::script;
use super::syntax::{self, Values};
use super::words::{give_duration, give_env, give_image, give_service, give_tags};
use crate::foreign::{Literal, Syntax, extension};
use crate::model::{
    Action, Cache, CacheAccess, Call, Computed, Data, EnvironmentAction, Id, Job, JobEnvironment, Matrix, Publish, Reports, Retry, Step,
};

/// A job that was adopted: variables stand where they were written, and none is set that GitLab sets itself.
pub(super) fn adopted(job: &Job, stage: &Id, scope: &Scope) -> Data {
    let mut data = self::job(job, stage, scope);
    if let Data::Map(map) = &mut data {
        if let Some(Data::Map(values)) = map.get_mut("variables") {
            values.retain(|name, _| !job.env.get(name).is_some_and(|value| is_supplied(name, value)));
            if values.is_empty() {
                map.shift_remove("variables");
            }
        }
        let texts = map.iter_mut().filter(|(key, _)| !key.ends_with("script"));
        texts.for_each(|(_, value)| back(value));
    }
    data
}

/// A job in the stage of this name.
pub(super) fn job(job: &Job, stage: &Id, scope: &Scope) -> Data {
    let mut written = syntax::Job {
        stage: Some(Literal::Text(scope.stages.get(stage).cloned().unwrap_or_else(|| stage.to_string()))),
        image: job.container.as_deref().map(give_image),
        tags: job.runner.as_ref().and_then(give_tags),
        variables: give_env(&job.env),
        timeout: job
            .timeout
            .as_ref()
            .and_then(Computed::literal)
            .map(|timeout| Literal::Text(give_duration(*timeout))),
        retry: job.retry.as_ref().and_then(retry),
        parallel: job.matrix.as_deref().and_then(Computed::literal).and_then(matrix),
        resource_group: job.concurrency.as_ref().map(|group| Literal::Text(group.group.clone())),
        environment: job.environment.as_ref().map(|environment| self::environment(environment, scope)),
        ..syntax::Job::default()
    };
    if !job.services.is_empty() {
        written.services = Some(
            job.services
                .iter()
                .map(|(name, service)| give_service(name.as_str(), service))
                .collect(),
        );
    }
    if let Some(after) = &job.after {
        let names = after.iter().filter_map(|name| scope.name(stage, name));
        written.needs = Some(names.map(need).collect());
    }
    condition::give(job, &mut written);
    if let Some(call) = job.call.as_deref() {
        written.trigger = Some(trigger(call, scope));
    }
    steps(&job.steps, &mut written, scope);
    written.give()
}

/// A job that is waited for.
pub(super) fn need(name: &str) -> syntax::Need {
    syntax::Need(syntax::NeedMap {
        job: Some(name.to_owned()),
        ..syntax::NeedMap::default()
    })
}

pub(super) fn retry(retry: &Retry) -> Option<syntax::Retry> {
    let when = match retry.on.0.as_slice() {
        [] => None,
        [one] => Some(Data::Text(one.clone())),
        many => Some(Data::List(many.iter().cloned().map(Data::Text).collect())),
    };
    Some(syntax::Retry(syntax::RetryMap {
        // GitLab tries again twice at most.
        max: Some(Literal::Number(retry.times?.min(2).to_string().into())),
        when,
        rest: Values::new(),
    }))
}

/// A matrix as a list of combinations; nothing when it is computed.
pub(super) fn matrix(matrix: &Matrix) -> Option<syntax::Parallel> {
    let mut maps = Vec::new();
    let axes: Option<Values> = matrix
        .axes
        .iter()
        .map(|(axis, values)| Some((axis.clone(), Data::List(values.literal()?.clone()))))
        .collect();
    let axes = axes?;
    if !axes.is_empty() {
        maps.push(axes);
    }
    if let Some(include) = &matrix.include {
        maps.extend(include.literal()?.iter().filter_map(Data::as_map).cloned());
    }
    if maps.is_empty() {
        return None;
    }
    Some(syntax::Parallel::Matrix(syntax::ParallelMap {
        matrix: Some(maps),
        rest: Values::new(),
    }))
}

fn environment(environment: &JobEnvironment, scope: &Scope) -> syntax::Environment {
    let (name, tier) = match &environment.name {
        Computed::Expression(expression) => (expression.to_string(), None),
        Computed::Literal(id) => {
            let name = scope.environment_names.get(id).cloned().unwrap_or_else(|| id.to_string());
            (name, scope.tiers.get(id).copied())
        }
    };
    let action = environment.action.as_ref().and_then(|action| match action {
        EnvironmentAction::Deploy => None,
        EnvironmentAction::Access => Some("access"),
        EnvironmentAction::Prepare => Some("prepare"),
        EnvironmentAction::Verify => Some("verify"),
        EnvironmentAction::Stop => Some("stop"),
    });
    syntax::Environment(syntax::EnvironmentMap {
        name: Some(name),
        url: environment.url.clone(),
        action: action.map(str::to_owned),
        deployment_tier: tier.map(str::to_owned),
        ..syntax::EnvironmentMap::default()
    })
}

fn trigger(call: &Call, scope: &Scope) -> syntax::Trigger {
    let path = call
        .pipeline
        .parse::<Id>()
        .ok()
        .and_then(|id| scope.files.paths.get(&id).map(String::as_str));
    let path = path.or_else(|| call.pipeline.strip_prefix("./"));
    let inputs = (!call.with.is_empty()).then(|| call.with.clone());
    syntax::Trigger(match path {
        Some(path) => {
            let include = Values::from([("local".to_owned(), Data::Text(path.to_owned()))]);
            syntax::TriggerMap {
                include: Some(Data::List(vec![Data::Map(include)])),
                inputs,
                ..syntax::TriggerMap::default()
            }
        }
        None => syntax::TriggerMap {
            project: Some(call.pipeline.clone()),
            inputs,
            ..syntax::TriggerMap::default()
        },
    })
}

/// Steps -> the parts of a job, for those that say no more than the file can.
fn steps(steps: &[Step], written: &mut syntax::Job, scope: &Scope) {
    script::give(steps, written);
    let mut caches = Vec::new();
    let mut fetched: Vec<&str> = Vec::new();
    for step in steps {
        if let Some(reports) = step.shown() {
            self::reports(reports, written);
        }
        match &step.action {
            Action::Cache(cache) => caches.extend(self::cache(cache)),
            Action::Publish(publish) => self::publish(publish, written),
            Action::Fetch(fetch) => {
                let of = fetch.artifact.literal().and_then(|artifact| scope.publishers.get(artifact));
                fetched.extend(of.map(String::as_str));
            }
            _ => {}
        }
    }
    written.cache = (!caches.is_empty()).then_some(syntax::Caches(caches));
    if !fetched.is_empty() {
        written.dependencies = Some(fetched.into_iter().map(|name| Literal::Text(name.to_owned())).collect());
    }
}

/// A cache with a key and folders of its own.
pub(super) fn cache(cache: &Cache) -> Option<syntax::Cache> {
    if cache.paths.is_empty() {
        return None;
    }
    Some(syntax::Cache {
        key: cache.key.as_deref().map(key),
        fallback_keys: (!cache.fallback.is_empty()).then(|| cache.fallback.clone()),
        paths: Some(cache.paths.clone()),
        policy: cache.access.map(|access| match access {
            CacheAccess::Read => "pull".to_owned(),
            CacheAccess::Write => "push".to_owned(),
        }),
        rest: Values::new(),
    })
}

/// A key; one made of the contents of files becomes `files:`.
fn key(key: &str) -> syntax::CacheKey {
    let hash = key
        .split_once("${{ hashFiles(")
        .and_then(|(before, rest)| Some((before, rest.strip_suffix(") }}")?)));
    let files = hash.and_then(|(before, inside)| {
        let files: Option<Vec<String>> = inside
            .split(", ")
            .map(|file| Some(file.strip_prefix('\'')?.strip_suffix('\'')?.replace("''", "'")))
            .collect();
        let prefix = before.trim_end_matches('-');
        let files = files.filter(|files| files.len() <= 2 && files.iter().all(|file| !file.contains('*')))?;
        (!prefix.contains("${{")).then_some((prefix, files))
    });
    syntax::CacheKey(match files {
        Some((prefix, files)) => syntax::CacheKeyMap {
            files: Some(files),
            prefix: (!prefix.is_empty()).then(|| prefix.to_owned()),
            ..syntax::CacheKeyMap::default()
        },
        None => syntax::CacheKeyMap {
            name: Some(key.to_owned()),
            ..syntax::CacheKeyMap::default()
        },
    })
}

pub(super) fn publish(publish: &Publish, written: &mut syntax::Job) {
    let artifacts = written.artifacts.get_or_insert_default();
    let paths = artifacts.paths.get_or_insert_default();
    paths.extend(publish.path.iter().cloned());
    if let Some(keep) = publish.keep {
        artifacts.expire_in = Some(Literal::Text(give_duration(keep)));
    }
}

pub(super) fn reports(reports: &Reports, written: &mut syntax::Job) {
    if let Some(pattern) = &reports.coverage_pattern {
        written.coverage = Some(Literal::Text(pattern.clone()));
    }
    // Several steps may show some.
    let there = written.artifacts.as_mut().and_then(|artifacts| artifacts.reports.take());
    let mut given = there.unwrap_or_default();
    if !reports.junit.is_empty() {
        given.junit.get_or_insert_default().0.extend(reports.junit.iter().cloned());
    }
    for (format, paths) in [("cobertura", &reports.cobertura), ("jacoco", &reports.jacoco)] {
        if let Some(path) = paths.first() {
            given.coverage_report = Some(syntax::CoverageReport {
                format: Some(format.to_owned()),
                path: Some(path.clone()),
                rest: Values::new(),
            });
        }
    }
    if given != syntax::Reports::default() {
        let artifacts = written.artifacts.get_or_insert_default();
        artifacts.reports = Some(given);
    }
}

/// The name of a node in the file, where it is not its id.
pub(super) fn own_name(extensions: &crate::model::Extensions) -> Option<&str> {
    extension(extensions, super::EXTENSION).id()
}
