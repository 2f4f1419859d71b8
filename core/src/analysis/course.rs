//! What of a pipeline runs when all goes well, for one kind of start.

use super::occasion::{Chance, Conditions, Ended, Occasion, Skipped};
use crate::graph::BitSet;
use crate::plan::Plan;
use crate::resolve::{JobIndex, PipelineIndex, Point};

/// The points of each pipeline, none before what it waits for.
pub fn points_of(plan: &Plan) -> Vec<Vec<u32>> {
    let mut points = vec![Vec::new(); plan.delivery().pipelines.len()];
    for &number in plan.order() {
        let pipeline = plan.points().get(number as usize).and_then(|point| match *point {
            Point::Start(pipeline) => Some(pipeline),
            Point::StageEntry(stage) | Point::StageGate(stage, _) | Point::StageDone(stage) => plan.stage(stage).map(|view| view.pipeline),
            Point::JobGate(job, _) | Point::EnvironmentGate(_, job, _) | Point::Job(job) => plan.job(job).map(|view| view.pipeline),
        });
        if let Some(list) = pipeline.and_then(|pipeline| points.get_mut(pipeline.position())) {
            list.push(number);
        }
    }
    points
}

/// What runs when all goes well.
#[derive(Clone, Debug, Default)]
pub struct Course {
    /// Jobs that run.
    pub runs: Vec<JobIndex>,
    /// Of these, the ones that a condition may keep from it.
    pub perhaps: Vec<JobIndex>,
    /// Jobs that a person starts; nothing waits for them.
    pub on_demand: Vec<JobIndex>,
    /// Jobs that do not run.
    pub skipped: Vec<JobIndex>,
}

/// What of a pipeline runs, given its points in order; all of it where nothing is known of what starts it.
pub fn course(plan: &Plan, pipeline: PipelineIndex, points: &[u32], conditions: &[Conditions], occasion: Option<&Occasion>) -> Course {
    let skipped = Skipped::of(plan, pipeline);
    let mut reached = BitSet::new(plan.points().len());
    let mut course = Course::default();
    for &number in points {
        let Some(&point) = plan.points().get(number as usize) else {
            continue;
        };
        let before = plan.flow().predecessors(number);
        let waits = |job: JobIndex| match (conditions.get(job.position()), occasion) {
            (Some(own), Some(occasion)) => before.iter().all(|&before| {
                let name = match plan.points().get(before as usize) {
                    Some(Point::Job(other)) => conditions.get(other.position()).map(Conditions::name),
                    _ => None,
                };
                reached.contains(before) || own.runs_after(occasion, Ended::Skipped, name)
            }),
            _ => true,
        };
        let on = match point {
            Point::Start(_) => true,
            Point::StageEntry(_) | Point::StageDone(_) | Point::StageGate(..) => before.iter().all(|&before| reached.contains(before)),
            Point::JobGate(job, _) | Point::EnvironmentGate(_, job, _) => waits(job),
            Point::Job(job) => {
                let own = conditions.get(job.position());
                let chance = match (own, occasion) {
                    (Some(own), Some(occasion)) => own.chance(occasion),
                    _ => Chance::Always,
                };
                let comes = waits(job);
                if own.is_some_and(Conditions::is_on_demand) && comes && chance != Chance::Never {
                    course.on_demand.push(job);
                    true
                } else if chance != Chance::Never && comes {
                    course.runs.push(job);
                    if chance == Chance::Maybe {
                        course.perhaps.push(job);
                    }
                    true
                } else {
                    course.skipped.push(job);
                    // Where a skipped job holds nothing back, what waits for it goes on.
                    skipped == Skipped::LetsPass && comes
                }
            }
        };
        if on {
            reached.insert(number);
        }
    }
    course
}
