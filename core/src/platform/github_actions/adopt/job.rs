//! A job of a workflow -> a job of the model.

use super::{File, Place};
use crate::foreign::Syntax;
use crate::model::{Call, CallSecrets, Computed, Data, Entries, Id, Job, JobEnvironment, JobName, Many, Matrix, Names, Output};
use crate::platform::github_actions::syntax::{self, Values};
use crate::platform::github_actions::words::{
    carry, is_computed, take_concurrency, take_container, take_count, take_defaults, take_flag, take_permissions, take_runner,
    take_timeout, take_when, text,
};
use crate::text::ModelPath;
use smol_str::SmolStr;
use std::collections::HashMap;

impl File<'_, '_> {
    pub(super) fn job(
        &mut self,
        name: &str,
        mut written: syntax::Job,
        stage: &Id,
        id: &Id,
        place: &HashMap<String, (Id, Id)>,
        path: &ModelPath,
    ) -> Job {
        let source = ModelPath::root().key("jobs").key(name);
        self.origin(path.clone(), source.clone());
        // A job that says nothing is in the first stage, which waits for nothing.
        let after = carry(&mut written.needs, |needs| {
            let known = |name: &String| {
                let (of, job) = place.get(name)?;
                Some(JobName {
                    stage: (of != stage).then(|| of.clone()),
                    job: job.clone(),
                })
            };
            needs.0.iter().map(known).collect::<Option<Vec<_>>>().map(Many)
        });
        let mut job = Job {
            name: text(&mut written.name),
            after,
            when: carry(&mut written.when, take_when),
            runner: carry(&mut written.runs_on, take_runner),
            permissions: carry(&mut written.permissions, take_permissions),
            concurrency: take_concurrency(&mut written.concurrency),
            timeout: carry(&mut written.timeout_minutes, take_timeout),
            continue_on_error: carry(&mut written.continue_on_error, take_flag),
            defaults: take_defaults(&mut written.defaults),
            ..Job::default()
        };
        job.environment = self.environment(&mut written.environment);
        job.env = self.env(&mut written.env);
        job.outputs = outputs(&mut written.outputs);
        job.matrix = matrix(&mut written.strategy).map(Box::new);
        job.container = match &written.container {
            Some(syntax::Container(map)) if map.image.as_deref().is_some_and(is_computed) && only_image(map) => {
                carry(&mut written.container, |container| container.0.image.as_deref()?.parse().ok())
                    .map(|image| Box::new(Computed::Expression(image)))
            }
            _ => take_container(&mut written.container).map(Into::into),
        };
        services(&mut written.services, &mut job);
        if let Some(uses) = written.uses.take() {
            job.call = Some(Box::new(self.call(uses, &mut written)));
        }
        let key = SmolStr::new(name);
        for (number, step) in written.steps.take().unwrap_or_default().into_iter().enumerate() {
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            let at = source.clone().key("steps").index(number as usize);
            self.origin(path.clone().key("steps").index(number as usize), at.clone());
            let place = Place::Step(key.clone(), number);
            let step = self.step(step, &at, &place);
            job.steps.push(step);
        }
        let renamed = (*id != *name).then(|| ("id", name.to_owned()));
        job.extensions = self.left(written.give(), &source, &Place::Job(key), renamed);
        job
    }

    fn environment(&mut self, place: &mut Option<syntax::Environment>) -> Option<JobEnvironment> {
        let map = &mut place.as_mut()?.0;
        let name = map.name.take()?;
        let name = if is_computed(&name) {
            match name.parse() {
                Ok(expression) => Computed::Expression(expression),
                Err(_) => {
                    map.name = Some(name);
                    return None;
                }
            }
        } else {
            Computed::Literal(self.adopting.environment(&name))
        };
        let url = map.url.take();
        if *map == syntax::EnvironmentMap::default() {
            *place = None;
        }
        Some(JobEnvironment { name, url, action: None })
    }

    fn call(&mut self, uses: String, written: &mut syntax::Job) -> Call {
        // A workflow of the same repository is a pipeline of the same delivery.
        let local = uses
            .strip_prefix("./")
            .and_then(|path| self.adopting.by_path.get(path).map(ToString::to_string));
        let secrets = match written.secrets.take() {
            Some(Data::Text(word)) if word == "inherit" => Some(CallSecrets::Inherit),
            Some(Data::Map(map)) => {
                let mut values = Some(map);
                let each = self.env(&mut values);
                written.secrets = values.map(Data::Map);
                Some(CallSecrets::Each(each))
            }
            other => {
                written.secrets = other;
                None
            }
        };
        Call {
            pipeline: local.unwrap_or(uses),
            with: written.with.take().unwrap_or_default(),
            secrets,
        }
    }
}

fn services(place: &mut Option<Entries<String, syntax::Container>>, job: &mut Job) {
    let Some(services) = place.take() else { return };
    let mut left = Entries::new();
    for (name, container) in services {
        let mut container = Some(container);
        let Ok(id) = name.parse() else {
            left.extend(container.map(|container| (name, container)));
            continue;
        };
        if let Some(taken) = take_container(&mut container) {
            job.services.insert(id, taken);
        }
        left.extend(container.map(|container| (name, container)));
    }
    *place = (!left.is_empty()).then_some(left);
}

fn only_image(map: &syntax::ContainerMap) -> bool {
    let rest = syntax::ContainerMap {
        image: None,
        ..map.clone()
    };
    rest == syntax::ContainerMap::default()
}

fn outputs(place: &mut Option<Values>) -> Names<Output> {
    let mut outputs = Names::new();
    let Some(values) = place.take() else { return outputs };
    let mut left = Values::new();
    for (name, value) in values {
        match (name.parse(), value) {
            (Ok(id), Data::Text(value)) => {
                outputs.insert(id, Output { value, description: None });
            }
            (_, value) => {
                left.insert(name, value);
            }
        }
    }
    *place = (!left.is_empty()).then_some(left);
    outputs
}

/// `strategy:` -> a matrix; what it says beyond the model stays.
fn matrix(place: &mut Option<syntax::Strategy>) -> Option<Computed<Matrix>> {
    let strategy = place.as_mut()?;
    let matrix = match strategy.matrix.take()? {
        Data::Text(text) if is_computed(&text) => match text.parse() {
            Ok(expression) => Computed::Expression(expression),
            Err(_) => {
                strategy.matrix = Some(Data::Text(text));
                return None;
            }
        },
        Data::Map(mut map) => {
            let mut matrix = Matrix {
                include: list(&mut map, "include"),
                exclude: list(&mut map, "exclude"),
                ..Matrix::default()
            };
            let axes: Vec<String> = map
                .keys()
                .filter(|key| !matches!(key.as_str(), "include" | "exclude"))
                .cloned()
                .collect();
            for axis in axes {
                if let Some(values) = list(&mut map, &axis) {
                    matrix.axes.insert(axis, values);
                }
            }
            matrix.max_parallel = carry(&mut strategy.max_parallel, take_count);
            matrix.fail_fast = carry(&mut strategy.fail_fast, take_flag);
            strategy.matrix = (!map.is_empty()).then_some(Data::Map(map));
            Computed::Literal(matrix)
        }
        other => {
            strategy.matrix = Some(other);
            return None;
        }
    };
    if *strategy == syntax::Strategy::default() {
        *place = None;
    }
    Some(matrix)
}

/// A list, or an expression for one, taken out of a map.
fn list(map: &mut Values, key: &str) -> Option<Computed<Vec<Data>>> {
    let taken = match map.get(key)? {
        Data::List(_) => match map.shift_remove(key)? {
            Data::List(items) => Computed::Literal(items),
            _ => return None,
        },
        Data::Text(text) if is_computed(text) => {
            let expression = text.parse().ok()?;
            map.shift_remove(key);
            Computed::Expression(expression)
        }
        _ => return None,
    };
    Some(taken)
}
