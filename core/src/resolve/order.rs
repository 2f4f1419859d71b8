//! The flow of each pipeline: points, and edges between them, from `after`, stages and gates.

use super::graph::{JobNode, StageNode};
use super::{Binding, EnvironmentIndex, Graph, JobIndex, Kinds, PipelineIndex, Point, StageIndex, Unresolved};
use crate::diagnostic::nearest;
use crate::graph::Digraph;
use crate::model::{Computed, Delivery, Id, Job, JobName, Pipeline, Stage};
use std::collections::HashMap;
use std::sync::Arc;

/// Names that get a "did you mean"; looking for more would cost more than it tells.
const SUGGESTIONS: usize = 200;

/// Fills in stages, jobs, points and edges.
pub(super) fn build(graph: &mut Graph) {
    let delivery = Arc::clone(&graph.delivery);
    let mut flow = Flow { graph, edges: Vec::new() };
    for position in 0..delivery.pipelines.len() {
        flow.graph.points.push(Point::Start(PipelineIndex::at(position)));
    }
    for (position, pipeline) in delivery.pipelines.values().enumerate() {
        flow.pipeline(&delivery, PipelineIndex::at(position), pipeline);
    }
    let ends = (StageIndex::at(flow.graph.stages.len()), JobIndex::at(flow.graph.jobs.len()));
    flow.graph.pipelines.push(ends);
    let edges = flow.edges;
    graph.flow = Digraph::new(graph.points.len(), &edges);
    promotion(graph, &delivery);
}

struct Flow<'g> {
    graph: &'g mut Graph,
    edges: Vec<(u32, u32)>,
}

impl Flow<'_> {
    fn point(&mut self, point: Point) -> u32 {
        let number = u32::try_from(self.graph.points.len()).unwrap_or(u32::MAX);
        self.graph.points.push(point);
        number
    }

    /// Adds a point after another.
    fn follow(&mut self, before: u32, point: Point) -> u32 {
        let number = self.point(point);
        self.edges.push((before, number));
        number
    }

    fn pipeline(&mut self, delivery: &Delivery, index: PipelineIndex, pipeline: &Pipeline) {
        let first_stage = StageIndex::at(self.graph.stages.len());
        self.graph.pipelines.push((first_stage, JobIndex::at(self.graph.jobs.len())));
        let start = index.0;
        // Two points for each stage first, so that any stage can follow any other.
        let mut ends: Vec<(u32, u32)> = Vec::with_capacity(pipeline.stages.len());
        let mut first_job = self.graph.jobs.len();
        for (position, stage) in pipeline.stages.values().enumerate() {
            let stage_index = StageIndex::at(first_stage.position() + position);
            let node = StageNode {
                pipeline: index,
                position: u32::try_from(position).unwrap_or(u32::MAX),
            };
            self.graph.stages.push(node);
            first_job += stage.jobs.len();
            ends.push((
                self.point(Point::StageEntry(stage_index)),
                self.point(Point::StageDone(stage_index)),
            ));
        }
        for (position, (id, stage)) in pipeline.stages.iter().enumerate() {
            let (entry, _) = ends.get(position).copied().unwrap_or_default();
            match &stage.after {
                None => {
                    let before = position
                        .checked_sub(1)
                        .and_then(|before| ends.get(before))
                        .map_or(start, |(_, done)| *done);
                    self.edges.push((before, entry));
                }
                Some(after) if after.is_empty() => self.edges.push((start, entry)),
                Some(after) => {
                    for (number, name) in after.iter().enumerate() {
                        if let Some((_, done)) = pipeline.stages.get_index_of(name).and_then(|position| ends.get(position)) {
                            self.edges.push((*done, entry));
                        } else {
                            self.edges.push((start, entry));
                            self.unresolved_stage(index, id, pipeline, name, (after.len() > 1).then_some(number));
                        }
                    }
                }
            }
        }
        let stages = pipeline.stages.values().enumerate();
        let mut work: Vec<JobWork<'_>> = Vec::with_capacity(first_job - self.graph.jobs.len());
        for (position, stage) in stages {
            let stage_index = StageIndex::at(first_stage.position() + position);
            let (entry, done) = ends.get(position).copied().unwrap_or_default();
            let mut open = entry;
            for number in 0..stage.gates.len() {
                open = self.follow(open, Point::StageGate(stage_index, u32::try_from(number).unwrap_or(u32::MAX)));
            }
            if stage.jobs.is_empty() {
                self.edges.push((open, done));
            }
            for (number, job) in stage.jobs.values().enumerate() {
                work.push(self.job(delivery, stage, job, stage_index, number, open, done));
            }
        }
        self.connect(pipeline, index, start, &work);
    }

    /// Adds a job behind its own gates and those of its environment. What it waits for is connected when all jobs are there.
    #[expect(clippy::too_many_arguments, reason = "the neighbours of a job in the flow")]
    fn job<'d>(
        &mut self,
        delivery: &'d Delivery,
        stage: &'d Stage,
        job: &'d Job,
        stage_index: StageIndex,
        number: usize,
        open: u32,
        done: u32,
    ) -> JobWork<'d> {
        let index = JobIndex::at(self.graph.jobs.len());
        let environment = job.environment.as_ref().map(|environment| match &environment.name {
            Computed::Expression(_) => Binding::Computed,
            Computed::Literal(name) => delivery
                .environments
                .get_index_of(name)
                .map_or(Binding::Nothing, |position| Binding::To(EnvironmentIndex::at(position))),
        });
        let mut entry = None;
        let mut last = None;
        let mut chain = |flow: &mut Self, point: Point| {
            let number = match last {
                Some(before) => flow.follow(before, point),
                None => flow.point(point),
            };
            entry.get_or_insert(number);
            last = Some(number);
            number
        };
        for number in 0..job.gates.len() {
            chain(self, Point::JobGate(index, u32::try_from(number).unwrap_or(u32::MAX)));
        }
        if let Some(Binding::To(environment)) = environment {
            let gates = delivery
                .environments
                .get_index(environment.position())
                .map_or(0, |(_, environment)| environment.gates.len());
            for number in 0..gates {
                chain(
                    self,
                    Point::EnvironmentGate(environment, index, u32::try_from(number).unwrap_or(u32::MAX)),
                );
            }
        }
        let point = chain(self, Point::Job(index));
        let entry = entry.unwrap_or(point);
        self.edges.push((point, done));
        let position = u32::try_from(number).unwrap_or(u32::MAX);
        self.graph.jobs.push(JobNode {
            stage: stage_index,
            position,
            point,
            environment,
            calls: None,
            deploys: false,
            kinds: Kinds::of_all(&job.steps),
        });
        JobWork {
            job,
            stage: stage_index,
            gated: !stage.gates.is_empty(),
            open,
            entry,
            index,
        }
    }

    /// Connects every job with what it waits for.
    fn connect(&mut self, pipeline: &Pipeline, index: PipelineIndex, start: u32, work: &[JobWork<'_>]) {
        let first_stage = self
            .graph
            .pipelines
            .get(index.position())
            .map_or(StageIndex(0), |(stage, _)| *stage);
        // Job names are looked up often: once per `after` of each job.
        let mut names: HashMap<(u32, &str), u32> = HashMap::new();
        if work.iter().any(|job| job.job.after.as_ref().is_some_and(|after| !after.is_empty())) {
            for job in work {
                if let Some(node) = self.graph.jobs.get(job.index.position()) {
                    let id = pipeline
                        .stages
                        .get_index(job.stage.position() - first_stage.position())
                        .and_then(|(_, stage)| stage.jobs.get_index(node.position as usize));
                    if let Some((id, _)) = id {
                        names.insert((job.stage.0, id.as_str()), node.point);
                    }
                }
            }
        }
        for job in work {
            let Some(after) = &job.job.after else {
                self.edges.push((job.open, job.entry));
                continue;
            };
            if job.gated {
                self.edges.push((job.open, job.entry)); // a stage's gates hold for all its jobs
            } else if after.is_empty() {
                self.edges.push((start, job.entry));
            }
            for (number, name) in after.iter().enumerate() {
                let stage = match &name.stage {
                    None => Some(job.stage.0),
                    Some(stage) => pipeline
                        .stages
                        .get_index_of(stage)
                        .and_then(|position| u32::try_from(first_stage.position() + position).ok()),
                };
                if let Some(before) = stage.and_then(|stage| names.get(&(stage, name.job.as_str()))) {
                    self.edges.push((*before, job.entry));
                } else {
                    self.edges.push((start, job.entry));
                    self.unresolved_job(job.index, job.stage, name, (after.len() > 1).then_some(number));
                }
            }
        }
    }

    fn unresolved_stage(&mut self, index: PipelineIndex, stage: &Id, pipeline: &Pipeline, name: &Id, item: Option<usize>) {
        let path = self.graph.pipeline_path(index).key("stages").key(stage.as_str()).key("after");
        let path = item.map_or(path.clone(), |item| path.index(item));
        let meant = self.suggest(name, pipeline.stages.keys().filter(|other| *other != stage).map(Id::as_str));
        let name = name.to_string();
        self.graph.unresolved.push(Unresolved {
            path,
            what: "stage",
            name,
            meant,
            declared: "the pipeline's stages",
        });
    }

    fn unresolved_job(&mut self, job: JobIndex, stage: StageIndex, name: &JobName, item: Option<usize>) {
        let path = self.graph.job_path(job).key("after");
        let path = item.map_or(path.clone(), |item| path.index(item));
        // A job of another stage needs the stage's name before it.
        let elsewhere = self.graph.stage(stage).and_then(|view| {
            let (_, pipeline) = self.graph.pipeline(view.pipeline)?;
            let other = pipeline
                .stages
                .iter()
                .find(|(id, other)| *id != view.id && other.jobs.contains_key(&name.job))?;
            name.stage.is_none().then(|| format!("{}.{}", other.0, name.job))
        });
        let near = self
            .graph
            .stage(stage)
            .and_then(|view| self.suggest(&name.job, view.stage.jobs.keys().map(Id::as_str)));
        let meant = if self.graph.unresolved.len() < SUGGESTIONS {
            elsewhere.or(near)
        } else {
            None
        };
        self.graph.unresolved.push(Unresolved {
            path,
            what: "job",
            name: name.to_string(),
            meant,
            declared: "the stage's jobs",
        });
    }

    fn suggest<'c>(&self, name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<String> {
        if self.graph.unresolved.len() >= SUGGESTIONS {
            return None;
        }
        nearest(name, candidates).map(str::to_owned)
    }
}

struct JobWork<'d> {
    job: &'d Job,
    stage: StageIndex,
    /// True when the stage has gates.
    gated: bool,
    /// The point from which the stage's jobs may start.
    open: u32,
    /// The first point of the job: a gate, or the job itself.
    entry: u32,
    index: JobIndex,
}

/// Environments in order of promotion.
fn promotion(graph: &mut Graph, delivery: &Delivery) {
    let mut edges = Vec::new();
    for (position, environment) in delivery.environments.values().enumerate() {
        for name in environment.after.iter().flatten() {
            if let Some(before) = delivery.environments.get_index_of(name) {
                edges.push((EnvironmentIndex::at(before).0, EnvironmentIndex::at(position).0));
            }
        }
    }
    graph.environments = Digraph::new(delivery.environments.len(), &edges);
}
