//! The graph: the document with every name bound, and what can be asked of it.

use super::{Artifact, Binding, EnvironmentIndex, JobIndex, Kinds, PipelineIndex, Point, StageIndex, StepPlace, Unresolved};
use crate::graph::Digraph;
use crate::model::{Delivery, Environment, Gate, Id, Job, Pipeline, Stage, Step};
use crate::text::{ModelPath, Tree};
use std::sync::Arc;

/// A document with its names bound and its jobs in order of need.
#[derive(Clone, Debug)]
pub struct Graph {
    pub(super) delivery: Arc<Delivery>,
    pub(super) tree: Option<Arc<Tree>>,
    pub(super) stages: Vec<StageNode>,
    pub(super) jobs: Vec<JobNode>,
    /// First stage and first job of each pipeline, with one more at the end.
    pub(super) pipelines: Vec<(StageIndex, JobIndex)>,
    pub(super) points: Vec<Point>,
    pub(super) flow: Digraph,
    pub(super) environments: Digraph,
    pub(super) artifacts: Vec<Artifact>,
    pub(super) step_calls: Vec<(StepPlace, PipelineIndex)>,
    pub(super) unresolved: Vec<Unresolved>,
}

#[derive(Clone, Debug)]
pub(super) struct StageNode {
    pub(super) pipeline: PipelineIndex,
    /// Position in the pipeline.
    pub(super) position: u32,
}

#[derive(Clone, Debug)]
pub(super) struct JobNode {
    pub(super) stage: StageIndex,
    /// Position in the stage.
    pub(super) position: u32,
    /// Its point in the flow.
    pub(super) point: u32,
    pub(super) environment: Option<Binding<EnvironmentIndex>>,
    pub(super) calls: Option<Binding<PipelineIndex>>,
    /// True when a step deploys.
    pub(super) deploys: bool,
    /// What its steps do.
    pub(super) kinds: Kinds,
}

impl JobNode {
    fn view<'g>(&self, index: JobIndex, pipeline: PipelineIndex, id: &'g Id, job: &'g Job) -> JobView<'g> {
        JobView {
            index,
            stage: self.stage,
            pipeline,
            id,
            job,
            environment: self.environment,
            calls: self.calls,
            deploys: self.deploys,
            kinds: self.kinds,
            point: self.point,
        }
    }
}

/// A stage with its place in the document.
#[derive(Clone, Copy, Debug)]
pub struct StageView<'g> {
    /// Its index.
    pub index: StageIndex,
    /// The pipeline it is part of.
    pub pipeline: PipelineIndex,
    /// Its id.
    pub id: &'g Id,
    /// What the document says.
    pub stage: &'g Stage,
}

/// A job with its place in the document.
#[derive(Clone, Copy, Debug)]
pub struct JobView<'g> {
    /// Its index.
    pub index: JobIndex,
    /// The stage it is part of.
    pub stage: StageIndex,
    /// The pipeline it is part of.
    pub pipeline: PipelineIndex,
    /// Its id.
    pub id: &'g Id,
    /// What the document says.
    pub job: &'g Job,
    /// The environment it works on.
    pub environment: Option<Binding<EnvironmentIndex>>,
    /// The pipeline it calls; unknown for one outside the document.
    pub calls: Option<Binding<PipelineIndex>>,
    /// True when one of its steps deploys, or a step of a pipeline that its steps call.
    pub deploys: bool,
    /// What its steps do.
    pub kinds: Kinds,
    /// Its point in the flow.
    pub point: u32,
}

/// An environment with its place in the document.
#[derive(Clone, Copy, Debug)]
pub struct EnvironmentView<'g> {
    /// Its index.
    pub index: EnvironmentIndex,
    /// Its id.
    pub id: &'g Id,
    /// What the document says.
    pub environment: &'g Environment,
}

impl Graph {
    /// The document.
    pub fn delivery(&self) -> &Delivery {
        &self.delivery
    }

    /// The document, to share.
    pub fn shared_delivery(&self) -> Arc<Delivery> {
        Arc::clone(&self.delivery)
    }

    /// The text it was read from, with the place of every value.
    pub fn tree(&self) -> Option<&Arc<Tree>> {
        self.tree.as_ref()
    }

    /// Names that nothing answers to.
    pub fn unresolved(&self) -> &[Unresolved] {
        &self.unresolved
    }

    /// What comes before what; node `n` is point `n` of [`points`](Self::points).
    pub fn flow(&self) -> &Digraph {
        &self.flow
    }

    /// The points of the flow.
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// The environments as a graph: an edge leads to the one that comes after.
    pub fn promotion(&self) -> &Digraph {
        &self.environments
    }

    /// Artifacts of all pipelines.
    pub fn artifacts(&self) -> &[Artifact] {
        &self.artifacts
    }

    /// The steps that call a pipeline, and which one.
    pub fn step_calls(&self) -> &[(StepPlace, PipelineIndex)] {
        &self.step_calls
    }

    /// A pipeline by index.
    pub fn pipeline(&self, index: PipelineIndex) -> Option<(&Id, &Pipeline)> {
        self.delivery.pipelines.get_index(index.position())
    }

    /// All pipelines, in order.
    pub fn pipelines(&self) -> impl Iterator<Item = (PipelineIndex, &Id, &Pipeline)> {
        self.delivery
            .pipelines
            .iter()
            .enumerate()
            .map(|(position, (id, pipeline))| (PipelineIndex::at(position), id, pipeline))
    }

    /// A stage by index.
    pub fn stage(&self, index: StageIndex) -> Option<StageView<'_>> {
        let node = self.stages.get(index.position())?;
        let (_, pipeline) = self.pipeline(node.pipeline)?;
        let (id, stage) = pipeline.stages.get_index(node.position as usize)?;
        Some(StageView {
            index,
            pipeline: node.pipeline,
            id,
            stage,
        })
    }

    /// All stages, pipeline by pipeline.
    pub fn stages(&self) -> impl Iterator<Item = StageView<'_>> {
        let pipelines = (0..self.delivery.pipelines.len()).map(PipelineIndex::at);
        pipelines.flat_map(|pipeline| self.stages_of(pipeline))
    }

    /// The stages of one pipeline.
    pub fn stages_of(&self, pipeline: PipelineIndex) -> impl Iterator<Item = StageView<'_>> {
        let stages = self.pipeline(pipeline).into_iter().flat_map(|(_, pipeline)| &pipeline.stages);
        let numbers = self.first_stage(pipeline).position()..;
        stages.zip(numbers).map(move |((id, stage), number)| StageView {
            index: StageIndex::at(number),
            pipeline,
            id,
            stage,
        })
    }

    /// A job by index.
    pub fn job(&self, index: JobIndex) -> Option<JobView<'_>> {
        let node = self.jobs.get(index.position())?;
        let stage = self.stage(node.stage)?;
        let (id, job) = stage.stage.jobs.get_index(node.position as usize)?;
        Some(node.view(index, stage.pipeline, id, job))
    }

    /// All jobs, pipeline by pipeline and stage by stage.
    pub fn jobs(&self) -> impl Iterator<Item = JobView<'_>> {
        self.jobs_in(self.stages(), 0)
    }

    /// The jobs in some stages that follow one another; `first` is the number of the first one.
    fn jobs_in<'g>(&'g self, stages: impl Iterator<Item = StageView<'g>>, first: usize) -> impl Iterator<Item = JobView<'g>> {
        let jobs = stages.flat_map(|stage| stage.stage.jobs.iter().map(move |(id, job)| (stage.pipeline, id, job)));
        let nodes = self.jobs.iter().enumerate().skip(first);
        jobs.zip(nodes)
            .map(|((pipeline, id, job), (number, node))| node.view(JobIndex::at(number), pipeline, id, job))
    }

    /// The first stage of a pipeline; of one without stages, the one that comes next.
    pub(crate) fn first_stage(&self, pipeline: PipelineIndex) -> StageIndex {
        self.pipelines.get(pipeline.position()).map_or(StageIndex(0), |(stage, _)| *stage)
    }

    /// The jobs of one pipeline.
    pub fn jobs_of(&self, pipeline: PipelineIndex) -> impl Iterator<Item = JobView<'_>> {
        let first = self.pipelines.get(pipeline.position()).map_or(0, |(_, job)| job.position());
        self.jobs_in(self.stages_of(pipeline), first)
    }

    /// An environment by index.
    pub fn environment(&self, index: EnvironmentIndex) -> Option<EnvironmentView<'_>> {
        let (id, environment) = self.delivery.environments.get_index(index.position())?;
        Some(EnvironmentView { index, id, environment })
    }

    /// All environments, in order of declaration.
    pub fn environments(&self) -> impl Iterator<Item = EnvironmentView<'_>> {
        (0..self.delivery.environments.len()).filter_map(|position| self.environment(EnvironmentIndex::at(position)))
    }

    /// The gate at a point of the flow.
    pub fn gate(&self, point: Point) -> Option<&Gate> {
        match point {
            Point::StageGate(stage, position) => self.stage(stage)?.stage.gates.get(position as usize),
            Point::JobGate(job, position) => self.job(job)?.job.gates.get(position as usize),
            Point::EnvironmentGate(environment, _, position) => self.environment(environment)?.environment.gates.get(position as usize),
            Point::Start(_) | Point::StageEntry(_) | Point::Job(_) | Point::StageDone(_) => None,
        }
    }

    /// The step at a place.
    pub fn step(&self, place: StepPlace) -> Option<&Step> {
        let step = self.job(place.job)?.job.steps.get(place.step as usize)?;
        match (place.inner, &step.action) {
            (Some(inner), crate::model::Action::Parallel(steps)) => steps.get(inner as usize),
            _ => Some(step),
        }
    }

    /// The route to a pipeline.
    pub fn pipeline_path(&self, index: PipelineIndex) -> ModelPath {
        let id = self.pipeline(index).map_or("", |(id, _)| id.as_str());
        ModelPath::root().key("pipelines").key(id)
    }

    /// The route to a stage.
    pub fn stage_path(&self, index: StageIndex) -> ModelPath {
        match self.stage(index) {
            Some(stage) => self.pipeline_path(stage.pipeline).key("stages").key(stage.id.as_str()),
            None => ModelPath::root(),
        }
    }

    /// The route to a job.
    pub fn job_path(&self, index: JobIndex) -> ModelPath {
        match self.job(index) {
            Some(job) => self.stage_path(job.stage).key("jobs").key(job.id.as_str()),
            None => ModelPath::root(),
        }
    }

    /// The route to a step.
    pub fn step_path(&self, place: StepPlace) -> ModelPath {
        let path = self.job_path(place.job).key("steps").index(place.step as usize);
        match place.inner {
            Some(inner) => path.key("parallel").index(inner as usize),
            None => path,
        }
    }

    /// The route to an environment.
    pub fn environment_path(&self, index: EnvironmentIndex) -> ModelPath {
        let id = self.environment(index).map_or("", |view| view.id.as_str());
        ModelPath::root().key("environments").key(id)
    }

    /// The route to what a point of the flow stands for.
    pub fn point_path(&self, point: Point) -> ModelPath {
        match point {
            Point::Start(pipeline) => self.pipeline_path(pipeline),
            Point::StageEntry(stage) | Point::StageDone(stage) => self.stage_path(stage),
            Point::StageGate(stage, position) => self.stage_path(stage).key("gates").index(position as usize),
            Point::JobGate(job, position) => self.job_path(job).key("gates").index(position as usize),
            Point::EnvironmentGate(environment, _, position) => self.environment_path(environment).key("gates").index(position as usize),
            Point::Job(job) => self.job_path(job),
        }
    }

    /// The point a run of a pipeline begins at.
    pub fn start(&self, pipeline: PipelineIndex) -> u32 {
        pipeline.0 // starts are numbered first
    }
}
