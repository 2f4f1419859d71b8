//! The operation `outline`: what a plan consists of, in numbers and names.

use super::{EmptyRequest, OutlineJson, PipelineOutlineJson};
use crate::error::Error;
use crate::graph::topological_order;
use crate::model::Computed;
use crate::plan::Plan;
use crate::resolve::{EnvironmentIndex, Point, expand};

#[expect(clippy::unnecessary_wraps, reason = "every operation may fail, and this is one")]
pub(super) fn outline(plan: &Plan, _: &EmptyRequest) -> Result<OutlineJson, Error> {
    let delivery = plan.delivery();
    let promotion = topological_order(plan.promotion()).unwrap_or_default();
    let environments = promotion
        .into_iter()
        .filter_map(|index| plan.environment(EnvironmentIndex(index)))
        .map(|view| view.id.to_string());
    let mut pipelines: Vec<PipelineOutlineJson> = plan
        .pipelines()
        .map(|(index, id, _)| PipelineOutlineJson {
            id: id.to_string(),
            stages: Vec::new(),
            jobs: plan.jobs_of(index).count(),
            runs: Some(0),
        })
        .collect();
    for stage in plan.order().iter().filter_map(|point| match plan.points().get(*point as usize) {
        Some(Point::StageEntry(stage)) => plan.stage(*stage),
        _ => None,
    }) {
        if let Some(pipeline) = pipelines.get_mut(stage.pipeline.position()) {
            pipeline.stages.push(stage.id.to_string());
        }
    }
    for job in plan.jobs() {
        let runs = match job.job.matrix.as_deref() {
            None => Some(1),
            Some(Computed::Literal(matrix)) => expand(matrix).count(),
            Some(Computed::Expression(_)) => None,
        };
        if let Some(pipeline) = pipelines.get_mut(job.pipeline.position()) {
            pipeline.runs = pipeline.runs.zip(runs).map(|(sum, runs)| sum.saturating_add(runs));
        }
    }
    Ok(OutlineJson {
        name: delivery.name.to_string(),
        summary: delivery.summary.clone(),
        services: delivery.services.keys().map(ToString::to_string).collect(),
        environments: environments.collect(),
        pipelines,
    })
}
