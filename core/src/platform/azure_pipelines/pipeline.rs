//! What holds for a whole file, in both directions.

use super::scope::At;
use super::syntax::Values;
use super::trigger;
use super::words::{give_env, give_pool, take_pool, take_variables};
use crate::model::{Data, Event, Pipeline};

/// What a file says beside its stages, jobs and steps -> a pipeline.
pub(super) fn take(written: &Values, template: bool, at: &At<'_>) -> Pipeline {
    let mut pipeline = Pipeline {
        run_name: written.get("name").and_then(Data::as_word).map(|name| at.text(name)),
        runner: written.get("pool").and_then(|pool| take_pool(pool, at)),
        env: take_variables(written.get("variables"), at),
        ..Pipeline::default()
    };
    trigger::take(written, template, at, &mut pipeline);
    pipeline
}

/// A pipeline -> what its file says beside stages, jobs and steps.
pub(super) fn give(pipeline: &Pipeline, at: &At<'_>) -> Values {
    let mut given = Values::new();
    if let Some(name) = &pipeline.run_name {
        given.insert("name".to_owned(), Data::Text(at.back(name)));
    }
    given.extend(trigger::give(pipeline, at));
    if let Some(pool) = pipeline.runner.as_ref().and_then(|runner| give_pool(runner, at)) {
        given.insert("pool".to_owned(), pool);
    }
    if let Some(env) = give_env(&pipeline.env, at) {
        given.insert("variables".to_owned(), Data::Map(env));
    }
    given
}

/// True for a pipeline that only others start.
pub(super) fn is_template(pipeline: &Pipeline) -> bool {
    pipeline.on.iter().any(|trigger| matches!(trigger.event, Event::Call(_)))
}
