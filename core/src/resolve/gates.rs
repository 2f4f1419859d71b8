//! The gates that stand before jobs and stages.

use super::{Binding, Graph, JobView, Point, StageIndex};
use crate::model::Gate;

impl Graph {
    /// The gates of a stage, in order, with their points.
    pub fn gates_of_stage(&self, stage: StageIndex) -> impl Iterator<Item = (&Gate, Point)> {
        let gates = self.stage(stage).map(|view| view.stage.gates.as_slice()).unwrap_or_default();
        gates
            .iter()
            .zip(0..)
            .map(move |(gate, number)| (gate, Point::StageGate(stage, number)))
    }

    /// The gates before a job, with their points: its own, then those of its environment.
    pub fn gates_of_job<'g>(&'g self, view: &JobView<'g>) -> impl Iterator<Item = (&'g Gate, Point)> + use<'g> {
        let job = view.index;
        let own = view
            .job
            .gates
            .iter()
            .zip(0..)
            .map(move |(gate, number)| (gate, Point::JobGate(job, number)));
        let environment = view.environment.and_then(Binding::known);
        let of_it = environment.into_iter().flat_map(move |index| {
            let gates = self
                .environment(index)
                .map(|view| view.environment.gates.as_slice())
                .unwrap_or_default();
            gates
                .iter()
                .zip(0..)
                .map(move |(gate, number)| (gate, Point::EnvironmentGate(index, job, number)))
        });
        own.chain(of_it)
    }
}
