//! The work of one run: jobs, each matrix written out and each called pipeline in place, with what they wait for and what
//! they need.

use super::lasts::Lasts;
use super::waits::Wait;
use crate::graph::Digraph;
use crate::model::scalar::{Duration, Percent};
use crate::resolve::JobIndex;

/// Nothing needed.
pub(in crate::analysis) const NONE: u32 = u32::MAX;

/// The work of one run. Nodes are numbered so that none comes before what it waits for.
#[derive(Debug)]
pub(in crate::analysis) struct Network {
    pub(in crate::analysis) nodes: Vec<Node>,
    pub(in crate::analysis) flow: Digraph,
    pub(in crate::analysis) tasks: Vec<Task>,
    /// Waits for people and for the calendar.
    pub(in crate::analysis) waits: Vec<Wait>,
    /// Times in which it is only watched, with what comes after.
    pub(in crate::analysis) pauses: Vec<(String, Duration)>,
    pub(in crate::analysis) pools: Vec<Pool>,
    /// What only so many tasks can have at a time, where more than that want it.
    pub(in crate::analysis) resources: Vec<Resource>,
    /// The combinations of resources that tasks need.
    pub(in crate::analysis) classes: Vec<Vec<u32>>,
    /// What was taken to be simpler than it is.
    pub(in crate::analysis) notes: Vec<Note>,
}

/// A node of the flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis) enum Node {
    /// Takes no time.
    Point,
    /// Takes so many milliseconds of nobody's time.
    Pause(u64),
    /// Waits for people or for the calendar; takes no time of machines.
    Wait(u32),
    /// A task.
    Task(u32),
}

/// A job on one machine.
#[derive(Clone, Debug)]
pub(in crate::analysis) struct Task {
    pub(in crate::analysis) job: JobIndex,
    /// Its name: `build.api`, `test.unit (20, ubuntu)`, `release.call / deploy.web`.
    pub(in crate::analysis) name: String,
    /// Its node.
    pub(in crate::analysis) node: u32,
    pub(in crate::analysis) lasts: Lasts,
    pub(in crate::analysis) pool: Option<u32>,
    /// The combination of resources it needs; none in particular when `NONE`.
    pub(in crate::analysis) class: u32,
    /// True when a condition may keep it from running.
    pub(in crate::analysis) perhaps: bool,
    /// True when it brings something to production.
    pub(in crate::analysis) releases: bool,
    /// How often a try fails for no good reason.
    pub(in crate::analysis) flaky: Percent,
    /// How many tries there are.
    pub(in crate::analysis) tries: u32,
    /// How long it is waited between tries, in milliseconds.
    pub(in crate::analysis) pause: u64,
    /// True when the run goes on although it failed.
    pub(in crate::analysis) forgiven: bool,
}

/// Machines that jobs run on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pool {
    /// What jobs call it: a label, labels joined by `+`, or the name of a pool.
    pub name: String,
    /// True for machines of one's own.
    pub own: bool,
    /// How many jobs can run at once; any number when it is not known.
    pub runners: Option<u32>,
}

/// What only so many tasks can have at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::analysis) struct Resource {
    pub(in crate::analysis) slots: u32,
}

/// Something that was taken to be simpler than it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// How wide a matrix is, is known only when it runs; one job is taken.
    UnknownWidth(JobIndex),
    /// A matrix has more jobs than are looked at.
    CutMatrix(JobIndex, u64),
    /// A call is not followed: to a pipeline outside the document, or too deep.
    UnknownCall(JobIndex),
}

impl Network {
    /// Whether any task can be held up by others that need the same.
    pub(in crate::analysis) fn is_limited(&self) -> bool {
        self.classes.iter().any(|class| !class.is_empty())
    }

    /// How long each node takes, given a time for every task.
    pub(in crate::analysis) fn weights(&self, time: impl Fn(&Task) -> u64) -> Vec<u64> {
        let weight = |node: &Node| match node {
            Node::Point | Node::Wait(_) => 0,
            Node::Pause(time) => *time,
            Node::Task(task) => self.tasks.get(*task as usize).map_or(0, &time),
        };
        self.nodes.iter().map(weight).collect()
    }
}
