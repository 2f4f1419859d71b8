//! A job as GitLab understands it -> a job of the model. What the model has no word for is not looked at: the file keeps it.

use super::condition;
use super::meaning::Meaning;
use super::scope::Scope;
use super::syntax::{self, Values};
use super::words::{take_duration, take_env, take_image, take_service, take_tags};
use super::{dotenv, script, words};
use crate::foreign::{Literal, Syntax};
use crate::model::{
    Cache, CacheAccess, Call, Checkout, Computed, Concurrency, Data, Entries, EnvValue, EnvironmentAction, Fetch, Id, Job, JobEnvironment,
    Many, Matrix, Names, Publish, Reports, Retry, Step,
};

/// How many artifacts of earlier stages a job is said to fetch when it names none.
const MANY_ARTIFACTS: usize = 32;

/// How many combinations of values are written out.
const MANY_COMBINATIONS: usize = 200;

/// A job of the model; `values` is the job with all that it inherits.
pub(super) fn job(name: &str, values: &Values, stage: &Id, scope: &Scope) -> Job {
    let meaning = Meaning::of_job(values, scope);
    let Ok(written) = syntax::Job::take(Data::Map(meaning.job(values))) else {
        return Job::default();
    };
    let mut job = Job {
        env: take_env(written.variables.as_ref()),
        container: written.image.as_ref().and_then(take_image).map(Into::into),
        runner: written.tags.as_deref().and_then(take_tags),
        timeout: written
            .timeout
            .as_ref()
            .and_then(|text| take_duration(text.as_str()))
            .map(Into::into),
        retry: written.retry.as_ref().and_then(retry),
        matrix: written.parallel.as_ref().and_then(matrix).map(Into::into),
        concurrency: written.resource_group.as_ref().map(|group| Concurrency {
            group: group.as_str().to_owned(),
            cancel: None,
            queue: None,
        }),
        environment: written
            .environment
            .as_ref()
            .and_then(|environment| self::environment(environment, scope)),
        services: services(written.services.as_deref().unwrap_or_default()),
        ..Job::default()
    };
    if !scope.circular.contains(name) {
        job.after = written.needs.as_deref().and_then(|needs| after(name, needs, stage, scope));
    }
    condition::take(
        &written,
        &|variable| scope.variables.contains_key(variable) || written.variables.as_ref().is_some_and(|own| own.contains_key(variable)),
        &mut job,
    );
    if let Some(call) = written.trigger.as_ref().and_then(|trigger| call(trigger, scope)) {
        job.call = Some(Box::new(call));
    } else if written.script.is_some() || written.before_script.is_some() {
        job.steps = steps(name, &written, &job.env, scope);
        let scripts = [&written.before_script, &written.script, &written.after_script];
        let lines = scripts.into_iter().flatten().flat_map(|script| &script.0).map(String::as_str);
        let stage = written.stage.as_ref().map_or("test", Literal::as_str);
        meaning.supply(lines, stage, &|variable| dotenv::output(variable, name, &written, scope), &mut job);
        dotenv::take(values, &mut job);
    }
    job
}

fn retry(retry: &syntax::Retry) -> Option<Retry> {
    let times = retry.0.max.as_ref()?.as_str().parse().ok()?;
    let on = match &retry.0.when {
        Some(Data::Text(one)) => vec![one.clone()],
        Some(Data::List(many)) => many.iter().filter_map(Data::as_word).map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    Some(Retry {
        times: Some(times),
        wait: None,
        on: Many(on),
    })
}

/// `parallel:` -> a matrix. One mapping is axes; several are combinations of their own.
fn matrix(parallel: &syntax::Parallel) -> Option<Matrix> {
    let syntax::Parallel::Matrix(parallel) = parallel else {
        return None;
    };
    let list = |data: &Data| match data {
        Data::List(items) => items.iter().all(|item| item.as_word().is_some()).then(|| items.clone()),
        one => one.as_word().map(|_| vec![one.clone()]),
    };
    let maps = parallel.matrix.as_deref()?;
    let read: Vec<Vec<(String, Vec<Data>)>> = maps
        .iter()
        .map(|map| {
            map.iter()
                .map(|(axis, values)| Some((axis.clone(), list(values)?)))
                .collect::<Option<Vec<_>>>()
        })
        .collect::<Option<_>>()?;
    if let [axes] = read.as_slice() {
        return Some(Matrix {
            axes: axes
                .iter()
                .map(|(axis, values)| (axis.clone(), Computed::Literal(values.clone())))
                .collect(),
            ..Matrix::default()
        });
    }
    let mut include = Vec::new();
    for axes in &read {
        let mut combinations = vec![Values::new()];
        for (axis, values) in axes {
            let more = combinations.iter().flat_map(|map| {
                values.iter().map(|value| {
                    let mut map = map.clone();
                    map.insert(axis.clone(), value.clone());
                    map
                })
            });
            combinations = more.take(MANY_COMBINATIONS + 1).collect();
        }
        include.extend(combinations.into_iter().map(Data::Map));
        if include.len() > MANY_COMBINATIONS {
            return None;
        }
    }
    Some(Matrix {
        include: Some(Computed::Literal(include)),
        ..Matrix::default()
    })
}

fn environment(environment: &syntax::Environment, scope: &Scope) -> Option<JobEnvironment> {
    let name = environment.0.name.as_deref()?;
    let action = match environment.0.action.as_deref() {
        None | Some("start") => None,
        Some("access") => Some(EnvironmentAction::Access),
        Some("prepare") => Some(EnvironmentAction::Prepare),
        Some("verify") => Some(EnvironmentAction::Verify),
        Some("stop") => Some(EnvironmentAction::Stop),
        Some(_) => return None,
    };
    Some(JobEnvironment {
        name: Computed::Literal(scope.environments.get(name)?.clone()),
        url: environment.0.url.clone(),
        action,
    })
}

fn services(services: &[syntax::Service]) -> Names<crate::model::Container> {
    let mut named = Names::new();
    for service in services {
        let Some(container) = take_service(service) else { continue };
        let name = service.0.alias.clone().unwrap_or_else(|| words::service_name(&container.image));
        if let Ok(name) = name.parse() {
            named.insert(name, container);
        }
    }
    named
}

/// `needs:` -> after, when all of them are jobs of this pipeline and none is of a later stage.
fn after(name: &str, needs: &[syntax::Need], stage: &Id, scope: &Scope) -> Option<Many<crate::model::JobName>> {
    let level = scope.levels.get(name);
    let mut after = Vec::new();
    for need in needs {
        let job = need.0.job.as_deref()?;
        if need.0.rest.contains_key("pipeline") || need.0.rest.contains_key("project") || scope.levels.get(job) > level {
            return None;
        }
        let seen = scope.as_seen_from(stage, job)?;
        if !after.contains(&seen) {
            after.push(seen);
        }
    }
    Some(Many(after))
}

fn call(trigger: &syntax::Trigger, scope: &Scope) -> Option<Call> {
    let trigger = &trigger.0;
    let file = |data: &Data| match data {
        Data::Text(path) => Some(path.clone()),
        Data::Map(map) => map.get("local").and_then(Data::as_word).map(str::to_owned),
        _ => None,
    };
    let (pipeline, with) = match (&trigger.project, &trigger.include) {
        (Some(project), None) => (project.clone(), &trigger.inputs),
        (None, Some(include)) => {
            let one = match include {
                Data::List(items) if items.len() == 1 => items.first()?,
                other => other,
            };
            let path = file(one)?;
            let path = path.trim_start_matches('/');
            let known = scope.files.pipelines.get(path);
            (known.map_or_else(|| format!("./{path}"), Id::to_string), &trigger.inputs)
        }
        _ => return None,
    };
    // A plain word would be a pipeline of the delivery.
    if pipeline.parse::<Id>().is_ok_and(|id| !scope.files.paths.contains_key(&id)) {
        return None;
    }
    Some(Call {
        pipeline,
        with: with.clone().unwrap_or_default(),
        secrets: None,
    })
}

fn steps(name: &str, written: &syntax::Job, env: &Entries<String, EnvValue>, scope: &Scope) -> Vec<Step> {
    let mut steps = Vec::new();
    let strategy = match env.get("GIT_STRATEGY") {
        Some(EnvValue::Text(strategy)) => matches!(strategy.as_str(), "none" | "empty"),
        _ => scope.bare,
    };
    if !strategy {
        steps.push(Step::new(Checkout::default()));
    }
    for artifact in fetched(name, written, scope) {
        let fetch = Fetch {
            artifact: Computed::Literal(artifact),
            path: None,
            from: None,
        };
        steps.push(Step::new(fetch));
    }
    for cache in written.cache.iter().flat_map(|caches| &caches.0) {
        steps.extend(self::cache(cache).map(Step::new));
    }
    let at = steps.len();
    steps.extend(script::take(written.before_script.as_ref(), written.script.as_ref()));
    let last = steps.iter_mut().skip(at).rfind(|step| !script::is_before(step));
    if let Some(step) = last {
        step.reports = reports(written).map(Box::new);
    }
    if let Some(publish) = publish(name, written, scope) {
        steps.push(Step::new(publish));
    }
    steps.extend(script::take_after(written.after_script.as_ref()));
    steps
}

/// The artifacts a job gets: of the jobs it names, or of all earlier stages.
fn fetched(name: &str, written: &syntax::Job, scope: &Scope) -> Vec<Id> {
    let hands_on = |job: &str| scope.published.iter().any(|(_, publisher)| publisher == job);
    let id = |job: &str| scope.jobs.get(job).map(|(_, id)| id.clone());
    if let Some(dependencies) = &written.dependencies {
        return dependencies
            .iter()
            .map(Literal::as_str)
            .filter(|job| hands_on(job))
            .filter_map(id)
            .collect();
    }
    if let Some(needs) = &written.needs {
        let wanted = needs.iter().filter(|need| need.0.artifacts != Some(false));
        let own = wanted.filter(|need| !need.0.rest.contains_key("pipeline") && !need.0.rest.contains_key("project"));
        return own
            .filter_map(|need| need.0.job.as_deref())
            .filter(|job| hands_on(job))
            .filter_map(id)
            .collect();
    }
    let level = scope.levels.get(name).copied().unwrap_or_default();
    let earlier = scope.published.iter().filter(|(of, _)| *of < level);
    earlier.filter_map(|(_, job)| id(job)).take(MANY_ARTIFACTS).collect()
}

fn cache(cache: &syntax::Cache) -> Option<Cache> {
    let paths = cache.paths.clone().filter(|paths| !paths.is_empty())?;
    let key = match &cache.key {
        None => None,
        Some(key) => {
            let files = key.0.files.as_ref().filter(|files| !files.is_empty());
            let hash = files.map(|files| {
                let files: Vec<String> = files.iter().map(|file| format!("'{}'", file.replace('\'', "''"))).collect();
                format!("${{{{ hashFiles({}) }}}}", files.join(", "))
            });
            match (&key.0.name, &key.0.prefix, hash) {
                (Some(name), None, None) => Some(name.clone()),
                (None, None, Some(hash)) => Some(hash),
                (None, Some(prefix), Some(hash)) => Some(format!("{prefix}-{hash}")),
                _ => return None,
            }
        }
    };
    Some(Cache {
        tool: None,
        paths,
        key,
        fallback: cache.fallback_keys.clone().unwrap_or_default(),
        access: match cache.policy.as_deref() {
            None | Some("pull-push") => None,
            Some("pull") => Some(CacheAccess::Read),
            Some("push") => Some(CacheAccess::Write),
            Some(_) => return None,
        },
    })
}

fn publish(name: &str, written: &syntax::Job, scope: &Scope) -> Option<Publish> {
    let artifacts = written.artifacts.as_ref()?;
    let paths = artifacts.paths.clone().filter(|paths| !paths.is_empty())?;
    Some(Publish {
        artifact: Computed::Literal(scope.jobs.get(name)?.1.clone()),
        path: Many(paths),
        keep: artifacts.expire_in.as_ref().and_then(|text| take_duration(text.as_str())),
        optional: false,
        registry: None,
    })
}

fn reports(written: &syntax::Job) -> Option<Reports> {
    let mut reports = Reports {
        coverage_pattern: written.coverage.as_ref().map(|pattern| pattern.as_str().to_owned()),
        ..Reports::default()
    };
    if let Some(written) = written.artifacts.as_ref().and_then(|artifacts| artifacts.reports.as_ref()) {
        if let Some(junit) = &written.junit {
            reports.junit = Many(junit.0.clone());
        }
        if let Some(coverage) = &written.coverage_report
            && let Some(path) = &coverage.path
        {
            match coverage.format.as_deref() {
                Some("cobertura") => reports.cobertura = Many(vec![path.clone()]),
                Some("jacoco") => reports.jacoco = Many(vec![path.clone()]),
                _ => {}
            }
        }
    }
    (reports != Reports::default()).then_some(reports)
}
